import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './notes.module.css';
import { toneClass } from './tone.ts';

interface NoteProps {
  readonly children: ReactNode;
  /** Buttons for what can be done about it. */
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** What failed, what was kept and what to do; shown until it is handled. */
export function ErrorNote({ children, actions, className }: NoteProps) {
  return (
    <div role="alert" className={cx(styles.note, toneClass('bad'), className)}>
      <CircleAlert size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** Something noteworthy that stops nothing. */
export function Note({
  children,
  actions,
  className,
  kind = 'info',
}: NoteProps & { readonly kind?: 'info' | 'warning' }) {
  const Icon = kind === 'info' ? Info : TriangleAlert;
  return (
    <div className={cx(styles.note, toneClass(kind === 'info' ? 'busy' : 'warn'), className)}>
      <Icon size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

interface EmptyStateProps {
  readonly icon?: LucideIcon;
  /** What will be here. */
  readonly title: string;
  readonly children?: ReactNode;
  /** The action that adds the first one. */
  readonly action?: ReactNode;
}

/** A screen or list with nothing in it yet. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {Icon && <Icon size={24} aria-hidden="true" className={styles.emptyIcon} />}
      <h2 className={styles.emptyTitle}>{title}</h2>
      {children !== undefined && <div className={styles.emptyWords}>{children}</div>}
      {action}
    </div>
  );
}

/** A gray block of the expected size, shown only after 100 ms. */
export function Skeleton({
  width = '100%',
  height = 16,
  lines = 1,
}: {
  readonly width?: string | number;
  readonly height?: number;
  readonly lines?: number;
}) {
  return (
    <div className={styles.skeletons} aria-hidden="true">
      {Array.from({ length: lines }, (_, i) => i).map((i) => (
        <div key={i} className={styles.skeleton} style={{ width, height }} />
      ))}
    </div>
  );
}
