import { type ReactNode, type Ref, useMemo } from 'react';
import type { LeadColumn, LeadSort } from '../../../../src-preload/contract/index.ts';
import { COLUMNS, markOf, moved, type ShownColumn, sortedBy, widened } from '../../../features/lead/lead-columns.ts';
import { inView } from '../../../state/inbox-list.ts';
import type { LeadPages } from '../../../state/inbox-pages.ts';
import { isTicked, type Selection } from '../../../state/inbox-selection.ts';
import { type GridHandle, type GridRows, HugeGrid } from '../../../ui/huge-grid/huge-grid.tsx';
import styles from './list.module.css';

interface LeadTableProps {
  readonly pages: LeadPages | null;
  readonly count: number;
  readonly exact: boolean;
  readonly columns: readonly ShownColumn[];
  readonly onColumns: (columns: readonly ShownColumn[]) => void;
  readonly sort: LeadSort;
  readonly onSort: (sort: LeadSort) => void;
  readonly selection: Selection;
  readonly allTicked: boolean;
  /** "Select all 412,345". */
  readonly tickAllLabel: string;
  readonly onTickAll: (on: boolean) => void;
  readonly onTick: (index: number, range: boolean) => void;
  readonly cursor: number;
  readonly onCursor: (index: number, range: boolean) => void;
  readonly onOpen: (index: number) => void;
  readonly empty?: ReactNode;
  readonly ref?: Ref<GridHandle>;
}

const NO_ROWS: GridRows = {
  has: () => false,
  text: () => '',
  mark: () => '',
  name: () => '',
  ticked: () => false,
  inView: () => undefined,
  hint: () => '',
};

function rowsFor(pages: LeadPages, columns: readonly LeadColumn[], selection: Selection): GridRows {
  const looks = columns.map((column) => COLUMNS[column]);
  let now = Date.now();
  let asked = 0;
  return {
    inView,
    has: (index) => pages.has(index),
    text: (index, at) => {
      const column = columns[at];
      const look = looks[at];
      if (column === undefined || look === undefined) return '';
      // Reading the clock for every cell would be slow, so it is read once in 256 cells.
      if (++asked % 256 === 0) now = Date.now();
      return look.text(pages.value(index, column), now);
    },
    mark: (index, at) => {
      const column = columns[at];
      return column === undefined ? '' : markOf(column, pages.value(index, column));
    },
    name: (index) => String(pages.value(index, 'name') ?? 'lead'),
    ticked: (index) => isTicked(selection, pages.id(index)),
    hint: (index, at) => {
      const column = columns[at];
      const look = looks[at];
      if (column === undefined || look === undefined) return '';
      const value = pages.value(index, column);
      return look.hint?.(value) ?? look.text(value, Date.now());
    },
  };
}

/** The list of leads. A click on a header sorts, dragging it moves the column, and dragging its edge resizes it. */
export function LeadTable(props: LeadTableProps) {
  const { pages, columns, sort, selection } = props;
  const names = columns.map((c) => c.column).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths are no reason to draw other rows
  const rows = useMemo(
    () =>
      pages === null
        ? NO_ROWS
        : rowsFor(
            pages,
            columns.map((c) => c.column),
            selection,
          ),
    [pages, names, selection],
  );
  const sorted = columns.find((c) => COLUMNS[c.column].sort === sort.by);
  const sortBy = (id: string) => {
    const to = sortedBy(id as LeadColumn, sort);
    if (to !== null) props.onSort(to);
  };
  const grows = columns.some((c) => c.column === 'specialties') ? 'specialties' : columns.at(-1)?.column;
  return (
    <div className={styles.table}>
      <HugeGrid
        ref={props.ref}
        label="Leads"
        columns={columns.map(({ column, width }) => ({
          id: column,
          title: COLUMNS[column].title,
          width,
          chosen: width !== COLUMNS[column].width,
          align: COLUMNS[column].align,
          grow: column === grows,
          sortable: COLUMNS[column].sort !== undefined,
          marked: column === 'status',
        }))}
        count={props.count}
        open={!props.exact}
        rows={rows}
        cursor={props.cursor}
        onCursor={props.onCursor}
        onOpen={props.onOpen}
        onTick={props.onTick}
        allTicked={props.allTicked}
        tickAllLabel={props.tickAllLabel}
        onTickAll={props.onTickAll}
        sort={sorted === undefined ? null : { column: sorted.column, direction: sort.direction }}
        onSort={sortBy}
        onWidth={(column, width) => props.onColumns(widened(columns, column, width))}
        onMove={(column, to) => props.onColumns(moved(columns, column, to))}
        empty={props.empty}
      />
    </div>
  );
}
