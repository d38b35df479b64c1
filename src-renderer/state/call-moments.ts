import type { CallMoment } from '../../src-preload/contract/index.ts';
import { useCommandQuery } from './use-command-query.ts';

/** The most that are requested at once. */
const AT_MOST = 20;

/**
 * Whether a lead may be called at these future times, by time; null until it is known. If it can't be determined, the reason is in `error`.
 */
export function useCallMoments(
  leadId: number,
  at: readonly number[],
): { readonly moments: ReadonlyMap<number, CallMoment> | null; readonly error: string | null } {
  const asked = useCommandQuery('calls.mayAt', at.length === 0 ? null : { leadId, at: at.slice(0, AT_MOST) }, ['dnc']);
  return { moments: asked.value === null ? null : new Map(asked.value.map((m) => [m.at, m])), error: asked.error };
}
