import { useId, useMemo } from 'react';
import styles from './requests.module.css';

interface RadiusPlotProps {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** A ZIP code with its position. */
export interface Point {
  readonly zip: string;
  readonly lat: number;
  readonly long: number;
}

const WIDTH = 560;
const HEIGHT = 280;
const EDGE = 20;
/** Miles per degree of latitude. */
const MILES = 69.09;

/** The ZIP codes of an answer that have coordinates. */
export function pointsOf(rows: RadiusPlotProps['rows']): Point[] {
  return rows.flatMap(({ ZIP, Lat, Long }) => {
    const [lat, long] = [Number(Lat), Number(Long)];
    const isThere = ZIP !== undefined && Number.isFinite(lat) && Number.isFinite(long) && (lat !== 0 || long !== 0);
    return isThere ? [{ zip: String(ZIP), lat, long }] : [];
  });
}

/** Scales points to the drawing. A mile has the same length in both directions. */
export function placed(points: readonly Point[]) {
  const middle = (points.reduce((sum, { lat }) => sum + lat, 0) / Math.max(1, points.length)) * (Math.PI / 180);
  const flat = points.map(({ zip, lat, long }) => ({ zip, x: long * Math.cos(middle) * MILES, y: lat * MILES }));
  const range = (of: readonly number[]) => [Math.min(...of), Math.max(...of)] as const;
  const [[left, right], [low, high]] = [range(flat.map(({ x }) => x)), range(flat.map(({ y }) => y))];
  const scale = Math.min((WIDTH - 2 * EDGE) / Math.max(right - left, 1), (HEIGHT - 2 * EDGE) / Math.max(high - low, 1));
  return {
    scale,
    points: flat.map(({ zip, x, y }) => ({
      zip,
      x: WIDTH / 2 + (x - (left + right) / 2) * scale,
      y: HEIGHT / 2 - (y - (low + high) / 2) * scale,
    })),
  };
}

/** The length of the scale bar: a round number of miles, at most a quarter of the drawing. */
export function scaleMiles(scale: number): number {
  const most = WIDTH / 4 / scale;
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((one) => one * power).find((miles) => miles <= most) ?? power;
}

/** ZIP codes at their coordinates. The table below has the numbers. */
export function RadiusPlot({ rows }: RadiusPlotProps) {
  const title = useId();
  const points = useMemo(() => pointsOf(rows), [rows]);
  const plot = useMemo(() => placed(points), [points]);
  if (points.length < 2) return null;
  const miles = scaleMiles(plot.scale);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={title} className={styles.plot}>
      <title id={title}>{`${points.length} ZIP codes on the map, north on top`}</title>
      {plot.points.map(({ zip, x, y }) => (
        <circle key={zip} cx={x} cy={y} r={points.length > 300 ? 2 : 4} className={styles.point}>
          <title>{zip}</title>
        </circle>
      ))}
      {points.length <= 40 &&
        plot.points.map(({ zip, x, y }) => (
          <text key={zip} x={x + 6} y={y + 4} className={styles.zip}>
            {zip}
          </text>
        ))}
      <line x1={EDGE} x2={EDGE + miles * plot.scale} y1={HEIGHT - 8} y2={HEIGHT - 8} className={styles.scale} />
      <text x={EDGE} y={HEIGHT - 12} className={styles.zip}>{`${miles} ${miles === 1 ? 'mile' : 'miles'}`}</text>
    </svg>
  );
}
