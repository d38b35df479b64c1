import { Link } from 'wouter';
import type { RecordKind } from '../../../../src-preload/contract/index.ts';
import { listWithin } from '../../../state/account-address.ts';
import type { Members } from '../../../state/account-record.ts';
import { navigate } from '../../../state/hash-location.ts';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { StackBar } from '../../../ui/stack-bar.tsx';
import { AssignedBar } from '../assign/assigned-bar.tsx';
import { orderedAndSent } from '../records/order-pace.ts';
import { moneyText } from '../records/shown-value.ts';
import styles from './record.module.css';

/** Fields that a bar of the page shows, so that they aren't repeated among the others. */
export const AT_A_GLANCE: Partial<Record<RecordKind, readonly string[]>> = {
  lists: ['ItemCount', 'Assigned', 'Unassigned'],
  orders: ['Qty', 'SentQty', 'PriceTotal', 'SentPriceTotal', 'Filled'],
};

interface ListItemsProps {
  /** The number of the distribution list. */
  readonly list: number;
  readonly record: Members;
}

/** How many items of a list are assigned to a client, and the way to them. */
export function ListItems({ list, record }: ListItemsProps) {
  const [assigned, unassigned] = [Number(record.Assigned ?? 0), Number(record.Unassigned ?? 0)];
  const items = assigned + unassigned;
  const there = listWithin('lists', 'listItems', list);
  useKeys([
    { id: 'record.items', label: 'Items of this list', keys: 'alt+i', group: 'Record', run: () => navigate(there) },
  ]);
  return (
    <section aria-label="Items">
      <h2 className={styles.heading}>Items</h2>
      <AssignedBar assigned={{ items, assigned, unassigned }} />
      <p className={styles.below}>
        <Link href={there} title="Alt I">
          {items === 0 ? 'Open the items' : `Open ${formatCount(items, 'item')}`}
        </Link>
      </p>
    </section>
  );
}

/** How far an order is filled. */
export function OrderFilled({ record }: { readonly record: Members }) {
  const values = Object.fromEntries(
    ['Qty', 'SentQty', 'PriceTotal', 'SentPriceTotal'].map((name) => {
      const value = record[name];
      return [name, typeof value === 'number' ? value : undefined];
    }),
  );
  const { ordered, sent, byDollars } = orderedAndSent(values);
  const dollars = `${moneyText(Number(record.SentPriceTotal ?? 0))} of ${moneyText(Number(record.PriceTotal ?? 0))}`;
  const leads = `${formatNumber(sent)} of ${formatCount(ordered, 'lead')} sent`;
  return (
    <section aria-label="Filled">
      <h2 className={styles.heading}>Filled</h2>
      <p className={styles.hint}>{byDollars ? `${dollars} sent` : `${leads}, ${dollars}`}</p>
      <StackBar
        label="Filled"
        total={Math.max(ordered, sent)}
        parts={[
          { key: 'sent', label: 'Sent', value: sent, tone: 'good' },
          { key: 'open', label: 'To be sent', value: Math.max(0, ordered - sent), tone: 'calm' },
        ]}
      />
    </section>
  );
}
