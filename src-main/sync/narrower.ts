import type { LocumjobsParameter } from '../../src-preload/contract/index.ts';
import { EMPLOYMENT_TYPES, LICENSES, STATES } from '../vendors/locumjobs/values.ts';
import { type WindowShape, windowWords } from './windows.ts';

/** What an operator can do about a gap. */
export const WHAT_TO_DO =
  'The next full read tries again. Ask the vendor for a higher limit per request, or connect it once for each license or state.';

/**
 * The criteria that split a single second with more leads than are returned at once, in this order. `applied` is either yes or no, so no
 * lead is missed. A value that is not in the document's list is missed, and reported as a gap.
 */
const STEPS: readonly { readonly by: LocumjobsParameter; readonly values: readonly string[]; readonly lost: string }[] =
  [
    { by: 'has_job_apps', values: ['1', '0'], lost: '' },
    { by: 'license', values: Object.keys(LICENSES), lost: 'a license that the vendor’s document doesn’t list' },
    { by: 'employment_type', values: EMPLOYMENT_TYPES, lost: 'no employment type' },
    { by: 'state', values: STATES, lost: 'a state that the vendor’s document doesn’t list' },
  ];

/** Whether a window is already restricted by a criterion. */
export const isNarrowed = ({ refine }: WindowShape): boolean => STEPS.some(({ by }) => refine[by] !== undefined);

/** Restricts a window that can't be split further by time. If no criterion is left, it says what may be missing. */
export function narrower(
  source: string,
  window: WindowShape,
  { read, most }: { readonly read: number; readonly most: number },
  only: Readonly<Partial<Record<LocumjobsParameter, string>>>,
): { windows: readonly WindowShape[]; gap: string | null } {
  const at = windowWords({ ...window, refine: {} });
  const atOnce = `it gives at once (${most.toLocaleString('en-US')})`;
  const step = STEPS.find(({ by }) => window.refine[by] === undefined && (only[by] ?? '') === '');
  if (!step) {
    return {
      windows: [],
      gap: `${source} has more leads ${windowWords(window)} than ${atOnce}: ${read.toLocaleString('en-US')} of them were read, others may be missing. ${WHAT_TO_DO}`,
    };
  }
  return {
    windows: step.values.map((value) => ({ ...window, refine: { ...window.refine, [step.by]: value } })),
    gap:
      step.lost === ''
        ? null
        : `${source} has more leads ${at} than ${atOnce}. They were read in parts; those with ${step.lost} may be missing. ${WHAT_TO_DO}`,
  };
}
