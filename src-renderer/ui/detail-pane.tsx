import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './detail-pane.module.css';
import { ErrorNote, Skeleton } from './notes.tsx';

interface DetailPaneProps<T> {
  /** What is shown; null while it is loading. */
  readonly value: T | null;
  /** Why it could not be read, in sentences; null if it could. Earlier content is shown below. */
  readonly error: string | null;
  readonly onAgain: () => void;
  readonly onClose: () => void;
  /** Called when the focus enters. */
  readonly onFocus?: () => void;
  /** The number of placeholder lines while it is loading. */
  readonly lines: number;
  readonly className?: string | undefined;
  readonly children: (value: T) => ReactNode;
}

/** Everything about an entry of the list beside it, which may be loading, loaded, or unreadable. It can be closed at any time. */
export function DetailPane<T>(props: DetailPaneProps<T>) {
  const { value, error, onAgain, onClose, onFocus, lines, className, children } = props;
  return (
    <article className={cx(styles.pane, className)} tabIndex={-1} onFocus={onFocus}>
      {error !== null && (
        <ErrorNote
          className={styles.error}
          actions={
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
  /** Actions beside the close button. */
  readonly children?: ReactNode;
}

/** The first line of a detail pane. */
export function PaneTitle({ name, onClose, children }: PaneTitleProps) {
  return (
    <div className={styles.first}>
      <h2 className={styles.name}>{name}</h2>
      <span className={styles.actions}>
        {children}
        <Close onClose={onClose} />
      </span>
    </div>
  );
}

interface PaneSectionProps {
  /** Its heading, and its name for a screen reader. */
  readonly title: string;
  /** The number of its entries. */
  readonly count?: number;
  /** What else the heading says. */
  readonly about?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A part of a detail pane with its own heading. */
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
