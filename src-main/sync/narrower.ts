import type { LocumjobsParameter } from '../../src-preload/contract/index.ts';
import { LICENSES, STATES } from '../vendors/locumjobs/values.ts';
import { type WindowShape, windowWords } from './windows.ts';

/**
 * By what a single second is narrowed when it holds more leads than come at once, in this order. Having applied is yes or
 * no, so nothing falls between; a license or state that is not in the document's list does, and is told as a gap.
 */
const STEPS: readonly { readonly by: LocumjobsParameter; readonly values: readonly string[]; readonly lost: string }[] =
  [
    { by: 'has_job_apps', values: ['1', '0'], lost: '' },
    { by: 'license', values: Object.keys(LICENSES), lost: 'a license that the vendor’s document doesn’t list' },
    { by: 'state', values: STATES, lost: 'a state that the vendor’s document doesn’t list' },
  ];

/** Narrows a window of one second further; when nothing is left to narrow by, says what may be missing. */
export function narrower(
  source: string,
  window: WindowShape,
  read: number,
  only: Readonly<Partial<Record<LocumjobsParameter, string>>>,
): { windows: readonly WindowShape[]; gap: string | null } {
  const at = windowWords({ ...window, refine: {} });
  const step = STEPS.find(({ by }) => window.refine[by] === undefined && (only[by] ?? '') === '');
  if (!step) {
    return {
      windows: [],
      gap: `${source} has more leads ${windowWords(window)} than it gives at once: ${read.toLocaleString('en-US')} of them were read, others may be missing.`,
    };
  }
  return {
    windows: step.values.map((value) => ({ ...window, refine: { ...window.refine, [step.by]: value } })),
    gap:
      step.lost === ''
        ? null
        : `${source} has more leads ${at} than it gives at once. They were read in parts; those with ${step.lost} may be missing.`,
  };
}
