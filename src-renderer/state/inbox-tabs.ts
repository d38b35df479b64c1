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

/** A list with a name. */
export interface Tab {
  /** As the address names it. */
  readonly key: string;
  readonly name: string;
  readonly filter: LeadFilter;
  readonly sort: LeadSort;
  /** Null: the usual ones. */
  readonly columns: LeadView['columns'] | null;
  /** Null for the list of every lead that stands in where there is none of one's own. */
  readonly view: LeadView | null;
}

const EVERY_LEAD: Tab = {
  key: 'all',
  name: 'All',
  filter: leadFilter.parse({}),
  sort: newestFirst,
  columns: null,
  view: null,
};

/** One's own lists from left to right; every lead while there is none. */
export function tabsOf(views: readonly LeadView[]): readonly [Tab, ...Tab[]] {
  const [first, ...others] = [...views]
    .sort((a, b) => a.position - b.position || a.id - b.id)
    .map(
      (view): Tab => ({
        key: String(view.id),
        name: view.name,
        filter: view.filter,
        sort: view.sort,
        columns: view.columns,
        view,
      }),
    );
  return first === undefined ? [EVERY_LEAD] : [first, ...others];
}

type Columns = LeadView['columns'];
type Kept = Readonly<Record<string, Columns>>;

function readTabs(): Kept {
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
    // Nothing kept, or not by us: the columns stand as they come.
    return {};
  }
}

/** Columns as they were changed, by tab, until they are saved with it; kept in the page's own storage. */
export const useKeptColumns = create<{ readonly kept: Kept }>(() => ({ kept: readTabs() }));

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
