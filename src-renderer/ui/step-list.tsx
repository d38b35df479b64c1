import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './step-list.module.css';

interface StepListProps {
  /** What the steps are and in which order, for a screen reader. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** What happens one after the other, on a line from mark to mark. */
export function StepList({ label, className, children }: StepListProps) {
  return (
    <ol className={cx(styles.steps, className)} aria-label={label}>
      {children}
    </ol>
  );
}

interface StepProps {
  /** Faint, unless the step has a tone (`toneClass`). */
  readonly icon: LucideIcon;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** One step: its mark, and its words beside it. */
export function Step({ icon: Icon, className, children }: StepProps) {
  return (
    <li className={cx(styles.step, className)}>
      <Icon size={14} aria-hidden="true" className={styles.mark} />
      <div className={styles.words}>{children}</div>
    </li>
  );
}

/** What happened, and at the line's other end when; the one below the other where there is no room for both. */
export function StepLine({ what, when }: { readonly what: ReactNode; readonly when: ReactNode }) {
  return (
    <div className={styles.line}>
      <span className={styles.what}>{what}</span>
      {when}
    </div>
  );
}
