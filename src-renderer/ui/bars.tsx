import { useId } from 'react';
import styles from './bars.module.css';
import { formatNumber } from './format.ts';
import { type Tone, toneClass } from './tone.ts';

/** How a part of a bar looks. Parts also differ in their pattern and never only in color. */
export interface BarLook {
  readonly label: string;
  readonly tone: Tone;
  readonly filling: 'solid' | 'hatched' | 'hollow';
}

export interface BarPart {
  readonly look: BarLook;
  readonly value: number;
}

interface BoxProps {
  readonly look: BarLook;
  readonly x: string | number;
  readonly y: number;
  readonly width: string | number;
  readonly height: number;
  /** The tooltip. */
  readonly title?: string;
}

/** One box with its pattern. The hatching is defined inside, so that it needs nothing else on the page. */
function Box({ look, title, ...place }: BoxProps) {
  const id = useId();
  const words = title === undefined ? null : <title>{title}</title>;
  if (look.filling === 'solid') {
    return (
      <g className={toneClass(look.tone)}>
        <rect {...place} className={styles.solid}>
          {words}
        </rect>
      </g>
    );
  }
  if (look.filling === 'hollow') {
    return (
      <rect {...place} className={styles.hollow}>
        {words}
      </rect>
    );
  }
  return (
    <g className={toneClass(look.tone)}>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className={styles.stripeGround} />
        <line x1="0" x2="0" y1="0" y2="6" className={styles.stripe} />
      </pattern>
      <rect {...place} fill={`url(#${id})`} className={styles.hatchedEdge}>
        {words}
      </rect>
    </g>
  );
}

/** Round marks from 0 up to a maximum that no value exceeds: a few whole numbers, 1, 2 or 5 times a power of ten. */
export function marksUpTo(most: number): readonly number[] {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((n) => n * power >= rough) ?? 10);
  const marks = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: marks + 1 }, (_, at) => at * step);
}

interface ColumnsProps {
  /** Left to right. Each is stacked from its parts, the first at the bottom. */
  readonly columns: readonly { readonly key: string; readonly label: string; readonly parts: readonly BarPart[] }[];
  /** A description with the numbers, for a screen reader. */
  readonly label: string;
  readonly height?: number;
  /** Whether each two columns belong together, and are closer to each other than to the others. */
  readonly inPairs?: boolean;
}

/**
 * Vertical bars of equal width with an axis of whole numbers. The axis is `--bars-axis` wide (by default 40 px), so that a table below with
 * a first column of that width, and equal other columns, is aligned with the bars.
 */
export function ColumnBars({ columns, label, height = 128, inPairs = false }: ColumnsProps) {
  const marks = marksUpTo(Math.max(0, ...columns.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0))));
  const top = marks.at(-1) ?? 1;
  const share = 100 / Math.max(1, columns.length);
  const scale = (height - 1) / top;
  return (
    <div className={styles.chart}>
      <div className={styles.axis} aria-hidden="true">
        {marks.map((mark) => (
          <span key={mark} className={styles.mark} style={{ bottom: mark * scale }}>
            {formatNumber(mark)}
          </span>
        ))}
      </div>
      <svg role="img" aria-label={label} className={styles.columns} height={height}>
        {marks.map((mark) => (
          <line
            key={mark}
            x1="0"
            x2="100%"
            y1={height - 0.5 - mark * scale}
            y2={height - 0.5 - mark * scale}
            className={mark === 0 ? styles.ground : styles.line}
          />
        ))}
        {columns.map(({ key, label: name, parts }, at) => {
          let below = 0;
          return parts.map(({ look, value }) => {
            below += value;
            if (value <= 0) return null;
            return (
              <Box
                key={`${key} ${look.label}`}
                look={look}
                x={`${(at + (inPairs ? (at % 2 === 0 ? 0.28 : 0.04) : 0.16)) * share}%`}
                width={`${0.68 * share}%`}
                y={height - 1 - below * scale}
                height={Math.max(1, value * scale)}
                title={`${name}: ${formatNumber(value)} ${look.label.toLowerCase()}`}
              />
            );
          });
        })}
      </svg>
    </div>
  );
}

interface RateBarProps {
  readonly parts: readonly BarPart[];
  /** A description with the numbers, for a screen reader. */
  readonly label: string;
}

/** The parts of a whole as a horizontal bar of full length. If there is nothing to show, nothing is drawn. */
export function RateBar({ parts, label }: RateBarProps) {
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  let before = 0;
  return (
    <svg role="img" aria-label={label} className={styles.rate} height="14">
      {whole > 0 &&
        parts.map(({ look, value }) => {
          const x = before;
          before += value;
          return value <= 0 ? null : (
            <Box
              key={look.label}
              look={look}
              x={`${(x / whole) * 100}%`}
              width={`${(value / whole) * 100}%`}
              y={1}
              height={12}
              title={`${look.label}: ${formatNumber(value)}`}
            />
          );
        })}
    </svg>
  );
}

/** The meaning of the patterns. */
export function BarLegend({ looks }: { readonly looks: readonly BarLook[] }) {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {looks.map((look) => (
        <li key={look.label}>
          <svg aria-hidden="true" width="14" height="12" className={styles.swatch}>
            <Box look={look} x={1} y={1} width={12} height={10} />
          </svg>
          {look.label}
        </li>
      ))}
    </ul>
  );
}
