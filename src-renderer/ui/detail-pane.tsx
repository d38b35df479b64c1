import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './detail-pane.module.css';
import { ErrorNote, Skeleton } from './notes.tsx';

interface DetailPaneProps<T> {
  /** What is shown; null while it is on its way. */
  readonly value: T | null;
  /** Why it could not be read, in sentences; null when it could. What was read before stays below. */
  readonly error: string | null;
  readonly onAgain: () => void;
  readonly onClose: () => void;
  /** The focus came in. */
  readonly onFocus?: () => void;
  /** How many lines stand in for what is on its way. */
  readonly lines: number;
  readonly className?: string | undefined;
  readonly children: (value: T) => ReactNode;
}

/** Beside a list: all about one of it, which is on its way, there, or could not be read. It can be closed at any time. */
export function DetailPane<T>(props: DetailPaneProps<T>) {
  const { value, error, onAgain, onClose, onFocus, lines, className, children } = props;
  return (
    <article className={cx(styles.pane, className)} tabIndex={-1} onFocus={onFocus}>
      {error !== null && (
        <ErrorNote
          className={styles.error}
          acts={
            <Button size="small" onClick={onAgain}>
              Retry
            </Button>
          }
        >
          {error}
        </ErrorNote>
      )}
      {value === null ? (
        <>
          <div className={styles.close}>
            <Close onClose={onClose} />
          </div>
          {error === null && (
            <div className={styles.skeleton}>
              <Skeleton lines={lines} height={18} />
            </div>
          )}
        </>
      ) : (
        children(value)
      )}
    </article>
  );
}

function Close({ onClose }: { readonly onClose: () => void }) {
  return <IconButton icon={X} label="Close" keys="Escape" onClick={onClose} />;
}

interface PaneTitleProps {
  /** Who or what it is. */
  readonly name: string;
  readonly onClose: () => void;
  /** Acts beside the cross. */
  readonly children?: ReactNode;
}

/** The first line of a detail pane. */
export function PaneTitle({ name, onClose, children }: PaneTitleProps) {
  return (
    <div className={styles.first}>
      <h2 className={styles.name}>{name}</h2>
      <span className={styles.acts}>
        {children}
        <Close onClose={onClose} />
      </span>
    </div>
  );
}

interface PaneSectionProps {
  /** Its heading, and its name for a screen reader. */
  readonly title: string;
  /** How many there are of it. */
  readonly count?: number;
  /** What else the heading says. */
  readonly about?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A part of a detail pane under a heading of its own. */
export function PaneSection({ title, count, about = '', className, children }: PaneSectionProps) {
  return (
    <section aria-label={title} className={className}>
      <h3 className={styles.title}>
        {title}
        {count !== undefined && (
          <>
            {' '}
            <span className={styles.count}>{count}</span>
          </>
        )}
        {about !== '' && <span className={styles.about}> · {about}</span>}
      </h3>
      {children}
    </section>
  );
}
