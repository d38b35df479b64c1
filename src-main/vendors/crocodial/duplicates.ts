import {
  DUPLICATE_DAYS,
  type DuplicateCheck,
  type DuplicateRule,
} from '../../../src-preload/contract/dial-settings.ts';

const WIRE = /^DUP(PHONEALT|TITLEALTPHONE|NAMEPHONE|)(LIST|CAMP|SYS)(?:(\d+)DAY)?$/;

/**
 * The checks in the form of the request, such as `DUPLIST-DUPTITLEALTPHONELIST` or `DUPSYS90DAY` ("Load Lead", duplicate_check); empty if
 * there are none. The time window is added to each check, because one applies to all of them anyway.
 */
export function duplicateWire(check: DuplicateCheck): string {
  const days = check.days === null ? '' : `${check.days}DAY`;
  return check.checks.map((c) => `DUP${c.by === 'PHONE' ? '' : c.by}${c.within}${days}`).join('-');
}

/**
 * Parses the request's form. If there are several windows, the largest applies, as in the dialer, and also to checks without one. Returns a
 * sentence if the text is not a check.
 */
export function readDuplicateWire(wire: string): DuplicateCheck | string {
  const checks: DuplicateRule[] = [];
  let days: number | null = null;
  for (const part of wire.split('-')) {
    if (part === '') continue;
    const found = WIRE.exec(part);
    if (!found) {
      return `duplicate_check: ${part} is no check; write DUPLIST, DUPCAMP, DUPSYS, or PHONEALT, TITLEALTPHONE or NAMEPHONE after DUP, such as DUPPHONEALTLIST or DUPSYS90DAY`;
    }
    const by = found[1] === '' ? 'PHONE' : (found[1] as Exclude<DuplicateRule['by'], 'PHONE'>);
    const within = found[2] as DuplicateRule['within'];
    if (!checks.some((c) => c.by === by && c.within === within)) checks.push({ by, within });
    if (found[3] !== undefined) days = Math.max(days ?? 0, Number(found[3]));
  }
  const allowed = DUPLICATE_DAYS.find((d) => d === days);
  if (days !== null && allowed === undefined) {
    return `duplicate_check: the day window is one of ${DUPLICATE_DAYS.join(', ')} days, not ${days}`;
  }
  return { checks, days: allowed ?? null };
}

/**
 * Whether the same request again would find a lead that was added before: there is a check by phone, in the list or wider, and its window
 * reaches back `ageDays` (days since the first attempt). Only then may such a request resolve an unknown automatically. Checks by name or
 * title would miss a lead whose other fields the dialer changed.
 */
export function coversList(check: DuplicateCheck, ageDays = 0): boolean {
  if (check.days !== null && check.days <= ageDays) return false;
  return check.checks.some((c) => c.by === 'PHONE' || c.by === 'PHONEALT');
}

/**
 * The same checks and one by phone in the list, without a window, so that a request finds the lead that was added before. Checks by name
 * are removed: they fail on an apostrophe (`docs/vendors.md`, Croco-dial), and this one finds what they would.
 */
export function covering(check: DuplicateCheck): DuplicateCheck {
  const others = check.checks.filter((c) => c.by !== 'NAMEPHONE' && !(c.by === 'PHONE' && c.within === 'LIST'));
  return { checks: [{ by: 'PHONE', within: 'LIST' }, ...others], days: null };
}
