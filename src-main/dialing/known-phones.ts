import type { Store } from '../db/store.ts';
import { sentOfLane } from '../queue/job-rows.ts';
import { fromRowId } from './row-id.ts';

/** What the desk already knows of a phone: is it on the do-not-call list, was it loaded into this list before. */
export interface KnownPhones {
  /** Whether the do-not-call list held anything when this was made. */
  readonly anyOnDoNotCall: boolean;
  onDoNotCall(phone: string): boolean;
  /** The import and row that loaded it before, in words, or null. */
  loadedBefore(phone: string): string | null;
}

/**
 * Looks phones up in the do-not-call list and among the rows that other imports handed to the same list of the same
 * connection. Rows that were rejected or called off don't count.
 */
export function knownPhones(
  store: Store,
  about: { importId: number; connectionId: number; listId: string },
): KnownPhones {
  const others = new Map(
    store
      .prepare<[number, string, number], { group_id: number; id: number; file_name: string }>(
        `SELECT group_id, id, file_name FROM dial_import
         WHERE connection_id = ? AND settings ->> 'list_id' = ? AND group_id IS NOT NULL AND id <> ?`,
      )
      .all(about.connectionId, about.listId, about.importId)
      .map((row) => [row.group_id, row]),
  );
  const listed = store.prepare<[string], { found: number }>('SELECT 1 AS found FROM do_not_call WHERE phone = ?');
  const anyListed =
    store.prepare<[], { found: number }>('SELECT 1 AS found FROM do_not_call LIMIT 1').get() !== undefined;
  const jobs = sentOfLane(store);
  return {
    anyOnDoNotCall: anyListed,
    onDoNotCall: (phone) => anyListed && listed.get(phone) !== undefined,
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
