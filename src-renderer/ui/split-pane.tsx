// biome-ignore-all lint/a11y/useSemanticElements: an <hr> cannot be dragged or hold a value; this is the window splitter of the ARIA practices
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { Boundary } from './boundary.tsx';
import { useKeys } from './keys.ts';
import styles from './split-pane.module.css';

interface SplitPaneProps {
  readonly list: ReactNode;
  /** Null if nothing is open: the list then takes the whole width. */
  readonly detail: ReactNode | null;
  readonly detailLabel: string;
  readonly onClose: () => void;
  /** Width of the list in pixels. */
  readonly width: number;
  readonly onWidth: (width: number) => void;
  readonly min?: number;
}

const STEP = 24;

/** A list with its detail to the right. The line between them can be dragged or moved with the arrow keys, and Esc closes the detail. */
export function SplitPane({ list, detail, detailLabel, onClose, width, onWidth, min = 320 }: SplitPaneProps) {
  const whole = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  useKeys([
    {
      id: 'split.close',
      label: 'Close the detail',
      keys: 'Escape',
      group: 'This screen',
      hidden: true,
      disabled: detail === null,
      run: onClose,
    },
  ]);

  const clamp = (wanted: number) =>
    Math.round(Math.max(min, Math.min(wanted, (whole.current?.clientWidth ?? 2000) - min)));
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    setDragged(clamp(event.clientX - (whole.current?.getBoundingClientRect().left ?? 0)));
  };
  const release = () => {
    if (dragged !== null) onWidth(dragged);
    setDragged(null);
  };
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    onWidth(clamp(width + by));
  };

  return (
    <div ref={whole} className={styles.split}>
      <div
        className={detail === null ? styles.whole : styles.list}
        style={detail === null ? undefined : { width: dragged ?? width }}
      >
        <Boundary where="list" what="The list">
          {list}
        </Boundary>
      </div>
      {detail !== null && (
        <>
          <div
            role="separator"
            aria-orientation="vertical"
            aria-label="Width of the list"
            aria-valuenow={dragged ?? width}
            aria-valuemin={min}
            aria-valuemax={2000}
            tabIndex={0}
            className={styles.line}
            onPointerDown={(e) => e.currentTarget.setPointerCapture(e.pointerId)}
            onPointerMove={move}
            onPointerUp={release}
            onPointerCancel={release}
            onKeyDown={onKey}
          />
          <section aria-label={detailLabel} className={styles.detail}>
            <Boundary where="detail" what="This pane">
              {detail}
            </Boundary>
          </section>
        </>
      )}
    </div>
  );
}
