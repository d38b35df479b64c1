import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { JobState } from '../db/tables.ts';

/** A lead that was posted to the same source before. */
export interface PostedBefore {
  readonly jobId: number;
  readonly state: JobState;
  readonly at: number;
}

/** States in which a lead may have been accepted, or may still be. */
const OPEN: ReadonlySet<JobState> = new Set(['ready', 'held', 'sending', 'unknown', 'awaiting-vendor']);
const MAY_BE_THERE: ReadonlySet<JobState> = new Set([...OPEN, 'delivered', 'duplicate']);

/** Whether the result is still unknown. */
export const isOpen = ({ state }: PostedBefore): boolean => OPEN.has(state);

interface Row {
  readonly jobId: number;
  readonly state: JobState;
  readonly at: number;
  readonly phone: string;
  readonly email: string;
}

/**
 * Finds earlier posts of a person to the same lead source of the same receiver, by phone and e-mail address: if both posts have both, both
 * must match. Refused and canceled posts don't count.
 */
export function postedBeforeLookup(
  store: Store,
  { connectionId, batchId }: { readonly connectionId: number; readonly batchId: number },
): (person: { readonly phone: string; readonly email: string }) => PostedBefore | null {
  const all = listConnections(store);
  const own = all.find(({ id }) => id === connectionId);
  const host = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
  const same = all.filter(
    ({ url, receiver }) => own !== undefined && host(url) === host(own.url) && receiver?.vid === own.receiver?.vid,
  );
  const connections = JSON.stringify(same.map(({ id }) => id));
  const find = (column: 'phone' | 'email') =>
    store.prepare<[string, number, string], Row>(
      `SELECT job.id AS jobId, job.state, job.updated_at AS at, p.phone, p.email
       FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id
       JOIN job ON job.source = p.id AND job.connection_id = b.connection_id
       WHERE p.${column} = ? AND p.batch_id <> ? AND b.kind <> 'update' AND b.connection_id IN (SELECT value FROM json_each(?))
       ORDER BY p.id DESC LIMIT 50`,
    );
  const lookup = (column: 'phone' | 'email') => {
    // Hardly anybody was posted before, and finding that out takes a twentieth of the time of the whole query.
    const isThere = store
      .prepare<[string, number], number>(`SELECT 1 FROM delivery_post WHERE ${column} = ? AND batch_id <> ? LIMIT 1`)
      .pluck();
    const all = find(column);
    return (value: string): Row[] =>
      value === '' || isThere.get(value, batchId) === undefined ? [] : all.all(value, batchId, connections);
  };
  const byPhone = lookup('phone');
  const byEmail = lookup('email');
  return ({ phone, email }) => {
    const rows = phone !== '' ? byPhone(phone) : byEmail(email);
    const theirs = rows.filter(
      (row) => MAY_BE_THERE.has(row.state) && (email === '' || row.email === '' || row.email === email),
    );
    return theirs.find(isOpen) ?? theirs[0] ?? null;
  };
}
