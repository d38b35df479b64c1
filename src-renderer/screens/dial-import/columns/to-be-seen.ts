import type { ImportDetail } from '../../../../src-preload/contract/index.ts';

/** Whether the operator should see a file's columns before the check: some no longer fit, or one marks people who must not be called. */
export function isToBeSeen({ suggestion }: Pick<ImportDetail, 'suggestion'>): boolean {
  return (
    suggestion.notes.length > 0 || suggestion.mapping.doNotCall?.some(({ sense }) => sense !== 'words-alone') === true
  );
}
