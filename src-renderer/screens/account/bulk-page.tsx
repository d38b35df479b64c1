import type { Bulk, Subject } from '../../state/account-address.ts';
import { AssignPage } from './assign/assign-page.tsx';
import { BatchPage } from './batch/batch-page.tsx';
import { BatchesPage } from './batch/batches-page.tsx';
import { CopyPage } from './copies/copy-page.tsx';

interface BulkPageProps {
  readonly connectionId: number;
  readonly subject: Subject;
  readonly bulk: Bulk;
}

/** Changes to many records at once, and their progress. */
export function BulkPage({ connectionId, subject, bulk }: BulkPageProps) {
  switch (bulk.is) {
    case 'copy':
      return <CopyPage connectionId={connectionId} client={bulk.client} account={bulk.account} />;
    case 'assign':
      return <AssignPage connectionId={connectionId} list={bulk.list} />;
    case 'batch':
      return <BatchPage subject={subject} batchId={bulk.batch} />;
    case 'batches':
      return <BatchesPage connectionId={connectionId} subject={subject} />;
  }
}
