import { create } from 'zustand';
import {
  type LeadColumn,
  type LeadFilter,
  type LeadSort,
  type LeadView,
  leadColumn,
  leadFilter,
  newestFirst,
} from '../../src-preload/contract/index.ts';

/** A list with a name: one of those always there, or one of one's own. */
export interface Tab {
  /** As the address names it. */
  readonly key: string;
  readonly name: string;
  readonly filter: LeadFilter;
  readonly sort: LeadSort;
  /** Null: the usual ones. */
  readonly columns: LeadView['columns'] | null;
  /** Null for those always there. */
  readonly view: LeadView | null;
}

/** The tabs always there, then one's own from left to right. */
export function tabsOf(views: readonly LeadView[], me: string): Tab[] {
  const fixed = (key: string, name: string, filter: Partial<LeadFilter>, sort = newestFirst): Tab => ({
    key,
    name,
    filter: leadFilter.parse(filter),
    sort,
    columns: null,
    view: null,
  });
  const soonest: LeadSort = { by: 'callback', direction: 'ascending' };
  return [
    fixed('all', 'All', {}),
    fixed('new', 'New', { any: { status: ['new'] } }),
    fixed('callbacks', 'Callbacks due', { callback: { due: 'today', whose: 'anyone' } }, soonest),
    fixed('mine', 'Mine', { any: { owner: [me] } }),
    ...[...views]
      .sort((a, b) => a.position - b.position)
      .map((view) => ({
        key: String(view.id),
        name: view.name,
        filter: view.filter,
        sort: view.sort,
        columns: view.columns,
        view,
      })),
  ];
}

type Columns = LeadView['columns'];
type Kept = Readonly<Record<string, Columns>>;

function read(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem('inbox-columns') ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const sound = (columns: unknown): Columns =>
      (Array.isArray(columns) ? columns : []).flatMap((c: { column?: unknown; width?: unknown } | null) => {
        const column = leadColumn.safeParse(c?.column);
        return column.success && typeof c?.width === 'number' ? [{ column: column.data, width: c.width }] : [];
      });
    return Object.fromEntries(Object.entries(kept).map(([tab, columns]) => [tab, sound(columns)]));
  } catch {
    return {};
  }
}

/** Columns as they were changed, by tab, until they are saved with it; kept in the page's own storage. */
export const useKeptColumns = create<{ readonly kept: Kept }>(() => ({ kept: read() }));

/** Keeps the columns of a tab; null forgets what was changed. */
export function keepColumns(tab: string, columns: readonly { column: LeadColumn; width: number }[] | null): void {
  const { [tab]: _, ...rest } = useKeptColumns.getState().kept;
  const kept = columns === null ? rest : { ...rest, [tab]: [...columns] };
  useKeptColumns.setState({ kept });
  try {
    localStorage.setItem('inbox-columns', JSON.stringify(kept));
  } catch {
    // A page without storage keeps them for now.
  }
}
