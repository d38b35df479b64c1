import { type ReactNode, type Ref, useMemo, useRef, useState } from 'react';
import { errorMessage } from '../../../bridge/index.ts';
import type { ListLook } from '../../../state/account-lists.ts';
import type { RecordRow, Records, RecordsQuery } from '../../../state/account-records.ts';
import { formatNumber } from '../../../ui/format.ts';
import { type GridHandle, type GridRows, HugeGrid } from '../../../ui/huge-grid/huge-grid.tsx';
import { toastError } from '../../../ui/toaster.tsx';
import { rowsBetween } from './rows-between.ts';
import { fullText, type ListColumn, type NameOf, shownText } from './shown-value.ts';

interface RecordGridProps {
  /** The plural name of the rows: "Clients". */
  readonly label: string;
  readonly columns: readonly ListColumn[];
  /** The field that names a record. */
  readonly name: string;
  readonly records: Records;
  /** The query of the records. */
  readonly query: RecordsQuery;
  readonly look: ListLook;
  readonly onLook: (change: Partial<ListLook>) => void;
  readonly nameOf: NameOf;
  readonly ticked: ReadonlyMap<string, RecordRow>;
  readonly onTicked: (ticked: ReadonlyMap<string, RecordRow>) => void;
  /** The rows that can be selected, by default all. */
  readonly canTick?: (row: RecordRow) => boolean;
  readonly onOpen: (row: RecordRow) => void;
  readonly empty: ReactNode;
  readonly ref?: Ref<GridHandle>;
}

/** The key of a record among those that are selected. */
export const rowKey = ({ parent, id }: RecordRow): string => `${parent} ${id}`;

/** A grid of any number of records, sorted by a click on a column's header. */
export function RecordGrid(props: RecordGridProps) {
  const { label, columns, name, records, query, look, onLook, nameOf, ticked, onTicked, onOpen, empty } = props;
  const { canTick = () => true } = props;
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  /** The query of which all rows were selected, and the selection that made. */
  const [all, setAll] = useState<{ readonly question: string; readonly ticked: RecordGridProps['ticked'] } | null>(
    null,
  );
  const question = JSON.stringify(query);
  const count = records.about?.total ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows came in
  const rows = useMemo((): GridRows => {
    const now = Date.now();
    const cell = (index: number, column: number, text: typeof shownText): string => {
      const shown = columns[column];
      const row = records.row(index);
      if (shown === undefined || row === null) return '';
      if (shown.field === null) return shown.text?.(row.values, now) ?? '';
      return text(shown.field, row.values[shown.id], nameOf, now);
    };
    return {
      has: (index) => records.row(index) !== null,
      text: (index, column) => cell(index, column, shownText),
      hint: (index, column) => cell(index, column, fullText),
      mark: () => '',
      name: (index) => String(records.row(index)?.values[name] ?? records.row(index)?.id ?? 'record'),
      ticked: (index) => {
        const row = records.row(index);
        return row !== null && ticked.has(rowKey(row));
      },
      inView: records.inView,
    };
  }, [records, records.version, columns, name, nameOf, ticked]);
  const latest = useRef(ticked);
  latest.current = ticked;
  const tick = (index: number) => {
    const row = records.row(index);
    if (row === null || !canTick(row)) return;
    const next = new Map(ticked);
    if (!next.delete(rowKey(row))) next.set(rowKey(row), row);
    onTicked(next);
  };
  /** Selects rows from one index to before another, or cancels their selection. They may not be loaded yet. */
  const tickBetween = async (from: number, to: number, on: boolean) => {
    try {
      const rows = await rowsBetween(query, from, to);
      const next = new Map(latest.current);
      for (const row of rows) {
        if (!on) next.delete(rowKey(row));
        else if (canTick(row)) next.set(rowKey(row), row);
      }
      onTicked(next);
      if (on && from === 0 && to >= count) setAll({ question, ticked: next });
    } catch (thrown) {
      toastError(errorMessage(thrown));
    }
  };
  const areTicked = () => {
    for (let index = 0; index < count; index++) {
      const row = records.row(index);
      if (row === null || (canTick(row) && !ticked.has(rowKey(row)))) return false;
    }
    return ticked.size > 0;
  };
  const allTicked = count > 0 && ((all?.question === question && all.ticked === ticked) || areTicked());
  const grows = columns.find(({ id }) => id === name)?.id ?? columns.at(-1)?.id;
  return (
    <HugeGrid
      ref={props.ref}
      label={label}
      columns={columns.map(({ id, title, width, end, field }) => ({
        ...{ id, title, sortable: field !== null, grow: id === grows },
        width: widths[id] ?? width,
        align: end ? 'end' : 'start',
      }))}
      count={count}
      rows={rows}
      cursor={Math.min(look.cursor, count - 1)}
      onCursor={(cursor, range) => {
        const from = Math.max(0, look.cursor);
        if (range) void tickBetween(Math.min(from, cursor), Math.max(from, cursor) + 1, true);
        onLook({ cursor });
      }}
      onOpen={(index) => {
        const row = records.row(index);
        if (row !== null) onOpen(row);
      }}
      onTick={tick}
      allTicked={allTicked}
      tickAllLabel={`Select all ${formatNumber(count)}`}
      onTickAll={(on) => void tickBetween(0, count, on)}
      sort={look.sort}
      onSort={(column) => {
        const isSame = look.sort?.column === column && look.sort.direction === 'ascending';
        onLook({ sort: { column, direction: isSame ? 'descending' : 'ascending' } });
      }}
      onWidth={(column, width) => setWidths({ ...widths, [column]: width })}
      onMove={() => undefined}
      empty={empty}
    />
  );
}
