const STAMP = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * The instant of `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss`, ms since 1970. Its own offset is used, and without one it is UTC. Null if it isn't
 * a date.
 */
export function instantOf(text: string): number | null {
  const parts = STAMP.exec(text.trim());
  if (!parts) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = parts;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  const millis = Math.floor(Number(`0.${fraction || '0'}`) * 1000);
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day), h, m, s, millis);
  const shown = new Date(date);
  if (shown.getUTCMonth() !== Number(month) - 1 || shown.getUTCDate() !== Number(day) || h > 23 || m > 59 || s > 59) {
    return null;
  }
  if (/^z$/i.test(zone)) return date;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return date - (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
