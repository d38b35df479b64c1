import { useEffect } from 'react';
import type { CallVerdict } from '../../src-preload/contract/index.ts';
import { inClock } from '../ui/clock.ts';
import { formatDuration } from '../ui/format.ts';
import { type Asked, useCommandQuery } from './use-command-query.ts';

/** Whether a phone may be called, as text: the result, and the reason. */
export interface VerdictWords {
  readonly may: boolean;
  /** "May call", "Opens in 2 h 13 min", "Do not call". */
  readonly word: string;
  readonly why: string;
}

/** A verdict at `now`: if its time has passed, the answer is no until it is requested again. */
export function verdictWords(verdict: CallVerdict, now: number): VerdictWords {
  const { opensAt, closesAt } = verdict;
  const why = inClock(verdict.why);
  if (verdict.doNotCall) return { may: false, word: 'Do not call', why };
  if (verdict.may) {
    if (closesAt !== null && now >= closesAt)
      return { may: false, word: 'Closed just now', why: 'Checking when calls are allowed' };
    return { may: true, word: 'OK to call', why };
  }
  if (opensAt === null) return { may: false, word: 'Not now', why };
  const left = opensAt - now;
  if (left <= 0) return { may: false, word: 'Opens now', why: 'Checking whether calls are allowed' };
  return {
    may: false,
    word: `Opens in ${formatDuration(left < 60_000 ? left / 1000 : Math.ceil(left / 60_000) * 60)}`,
    why,
  };
}

/** The longest time for which an answer is used, ms: rules, attempts and the do-not-call list may change anywhere. */
const ASK_AGAIN_MS = 60_000;

/** Whether the lead's phones may be called: requested again when a window opens or closes, at related events, and every minute. */
export function useVerdicts(leadId: number): Asked<CallVerdict[]> {
  const asked = useCommandQuery('calls.may', { leadId }, ['leads', 'dnc']);
  const { value, refresh } = asked;
  useEffect(() => {
    if (value === null) return;
    const now = Date.now();
    const turns = value.flatMap(({ opensAt, closesAt }) => [opensAt, closesAt].filter((at) => at !== null && at > now));
    const wait = Math.min(ASK_AGAIN_MS, ...turns.map((at) => (at ?? 0) - now + 250));
    const timer = setTimeout(() => void refresh(), wait);
    return () => clearTimeout(timer);
  }, [value, refresh]);
  return asked;
}

/** The phone to call if none is specified: the first that may be called, otherwise the first. */
export function firstToCall(verdicts: readonly CallVerdict[], now: number): CallVerdict | undefined {
  return verdicts.find((v) => verdictWords(v, now).may) ?? verdicts[0];
}

/** The address for a telephone program; null if it isn't a number with a country code. */
export function telAddress(phone: string): string | null {
  return /^\d{8,15}$/.test(phone) ? `tel:+${phone}` : null;
}

/** The address for a mail program; null if it isn't a plain address, so that nothing else can be hidden in it. */
export function mailAddress(email: string): string | null {
  if (!/^[A-Za-z0-9._+'-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(email)) return null;
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`;
}
