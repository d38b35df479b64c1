import type { JobState } from '../../src-preload/contract/index.ts';
import { cx } from './cx.ts';
import styles from './state-badge.module.css';
import { JOB_STATES, type StateLook } from './states.ts';
import { toneClass } from './tone.ts';

/** A state: its icon, its word, and its color. */
export function Badge({
  look,
  plain,
  announced = false,
  children,
}: {
  readonly look: Pick<StateLook, 'icon' | 'tone' | 'word'>;
  readonly plain?: boolean;
  /** Its context already shows the word, so it is only read aloud and used as the icon's tooltip. */
  readonly announced?: boolean;
  readonly children?: string;
}) {
  const Icon = look.icon;
  return (
    <span
      className={cx(styles.badge, plain === true && styles.plain, toneClass(look.tone))}
      title={announced ? look.word : undefined}
    >
      <Icon size={14} aria-hidden="true" className={styles.icon} />
      <span className={announced ? 'visually-hidden' : styles.word}>{children ?? look.word}</span>
    </span>
  );
}

/** A job's state, the same everywhere. `plain` has no background: for tables and lines of text. */
export function StateBadge({ state, plain }: { readonly state: JobState; readonly plain?: boolean }) {
  return <Badge look={JOB_STATES[state]} plain={plain === true} />;
}
