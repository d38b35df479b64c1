import { useRef, useState } from 'react';
import type { LeadAction } from '../../../src-preload/contract/index.ts';
import { useLeadActions } from '../../features/lead/use-lead-actions.ts';
import { useDesk } from '../../state/desk.ts';
import { brief } from '../../state/inbox-filter.ts';
import { openInbox, refreshInbox, useInboxList } from '../../state/inbox-list.ts';
import { ALL, NONE, type Selection } from '../../state/inbox-selection.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { formatNumber } from '../../ui/format.ts';
import type { GridHandle } from '../../ui/huge-grid/huge-grid.tsx';
import { useGridFollows, useOpenFound } from './list/use-grid-follows.ts';
import { useListMoves } from './list/use-list-moves.ts';
import { useTargets } from './list/use-targets.ts';
import { useTabActions } from './tabs/use-tab-actions.ts';
import { useInbox } from './use-inbox.ts';
import { bulkActions, useInboxKeys } from './use-inbox-keys.ts';

/** The state and commands of the inbox: its list, selection, open lead and keys. */
export function useInboxWork() {
  const inbox = useInbox();
  const { address, filter, sort, columns, tab, tabs } = inbox;
  const list = useInboxList();
  const { pages, count, exact, cursor } = list;
  const [selection, setSelection] = useState<Selection>(NONE);
  const grid = useRef<GridHandle>(null);
  const counts = useCommandQuery('leads.counts', { filters: tabs.map((t) => brief(t.filter)) }, [
    'leads',
    'views',
    'callbacks',
  ]);

  const open = (index: number) => {
    const id = pages?.id(index) ?? null;
    if (id !== null) inbox.go({ lead: id }, address.lead !== null);
  };
  useGridFollows(grid, address.lead, () => setSelection(NONE));
  const seek = useOpenFound(() => open(0));
  const moves = useListMoves({
    grid,
    lead: address.lead,
    onLead: (lead) => inbox.go({ lead }, true),
    selection,
    onSelection: setSelection,
  });
  const close = () => {
    inbox.go({ lead: null });
    grid.current?.focus();
  };
  const untick = () => {
    setSelection(NONE);
    grid.current?.focus();
  };
  const selectAll = () => count > 0 && setSelection(ALL);

  // The lead that commands apply to while nothing is selected.
  const about = address.lead ?? cursor.id;
  const { ticked, targets } = useTargets(selection, about);
  const actions = useLeadActions(
    targets,
    columns.map((c) => c.column),
    (what: LeadAction) => {
      const single = ticked.count === 0;
      setSelection(NONE);
      grid.current?.keepFocus();
      // Moves on to the next lead, whether or not the one that was changed is still in the list.
      if (single && what.kind === 'status' && about !== null) moves.moveOn(about);
    },
  );
  const moveOn = async (leadId: number) => {
    await refreshInbox();
    moves.moveOn(leadId);
  };
  const showFresh = () => {
    if (list.question !== null) void openInbox(list.question);
    void counts.refresh();
  };
  const retry = () => void (pages === null && list.question !== null ? openInbox(list.question) : refreshInbox());
  const shown = { filter, sort, columns: [...inbox.whole], savable: inbox.savable };
  const tabActions = useTabActions(tab, tabs, shown, inbox.refreshViews);
  // Posting is only shown to people who sell leads, because the line of commands is full without it.
  const canPost = useDesk((s) => s.status?.connections.some(({ kind }) => kind === 'receiver') ?? false);
  const bulk = bulkActions(actions, targets, canPost);
  const selectAllLabel = `Select all ${formatNumber(count)}${exact ? '' : '+'}`;
  const doable = { open, untick, selectAll, showFresh };
  const anyTicked = ticked.count > 0;
  useInboxKeys({ inbox, moves, tabActions, bulk, targets, anyTicked, selectAllLabel, ...doable });
  const selecting = { selection, setSelection, ticked, targets, selectAllLabel };
  const parts = { inbox, list, grid, counts, seek, moves, actions, bulk, tabActions };
  return { ...parts, close, moveOn, retry, ...selecting, ...doable };
}
