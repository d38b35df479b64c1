import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { JobFilter } from '../../src-preload/contract/index.ts';
import { sqlOf } from '../db/store.ts';
import type { Tables } from '../db/tables.ts';

/** Jobs with their connection and group. */
export const base = sqlOf
  .selectFrom('job')
  .innerJoin('connection', 'connection.id', 'job.connection_id')
  .innerJoin('job_group', 'job_group.id', 'job.group_id');

type Joined = SelectQueryBuilder<
  Pick<Tables, 'job' | 'connection' | 'job_group'>,
  'job' | 'connection' | 'job_group',
  object
>;

/** Whether a ready job can't be sent, because its connection doesn't run or its import is paused. */
export const asleep = sql<boolean>`(connection.run_state <> 'running' OR job_group.paused = 1)`;

/** The states that few jobs are in, written exactly as in their partial index, because SQLite uses that index only then. */
const notable = sql<boolean>`job.state NOT IN ('ready', 'delivered')`;

/** Matches the end of a phone number or the vendor's lead id; nothing if the text has non-digits or fewer than four digits. */
const ofPhone = (digits: string) =>
  /^\d{4,}$/.test(digits)
    ? sql<SqlBool>`(job.lane = ${digits} OR job.vendor_ref = ${digits} OR job.lane LIKE ${`%${digits}`})`
    : sql<SqlBool>`0`;

/** Matches jobs whose reason or vendor answer contains this text. */
function messageContains(word: string) {
  const part = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(job.vendor_line LIKE ${part} ESCAPE '\\' OR job.reason LIKE ${part} ESCAPE '\\')`;
}

/** Narrows a query to the jobs that match a filter. */
export function matching<Q extends Joined>(query: Q, filter: JobFilter): Q {
  let q = query as Joined;
  switch (filter.state) {
    case undefined:
      break;
    case 'ready':
      q = q.where('job.state', '=', 'ready').where(sql<boolean>`NOT ${asleep}`);
      break;
    case 'held':
      q = q.where((eb) => eb.or([eb('job.state', '=', 'held'), eb.and([eb('job.state', '=', 'ready'), asleep])]));
      break;
    case 'delivered':
      q = q.where('job.state', '=', 'delivered');
      break;
    default:
      q = q.where('job.state', '=', filter.state).where(notable);
  }
  if (filter.connectionId !== undefined) q = q.where('job.connection_id', '=', filter.connectionId);
  if (filter.reason !== undefined) q = q.where('job.reason', '=', filter.reason);
  if (filter.missing === 'any') q = q.where('job.missing', 'is not', null);
  else if (filter.missing !== undefined) q = q.where('job.missing', 'like', `%,${filter.missing},%`);
  if (filter.differs === true)
    q = q.where(sql<boolean>`EXISTS (SELECT 1 FROM held_value WHERE held_value.job_id = job.id)`);
  if (filter.from !== undefined) q = q.where('job.updated_at', '>=', filter.from);
  if (filter.until !== undefined) q = q.where('job.updated_at', '<', filter.until);
  const text = filter.text?.trim() ?? '';
  if (text !== '') q = q.where(holdsText(text));
  return q as Q;
}

/** Matches jobs of a phone or a vendor's lead id, or those in whose shown text every word of this appears, in any order. */
export function holdsText(text: string): RawBuilder<SqlBool> {
  const digits = text.replace(/[\s().+-]/g, '');
  if (/^\d{4,}$/.test(digits)) return ofPhone(digits);
  const words = text.split(/\s+/).map((word) => sql<SqlBool>`(${messageContains(word)} OR ${ofPhone(word)})`);
  return sql<SqlBool>`(${sql.join(words, sql` AND `)})`;
}

/** Whether an index finds the matches directly. Otherwise windows are read one after another. */
export function isServed({ state, reason, missing, differs, from, until, text, connectionId }: JobFilter): boolean {
  if (
    missing !== undefined ||
    differs !== undefined ||
    reason !== undefined ||
    from !== undefined ||
    until !== undefined ||
    (text ?? '').trim() !== ''
  )
    return false;
  if (state === undefined) return connectionId === undefined;
  return !['ready', 'held', 'delivered'].includes(state);
}
