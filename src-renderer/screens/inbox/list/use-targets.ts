import { useMemo } from 'react';
import { leadsWord, type Targets } from '../../../features/lead/use-lead-actions.ts';
import { useInboxList } from '../../../state/inbox-list.ts';
import { type Selection, tickedCount, whichOf } from '../../../state/inbox-selection.ts';
import { formatNumber } from '../../../ui/format.ts';

export interface Ticked {
  readonly count: number;
  /** "1,204+ leads" */
  readonly words: string;
}

/**
 * The number of selected leads, and the leads that commands apply to: the selected ones, or else the lead `about`; null if there is
 * neither.
 */
export function useTargets(selection: Selection, about: number | null): { ticked: Ticked; targets: Targets | null } {
  const { pages, count, exact } = useInboxList();
  const ticked = tickedCount(selection, count);
  const words = selection.kind === 'all' && !exact ? `${formatNumber(ticked)}+ leads` : leadsWord(ticked);
  const targets: Targets | null = useMemo(() => {
    const which = whichOf(selection);
    if (which !== null && ticked > 0) return { which, words, count: ticked };
    if (about === null) return null;
    const at = pages?.find(about) ?? -1;
    const name = at < 0 ? null : pages?.value(at, 'name');
    return { which: { ids: [about] }, words: String(name || '1 lead'), count: 1 };
  }, [selection, ticked, words, about, pages]);
  return { ticked: { count: ticked, words }, targets };
}
