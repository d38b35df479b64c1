import type { ReactNode } from 'react';
import type { WhatIfAmounts, WhatIfResult } from '../../../../src-preload/contract/index.ts';
import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatExact, formatNumber, formatWhen } from '../../../ui/format.ts';
import styles from './what-if.module.css';

interface AmountRow {
  readonly key: string;
  readonly name: string;
  readonly before: WhatIfAmounts;
  readonly after: WhatIfAmounts;
}

/** A difference, with its sign. */
export const signed = (n: number, words: (n: number) => string): string =>
  n === 0 ? '0' : `${n > 0 ? '+' : '−'}${words(Math.abs(n))}`;

/** Sends and revenue before and after, a row each. */
export function AmountsTable({ what, rows }: { readonly what: string; readonly rows: readonly AmountRow[] }) {
  return (
    <NumbersTable
      caption={`Sends and revenue by ${what.toLowerCase()}`}
      heads={[what, 'Sends before', 'after', 'Revenue before', 'after', 'Difference']}
      rows={rows.map(({ key, name, before, after }) => ({
        key,
        cells: [
          name,
          formatNumber(before.sends),
          formatNumber(after.sends),
          formatMoney(before.revenue),
          formatMoney(after.revenue),
          signed(after.revenue - before.revenue, formatMoney),
        ],
      }))}
    />
  );
}

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

const buyers = (list: WhatIfResult['moves'][number]['before']): string =>
  list.length === 0 ? 'Nobody' : list.map(({ client, price }) => `${client} ${formatMoney(price)}`).join(', ');

/** Leads that go to others, and why. */
export function MovesTable({
  result: { moves, moved },
  onExplain,
}: {
  readonly result: WhatIfResult;
  readonly onExplain: (postNo: number) => void;
}) {
  if (moved === 0) return <p className={styles.soft}>No lead goes to others.</p>;
  return (
    <>
      {moved > moves.length && (
        <p className={styles.soft}>
          The first {formatNumber(moves.length)} of {formatNumber(moved)}. The CSV has up to 20,000.
        </p>
      )}
      <table className={styles.table}>
        <caption className="visually-hidden">Leads that go to others</caption>
        <thead>
          <tr>
            {['Lead', 'Time', 'Before', 'After', 'Why'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moves.slice(0, MOST_ROWS).map((move) => (
            <tr key={move.postNo}>
              <th scope="row">
                <Button
                  size="small"
                  kind="quiet"
                  className={styles.lead}
                  hint="Why, and why not"
                  onClick={() => onExplain(move.postNo)}
                >
                  {move.leadId ?? `Post ${move.postNo}`}
                </Button>
              </th>
              <td title={formatExact(move.at)}>{formatWhen(move.at)}</td>
              <td>{buyers(move.before)}</td>
              <td>{buyers(move.after)}</td>
              <td>{move.why.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const MOST_ROWS = 200;
