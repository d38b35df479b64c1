import { useLocation } from 'wouter';
import { INBOX_ACTIONS } from '../../features/keys/inbox-keys.ts';
import type { Targets, useLeadActions } from '../../features/lead/use-lead-actions.ts';
import { leadsInAt, postsAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { useInboxList } from '../../state/inbox-list.ts';
import { beginPosting } from '../../state/posting.ts';
import { openUnlock } from '../../state/unlock.ts';
import { type Action, useKeys } from '../../ui/keys.ts';
import type { useListMoves } from './list/use-list-moves.ts';
import type { useTabActions } from './tabs/use-tab-actions.ts';
import type { useInbox } from './use-inbox.ts';

/** Opens the screen that posts leads to a receiver. Nothing is posted before the leads are checked there. */
function postLeads({ which, words }: Targets): void {
  beginPosting({ kind: 'leads', which, words, from: location.hash.replace(/^#/, '') });
  navigate(postsAt('columns'));
}

/** The commands for the selected leads, or for the lead at the cursor. */
export function bulkActions(
  actions: ReturnType<typeof useLeadActions>,
  targets: Targets | null,
  canPost: boolean,
): readonly Action[] {
  const nobody = targets === null;
  return [
    { ...INBOX_ACTIONS.done, disabled: nobody, run: () => actions.run({ kind: 'status', status: 'done' }) },
    { ...INBOX_ACTIONS.status, disabled: nobody, run: () => actions.ask('status') },
    { ...INBOX_ACTIONS.tag, disabled: nobody, run: () => actions.ask('tag') },
    { ...INBOX_ACTIONS.untag, disabled: nobody, run: () => actions.ask('untag') },
    { ...INBOX_ACTIONS.owner, disabled: nobody, run: () => actions.ask('owner') },
    { ...INBOX_ACTIONS.unlock, disabled: nobody, run: () => targets && openUnlock(targets.which) },
    { ...INBOX_ACTIONS.dialList, disabled: nobody, run: () => actions.ask('dial-list') },
    ...(canPost ? [{ ...INBOX_ACTIONS.post, disabled: nobody, run: () => targets && postLeads(targets) }] : []),
    { ...INBOX_ACTIONS.export, disabled: nobody, run: () => actions.ask('export') },
    { ...INBOX_ACTIONS.copy, disabled: nobody, run: actions.copy },
  ];
}

interface InboxKeys {
  readonly inbox: ReturnType<typeof useInbox>;
  readonly moves: ReturnType<typeof useListMoves>;
  readonly tabActions: ReturnType<typeof useTabActions>;
  readonly bulk: readonly Action[];
  readonly targets: Targets | null;
  /** Whether any lead is selected. */
  readonly anyTicked: boolean;
  readonly selectAllLabel: string;
  readonly open: (index: number) => void;
  readonly untick: () => void;
  readonly selectAll: () => void;
  readonly showFresh: () => void;
}

/** The keys of the inbox. */
export function useInboxKeys(of: InboxKeys): void {
  const { inbox, moves, tabActions, bulk, targets, open } = of;
  const { cursor, count, fresh } = useInboxList();
  const [, go] = useLocation();
  useKeys([
    { ...INBOX_ACTIONS.next, hidden: true, run: () => moves.step(1, false) },
    { ...INBOX_ACTIONS.before, hidden: true, run: () => moves.step(-1, false) },
    { ...INBOX_ACTIONS.nextRange, hidden: true, run: () => moves.step(1, true) },
    { ...INBOX_ACTIONS.beforeRange, hidden: true, run: () => moves.step(-1, true) },
    { ...INBOX_ACTIONS.open, hidden: true, disabled: cursor.index < 0, run: () => open(cursor.index) },
    { ...INBOX_ACTIONS.tick, hidden: true, disabled: cursor.index < 0, run: () => moves.tick(cursor.index, false) },
    { ...INBOX_ACTIONS.untick, hidden: true, disabled: !of.anyTicked || inbox.address.lead !== null, run: of.untick },
    { ...INBOX_ACTIONS.all, label: of.selectAllLabel, disabled: count === 0, run: of.selectAll },
    { ...INBOX_ACTIONS.fresh, disabled: fresh === 0, run: of.showFresh },
    { ...INBOX_ACTIONS.addLead, run: () => go(leadsInAt('new')) },
    { ...INBOX_ACTIONS.fromFile, run: () => go(leadsInAt('file')) },
    { ...INBOX_ACTIONS.rejects, run: () => go(leadsInAt('rejects')) },
    ...bulk.map((action) => (targets === null ? action : { ...action, label: `${action.label}: ${targets.words}` })),
    tabActions.save,
    tabActions.saveAs,
    ...tabActions.ofTab,
    ...inbox.tabs.map((t, i) => ({
      id: `inbox.tab.${t.key}`,
      label: `List: ${t.name}`,
      ...(i < 9 ? { keys: String(i + 1) } : {}),
      group: 'Lists',
      run: () => inbox.go({ tab: t.key, filter: null, sort: null }),
    })),
  ]);
}
