import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { CommandArguments, CommandOutput } from '../../src-preload/contract/index.ts';
import type { LeadRejectTable } from '../db/lead-tables.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Erased } from './hooks.ts';
import { emailIn, phoneIn, tellingDigits } from './reject-holds.ts';

const counted = sqlOf.selectFrom('lead_reject').select((eb) => eb.fn.countAll<number>().as('n'));

/** The number of a connection's records that could not be parsed. */
export const rejectCount = (store: Store, connectionId: number): number =>
  store.get(counted.where('connection_id', '=', connectionId))?.n ?? 0;

/** Records that could not be parsed, newest first. */
export function listLeadRejects(
  store: Store,
  { connectionId, before, limit }: CommandArguments<'leads.rejects'>,
): CommandOutput<'leads.rejects'> {
  let rows = sqlOf.selectFrom('lead_reject').selectAll().orderBy('id', 'desc').limit(limit);
  let count = counted;
  if (connectionId !== undefined) {
    rows = rows.where('connection_id', '=', connectionId);
    count = count.where('connection_id', '=', connectionId);
  }
  if (before !== undefined) rows = rows.where('id', '<', before);
  return {
    rejects: store.all(rows).map((row) => ({
      id: row.id,
      connectionId: row.connection_id,
      source: row.source,
      externalId: row.external_id,
      reason: row.reason,
      raw: row.raw,
      at: row.at,
    })),
    total: store.get(count)?.n ?? 0,
  };
}

/** The most ids of rejects that are compared with received records. */
const IDS_AT_MOST = 5_000;

/** The vendor's ids of a connection's rejects. */
export const rejectedIds = (store: Store, connectionId: number): ReadonlySet<string> =>
  new Set(
    store
      .all(
        sqlOf
          .selectFrom('lead_reject')
          .select('external_id')
          .distinct()
          .where('connection_id', '=', connectionId)
          .where('external_id', 'is not', null)
          .limit(IDS_AT_MOST),
      )
      .flatMap(({ external_id }) => external_id ?? []),
  );

/** Stores a record that could not be parsed. The same one again is stored once. */
export function addReject(store: Store, row: Insertable<LeadRejectTable>): void {
  store.run(
    sqlOf
      .insertInto('lead_reject')
      .values(row)
      .onConflict((conflict) => conflict.doNothing()),
  );
}

/** Deletes a reject, because it could be parsed now or its person is erased. */
export function dropReject(store: Store, connectionId: number | null, externalId: string): void {
  store.run(
    sqlOf.deleteFrom('lead_reject').where('connection_id', 'is', connectionId).where('external_id', '=', externalId),
  );
}

/**
 * Deletes rejects that contain the person's id at the vendor, or a phone or email, as a whole. Partial matches, and invalid emails that
 * are just a word, don't count, because that would delete rejects of others.
 */
export function eraseRejects(store: Store, person: Erased): void {
  for (const { connectionId, externalId } of person.externalIds) dropReject(store, connectionId, externalId);
  for (const email of person.emails) {
    if (email.includes('@')) eraseWhere(store, sql`lower(raw)`, email.toLowerCase(), emailIn(email));
  }
  for (const phone of person.phones) {
    const digits = tellingDigits(phone);
    if (digits !== null) eraseWhere(store, WITHOUT_SEPARATORS, digits, phoneIn(digits));
  }
}

const WITHOUT_SEPARATORS = ['-', ' ', '(', ')', '.'].reduce(
  (text, sign) => sql<string>`replace(${text}, ${sign}, '')`,
  sql<string>`raw`,
);

/** Of the rejects in which SQLite finds a text, deletes those in which it occurs as a whole. */
function eraseWhere(store: Store, column: RawBuilder<unknown>, text: string, whole: RegExp): void {
  const found = store.all(
    sqlOf.selectFrom('lead_reject').select(['id', 'raw']).where(sql<number>`instr(${column}, ${text})`, '>', 0),
  );
  for (const { id, raw } of found) {
    if (whole.test(raw.toLowerCase())) store.run(sqlOf.deleteFrom('lead_reject').where('id', '=', id));
  }
}
