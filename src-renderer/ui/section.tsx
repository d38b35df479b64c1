import { type ReactNode, useId } from 'react';
import { ActionButton } from './button.tsx';
import type { Action } from './keys.ts';
import styles from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** Beside the title. */
  readonly beside?: ReactNode;
  readonly save: Action;
  readonly children: ReactNode;
}

/** A plot or table with its title and how to save it. */
export function Section({ title, beside, save, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {beside}
        <ActionButton action={save} size="small" kind="quiet" className={styles.save}>
          Export CSV
        </ActionButton>
      </div>
      {children}
    </section>
  );
}
