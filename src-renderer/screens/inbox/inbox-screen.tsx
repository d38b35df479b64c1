import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { LeadAct, LeadFilter } from '../../../src-preload/contract/index.ts';
import { INBOX_ACTS } from '../../features/keys/inbox-keys.ts';
import { ActDialogs } from '../../features/lead/act-dialogs.tsx';
import { LeadPane } from '../../features/lead/lead-pane.tsx';
import { leadsWord, type Targets, useLeadActs } from '../../features/lead/use-lead-acts.ts';
import { leadsInAt } from '../../state/addresses.ts';
import { useDesk } from '../../state/desk.ts';
import { brief, EVERYTHING } from '../../state/inbox-filter.ts';
import { FRESH_AT_MOST, findLead, onRows, openInbox, refreshInbox, useInboxList } from '../../state/inbox-list.ts';
import { ALL, NONE, type Selection, tickedCount, whichOf } from '../../state/inbox-selection.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { openUnlock } from '../../state/unlock.ts';
import { useAsk } from '../../state/use-ask.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import type { GridHandle } from '../../ui/huge-grid/huge-grid.tsx';
import { type Act, useKeys } from '../../ui/keys.ts';
import { NameDialog } from '../../ui/name-dialog.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { FilterBar } from './filters/filter-bar.tsx';
import { InboxSearch } from './inbox-search.tsx';
import { ColumnPicker } from './list/column-picker.tsx';
import { LeadTable } from './list/lead-table.tsx';
import styles from './list/list.module.css';
import { NothingHere } from './list/nothing-here.tsx';
import { SortBy } from './list/sort-by.tsx';
import { TickedLine } from './list/ticked-line.tsx';
import { useListMoves } from './list/use-list-moves.ts';
import { TabStrip } from './tabs/tab-strip.tsx';
import { useTabActs } from './tabs/use-tab-acts.ts';
import { useInbox } from './use-inbox.ts';

/** Every lead of every vendor, in lists that can be narrowed, searched, worked and kept. */
export function InboxScreen() {
  const inbox = useInbox();
  const { address, filter, sort, columns, tab, tabs } = inbox;
  const list = useInboxList();
  const { pages, count, exact, cursor } = list;
  const listWidth = usePreferences((p) => p.listWidth);
  const connected = useDesk((s) => s.status?.connections.some((c) => c.kind !== 'crocodial') ?? true);
  const [selection, setSelection] = useState<Selection>(NONE);
  const grid = useRef<GridHandle>(null);
  const counts = useAsk('leads.counts', { filters: tabs.map((t) => brief(t.filter)) }, ['leads', 'views', 'callbacks']);

  useEffect(() => onRows(() => grid.current?.redraw()), []);
  useEffect(() => {
    // Come here by a key: what held the focus is gone. A page just loaded has none to lose.
    if (useDesk.getState().status !== null) grid.current?.keepFocus();
  }, []);
  // Another list: nothing of it is ticked, and it begins at its first row.
  const opened = list.question === null ? null : JSON.stringify([list.question.filter, list.question.sort]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: heard when another list was opened
  useEffect(() => {
    setSelection(NONE);
    grid.current?.toStart();
  }, [opened, list.upTo]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each shift once
  useEffect(() => grid.current?.shift(list.shift.by), [list.shift.times]);
  const settled = pages !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when the list is there
  useEffect(() => {
    if (!settled || address.lead === null || cursor.id === address.lead) return;
    findLead(address.lead).then(
      (at) => at !== null && grid.current?.reveal(at),
      () => undefined,
    );
  }, [settled, address.lead, opened]);

  // Enter in the search: the one lead that is found is opened; of several the first has the cursor.
  const [sought, setSought] = useState<string | null>(null);
  const found = (list.question?.filter.text ?? '').trim() === sought && settled;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list is there
  useEffect(() => {
    if (sought === null || !found) return;
    setSought(null);
    if (count === 1 && exact) open(0);
  }, [sought, found]);

  const moves = useListMoves({
    grid,
    lead: address.lead,
    onLead: (lead) => inbox.go({ lead }, true),
    selection,
    onSelection: setSelection,
  });
  const open = (index: number) => {
    const id = pages?.id(index) ?? null;
    if (id !== null) inbox.go({ lead: id }, address.lead !== null);
  };
  const close = () => {
    inbox.go({ lead: null });
    grid.current?.focus();
  };
  const untick = () => {
    setSelection(NONE);
    grid.current?.focus();
  };

  const ticked = tickedCount(selection, count);
  const plus = exact ? '' : '+';
  const tickedWords = selection.kind === 'all' && !exact ? `${formatNumber(ticked)}+ leads` : leadsWord(ticked);
  /** What an act is about while nothing is ticked. */
  const about = address.lead ?? cursor.id;
  const targets: Targets | null = useMemo(() => {
    const which = whichOf(selection);
    if (which !== null && ticked > 0) return { which, words: tickedWords, count: ticked };
    if (about === null) return null;
    const at = pages?.find(about) ?? -1;
    const name = at < 0 ? null : pages?.value(at, 'name');
    return { which: { ids: [about] }, words: String(name || '1 lead'), count: 1 };
  }, [selection, ticked, tickedWords, about, pages]);

  const acts = useLeadActs(
    targets,
    columns.map((c) => c.column),
    (what: LeadAct) => {
      const single = ticked === 0;
      setSelection(NONE);
      grid.current?.keepFocus();
      // On to the next: the one that was dealt with has left, or stays behind.
      if (single && what.kind === 'status' && about !== null) moves.moveOn(about);
    },
  );
  const moveOn = async (leadId: number) => {
    await refreshInbox();
    moves.moveOn(leadId);
  };
  const nobody = targets === null;
  const [, go] = useLocation();
  const bulk: readonly Act[] = [
    { ...INBOX_ACTS.done, disabled: nobody, run: () => acts.act({ kind: 'status', status: 'done' }) },
    { ...INBOX_ACTS.status, disabled: nobody, run: () => acts.ask('status') },
    { ...INBOX_ACTS.tag, disabled: nobody, run: () => acts.ask('tag') },
    { ...INBOX_ACTS.untag, disabled: nobody, run: () => acts.ask('untag') },
    { ...INBOX_ACTS.owner, disabled: nobody, run: () => acts.ask('owner') },
    { ...INBOX_ACTS.unlock, disabled: nobody, run: () => targets && openUnlock(targets.which) },
    { ...INBOX_ACTS.dialList, disabled: nobody, run: () => acts.ask('dial-list') },
    { ...INBOX_ACTS.export, disabled: nobody, run: () => acts.ask('export') },
    { ...INBOX_ACTS.copy, disabled: nobody, run: acts.copy },
  ];
  const showFresh = () => {
    if (list.question !== null) void openInbox(list.question);
    void counts.refresh();
  };
  const tabActs = useTabActs(
    tab,
    tabs,
    { filter, sort, columns: [...inbox.whole], savable: inbox.savable },
    inbox.refreshViews,
  );
  const selectAll = () => count > 0 && setSelection(ALL);
  useKeys([
    { ...INBOX_ACTS.next, hidden: true, run: () => moves.step(1, false) },
    { ...INBOX_ACTS.before, hidden: true, run: () => moves.step(-1, false) },
    { ...INBOX_ACTS.nextRange, hidden: true, run: () => moves.step(1, true) },
    { ...INBOX_ACTS.beforeRange, hidden: true, run: () => moves.step(-1, true) },
    { ...INBOX_ACTS.open, hidden: true, disabled: cursor.index < 0, run: () => open(cursor.index) },
    { ...INBOX_ACTS.tick, hidden: true, disabled: cursor.index < 0, run: () => moves.tick(cursor.index, false) },
    { ...INBOX_ACTS.untick, hidden: true, disabled: ticked === 0 || address.lead !== null, run: untick },
    { ...INBOX_ACTS.all, label: `Select all ${formatNumber(count)}${plus}`, disabled: count === 0, run: selectAll },
    { ...INBOX_ACTS.fresh, disabled: list.fresh === 0, run: showFresh },
    { ...INBOX_ACTS.addLead, run: () => go(leadsInAt('new')) },
    { ...INBOX_ACTS.fromFile, run: () => go(leadsInAt('file')) },
    { ...INBOX_ACTS.rejects, run: () => go(leadsInAt('rejects')) },
    ...bulk.map((act) => (nobody ? act : { ...act, label: `${act.label}: ${targets.words}` })),
    tabActs.save,
    tabActs.saveAs,
    ...tabActs.ofTab,
    ...tabs.map((t, i) => ({
      id: `inbox.tab.${t.key}`,
      label: `List: ${t.name}`,
      ...(i < 9 ? { keys: String(i + 1) } : {}),
      group: 'Lists',
      run: () => inbox.go({ tab: t.key, filter: null, sort: null }),
    })),
  ]);

  const setFilter = (next: LeadFilter) => inbox.setFilter(next);
  const filtered = JSON.stringify(brief(filter)) !== '{}';
  const fresh = list.fresh === 0 ? null : `${formatNumber(list.fresh)}${list.fresh >= FRESH_AT_MOST ? '+' : ''}`;
  return (
    <Page
      title="Inbox"
      search={
        <InboxSearch
          text={filter.text}
          onText={(text) => inbox.setFilter({ ...filter, text }, true)}
          onDone={() => grid.current?.focus()}
          onEnter={(text) => {
            grid.current?.focus();
            if (text.trim() === '') return;
            if (text !== filter.text) inbox.setFilter({ ...filter, text }, true);
            setSought(text.trim());
          }}
        />
      }
    >
      <TabStrip tabs={tabs} counts={counts.value} current={tab} changed={inbox.changed} acts={tabActs.ofTab} />
      {ticked > 0 ? (
        <TickedLine
          ticked={tickedWords}
          all={selection.kind === 'all' ? null : `Select all ${formatNumber(count)}${plus}`}
          onAll={selectAll}
          acts={bulk}
          onClear={untick}
        />
      ) : (
        <FilterBar
          filter={filter}
          onFilter={setFilter}
          onClear={filtered ? () => inbox.setFilter(EVERYTHING) : null}
          end={
            <>
              {fresh !== null && (
                <Button size="small" keys="." hint="Read the list anew, with them in it" onClick={showFresh}>
                  {fresh} new {fresh === '1' ? 'lead' : 'leads'} · Show
                </Button>
              )}
              <output className={styles.matching}>
                {settled ? `${formatNumber(count)}${plus} ${count === 1 ? 'lead' : 'leads'}` : ''}
                {settled && list.indexing > 0 && ` · ${formatNumber(list.indexing)} more being indexed`}
              </output>
              <ColumnPicker columns={columns} onColumns={inbox.setColumns} />
            </>
          }
        >
          {inbox.ownList && (
            <>
              {inbox.savable && (
                <Button size="small" keys="mod+s" hint={`Save the changes in ${tab.name}`} onClick={tabActs.save.run}>
                  Save
                </Button>
              )}
              <Button
                size="small"
                kind={inbox.savable ? 'quiet' : 'plain'}
                keys="mod+shift+s"
                onClick={tabActs.saveAs.run}
              >
                Save as …
              </Button>
            </>
          )}
        </FilterBar>
      )}
      {list.error !== null && (
        <ErrorNote
          className={styles.error}
          acts={
            <Button
              size="small"
              onClick={() =>
                void (pages === null && list.question !== null ? openInbox(list.question) : refreshInbox())
              }
            >
              Retry
            </Button>
          }
        >
          The list could not be read. Nothing is lost by that. {list.error}
        </ErrorNote>
      )}
      <div className={styles.work}>
        <SplitPane
          list={
            <LeadTable
              ref={grid}
              pages={pages}
              count={count}
              exact={exact}
              columns={columns}
              onColumns={inbox.setColumns}
              sort={sort}
              onSort={inbox.setSort}
              selection={selection}
              allTicked={selection.kind === 'all' && selection.except.size === 0}
              tickAllLabel={`Select all ${formatNumber(count)}${plus}`}
              onTickAll={(on) => (on ? selectAll() : setSelection(NONE))}
              onTick={moves.tick}
              cursor={cursor.index}
              onCursor={moves.moveTo}
              onOpen={open}
              empty={
                list.error === null && (
                  <NothingHere
                    settled={settled}
                    filtered={filtered}
                    connected={connected}
                    onClear={() => inbox.setFilter(EVERYTHING)}
                  />
                )
              }
            />
          }
          detail={
            address.lead === null ? null : (
              <LeadPane key={address.lead} leadId={address.lead} onClose={close} onOutcome={moveOn} />
            )
          }
          detailLabel="The open lead"
          onClose={close}
          width={listWidth}
          onWidth={(width) => changePreferences({ listWidth: Math.max(200, Math.min(2000, width)) })}
        />
      </div>
      <SortBy columns={columns} sort={sort} onSort={inbox.setSort} />
      {targets !== null && <ActDialogs acts={acts} targets={targets} />}
      {tabActs.asking !== null && (
        <NameDialog
          title={tabActs.asking === 'rename' ? `Rename ${tab.name}` : 'Save as a list of its own'}
          lead={tabActs.asking === 'rename' ? undefined : 'Filter, order and columns are kept; it stands as a tab.'}
          label="Name"
          name={tabActs.asking === 'rename' ? tab.name : ''}
          act={tabActs.asking === 'rename' ? 'Rename' : 'Save'}
          onName={tabActs.named}
          onClose={tabActs.closeAsking}
        />
      )}
    </Page>
  );
}
