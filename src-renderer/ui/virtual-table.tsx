// biome-ignore-all lint/a11y/useSemanticElements: rows out of view do not exist, so it cannot be a <table>; ARIA attributes give their number instead
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cx } from './cx.ts';
import { Checkbox } from './inputs.tsx';
import { useKeys } from './keys.ts';
import { HeadCell } from './table/head-cell.tsx';
import { tellIfCut } from './table/head-words.tsx';
import { headWidth } from './table/heads.ts';
import { ROW, rowMove, TICK_WIDTH } from './table/row-moves.ts';
import table from './table/table.module.css';
import { useColumnWidths } from './table/widths.ts';
import styles from './virtual-table.module.css';

export interface Column<T> {
  readonly id: string;
  readonly title: string;
  /** The initial width in pixels, which a person may change. */
  readonly width: number;
  readonly align?: 'start' | 'end';
  /** Takes the remaining width. */
  readonly grow?: boolean;
  readonly cell: (row: T, index: number) => ReactNode;
}

export interface VirtualTableProps<T> {
  /** What the rows are, for a screen reader: "Dial lists". */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => number;
  /** The total number of rows, if only some are loaded. */
  readonly total?: number | undefined;
  /** Called at the end of the loaded rows, to load more. */
  readonly onEnd?: (() => void) | undefined;
  /** The row of the cursor; if undefined, the table manages it itself. */
  readonly selected?: number | null;
  readonly onSelect?: ((key: number, row: T) => void) | undefined;
  /** Enter or a double click; with `openOnClick` a single click. */
  readonly onOpen?: ((row: T) => void) | undefined;
  readonly openOnClick?: boolean;
  /** Selected rows, for actions on several; x selects the row of the cursor. */
  readonly ticked?: ReadonlySet<number> | undefined;
  readonly onTick?: ((ticked: ReadonlySet<number>) => void) | undefined;
  /** Whether the rows are those of an earlier question, until the new ones are loaded. They can't be selected. */
  readonly stale?: boolean | undefined;
  /** Shown instead of rows. */
  readonly empty?: ReactNode;
  /** Stores column widths under this name. */
  readonly name: string;
}

interface Tracks {
  readonly widths: Readonly<Record<string, number>>;
  /** The widths that the operator chose. */
  readonly changed: Readonly<Record<string, number>>;
  readonly hasTicks: boolean;
}

/** The columns as tracks of the grid. Spare width first goes to the heads that would be cut, then to the column that grows. */
function tracksOf<T>(columns: readonly Column<T>[], { widths, changed, hasTicks }: Tracks): string {
  const tracks = columns.map((column, at) => {
    const width = widths[column.id] ?? column.width;
    if (column.grow === true) return `minmax(${width}px, 1fr)`;
    const head = { title: column.title, sorts: false, atEdge: (at === 0 && !hasTicks) || at === columns.length - 1 };
    const whole = changed[column.id] === undefined ? headWidth(head) : 0;
    return whole > width ? `minmax(${width}px, ${whole}px)` : `${width}px`;
  });
  return [...(hasTicks ? [`${TICK_WIDTH}px`] : []), ...tracks].join(' ');
}

/** A text that its cell cuts is the cell's tooltip, unless what the cell shows has a tooltip of its own. */
function tellCutCell({ target }: MouseEvent<HTMLElement>): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[role=gridcell]') : null;
  if (cell !== null && cell.querySelector('[title]') === null) tellIfCut(cell);
}

/** Keys of lists in addition to those of every table. */
const LETTERS: Readonly<Record<string, string>> = { j: 'ArrowDown', k: 'ArrowUp' };

/**
 * A table of any number of rows, 32 px each, of which only the visible ones exist. j/k, arrows, Home, End, Page Up and Down move the
 * cursor, Enter opens, x selects.
 */
export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const { label, columns, rows, rowKey, total, onEnd, onOpen, openOnClick, ticked, onTick, empty, name } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [ownCursor, setOwnCursor] = useState<number | null>(null);
  const cursorKey = props.selected === undefined ? ownCursor : props.selected;
  const cursor = cursorKey === null ? -1 : rows.findIndex((r) => rowKey(r) === cursorKey);
  const { widths, changed, resize } = useColumnWidths(name, columns);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: ROW,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 20) onEnd?.();
  }, [lastShown, rows.length, onEnd]);

  const moveTo = (index: number) => {
    const at = Math.max(0, Math.min(index, rows.length - 1));
    const row = rows[at];
    if (row === undefined) return;
    setOwnCursor(rowKey(row));
    props.onSelect?.(rowKey(row), row);
    virtual.scrollToIndex(at, { align: 'auto' });
  };
  // A key pressed before the rows are loaded is applied afterwards, so that it need not be pressed twice.
  const moveWaits = useRef(false);
  useEffect(() => {
    if (!moveWaits.current || rows.length === 0) return;
    moveWaits.current = false;
    moveTo(0);
  });
  const tick = (row: T) => {
    if (ticked === undefined || onTick === undefined || props.stale === true) return;
    const next = new Set(ticked);
    if (!next.delete(rowKey(row))) next.add(rowKey(row));
    onTick(next);
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 2);
    const row = rows[cursor];
    const move = LETTERS[event.key] ?? event.key;
    const to = rowMove(move, { cursor, count: rows.length, page });
    if (rows.length === 0 && move === 'ArrowDown') moveWaits.current = true;
    else if (to !== null) {
      moveTo(to);
      if (event.shiftKey && row !== undefined) tick(row);
    } else if (event.key === 'Enter' && row !== undefined && onOpen !== undefined) onOpen(row);
    else if ((event.key === 'x' || event.key === ' ') && row !== undefined && onTick !== undefined) tick(row);
    else return;
    event.preventDefault();
  };

  useKeys(
    onTick === undefined
      ? []
      : [
          {
            id: `${name}.tick-all`,
            label: 'Select all rows shown',
            keys: 'mod+a',
            group: 'In tables',
            disabled: rows.length === 0 || props.stale === true,
            run: () => onTick(new Set(rows.map(rowKey))),
          },
        ],
  );

  const template = tracksOf(columns, { widths, changed, hasTicks: onTick !== undefined });
  const minWidth = columns.reduce((sum, c) => sum + (widths[c.id] ?? c.width), onTick === undefined ? 0 : TICK_WIDTH);
  const allTicked = ticked !== undefined && rows.length > 0 && rows.every((r) => ticked.has(rowKey(r)));
  const tickColumn = onTick === undefined ? 0 : 1;

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-busy={props.stale === true}
      aria-rowcount={(total ?? rows.length) + 1}
      aria-colcount={columns.length + tickColumn}
      aria-multiselectable={onTick === undefined ? undefined : true}
      aria-activedescendant={cursor >= 0 && items.some((i) => i.index === cursor) ? `${id}-${cursor}` : undefined}
      tabIndex={0}
      className={table.table}
      onKeyDown={onKey}
      onBlur={() => {
        moveWaits.current = false;
      }}
      onFocus={(e) =>
        e.target === e.currentTarget && cursor < 0 && rows.length > 0 && props.selected === undefined && moveTo(0)
      }
    >
      <div
        role="row"
        aria-rowindex={1}
        tabIndex={-1}
        className={cx(table.row, table.head)}
        style={{ gridTemplateColumns: template, minWidth }}
      >
        {onTick !== undefined && (
          <div role="columnheader" tabIndex={-1} className={table.tickCell}>
            <Checkbox
              hideLabel
              label="Select all rows shown"
              checked={allTicked}
              disabled={props.stale === true}
              onChange={(on) => onTick(new Set(on ? rows.map(rowKey) : []))}
            />
          </div>
        )}
        {columns.map((column) => (
          <HeadCell
            key={column.id}
            title={column.title}
            align={column.align}
            width={widths[column.id] ?? column.width}
            onWidth={(w) => resize(column.id, w)}
            widthStop
            className={styles.cell}
          />
        ))}
      </div>
      {rows.length === 0 && empty !== undefined ? (
        <div role="row" tabIndex={-1}>
          <div role="gridcell" tabIndex={-1} aria-colspan={columns.length + tickColumn}>
            {empty}
          </div>
        </div>
      ) : (
        // biome-ignore lint/a11y/useKeyWithMouseEvents: the tooltip is for the mouse alone, a screen reader reads the whole text
        <div
          role="rowgroup"
          className={styles.body}
          style={{ height: virtual.getTotalSize(), minWidth }}
          onMouseOver={tellCutCell}
        >
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowKey(row);
            const isTicked = ticked?.has(key) === true;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself handles the keys for its cursor
              <div
                key={key}
                id={`${id}-${item.index}`}
                role="row"
                tabIndex={-1}
                aria-rowindex={item.index + 2}
                aria-selected={onTick === undefined ? item.index === cursor : isTicked}
                className={cx(table.row, table.item, item.index === cursor && table.cursor, isTicked && table.ticked)}
                style={{ gridTemplateColumns: template, transform: `translateY(${item.start}px)` }}
                onClick={(e) => {
                  if (e.target instanceof Element && e.target.closest('input, button, a, label, [role=combobox]'))
                    return;
                  setOwnCursor(key);
                  props.onSelect?.(key, row);
                  if (openOnClick === true) onOpen?.(row);
                }}
                onDoubleClick={() => openOnClick !== true && onOpen?.(row)}
              >
                {onTick !== undefined && (
                  <div role="gridcell" tabIndex={-1} className={table.tickCell}>
                    <Checkbox
                      hideLabel
                      label={`Select row ${item.index + 1}`}
                      checked={isTicked}
                      disabled={props.stale === true}
                      onChange={() => tick(row)}
                    />
                  </div>
                )}
                {columns.map((column) => (
                  <div
                    key={column.id}
                    role="gridcell"
                    tabIndex={-1}
                    className={cx(table.cell, styles.cell, column.align === 'end' && table.end)}
                  >
                    {column.cell(row, item.index)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}
