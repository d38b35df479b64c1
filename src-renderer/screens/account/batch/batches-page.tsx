import type { CommandOutput } from '../../../../src-preload/contract/index.ts';
import { batchAt, type Subject } from '../../../state/account-address.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { StackBar } from '../../../ui/stack-bar.tsx';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import { When } from '../../../ui/when.tsx';
import styles from '../account.module.css';
import { AccountPage } from '../account-page.tsx';
import { SUBJECT_LOOKS } from '../subjects.ts';
import { partsOf, summary } from './batch-page.tsx';

type Batch = CommandOutput<'leadexec.batches'>[number];

const COLUMNS: readonly Column<Batch>[] = [
  { id: 'at', title: 'Started', width: 120, cell: ({ createdAt }) => <When at={createdAt} /> },
  { id: 'label', title: 'What', width: 280, cell: ({ label }) => label },
  {
    id: 'bar',
    title: 'Progress',
    width: 180,
    cell: (batch) => <StackBar label={batch.label} total={batch.jobs.total} parts={partsOf(batch)} />,
  },
  { id: 'result', title: 'Result', width: 320, grow: true, cell: resultOf },
];

function resultOf(batch: Batch): string {
  const left = batch.jobs.unknown - batch.jobs.checking;
  return left > 0 ? `${summary(batch)} ${left} unknown: open to decide.` : summary(batch);
}

/** Recent changes of many records at once, with the result of each. */
export function BatchesPage({ connectionId, subject }: { readonly connectionId: number; readonly subject: Subject }) {
  const what = SUBJECT_LOOKS[subject].batches?.what;
  const input = { connectionId, ...(what === undefined ? {} : { what }) };
  const { value, error } = useCommandQuery('leadexec.batches', input, ['jobs', 'account', 'connections']);
  return (
    <AccountPage subject={subject} part="batches">
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {value === null ? (
        error === null && (
          <div className={styles.waiting}>
            <Skeleton lines={8} height={20} />
          </div>
        )
      ) : (
        <VirtualTable<Batch>
          label={SUBJECT_LOOKS[subject].batches?.label ?? 'Changes'}
          name="account-batches"
          columns={COLUMNS}
          rows={value}
          rowKey={({ batchId }) => batchId}
          onOpen={({ batchId }) => navigate(batchAt(subject, batchId))}
          empty={
            <EmptyState
              title={what === 'copies' ? 'No delivery account was copied yet' : 'No list was changed by a file yet'}
            >
              {what === 'copies'
                ? 'Open a delivery account and press Alt C to copy it to other clients.'
                : 'Open a list and press Alt F to change its items by a file.'}
            </EmptyState>
          }
        />
      )}
    </AccountPage>
  );
}
