import type { ImportDetail } from '../../../../src-preload/contract/index.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { formatNumber } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { fieldLabel, mappedFields } from '../checks/issue-words.ts';
import { CellTable } from '../file/cell-table.tsx';
import styles from './dry-run.module.css';

const SHOWN = 50;

/** The rows as they would be sent, value by value, without sending any. */
export function DryRun({ detail }: { readonly detail: ImportDetail }) {
  const { value, error } = useCommandQuery('imports.rows', { id: detail.id, verdict: 'send', limit: SHOWN });
  const fields = mappedFields(detail.mapping);
  return (
    <section className={styles.dry} aria-labelledby="dry-title">
      <h2 id="dry-title" className={styles.title}>
        Dry run: nothing is sent
      </h2>
      <p className={styles.note}>
        The first {formatNumber(Math.min(SHOWN, detail.rows.send))} of {formatNumber(detail.rows.send)} rows as the
        dialer would get them.
      </p>
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {value === null ? (
        error === null && <Skeleton lines={5} />
      ) : (
        <CellTable
          label="Rows as they would be sent"
          columns={fields.map(fieldLabel)}
          rows={value.rows.map((r) => ({ row: r.row, cells: fields.map((f) => r.fields[f] ?? '') }))}
        />
      )}
    </section>
  );
}
