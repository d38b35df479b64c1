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
  /** Its key in the address. */
  readonly key: string;
  readonly name: string;
  readonly filter: LeadFilter;
  readonly sort: LeadSort;
  /** Null means the default ones. */
  readonly columns: LeadView['columns'] | null;
  /** Null for the list of every lead that is shown if there are no custom ones. */
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

/** The custom lists from left to right, or every lead if there are none. */
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
    // Nothing is stored, or it is invalid: the columns are the default ones.
    return {};
  }
}

/** Changed columns by tab until they are saved with it, in the page's own storage. */
export const useKeptColumns = create<{ readonly kept: Kept }>(() => ({ kept: readTabs() }));

/** Stores the columns of a tab; null discards the changes. */
export function keepColumns(tab: string, columns: readonly { column: LeadColumn; width: number }[] | null): void {
  const { [tab]: _, ...rest } = useKeptColumns.getState().kept;
  const kept = columns === null ? rest : { ...rest, [tab]: [...columns] };
  useKeptColumns.setState({ kept });
  try {
    localStorage.setItem('inbox-columns', JSON.stringify(kept));
  } catch {
    // If the page has no storage, they are kept until it is closed.
  }
}
