// biome-ignore-all lint/a11y/useSemanticElements: an <hr> cannot be dragged or hold a value; this is the window splitter of the ARIA practices
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './virtual-table.module.css';

interface HeadCellProps {
  readonly title: string;
  readonly align?: 'start' | 'end' | undefined;
  readonly width: number;
  readonly onWidth: (width: number) => void;
}

const STEP = 16;

/** A column's head, with the handle that changes its width: dragged, or by the arrow keys. */
export function HeadCell({ title, align, width, onWidth }: HeadCellProps) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: event.currentTarget.parentElement?.clientWidth ?? width };
  };
  const move = (event: PointerEvent) => {
    if (from.current !== null) onWidth(from.current.width + event.clientX - from.current.x);
  };
  const up = () => {
    from.current = null;
  };
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onWidth(width + by);
  };
  return (
    <div role="columnheader" tabIndex={-1} className={cx(styles.cell, styles.headCell, align === 'end' && styles.end)}>
      <span className={styles.headTitle}>{title}</span>
      {title !== '' && (
        <div
          role="separator"
          aria-orientation="vertical"
          aria-label={`Width of ${title}`}
          aria-valuenow={width}
          aria-valuemin={48}
          aria-valuemax={1200}
          tabIndex={0}
          className={styles.handle}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={up}
          onKeyDown={onKey}
        />
      )}
    </div>
  );
}
