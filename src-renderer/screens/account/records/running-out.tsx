import type { RecordRow } from '../../../state/account-records.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { formatNumber } from '../../../ui/format.ts';
import { useNow } from '../../../ui/use-now.ts';
import styles from '../account.module.css';
import { daysLeft, daysLeftText, OPEN, orderedAndSent } from './order-pace.ts';

/** How many are shown. */
const SHOWN = 6;

interface RunningOutProps {
  readonly connectionId: number;
  readonly onOpen: (row: RecordRow) => void;
}

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** The open orders that are nearly full, as bars of sent compared with ordered, with how long they last. */
export function RunningOut({ connectionId, onOpen }: RunningOutProps) {
  const now = useNow();
  const { value } = useCommandQuery(
    'leadexec.records',
    {
      ...{ connectionId, kind: 'orders', count: 60 },
      filters: [{ field: 'Status', values: [...OPEN] }],
      sort: { field: 'Filled', descending: true },
    },
    ['account'],
  );
  const rows = (value?.rows ?? []).filter(({ values }) => Number(values.Filled ?? 0) < 1).slice(0, SHOWN);
  if (rows.length === 0) return null;
  return (
    <section aria-label="Nearly full" className={styles.running}>
      {rows.map((row) => {
        const { ordered, sent, byDollars } = orderedAndSent(row.values);
        const count = (n: number) => (byDollars ? money.format(n) : formatNumber(n));
        const lasts = daysLeftText(daysLeft(row.values, now));
        return (
          <button key={row.id} type="button" className={styles.order} onClick={() => onOpen(row)}>
            <span className={styles.orderName}>{`${row.values.ClientName ?? 'Client'}, order ${row.id}`}</span>
            <span aria-hidden="true" className={styles.track}>
              <span style={{ width: `${Math.min(100, (sent / Math.max(ordered, 1)) * 100)}%` }} />
            </span>
            <span
              className={styles.orderText}
            >{`${count(sent)} of ${count(ordered)}${lasts === '' ? '' : `, lasts ${lasts}`}`}</span>
          </button>
        );
      })}
    </section>
  );
}
