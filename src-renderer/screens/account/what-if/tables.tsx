import type { WhatIfAmounts, WhatIfResult } from '../../../../src-preload/contract/index.ts';
import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import { Button } from '../../../ui/button.tsx';
import { formatExact, formatNumber, formatWhen } from '../../../ui/format.ts';
import numbers from '../numbers/numbers.module.css';
import { NumbersTable } from '../numbers/numbers-table.tsx';
import styles from './what-if.module.css';

interface AmountRow {
  readonly key: string;
  readonly name: string;
  readonly before: WhatIfAmounts;
  readonly after: WhatIfAmounts;
}

/** A difference, with its sign if it is one in words: sums of cents may differ by less than a cent. */
export function signed(n: number, words: (n: number) => string): string {
  const text = words(Math.abs(n));
  return text === words(0) ? text : `${n > 0 ? '+' : '−'}${text}`;
}

/** A difference to what was before, as the words beside a number. */
export const against = (before: number, after: number, words: (n: number) => string): string =>
  words(before) === words(after) ? 'as before' : `${signed(after - before, words)} against ${words(before)}`;

/** Sends and revenue before and after, one row each. */
export function AmountsTable({ what, rows }: { readonly what: string; readonly rows: readonly AmountRow[] }) {
  return (
    <NumbersTable
      caption={`Sends and revenue by ${what.toLowerCase()}`}
      heads={[what, 'Sends before', 'Sends after', 'Revenue before', 'Revenue after', 'Difference']}
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

const buyers = (list: WhatIfResult['moves'][number]['before']): string =>
  list.length === 0 ? 'Nobody' : list.map(({ client, price }) => `${client} ${formatMoney(price)}`).join(', ');

/** Leads that would go to other clients, with the reason. */
export function MovesTable({
  result: { moves, moved },
  onExplain,
}: {
  readonly result: WhatIfResult;
  readonly onExplain: (postNo: number) => void;
}) {
  if (moved === 0) return <p className={styles.soft}>No lead goes to other clients.</p>;
  return (
    <>
      {moved > moves.length && (
        <p className={styles.soft}>
          The first {formatNumber(moves.length)} of {formatNumber(moved)}. The CSV has up to 20,000.
        </p>
      )}
      <table className={numbers.table}>
        <caption className="visually-hidden">Leads that go to other clients</caption>
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

/** Leads that would be refused when they are posted: the count by reason, and the first of each. */
export function IntakeTable({
  result: { intake },
  onExplain,
}: {
  readonly result: WhatIfResult;
  readonly onExplain: (postNo: number) => void;
}) {
  return (
    <>
      <NumbersTable
        caption="Leads refused when posted, by reason"
        heads={['Reason', 'Campaign', 'Leads']}
        texts={[1]}
        rows={intake.reasons.map(({ campaign, reason, leads }) => ({
          key: `${campaign} ${reason}`,
          cells: [reason, campaign, formatNumber(leads)],
        }))}
      />
      <NumbersTable
        caption="Leads refused when posted"
        heads={['Lead', 'Time', 'Campaign', 'Why']}
        texts={[1, 2, 3]}
        rows={intake.leads.slice(0, MOST_ROWS).map(({ postNo, leadId, at, campaign, why }) => ({
          key: String(postNo),
          cells: [
            <Button
              key="lead"
              size="small"
              kind="quiet"
              className={styles.lead}
              hint="Why, and why not"
              onClick={() => onExplain(postNo)}
            >
              {leadId ?? `Post ${postNo}`}
            </Button>,
            formatExact(at),
            campaign,
            why,
          ],
        }))}
      />
    </>
  );
}

const MOST_ROWS = 200;
