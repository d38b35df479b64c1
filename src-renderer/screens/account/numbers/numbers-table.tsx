import type { ReactNode } from 'react';
import { cx } from '../../../ui/cx.ts';
import styles from './numbers.module.css';

interface NumbersTableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  /** The first cell names the row; the others are numbers. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A table of numbers, right-aligned. */
export function NumbersTable({ caption, heads, rows }: NumbersTableProps) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            <th key={at} scope="col" className={cx(at > 0 && styles.number)}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [name, ...numbers] }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {numbers.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <td key={at} className={styles.number}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
