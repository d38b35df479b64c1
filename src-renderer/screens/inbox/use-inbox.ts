import { useEffect, useMemo } from 'react';
import { useSearch } from 'wouter';
import type { LeadColumn, LeadFilter, LeadSort } from '../../../src-preload/contract/index.ts';
import { onDesk } from '../../bridge/index.ts';
import { NARROW_COLUMNS, type ShownColumn, sameColumns, USUAL_COLUMNS } from '../../features/lead/lead-columns.ts';
import { navigate } from '../../state/hash-location.ts';
import { type InboxAddress, readInboxAddress, writeInboxAddress } from '../../state/inbox-address.ts';
import { brief, sameFilter } from '../../state/inbox-filter.ts';
import { closeInbox, refreshInbox, showInbox } from '../../state/inbox-list.ts';
import { keepColumns, tabsOf, useKeptColumns } from '../../state/inbox-tabs.ts';
import { oneByOne, throttle } from '../../state/throttle.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';

const REFRESH_MS = 1000;
/** Asked for whatever is shown: the name is read out at a row's tick box. */
const ALWAYS: readonly LeadColumn[] = ['name', 'status'];

/** The inbox as its address says: tab, filter, order, columns; opens the list and keeps it true. */
export function useInbox() {
  const query = useSearch();
  const address = useMemo(() => readInboxAddress(query), [query]);
  const views = useCommandQuery('views.list', {}, ['views']);
  const tabs = useMemo(() => tabsOf(views.value ?? []), [views.value]);
  // Until the lists are told nobody knows what the tab is; one that is gone is the first.
  const waiting = views.value === null && views.error === null;
  const tab = tabs.find((t) => t.key === address.tab) ?? tabs[0];
  const filter = address.filter ?? tab.filter;
  const sort = address.sort ?? tab.sort;

  const narrow = address.lead !== null;
  const kept = useKeptColumns((s) => s.kept);
  const chosen = (key: string, own: readonly ShownColumn[]) => {
    const columns = kept[key];
    return columns !== undefined && columns.length > 0 ? columns : own;
  };
  const whole = chosen(tab.key, tab.columns ?? USUAL_COLUMNS);
  const beside = chosen('narrow', NARROW_COLUMNS);
  const columns = narrow ? beside : whole;
  // What is searched for in a list is no part of it: it is never saved with it, and makes it no other.
  const narrowed = !sameFilter({ ...filter, text: tab.filter.text }, tab.filter);
  const arranged =
    sort.by !== tab.sort.by ||
    sort.direction !== tab.sort.direction ||
    (tab.columns !== null && !sameColumns(whole, tab.columns));
  const fixed = tab.view === null || tab.view.fixed;

  const filterKey = JSON.stringify([brief(filter), sort]);
  // Both at once, so that opening a lead asks for nothing.
  const names = [...new Set([...ALWAYS, ...whole.map((c) => c.column), ...beside.map((c) => c.column)])]
    .sort()
    .join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys tell when filter, order or columns are others
  useEffect(() => {
    if (waiting) return;
    void showInbox({ filter: brief(filter), sort, columns: names.split(' ') as LeadColumn[] });
  }, [filterKey, names, waiting]);
  useEffect(() => {
    // Leads that pour in must not call off, with each event, the very question that would show them.
    const refresh = oneByOne(refreshInbox);
    const again = throttle(() => void refresh(), REFRESH_MS);
    const stop = onDesk((event) => (event === null || event.topic === 'leads') && again());
    return () => {
      stop();
      again.stop();
      closeInbox();
    };
  }, []);

  const go = (change: Partial<InboxAddress>, replace = false) =>
    navigate(writeInboxAddress({ ...address, ...change }), { replace });
  return {
    address,
    tab,
    tabs,
    filter,
    sort,
    columns,
    /** As they are without a lead beside them: what is saved with a tab. */
    whole,
    /** The tab was changed by more than a search. */
    changed: narrowed || arranged,
    /** Whether the changes can be saved in it. The list of every lead takes none that leave one out. */
    savable: tab.view !== null && (narrowed || arranged) && !(fixed && narrowed),
    /** Whether what is shown could be a list of its own. */
    ownList: narrowed || arranged || filter.text.trim() !== tab.filter.text.trim(),
    refreshViews: views.refresh,
    go,
    setFilter: (next: LeadFilter, replace = false) =>
      go({ filter: sameFilter(next, tab.filter) ? null : next }, replace),
    setSort: (next: LeadSort) =>
      go({ sort: next.by === tab.sort.by && next.direction === tab.sort.direction ? null : next }),
    setColumns: (next: readonly ShownColumn[] | null) => keepColumns(narrow ? 'narrow' : tab.key, next),
  };
}
