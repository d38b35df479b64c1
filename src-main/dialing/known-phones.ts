import type { Store } from '../db/store.ts';
import { sentOfLane } from '../queue/rows/find-jobs.ts';
import { anyOnDoNotCall, doNotCallLookup } from './do-not-call.ts';
import { importsIntoList } from './import-table.ts';
import { fromRowId } from './row-id.ts';

/** What the desk already knows about a phone: whether it is on the do-not-call list, and whether it was loaded into this list before. */
export interface KnownPhones {
  /** Whether the do-not-call list had any numbers when this was created. */
  readonly anyOnDoNotCall: boolean;
  onDoNotCall(phone: string): boolean;
  /** A description of the import and row that loaded it before, or null. */
  loadedBefore(phone: string): string | null;
}

/**
 * Looks phones up in the do-not-call list and among the rows that other imports sent to the same list of the same connection. Rejected or
 * canceled rows don't count.
 */
export function knownPhones(
  store: Store,
  about: { importId: number; connectionId: number; listId: string },
): KnownPhones {
  const others = new Map(
    importsIntoList(store, about.connectionId, about.listId)
      .filter(({ id }) => id !== about.importId)
      .map((row) => [row.group_id, row]),
  );
  const isListed = doNotCallLookup(store);
  const anyListed = anyOnDoNotCall(store);
  const jobs = sentOfLane(store);
  return {
    anyOnDoNotCall: anyListed,
    onDoNotCall: (phone) => anyListed && isListed(phone),
    loadedBefore(phone) {
      if (others.size === 0) return null;
      for (const job of jobs(phone, about.connectionId)) {
        const other = others.get(job.groupId);
        if (other) return `row ${fromRowId(job.source).row} of ${other.file_name}`;
      }
      return null;
    },
  };
}
