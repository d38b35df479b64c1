import type { ImportDetail } from '../../../../src-preload/contract/index.ts';

/** Whether something about a file's columns is to be seen before it is checked: what no longer fits, and who must not be called. */
export function isToBeSeen({ suggestion }: Pick<ImportDetail, 'suggestion'>): boolean {
  return (
    suggestion.notes.length > 0 || suggestion.mapping.doNotCall?.some(({ sense }) => sense !== 'words-alone') === true
  );
}
