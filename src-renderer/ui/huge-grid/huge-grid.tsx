// biome-ignore-all lint/a11y/useSemanticElements: rows out of view do not exist, so it cannot be a <table>; ARIA attributes give their number instead

import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import { harmless } from '../../../src-preload/rules/harmless.ts';
import { cx } from '../cx.ts';
import inputs from '../inputs.module.css';
import { Checkbox } from '../inputs.tsx';
import { keepFocus } from '../keep-focus.ts';
import { ROW, rowMove, TICK_WIDTH } from '../table/row-moves.ts';
import table from '../table/table.module.css';
import { type GridSort, type HugeColumn, leastOf } from './grid-columns.ts';
import { GridHead } from './grid-head.tsx';
import { GridScroller } from './grid-scroller.ts';
import styles from './huge-grid.module.css';
import { RowPool, type RowSource } from './row-pool.ts';
import { useFittedColumns } from './use-fitted-columns.ts';

export interface GridRows extends RowSource {
  /** What is visible, and the direction of scrolling: called for every frame that is drawn. */
  readonly inView: (first: number, last: number, direction: 1 | -1) => void;
  /** A cell's tooltip; called for one cell at a time. */
  readonly hint: (index: number, column: number) => string;
}

export interface GridHandle {
  focus(): void;
  /** Gives the grid the focus if it was lost. */
  keepFocus(): void;
  reveal(index: number): void;
  /** Draws the visible rows again in place. */
  redraw(): void;
  /** Moves the position by this many rows, as when rows were inserted above. */
  shift(rows: number): void;
  /** Scrolls to the first row. */
  toStart(): void;
}

interface HugeGridProps {
  /** What the rows are, for a screen reader. */
  readonly label: string;
  readonly columns: readonly HugeColumn[];
  readonly count: number;
  /** Whether there is an unknown number of rows beyond `count`. */
  readonly open?: boolean;
  readonly rows: GridRows;
  /** The row the cursor is on; -1 for none. */
  readonly cursor: number;
  /** Moves the cursor; `range` selects all rows in between. */
  readonly onCursor: (index: number, range: boolean) => void;
  readonly onOpen: (index: number) => void;
  readonly onTick: (index: number, range: boolean) => void;
  /** Whether all, some or none of the rows are selected. */
  readonly allTicked: boolean;
  readonly tickAllLabel: string;
  readonly onTickAll: (on: boolean) => void;
  readonly sort: GridSort | null;
  readonly onSort: (column: string) => void;
  readonly onWidth: (column: string, width: number) => void;
  /** A column was dragged to the place of another. */
  readonly onMove: (column: string, to: number) => void;
  /** Shown instead of rows if there are none. */
  readonly empty?: ReactNode;
  readonly ref?: Ref<GridHandle>;
}

/**
 * A table of any number of rows, 32 px each, whose rows are requested as they come into view. Rows are drawn without React (`row-pool.ts`),
 * so that scrolling causes no React work.
 */
export function HugeGrid(props: HugeGridProps) {
  const { label, count, open, rows, cursor, empty, ref } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useFittedColumns(props.columns, scroller);
  const room = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const mover = useRef<HTMLDivElement>(null);
  const grid = useRef<{ scroll: GridScroller; pool: RowPool } | null>(null);
  const now = useRef({ rows, count, cursor });

  const shape = columns.map((c) => `${c.id}:${c.align ?? ''}`).join(' ');
  useLayoutEffect(() => {
    if (scroller.current === null || room.current === null || layer.current === null || mover.current === null) return;
    const pool = new RowPool(mover.current, look(), id, ROW);
    const element = scroller.current;
    const scroll = new GridScroller({
      scroller: element,
      room: room.current,
      layer: layer.current,
      rowHeight: ROW,
      headHeight: ROW,
      draw: (all) => {
        const { rows, count, cursor } = now.current;
        const first = Math.floor(scroll.offset / ROW);
        const last = Math.min(count - 1, Math.floor((scroll.offset + scroll.view - 1) / ROW));
        if (last >= first) rows.inView(first, last, scroll.direction);
        pool.draw(rows, count, scroll.offset, scroll.view, cursor, all);
        const active = pool.idOf(cursor);
        if (active === element.getAttribute('aria-activedescendant')) return;
        if (active === null) element.removeAttribute('aria-activedescendant');
        else element.setAttribute('aria-activedescendant', active);
      },
    });
    scroll.onRest = () => pool.settle();
    grid.current = { scroll, pool };
    return () => {
      scroll.close();
      pool.build([], false);
      grid.current = null;
    };
  }, [id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new widths alone need no new rows
  useLayoutEffect(() => {
    grid.current?.pool.build(columns, true);
    grid.current?.scroll.redraw(true);
  }, [shape]);
  useLayoutEffect(() => {
    now.current = { rows, count, cursor };
    grid.current?.scroll.setCount(count);
    grid.current?.scroll.redraw(true);
  }, [rows, count, cursor]);
  // Times are shown in words that become outdated.
  useEffect(() => {
    const timer = setInterval(() => grid.current?.scroll.redraw(true), 20_000);
    return () => clearInterval(timer);
  }, []);

  useImperativeHandle(ref, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    keepFocus: () => keepFocus(() => scroller.current),
    reveal: (index) => grid.current?.scroll.reveal(index),
    redraw: () => grid.current?.scroll.redraw(true),
    shift: (by) => {
      const scroll = grid.current?.scroll;
      if (scroll !== undefined && by !== 0) scroll.scrollTo(scroll.offset + by * ROW);
    },
    toStart: () => grid.current?.scroll.scrollTo(0),
  }));

  const moveTo = (to: number, range: boolean) => {
    if (count === 0) return;
    const at = Math.max(0, Math.min(to, count - 1));
    props.onCursor(at, range);
    grid.current?.scroll.reveal(at);
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('[data-keys]') !== null) return;
    const page = Math.max(1, Math.floor((grid.current?.scroll.view ?? 0) / ROW) - 1);
    const to = rowMove(event.key, { cursor, count, page });
    if (to !== null) moveTo(to, event.shiftKey);
    else if (event.key === ' ' && cursor >= 0 && !event.shiftKey) props.onTick(cursor, false);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    if (!(event.target instanceof Element)) return;
    const hit = grid.current?.pool.at(event.target);
    if (hit === null || hit === undefined) return;
    const onBox = hit.column < 0;
    if (onBox) {
      // The box shows what is selected, which the click only requests to change.
      event.preventDefault();
      props.onTick(hit.index, event.shiftKey);
    } else if (event.shiftKey) props.onCursor(hit.index, true);
    else if (event.ctrlKey || event.metaKey) props.onTick(hit.index, false);
    else if (document.getSelection()?.isCollapsed !== false) {
      props.onCursor(hit.index, false);
      props.onOpen(hit.index);
    }
    scroller.current?.focus({ preventScroll: true });
  };
  const onHover = (event: MouseEvent<HTMLDivElement>) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=gridcell]') : null;
    const hit = target === null ? null : grid.current?.pool.at(target);
    if (target === null || hit === null || hit === undefined || hit.column < 0) return;
    target.title = rows.has(hit.index) ? harmless(rows.hint(hit.index, hit.column)) : '';
  };

  const template = `${TICK_WIDTH}px ${columns.map((c) => (c.grow === true ? `minmax(${leastOf(c)}px, 1fr)` : `${c.width}px`)).join(' ')}`;
  const minWidth = columns.reduce((sum, c) => sum + leastOf(c), TICK_WIDTH);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the template has everything that the columns' places depend on
  useLayoutEffect(() => {
    scroller.current?.style.setProperty('--columns', template);
    scroller.current?.style.setProperty('--least-width', `${minWidth}px`);
    placesOf(columns).forEach(({ from, width }, c) => {
      scroller.current?.style.setProperty(`--from-${c}`, from);
      scroller.current?.style.setProperty(`--width-${c}`, width);
    });
  }, [template, minWidth]);

  const none = count === 0 && empty !== undefined;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={open === true ? -1 : count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      tabIndex={0}
      className={table.table}
      onKeyDown={onKey}
      onFocus={(e) => e.target === e.currentTarget && cursor < 0 && count > 0 && props.onCursor(0, false)}
    >
      <div role="row" aria-rowindex={1} tabIndex={-1} className={cx(table.row, styles.row, table.head)}>
        <div role="columnheader" tabIndex={-1} className={cx(table.tickCell, styles.tickCell)} data-keys>
          <Checkbox hideLabel label={props.tickAllLabel} checked={props.allTicked} onChange={props.onTickAll} />
        </div>
        <GridHead
          columns={columns}
          sort={props.sort}
          onSort={props.onSort}
          onWidth={props.onWidth}
          onMove={props.onMove}
        />
      </div>
      {none && (
        <div role="row" tabIndex={-1} className={styles.emptyRow}>
          <div role="gridcell" tabIndex={-1} aria-colspan={columns.length + 1}>
            {empty}
          </div>
        </div>
      )}
      <div ref={room} className={styles.room}>
        <div ref={layer} className={styles.layer}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: without rows it is no part of the grid */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself handles the keys for its cursor */}
          {/* biome-ignore lint/a11y/useKeyWithMouseEvents: the hint is for the mouse alone, the whole row is opened by key */}
          <div
            ref={mover}
            role={none ? 'presentation' : 'rowgroup'}
            className={styles.mover}
            onClick={onClick}
            onMouseOver={onHover}
          />
        </div>
      </div>
    </div>
  );
}

/** The positions of a row's cells, in the columns of the head's grid. They are absolute, so that a changed text lays out that cell only. */
function placesOf(columns: readonly HugeColumn[]): { readonly from: string; readonly width: string }[] {
  const grows = columns.findIndex((c) => c.grow === true);
  const fixed = columns.reduce((sum, c, at) => (at === grows ? sum : sum + c.width), TICK_WIDTH);
  let before = TICK_WIDTH;
  return columns.map((column, at) => {
    const from = grows >= 0 && at > grows ? `calc(100% - ${fixed - before}px)` : `${before}px`;
    if (at === grows) return { from, width: `calc(100% - ${fixed}px)` };
    before += column.width;
    return { from, width: `${column.width}px` };
  });
}

function look() {
  return {
    row: cx(table.row, styles.row, table.item, styles.item),
    cell: cx(table.cell, styles.cell),
    end: cx(table.end, styles.end),
    tickCell: cx(table.tickCell, styles.tickCell),
    tick: cx(inputs.checkbox),
    cursor: cx(table.cursor),
    ticked: cx(table.ticked),
  };
}
