const DAY = 86_400_000;

/** For how many days, weeks and months one backup each is kept. */
const KEPT = { days: 7, weeks: 4, months: 6 };

/**
 * The daily backups that may be deleted: of the newest days, weeks and months that have a backup, the newest one each is kept. It counts
 * backups and not the time since, so that a changed clock doesn't delete any.
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
  // Weeks are from Monday to Sunday. 1970 began on a Thursday.
  keep(KEPT.weeks, (at) => String(Math.floor((at / DAY + 3) / 7)));
  keep(KEPT.months, (at) => new Date(at).toISOString().slice(0, 7));
  return daily.filter((one) => !stay.has(one));
}

/** Whether the next daily backup is due. A backup with a future date, from a clock that was ahead, does not count. */
export function isDue(backups: readonly { readonly at: number; readonly kind: string }[], now: number): boolean {
  return !backups.some(({ kind, at }) => kind === 'daily' && at <= now && now - at < DAY);
}
