import type { ItemOutcome, PlannedItem } from '../../../../src-preload/contract/index.ts';
import { formatNumber } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notes.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import styles from '../bulk.module.css';
import type { ListPlan } from './list-plan.ts';

/** The outcome of an item, in words. */
export const OUTCOMES: Readonly<Record<ItemOutcome, string>> = {
  added: 'Added',
  changed: 'Changed',
  same: 'Already there',
  missing: 'Not in the file',
  invalid: 'Not valid',
};

const COLUMNS: readonly Column<PlannedItem>[] = [
  { id: 'line', title: 'Line', width: 64, align: 'end', cell: ({ line }) => (line === 0 ? '' : formatNumber(line)) },
  { id: 'value', title: 'Value', width: 120, cell: ({ value }) => value },
  { id: 'outcome', title: 'Result', width: 120, cell: ({ outcome }) => OUTCOMES[outcome] },
  { id: 'before', title: 'Before', width: 190, cell: ({ before }) => <span title={before}>{before}</span> },
  { id: 'after', title: 'After', width: 190, cell: ({ after }) => <span title={after}>{after}</span> },
  { id: 'note', title: 'Note', width: 220, grow: true, cell: ({ note }) => <span title={note}>{note}</span> },
];

interface PlannedItemsProps {
  readonly plan: ListPlan;
  readonly show: ItemOutcome | 'all';
  readonly onShow: (show: ItemOutcome | 'all') => void;
}

/** Every item of the file and of the list, before and after. */
export function PlannedItems({ plan, show, onShow }: PlannedItemsProps) {
  const { counts, items, total } = plan;
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const options = [
    { value: 'all' as const, label: 'All', count: formatNumber(all) },
    ...(Object.keys(OUTCOMES) as ItemOutcome[]).map((one) => ({
      ...{ value: one, label: OUTCOMES[one], count: formatNumber(counts[one]) },
    })),
  ];
  return (
    <>
      <div className={styles.tools}>
        <Segmented<ItemOutcome | 'all'> aria-label="Items" value={show} options={options} onChange={onShow} />
        {total > items.length && (
          <span className={styles.end}>{`The first ${formatNumber(items.length)} of ${formatNumber(total)}`}</span>
        )}
      </div>
      <VirtualTable<PlannedItem>
        label="Items"
        name="planned-items"
        columns={COLUMNS}
        rows={items}
        rowKey={(row) => items.indexOf(row)}
        total={total}
        empty={<EmptyState title="None" />}
      />
    </>
  );
}
