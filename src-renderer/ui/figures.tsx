import type { ReactNode } from 'react';
import styles from './figures.module.css';

/** The most important numbers, side by side. */
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
  /** Its parts. */
  readonly children: ReactNode;
}

/** A number, and its parts beside it. */
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
