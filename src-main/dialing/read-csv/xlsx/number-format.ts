/** How the number in a cell is shown: as a date, with leading zeros, or unchanged. */
export type NumberLook =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date' | 'time' | 'date-time' }
  /** Digits at fixed positions with signs between them: ZIPs, social security numbers. */
  | { readonly kind: 'mask'; readonly mask: string };

const PLAIN: NumberLook = { kind: 'plain' };
const between = (id: number, first: number, last: number): boolean => id >= first && id <= last;

/** What a format shows, by its id and, if the workbook defines it, its code (ECMA-376 part 1, 18.8.30 and 18.8.31). */
export function lookOfFormat(id: number, code: string | undefined): NumberLook {
  if (code === undefined) {
    if (between(id, 14, 17) || between(id, 27, 31) || id === 36 || between(id, 50, 58)) return { kind: 'date' };
    if (between(id, 18, 21) || between(id, 32, 35) || between(id, 45, 47)) return { kind: 'time' };
    return id === 22 ? { kind: 'date-time' } : PLAIN;
  }
  const section = code.split(';')[0] ?? '';
  const mask = section
    .replace(/"([^"]*)"/g, '$1')
    .replace(/\\(.)/g, '$1')
    .replace(/\[[^\]]*\]|_.|\*./g, '');
  if (/^[0\s().-]*$/.test(mask) && !/\.0*$/.test(mask) && (mask.match(/0/g)?.length ?? 0) > 1) {
    return { kind: 'mask', mask: mask.trim() };
  }
  const letters = section
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (letters.includes('general') || /[#0?]/.test(letters.replace(/(s+)[.,]0+/g, '$1'))) return PLAIN;
  const time = /[hs]|am\/pm/.test(letters);
  const date = /[dy]/.test(letters) || (letters.includes('m') && !time);
  if (date) return { kind: time ? 'date-time' : 'date' };
  return time ? { kind: 'time' } : PLAIN;
}

const DAY_MS = 86_400_000;
const LAST_SERIAL = 2_958_465;

/** The text of a number as a person would write it: dates as 2026-05-31, phones with all digits and never as 7.27E+09. */
export function numberText(value: string, look: NumberLook, from1904: boolean): string {
  if (look.kind === 'plain' && /^-?\d{1,15}$/.test(value)) return value;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if (look.kind === 'mask') return masked(number, look.mask);
  if (look.kind !== 'plain' && number >= 0 && number <= LAST_SERIAL) return dateText(number, look.kind, from1904);
  if (Number.isInteger(number) && Math.abs(number) < 1e21) return BigInt(number).toString();
  // Excel shows and stores 15 digits. The rest is the rounding of a binary fraction.
  return String(Number(number.toPrecision(15)));
}

function masked(number: number, mask: string): string {
  if (!Number.isInteger(number) || number < 0) return String(number);
  const digits = BigInt(number).toString();
  const places = mask.match(/0/g)?.length ?? 0;
  const padded = digits.padStart(places, '0');
  // Digits beyond the mask are put before its first position.
  let at = padded.length - places;
  return padded.slice(0, at) + mask.replace(/0/g, () => padded[at++] ?? '');
}

function dateText(serial: number, kind: 'date' | 'time' | 'date-time', from1904: boolean): string {
  let day = Math.floor(serial);
  let seconds = Math.round((serial - day) * 86_400);
  if (seconds === 86_400) {
    day++;
    seconds = 0;
  }
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  if (kind === 'time' && day === 0) return clock;
  // Excel's 1900 has a 29 February that never existed, so that earlier serial numbers are off by one day.
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(first + day * DAY_MS).toISOString().slice(0, 10);
  return kind === 'date' || seconds === 0 ? date : `${date} ${clock}`;
}
