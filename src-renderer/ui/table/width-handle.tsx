// biome-ignore-all lint/a11y/useSemanticElements: an <hr> cannot be dragged or hold a value; this is the window splitter of the ARIA practices
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './table.module.css';
import { NARROWEST, WIDEST } from './widths.ts';

interface WidthHandleProps {
  /** The column's. */
  readonly title: string;
  readonly width: number;
  readonly onWidth: (width: number) => void;
  /** Whether the Tab key stops here. */
  readonly stop: boolean;
}

const STEP = 16;

/** The line at the end of a column's head that changes its width: dragged, or by the arrow keys. */
export function WidthHandle({ title, width, onWidth, stop }: WidthHandleProps) {
  const from = useRef<{ x: number; width: number } | null>(null);
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
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${title}`}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={stop ? 0 : -1}
      className={styles.handle}
      onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: event.currentTarget.parentElement?.clientWidth ?? width };
      }}
      onPointerMove={(event) => from.current !== null && onWidth(from.current.width + event.clientX - from.current.x)}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={onKey}
    />
  );
}
