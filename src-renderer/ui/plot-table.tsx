import type { ReactNode } from 'react';
import styles from './plot-table.module.css';

interface PlotTableProps {
  readonly caption: string;
  /** The head of the first column, which says what the others are. */
  readonly corner: string;
  readonly heads: readonly { readonly key: string; readonly head: string; readonly name: string }[];
  readonly lines: readonly { readonly label: string; readonly cells: readonly ReactNode[] }[];
}

/** The numbers of a chart, aligned with its bars. */
export function PlotTable({ caption, corner, heads, lines }: PlotTableProps) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{corner}</th>
          {heads.map(({ key, head, name }) => (
            <th key={key} scope="col" title={name}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ label, cells }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {heads.map(({ key }, at) => (
              <td key={key}>{cells[at]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
