import { useCommandQuery } from '../../../state/use-command-query.ts';
import { formatNumber } from '../../../ui/format.ts';
import { SampleTable } from '../checks/sample-table.tsx';
import styles from '../posts.module.css';

const SHOWN = 50;

/** The first leads that were left out, each with the reason. */
export function LeftOut({ id, total }: { readonly id: number; readonly total: number }) {
  const { value } = useCommandQuery('delivery.leftOut', { id, limit: SHOWN });
  if (value === null || value.length === 0) return null;
  return (
    <section aria-label="Left out">
      <h3>Left out</h3>
      {total > value.length && (
        <p className={styles.soft}>
          The first {formatNumber(value.length)} of {formatNumber(total)}. Fix them in the file and post it again: leads
          that were posted before are marked.
        </p>
      )}
      <SampleTable rows={value} title="Leads left out" />
    </section>
  );
}
