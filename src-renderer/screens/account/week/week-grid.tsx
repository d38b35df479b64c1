// biome-ignore-all lint/a11y/useSemanticElements: cells are painted by dragging and by keys, as in the grid of the ARIA practices; a table's cells take no focus
import { Trash2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { type DayKey, type DeliveryDay, MINUTES, openOn, type Span, withOpen } from './schedule.ts';
import { dateText, spansText, timeText } from './schedule-text.ts';
import {
  allOpen,
  CELLS,
  type Cell,
  covered,
  isOpen,
  moved,
  paint,
  painted,
  type Selection,
  STEP,
} from './selection.ts';
import styles from './week.module.css';

interface WeekGridProps {
  readonly rows: readonly DeliveryDay[];
  /** The days and dates that are shown, from the top. */
  readonly keys: readonly DayKey[];
  readonly onChange: (rows: readonly DeliveryDay[]) => void;
  readonly onRemoveDate: (date: string) => void;
  /** The method's number, for new rows. */
  readonly uid: number;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const HOURS = [0, 3, 6, 9, 12, 15, 18, 21];

export const keyText = (key: DayKey): string => (typeof key === 'number' ? (DAYS[key] ?? '') : dateText(key));

const same = (a: Cell, b: Cell) => a.row === b.row && a.column === b.column;

/** The cell under the pointer; null if there is none. */
function cellAt(event: PointerEvent): Cell | null {
  const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-cell]');
  const [row, column] = under?.dataset.cell?.split(' ').map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
}

/** Days and hours as a grid: dragging opens or closes cells; with the keyboard, Shift and arrow keys select, and Space opens or closes. */
export function WeekGrid({ rows, keys, onChange, onRemoveDate, uid }: WeekGridProps) {
  const whole = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState<Selection>({
    anchor: { row: 0, column: 18 },
    head: { row: 0, column: 18 },
  });
  const [drag, setDrag] = useState<{ readonly selection: Selection; readonly open: boolean } | null>(null);
  const copied = useRef<readonly Span[] | null>(null);
  const [announced, setAnnounced] = useState('');
  const now = drag?.selection ?? selection;
  const head: Cell = { row: Math.min(now.head.row, keys.length - 1), column: now.head.column };
  const { span, days } = covered({ anchor: now.anchor, head }, keys);
  const isSelected = (key: DayKey, column: number) =>
    days.includes(key) &&
    column * STEP >= span.from &&
    column * STEP < span.to &&
    (drag !== null || !same(now.anchor, head));

  // Focus that the program moves does not change the selection.
  const isMoving = useRef(false);
  const focusCell = ({ row, column }: Cell) => {
    isMoving.current = true;
    whole.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus();
    isMoving.current = false;
  };
  const apply = (made: readonly DeliveryDay[], about: readonly DayKey[]) => {
    onChange(made);
    setAnnounced(about.map((key) => `${keyText(key)}: ${spansText(openOn(made, key))}`).join('. '));
  };
  const stroke = (what: Selection, open: boolean) =>
    apply(paint(rows, what, { keys, open, uid }), covered(what, keys).days);

  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || !(event.target instanceof HTMLElement) || event.target.dataset.cell === undefined) return;
    const mod = event.ctrlKey || event.metaKey;
    const to = moved(head, event.key, mod, keys.length);
    const key = keys[head.row];
    const current = { anchor: now.anchor, head };
    if (to !== null) {
      setSelection(event.shiftKey ? { anchor: now.anchor, head: to } : { anchor: to, head: to });
      focusCell(to);
    } else if (!mod && (event.key === ' ' || event.key === 'Enter')) stroke(current, !allOpen(rows, current, keys));
    else if (!mod && (event.key === 'Delete' || event.key === 'Backspace')) stroke(current, false);
    else if (mod && event.key === 'c' && key !== undefined) {
      copied.current = openOn(rows, key);
      setAnnounced(`Hours of ${keyText(key)} copied`);
    } else if (mod && event.key === 'v' && copied.current !== null) {
      const hours = copied.current;
      apply(
        days.reduce<readonly DeliveryDay[]>((made, day) => withOpen(made, day, hours, uid), rows),
        days,
      );
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    const cell = event.button === 0 ? cellAt(event) : null;
    const key = cell === null ? undefined : keys[cell.row];
    if (cell === null || key === undefined) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    focusCell(cell);
    const open = !isOpen(openOn(rows, key), { from: cell.column * STEP, to: (cell.column + 1) * STEP });
    setDrag({ selection: { anchor: cell, head: cell }, open });
  };
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const cell = drag === null ? null : cellAt(event);
    if (drag === null || cell === null || same(cell, drag.selection.head)) return;
    setDrag({ ...drag, selection: { anchor: drag.selection.anchor, head: cell } });
  };
  const onUp = () => {
    if (drag === null) return;
    setDrag(null);
    setSelection({ anchor: drag.selection.head, head: drag.selection.head });
    stroke(drag.selection, drag.open);
  };

  return (
    <>
      <div
        ref={whole}
        role="grid"
        tabIndex={-1}
        aria-label="Delivery hours"
        aria-multiselectable="true"
        className={styles.grid}
        onKeyDown={onKey}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => setDrag(null)}
      >
        <div aria-hidden="true" className={styles.hours}>
          {HOURS.map((hour) => (
            <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
              {timeText(hour * 60)}
            </span>
          ))}
        </div>
        {keys.map((key, row) => {
          const open = openOn(rows, key);
          const shown = drag !== null && days.includes(key) ? painted(open, span, drag.open) : open;
          return (
            <div key={key} role="row" tabIndex={-1} className={cx(styles.day, typeof key === 'string' && styles.date)}>
              <span role="rowheader" tabIndex={-1} className={styles.name}>
                {typeof key === 'number' ? keyText(key).slice(0, 3) : keyText(key)}
              </span>
              <div role="presentation" className={styles.track}>
                {shown.map(({ from, to }) => (
                  <span
                    key={from}
                    aria-hidden="true"
                    className={styles.bar}
                    style={{
                      insetInlineStart: `${(from / MINUTES) * 100}%`,
                      width: `${((to - from) / MINUTES) * 100}%`,
                    }}
                  />
                ))}
                {Array.from({ length: CELLS }, (_, column) => column).map((column) => (
                  <div
                    key={column}
                    role="gridcell"
                    data-cell={`${row} ${column}`}
                    tabIndex={row === head.row && column === head.column ? 0 : -1}
                    aria-label={`${keyText(key)} ${timeText(column * STEP)}, ${isOpen(shown, { from: column * STEP, to: (column + 1) * STEP }) ? 'open' : 'closed'}`}
                    aria-selected={isSelected(key, column)}
                    className={cx(styles.cell, isSelected(key, column) && styles.selected)}
                    onFocus={() =>
                      !isMoving.current && setSelection({ anchor: { row, column }, head: { row, column } })
                    }
                  />
                ))}
              </div>
              <span role="gridcell" tabIndex={-1} className={styles.says}>
                {spansText(shown)}
              </span>
              <span role="gridcell" tabIndex={-1} className={styles.remove}>
                {typeof key === 'string' && (
                  <IconButton
                    icon={Trash2}
                    size="small"
                    label={`Remove ${keyText(key)}`}
                    onClick={() => onRemoveDate(key)}
                  />
                )}
              </span>
            </div>
          );
        })}
      </div>
      <p role="status" className="visually-hidden">
        {announced}
      </p>
    </>
  );
}
