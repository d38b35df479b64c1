import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import styles from './column-table.module.css';

/** The table of a file's columns: one `ColumnLine` each. */
export function ColumnLines({ children }: { readonly children: ReactNode }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Column and samples</th>
          <th scope="col">Maps to</th>
          <th scope="col">Reason</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface ColumnLineProps {
  readonly header: string;
  readonly samples: readonly string[];
  /** Whether the column is ignored. */
  readonly leftOut: boolean;
  readonly why: string;
  /** Whether the suggestion should be checked. */
  readonly unsure: boolean;
  /** The control that chooses the column's field. */
  readonly children: ReactNode;
}

/** One column of a file: its name, its samples, its field, and why that field was suggested. */
export function ColumnLine({ header, samples, leftOut, why, unsure, children }: ColumnLineProps) {
  return (
    <tr className={leftOut ? styles.leftOut : undefined}>
      <th scope="row" className={styles.header}>
        {header === '' ? <em>no name</em> : header}
        <span className={styles.samples} title={samples.join('\n')}>
          {samples.length === 0 ? 'empty in the first rows' : samples.map((s) => <span key={s}>{s}</span>)}
        </span>
      </th>
      <td className={styles.target}>{children}</td>
      <td className={cx(styles.why, unsure && styles.unsure)}>{why}</td>
    </tr>
  );
}
