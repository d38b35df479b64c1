import type { ReactNode } from 'react';
import { cx } from '../../../ui/cx.ts';
import styles from './numbers.module.css';

interface NumbersTableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  /** Columns with words, by their index. */
  readonly texts?: readonly number[];
  /** The first cell names the row; the others are numbers, unless their column is among `texts`. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A table of numbers, right-aligned. */
export function NumbersTable({ caption, heads, texts = [], rows }: NumbersTableProps) {
  const look = (column: number) => cx(column > 0 && !texts.includes(column) && styles.number);
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            <th key={at} scope="col" className={look(at)}>
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
              <td key={at} className={look(at + 1)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
