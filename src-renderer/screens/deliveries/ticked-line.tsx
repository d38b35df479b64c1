import { X } from 'lucide-react';
import type { Job } from '../../../src-preload/contract/index.ts';
import { gatherFrom, JOB_ACTIONS, type JobAction } from '../../state/deliveries-actions.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import styles from './deliveries.module.css';
import { actionWords } from './unlock-words.ts';
import { rowsWord } from './words.ts';

interface TickedLineProps {
  readonly jobs: readonly Job[];
  /** The number of all matching rows, in words. */
  readonly matching: string;
  readonly onAction: (action: JobAction) => void;
  readonly onAll: () => void;
  readonly onClear: () => void;
}

/** Replaces the filters while rows are selected: the commands for them, each with its number. */
export function TickedLine({ jobs, matching, onAction, onAll, onClear }: TickedLineProps) {
  const possible = JOB_ACTIONS.map((action) => ({ action, n: gatherFrom(action, jobs).ids.length })).filter(
    (p) => p.n > 0,
  );
  return (
    <section aria-label="Selected rows" className={cx(styles.line, styles.ticked)}>
      <span className={styles.count}>{rowsWord(jobs.length)} selected</span>
      {possible.map(({ action, n }) => (
        <Button
          key={action}
          size="small"
          keys={actionWords(action, jobs).keys}
          hint={actionWords(action, jobs).label}
          onClick={() => onAction(action)}
        >
          {action === 'cancel' || action === 'resend'
            ? actionWords(action, jobs).button(formatNumber(n))
            : `${actionWords(action, jobs).label}: ${formatNumber(n)}`}
        </Button>
      ))}
      {possible.length === 0 && <span className={styles.soft}>These rows are final; there is nothing to do.</span>}
      <span className={styles.push} />
      <Button
        size="small"
        kind="quiet"
        keys="*"
        hint="Acts on all rows that match the filters, selected or not"
        onClick={onAll}
      >
        All matching ({matching}) …
      </Button>
      <IconButton size="small" icon={X} label="Clear selection" keys="Escape" onClick={onClear} />
    </section>
  );
}
