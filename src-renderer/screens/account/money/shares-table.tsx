import { type ReactNode, useState } from 'react';
import { type BarLook, type BarPart, RateBar } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/format.ts';
import type { Action } from '../../../ui/keys.ts';
import { Scrolling } from '../../../ui/scrolling.tsx';
import { Section } from '../../../ui/section.tsx';
import { NumbersTable } from '../numbers/numbers-table.tsx';
import styles from './money.module.css';

const SHOWN = 10;
/** The column of the bar. */
const BAR = 1;

export interface SharesRow {
  readonly key: string;
  readonly name: string;
  /** The bar beside the name, and its description. */
  readonly bar: { readonly parts: readonly BarPart[]; readonly label: string };
  readonly cells: readonly ReactNode[];
}

interface SharesTableProps {
  readonly title: string;
  readonly heads: readonly [name: string, bar: string, ...rest: string[]];
  readonly rows: readonly SharesRow[];
  /** The noun for one row, for "Show all 24 clients". */
  readonly one: string;
  readonly beside?: ReactNode;
  /** Shown if there are no rows. */
  readonly none: string;
  readonly save: Action;
  /** Other columns of words, counted from 0. */
  readonly texts?: readonly number[];
}

/** A table with a bar in each row. Only the first rows are shown until it is expanded. */
export function SharesTable({ title, heads, rows, one, beside, none, save, texts = [] }: SharesTableProps) {
  const [all, setAll] = useState(false);
  const [name, bar, ...rest] = heads;
  return (
    <Section title={title} beside={rows.length > 0 && beside} save={{ ...save, disabled: rows.length === 0 }}>
      {rows.length === 0 ? (
        <p className={styles.soft}>{none}</p>
      ) : (
        <Scrolling label={`${title}, bars and numbers`} className={styles.sideways}>
          <NumbersTable
            caption={title}
            heads={[name, bar, ...rest]}
            texts={[BAR, ...texts]}
            rows={rows.slice(0, all ? rows.length : SHOWN).map((row) => ({
              key: row.key,
              cells: [
                row.name,
                <span key="bar" className={styles.bar}>
                  <RateBar parts={row.bar.parts} label={row.bar.label} />
                </span>,
                ...row.cells,
              ],
            }))}
          />
        </Scrolling>
      )}
      {rows.length > SHOWN && (
        <Button size="small" kind="quiet" onClick={() => setAll(!all)}>
          {all ? `Show the first ${SHOWN}` : `Show all ${formatCount(rows.length, one)}`}
        </Button>
      )}
    </Section>
  );
}

/** A part of a whole, filled; the rest is hollow. */
export const partOf = (look: BarLook, part: number, whole: number, rest: BarLook): readonly BarPart[] => [
  { look, value: Math.min(part, whole) },
  { look: rest, value: Math.max(0, whole - part) },
];
