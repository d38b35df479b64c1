import { cx } from './cx.ts';
import { formatNumber, formatShare } from './format.ts';
import styles from './stack-bar.module.css';
import { type Tone, toneClass } from './tone.ts';

export interface Part {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly tone: Tone;
}

interface StackBarProps {
  readonly parts: readonly Part[];
  readonly total: number;
  /** What the bar shows, for a screen reader. */
  readonly label: string;
  readonly size?: 'small' | 'large';
}

/** The parts of a whole, by length. Its numbers are its name for a screen reader. */
export function StackBar({ parts, total, label, size = 'small' }: StackBarProps) {
  const shown = parts.filter((p) => p.value > 0);
  const numbers = shown.map((p) => `${formatNumber(p.value)} ${p.label.toLowerCase()}`).join(', ');
  return (
    <div
      role="img"
      data-bar
      aria-label={`${label}: ${numbers === '' ? 'nothing yet' : numbers}`}
      className={cx(styles.bar, styles[size])}
    >
      {shown.map((p) => (
        <span
          key={p.key}
          className={cx(styles.part, toneClass(p.tone))}
          style={{ width: `${(p.value / Math.max(total, 1)) * 100}%` }}
          title={`${p.label}: ${formatNumber(p.value)} (${formatShare(p.value, total)})`}
        />
      ))}
    </div>
  );
}
