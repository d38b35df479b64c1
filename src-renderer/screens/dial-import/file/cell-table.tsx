import type { ReactNode } from 'react';
import { formatNumber } from '../../../ui/format.ts';
import styles from './cell-table.module.css';

interface CellTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  /** Whether letters beyond ASCII are highlighted. */
  readonly mark?: boolean;
}

const BEYOND_ASCII = /([^\x20-\x7e\s]+)/;

function marked(text: string): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
  return text.split(BEYOND_ASCII).map((part, i) => (i % 2 === 1 ? <mark key={i}>{part}</mark> : part));
}

/** Line breaks within a cell are shown as a symbol, so that every row is one line high. */
function oneLine(text: string): string {
  return text.replace(/\r\n|\r|\n/g, ' ⏎ ');
}

/** The cells of the file, unchanged. */
export function CellTable({ label, columns, rows, mark }: CellTableProps) {
  const width = Math.max(columns.length, ...rows.map((r) => r.cells.length));
  const places = Array.from({ length: width }, (_, i) => i);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it
    <section className={styles.scroller} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              Row
            </th>
            {places.map((i) => (
              <th key={i} scope="col">
                {columns[i] ?? <em>no name</em>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row" className={styles.number}>
                {formatNumber(row)}
              </th>
              {places.map((i) => (
                <td key={i} title={(cells[i]?.length ?? 0) > 30 ? cells[i] : undefined}>
                  {mark === true ? marked(oneLine(cells[i] ?? '')) : oneLine(cells[i] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
