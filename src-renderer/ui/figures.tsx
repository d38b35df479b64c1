import type { ReactNode } from 'react';
import styles from './figures.module.css';

/** The numbers that count most, side by side. */
export function Figures({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <dl className={styles.figures} aria-label={label}>
      {children}
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  /** What it is made of. */
  readonly children: ReactNode;
}

/** A number, and beside it what it is made of. */
export function Figure({ name, value, children }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.value}>{value}</span>
        <span className={styles.beside}>{children}</span>
      </dd>
    </div>
  );
}
