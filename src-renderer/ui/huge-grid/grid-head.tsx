import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { cx } from '../cx.ts';
import { HeadCell } from '../table/head-cell.tsx';
import { HeadWords } from '../table/head-words.tsx';
import type { GridSort, HugeColumn } from './grid-columns.ts';
import styles from './huge-grid.module.css';

interface GridHeadProps {
  readonly columns: readonly HugeColumn[];
  readonly sort: GridSort | null;
  readonly onSort: (column: string) => void;
  readonly onWidth: (column: string, width: number) => void;
  readonly onMove: (column: string, to: number) => void;
}

/** A press that moves less than this is a click, px. */
const DRAGS_FROM = 6;

/**
 * The heads of all columns, one stop of the Tab key, within which arrow keys move: a click or Enter sorts, dragging moves the column, and
 * the line at its end changes its width.
 */
export function GridHead({ columns, sort, onSort, onWidth, onMove }: GridHeadProps) {
  const [dragged, setDragged] = useState<{ readonly id: string; readonly to: number } | null>(null);
  const cells = useRef(new Map<string, HTMLElement>());
  const placeAt = (x: number) => {
    const found = columns.findIndex((c) => {
      const box = cells.current.get(c.id)?.getBoundingClientRect();
      return box !== undefined && x < box.right;
    });
    return found < 0 ? columns.length - 1 : found;
  };
  const sortable = columns.filter((c) => c.sortable === true);
  const stop = (sortable.find((c) => c.id === sort?.column) ?? sortable[0])?.id;
  const onKey = (event: KeyboardEvent, id: string) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const to = by === 0 ? undefined : sortable[sortable.findIndex((c) => c.id === id) + by];
    if (to === undefined) return;
    event.preventDefault();
    cells.current.get(to.id)?.querySelector('button')?.focus();
  };
  return columns.map((column, at) => (
    <HeadCell
      key={column.id}
      title={column.title}
      align={column.align}
      width={column.width}
      onWidth={(width) => onWidth(column.id, width)}
      widthStop={false}
      sort={column.sortable !== true ? undefined : sort?.column === column.id ? sort.direction : 'none'}
      ref={(element) => {
        if (element === null) cells.current.delete(column.id);
        else cells.current.set(column.id, element);
      }}
      className={cx(
        styles.headCell,
        column.align === 'end' && styles.end,
        dragged !== null && dragged.id !== column.id && dragged.to === at && styles.dropHere,
        dragged?.id === column.id && styles.dragged,
      )}
    >
      <HeadTitle
        column={column}
        direction={sort?.column === column.id ? sort.direction : null}
        stop={column.id === stop}
        onSort={() => onSort(column.id)}
        onKey={(event) => onKey(event, column.id)}
        onDrag={(x) => setDragged(x === null ? null : { id: column.id, to: placeAt(x) })}
        onDrop={(x) => {
          setDragged(null);
          const to = placeAt(x);
          if (to !== at) onMove(column.id, to);
        }}
      />
    </HeadCell>
  ));
}

interface HeadTitleProps {
  readonly column: HugeColumn;
  readonly direction: GridSort['direction'] | null;
  /** Whether the Tab key stops here. */
  readonly stop: boolean;
  readonly onSort: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onDrag: (x: number | null) => void;
  readonly onDrop: (x: number) => void;
}

function HeadTitle({ column, direction, stop, onSort, onKey, onDrag, onDrop }: HeadTitleProps) {
  const from = useRef<number | null>(null);
  const moved = useRef(false);
  const pointer = {
    onPointerDown: (e: PointerEvent<HTMLElement>) => {
      if (e.button !== 0) return;
      e.currentTarget.setPointerCapture(e.pointerId);
      from.current = e.clientX;
      moved.current = false;
    },
    onPointerMove: (e: PointerEvent<HTMLElement>) => {
      if (from.current === null) return;
      if (Math.abs(e.clientX - from.current) > DRAGS_FROM) moved.current = true;
      if (moved.current) onDrag(e.clientX);
    },
    onPointerUp: (e: PointerEvent<HTMLElement>) => {
      if (from.current !== null && moved.current) onDrop(e.clientX);
      from.current = null;
    },
    onPointerCancel: () => {
      from.current = null;
      onDrag(null);
    },
  };
  if (column.sortable !== true) {
    return (
      <span className={styles.headTitle} {...pointer}>
        <HeadWords title={column.title} />
      </span>
    );
  }
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      tabIndex={stop ? 0 : -1}
      className={cx(styles.headTitle, styles.sorts)}
      {...pointer}
      onKeyDown={onKey}
      onClick={() => !moved.current && onSort()}
    >
      <HeadWords title={column.title} />
      {direction !== null && <Arrow size={12} aria-hidden="true" />}
    </button>
  );
}
