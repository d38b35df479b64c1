import { formatCount, formatNumber } from '../../../ui/format.ts';
import { StackBar } from '../../../ui/stack-bar.tsx';
import styles from '../bulk.module.css';
import type { ListPlan } from './list-plan.ts';

/** The items of a list that are assigned to a client, and those that aren't. */
export function AssignedBar({
  label,
  assigned: { items, assigned, unassigned },
}: {
  /** When these are the numbers: before or after a change. */
  readonly label?: string;
  readonly assigned: ListPlan['before'];
}) {
  return (
    <div>
      <p className={styles.soft}>
        {`${label === undefined ? '' : `${label}: `}${formatCount(items, 'item')}, ${formatNumber(assigned)} assigned, ${formatNumber(unassigned)} unassigned`}
      </p>
      <StackBar
        label={label ?? 'Items'}
        total={items}
        parts={[
          { key: 'assigned', label: 'Assigned', value: assigned, tone: 'good' },
          { key: 'unassigned', label: 'Unassigned', value: unassigned, tone: 'calm' },
        ]}
      />
    </div>
  );
}
