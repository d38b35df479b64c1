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
/** Requested with any columns: a screen reader announces the name at a row's checkbox. */
const ALWAYS: readonly LeadColumn[] = ['name', 'status'];

/** The inbox for its address: tab, filter, sort and columns. Opens the list and keeps it up to date. */
export function useInbox() {
  const query = useSearch();
  const address = useMemo(() => readInboxAddress(query), [query]);
  const views = useCommandQuery('views.list', {}, ['views']);
  const tabs = useMemo(() => tabsOf(views.value ?? []), [views.value]);
  // The tab is unknown until the lists are loaded. A tab that was removed is replaced by the first.
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
  // Searched text is not part of a list: it is never saved with it, and does not count as a change.
  const narrowed = !sameFilter({ ...filter, text: tab.filter.text }, tab.filter);
  const arranged =
    sort.by !== tab.sort.by ||
    sort.direction !== tab.sort.direction ||
    (tab.columns !== null && !sameColumns(whole, tab.columns));
  const fixed = tab.view === null || tab.view.fixed;

  const filterKey = JSON.stringify([brief(filter), sort]);
  // The columns for both widths are requested, so that opening a lead requests nothing.
  const names = [...new Set([...ALWAYS, ...whole.map((c) => c.column), ...beside.map((c) => c.column)])]
    .sort()
    .join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys change with the filter, order or columns
  useEffect(() => {
    if (waiting) return;
    void showInbox({ filter: brief(filter), sort, columns: names.split(' ') as LeadColumn[] });
  }, [filterKey, names, waiting]);
  useEffect(() => {
    // While leads are arriving quickly, their events must not cancel the very query that would show them.
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
    /** The columns without a lead beside the list, which are saved with a tab. */
    whole,
    /** Whether the tab was changed by more than a search. */
    changed: narrowed || arranged,
    /** Whether the changes can be saved to it. The list of all leads can't be saved with a filter. */
    savable: tab.view !== null && (narrowed || arranged) && !(fixed && narrowed),
    /** Whether the current list could be saved as a new one. */
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
