import { useLocation } from 'wouter';
import { INBOX_ACTS } from '../../features/keys/inbox-keys.ts';
import type { Targets, useLeadActs } from '../../features/lead/use-lead-acts.ts';
import { leadsInAt, postsAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { useInboxList } from '../../state/inbox-list.ts';
import { beginPosting } from '../../state/posting.ts';
import { openUnlock } from '../../state/unlock.ts';
import { type Act, useKeys } from '../../ui/keys.ts';
import type { useListMoves } from './list/use-list-moves.ts';
import type { useTabActs } from './tabs/use-tab-acts.ts';
import type { useInbox } from './use-inbox.ts';

/** Opens the screen that posts leads to a receiver. Nothing is posted before the leads are checked there. */
function postLeads({ which, words }: Targets): void {
  beginPosting({ kind: 'leads', which, words, from: location.hash.replace(/^#/, '') });
  navigate(postsAt('columns'));
}

/** The commands for the selected leads, or for the lead at the cursor. */
export function bulkActions(
  acts: ReturnType<typeof useLeadActs>,
  targets: Targets | null,
  canPost: boolean,
): readonly Act[] {
  const nobody = targets === null;
  return [
    { ...INBOX_ACTS.done, disabled: nobody, run: () => acts.act({ kind: 'status', status: 'done' }) },
    { ...INBOX_ACTS.status, disabled: nobody, run: () => acts.ask('status') },
    { ...INBOX_ACTS.tag, disabled: nobody, run: () => acts.ask('tag') },
    { ...INBOX_ACTS.untag, disabled: nobody, run: () => acts.ask('untag') },
    { ...INBOX_ACTS.owner, disabled: nobody, run: () => acts.ask('owner') },
    { ...INBOX_ACTS.unlock, disabled: nobody, run: () => targets && openUnlock(targets.which) },
    { ...INBOX_ACTS.dialList, disabled: nobody, run: () => acts.ask('dial-list') },
    ...(canPost ? [{ ...INBOX_ACTS.post, disabled: nobody, run: () => targets && postLeads(targets) }] : []),
    { ...INBOX_ACTS.export, disabled: nobody, run: () => acts.ask('export') },
    { ...INBOX_ACTS.copy, disabled: nobody, run: acts.copy },
  ];
}

interface InboxKeys {
  readonly inbox: ReturnType<typeof useInbox>;
  readonly moves: ReturnType<typeof useListMoves>;
  readonly tabActs: ReturnType<typeof useTabActs>;
  readonly bulk: readonly Act[];
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
  const { inbox, moves, tabActs, bulk, targets, open } = of;
  const { cursor, count, fresh } = useInboxList();
  const [, go] = useLocation();
  useKeys([
    { ...INBOX_ACTS.next, hidden: true, run: () => moves.step(1, false) },
    { ...INBOX_ACTS.before, hidden: true, run: () => moves.step(-1, false) },
    { ...INBOX_ACTS.nextRange, hidden: true, run: () => moves.step(1, true) },
    { ...INBOX_ACTS.beforeRange, hidden: true, run: () => moves.step(-1, true) },
    { ...INBOX_ACTS.open, hidden: true, disabled: cursor.index < 0, run: () => open(cursor.index) },
    { ...INBOX_ACTS.tick, hidden: true, disabled: cursor.index < 0, run: () => moves.tick(cursor.index, false) },
    { ...INBOX_ACTS.untick, hidden: true, disabled: !of.anyTicked || inbox.address.lead !== null, run: of.untick },
    { ...INBOX_ACTS.all, label: of.selectAllLabel, disabled: count === 0, run: of.selectAll },
    { ...INBOX_ACTS.fresh, disabled: fresh === 0, run: of.showFresh },
    { ...INBOX_ACTS.addLead, run: () => go(leadsInAt('new')) },
    { ...INBOX_ACTS.fromFile, run: () => go(leadsInAt('file')) },
    { ...INBOX_ACTS.rejects, run: () => go(leadsInAt('rejects')) },
    ...bulk.map((act) => (targets === null ? act : { ...act, label: `${act.label}: ${targets.words}` })),
    tabActs.save,
    tabActs.saveAs,
    ...tabActs.ofTab,
    ...inbox.tabs.map((t, i) => ({
      id: `inbox.tab.${t.key}`,
      label: `List: ${t.name}`,
      ...(i < 9 ? { keys: String(i + 1) } : {}),
      group: 'Lists',
      run: () => inbox.go({ tab: t.key, filter: null, sort: null }),
    })),
  ]);
}
