import styles from './sparkline.module.css';

interface SparklineProps {
  /** Oldest first, one for each step. */
  readonly values: readonly number[];
  /** The number of steps of the whole width. */
  readonly span: number;
  /** A description with the numbers, for a screen reader. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

/** A small line over time, the newest at the right edge. */
export function Sparkline({ values, span, label, width = 240, height = 40 }: SparklineProps) {
  const top = Math.max(1, ...values);
  const x = (i: number) => width - ((values.length - 1 - i) / Math.max(1, span - 1)) * width;
  const y = (v: number) => height - 1 - (v / top) * (height - 3);
  const points = values.map((v, i) => `${x(i).toFixed(1)},${y(v).toFixed(1)}`);
  const first = x(0).toFixed(1);
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.spark}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
    >
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className={styles.ground} />
      {points.length > 1 && (
        <>
          <polygon className={styles.area} points={`${first},${height} ${points.join(' ')} ${width},${height}`} />
          <polyline className={styles.line} points={points.join(' ')} />
        </>
      )}
    </svg>
  );
}
