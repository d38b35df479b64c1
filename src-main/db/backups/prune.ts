const DAY = 86_400_000;

/** How many days, weeks and months back one backup each is kept. */
const KEPT = { days: 7, weeks: 4, months: 6 };

/**
 * Which of the daily backups may go: of the newest days, weeks and months that have one, the newest each stays. It counts
 * backups, not the time since: a clock that was put ahead or back takes none of them away.
 */
export function toPrune<B extends { readonly at: number; readonly kind: string }>(backups: readonly B[]): B[] {
  const daily = backups.filter(({ kind }) => kind === 'daily').sort((a, b) => b.at - a.at);
  const stay = new Set<B>();
  const keep = (most: number, period: (at: number) => string) => {
    const seen = new Set<string>();
    for (const one of daily) {
      const name = period(one.at);
      if (seen.has(name)) continue;
      if (seen.size >= most) break;
      seen.add(name);
      stay.add(one);
    }
  };
  keep(KEPT.days, (at) => String(Math.floor(at / DAY)));
  // Weeks from Monday to Sunday: 1970 began on a Thursday.
  keep(KEPT.weeks, (at) => String(Math.floor((at / DAY + 3) / 7)));
  keep(KEPT.months, (at) => new Date(at).toISOString().slice(0, 7));
  return daily.filter((one) => !stay.has(one));
}

/** Whether the next daily backup is due. One from the future, of a clock that was ahead, does not count. */
export function isDue(backups: readonly { readonly at: number; readonly kind: string }[], now: number): boolean {
  return !backups.some(({ kind, at }) => kind === 'daily' && at <= now && now - at < DAY);
}
