import { type ReactNode, type Ref, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ListLook } from '../../../state/account-lists.ts';
import type { RecordRow, Records } from '../../../state/account-records.ts';
import { formatNumber } from '../../../ui/format.ts';
import { type GridHandle, type GridRows, HugeGrid } from '../../../ui/huge-grid/huge-grid.tsx';
import styles from '../account.module.css';
import { fullText, type ListColumn, type NameOf, shownText } from './shown-value.ts';
import { spreadWidths } from './spread-widths.ts';
import type { Ticks } from './use-ticks.ts';

interface RecordGridProps {
  /** The plural name of the rows: "Clients". */
  readonly label: string;
  readonly columns: readonly ListColumn[];
  /** The field that names a record. */
  readonly name: string;
  /** The column that takes the remaining width, by default that of the name. */
  readonly grows?: string | undefined;
  readonly records: Records;
  readonly look: ListLook;
  readonly onLook: (change: Partial<ListLook>) => void;
  readonly nameOf: NameOf;
  readonly ticks: Ticks;
  readonly onOpen: (row: RecordRow) => void;
  readonly empty: ReactNode;
  readonly ref?: Ref<GridHandle>;
}

/** The room beside the columns, for the boxes and the scroll bar, px. */
const BESIDE = 52;

/** A grid of any number of records, sorted by a click on a column's header. */
export function RecordGrid(props: RecordGridProps) {
  const { label, columns, name, records, look, onLook, nameOf, ticks, onOpen, empty } = props;
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const [place, room] = useRoom();
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
        return row !== null && ticks.has(row);
      },
      inView: records.inView,
    };
  }, [records, records.version, columns, name, nameOf, ticks]);
  const grows = columns.find(({ id }) => id === (props.grows ?? name))?.id ?? columns.at(-1)?.id;
  const widths = spreadWidths({ columns, room: room - BESIDE, grows, chosen });
  return (
    <div ref={place} className={styles.grid}>
      <HugeGrid
        ref={props.ref}
        label={label}
        columns={columns.map(({ id, title, width, end, field }) => ({
          ...{ id, title, sortable: field !== null, grow: id === grows },
          ...{ width: widths[id] ?? width, chosen: chosen[id] !== undefined },
          align: end ? 'end' : 'start',
        }))}
        count={count}
        rows={rows}
        cursor={Math.min(look.cursor, count - 1)}
        onCursor={(cursor, range) => {
          const from = Math.max(0, look.cursor);
          if (range) void ticks.between(Math.min(from, cursor), Math.max(from, cursor) + 1, true);
          onLook({ cursor });
        }}
        onOpen={(index) => {
          const row = records.row(index);
          if (row !== null) onOpen(row);
        }}
        onTick={(index) => {
          const row = records.row(index);
          if (row !== null) ticks.toggle(row);
        }}
        allTicked={ticks.all}
        tickAllLabel={`Select all ${formatNumber(count)}`}
        onTickAll={(on) => void ticks.between(0, count, on)}
        sort={look.sort}
        onSort={(column) => {
          const isSame = look.sort?.column === column && look.sort.direction === 'ascending';
          onLook({ sort: { column, direction: isSame ? 'descending' : 'ascending' } });
        }}
        onWidth={(column, width) => setChosen({ ...chosen, [column]: width })}
        onMove={() => undefined}
        empty={empty}
      />
    </div>
  );
}

/** An element and its width, px. */
function useRoom() {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    setRoom(element.clientWidth);
    const sizes = new ResizeObserver(() => setRoom(element.clientWidth));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  return [place, room] as const;
}
