import { type ReactNode, type Ref, useMemo, useState } from 'react';
import type { ListLook } from '../../../state/account-lists.ts';
import type { RecordRow, Records } from '../../../state/account-records.ts';
import { type GridHandle, type GridRows, HugeGrid } from '../../../ui/huge-grid/huge-grid.tsx';
import { fullText, type ListColumn, type NameOf, shownText } from './shown-value.ts';

interface RecordGridProps {
  /** The plural name of the rows: "Clients". */
  readonly label: string;
  readonly columns: readonly ListColumn[];
  /** The field that names a record. */
  readonly name: string;
  readonly records: Records;
  readonly look: ListLook;
  readonly onLook: (change: Partial<ListLook>) => void;
  readonly nameOf: NameOf;
  readonly ticked: ReadonlyMap<string, RecordRow>;
  readonly onTicked: (ticked: ReadonlyMap<string, RecordRow>) => void;
  /** Selects all that match; without it, the first thousand are selected. */
  readonly onTickAll?: () => void;
  readonly onOpen: (row: RecordRow) => void;
  readonly empty: ReactNode;
  readonly ref?: Ref<GridHandle>;
}

/** The key of a record among those that are selected. */
export const rowKey = ({ parent, id }: RecordRow): string => `${parent} ${id}`;

/** A grid of any number of records, sorted by a click on a column's header. */
export function RecordGrid(props: RecordGridProps) {
  const { label, columns, name, records, look, onLook, nameOf, ticked, onTicked, onOpen, empty } = props;
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
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
  const tick = (from: number, to: number) => {
    const next = new Map(ticked);
    const marked = [from, to].sort((a, b) => a - b);
    for (let index = marked[0] ?? 0; index <= (marked[1] ?? 0); index++) {
      const row = records.row(index);
      if (row === null) continue;
      if (from === to && next.delete(rowKey(row))) continue;
      next.set(rowKey(row), row);
    }
    onTicked(next);
  };
  const tickAll = (on: boolean) => {
    if (!on) return onTicked(new Map());
    if (props.onTickAll !== undefined) return props.onTickAll();
    tick(0, Math.min(count, 1_000) - 1);
  };
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
        if (range) tick(Math.max(0, look.cursor), cursor);
        onLook({ cursor });
      }}
      onOpen={(index) => {
        const row = records.row(index);
        if (row !== null) onOpen(row);
      }}
      onTick={(index) => tick(index, index)}
      allTicked={count > 0 && ticked.size >= Math.min(count, 1_000)}
      tickAllLabel={count > 1_000 && props.onTickAll === undefined ? 'Select the first 1,000' : 'Select all shown'}
      onTickAll={tickAll}
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
