import { compiledWith } from '../../db/compiled-with.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import { CHUNK_IDS, type Chunk, chunkHas, chunkPlaces } from '../../lead-index/bitmap/chunk.ts';

/** The work on a lead from its rows. */
export interface WorkRows {
  readonly status: string;
  readonly owner: string | null;
  /** In their order. */
  readonly tags: readonly string[];
}

/** Status, owner and tags of a lead; undefined if it doesn't exist. */
export function workRowsOf(store: Store, leadId: number): WorkRows | undefined {
  const row = store
    .prepare<[number], { status: string; owner: string | null }>('SELECT status, owner FROM lead WHERE id = ?')
    .get(leadId);
  return row && { ...row, tags: tagsOf(store, leadId) };
}

/** The status of a lead; undefined if it doesn't exist. */
export const statusOf = (store: Store, leadId: number): string | undefined =>
  store.prepare<[number], string>('SELECT status FROM lead WHERE id = ?').pluck().get(leadId);

/** The agent a lead is assigned to; null if it is unassigned or doesn't exist. */
export const ownerOf = (store: Store, leadId: number): string | null =>
  store.prepare<[number], string | null>('SELECT owner FROM lead WHERE id = ?').pluck().get(leadId) ?? null;

export const tagsOf = (store: Store, leadId: number): string[] =>
  store.prepare<[number], string>('SELECT tag FROM lead_tag WHERE lead_id = ? ORDER BY tag').pluck().all(leadId);

/** Sets the work on a lead. In the caller's write transaction. */
export function setWorkRows(store: Store, leadId: number, { status, owner, tags }: WorkRows): void {
  store.prepare('UPDATE lead SET status = ?, owner = ? WHERE id = ?').run(status, owner, leadId);
  store.prepare('DELETE FROM lead_tag WHERE lead_id = ?').run(leadId);
  for (const tag of tags) addTagRow(store, leadId, tag);
}

export function addTagRow(store: Store, leadId: number, tag: string): void {
  store.prepare('INSERT OR IGNORE INTO lead_tag (lead_id, tag) VALUES (?, ?)').run(leadId, tag);
}

export function removeTagRow(store: Store, leadId: number, tag: string): void {
  store.prepare('DELETE FROM lead_tag WHERE lead_id = ? AND tag = ?').run(leadId, tag);
}

export function setStatusRow(store: Store, leadId: number, status: string): void {
  store.prepare('UPDATE lead SET status = ? WHERE id = ?').run(status, leadId);
}

export function setOwnerRow(store: Store, leadId: number, owner: string | null): void {
  store.prepare('UPDATE lead SET owner = ? WHERE id = ?').run(owner, leadId);
}

/** With at least this many leads of a chunk, the whole chunk is read at once. */
const TOGETHER_FROM = 64;

const VALUE_SQL = {
  status: 'SELECT id, status FROM lead WHERE id BETWEEN ? AND ?',
  owner: 'SELECT id, owner FROM lead WHERE id BETWEEN ? AND ?',
} as const;

const TAGGED_SQL = `SELECT l.id, t.tag FROM lead l LEFT JOIN lead_tag t ON t.lead_id = l.id AND t.tag = ?
  WHERE l.id BETWEEN ? AND ?`;

type IdAndValue = [number, string | null];

/** The values of a chunk's leads in `status` or `owner`. Leads that no longer exist are left out. */
export function* valuesInChunk(
  store: Store,
  column: keyof typeof VALUE_SQL,
  at: number,
  chunk: Chunk,
): Generator<IdAndValue> {
  const read = store.prepare<[number, number], IdAndValue>(VALUE_SQL[column]).raw();
  yield* inChunk(at, chunk, (from, to) => read.all(from, to) as IdAndValue[]);
}

/** The tag, or null, of each lead of a chunk. Leads that no longer exist are left out. */
export function* taggedInChunk(store: Store, tag: string, at: number, chunk: Chunk): Generator<IdAndValue> {
  const read = store.prepare<[string, number, number], IdAndValue>(TAGGED_SQL).raw();
  yield* inChunk(at, chunk, (from, to) => read.all(tag, from, to) as IdAndValue[]);
}

function* inChunk(at: number, chunk: Chunk, read: (from: number, to: number) => IdAndValue[]): Generator<IdAndValue> {
  const base = at * CHUNK_IDS;
  const places = chunkPlaces(chunk);
  if (places.length < TOGETHER_FROM) {
    for (const place of places) yield* read(base + place, base + place);
    return;
  }
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  for (const row of read(base + first, base + last)) if (chunkHas(chunk, row[0] - base)) yield row;
}

/** What the list shows about the work on a lead. Missing columns don't change. Times are ms since 1970. */
export interface WorkColumns {
  readonly attempts?: number;
  readonly lastDisposition?: string | null;
  readonly callbackAt?: number | null;
  readonly touchedAt?: number;
}

const lead = sqlOf.updateTable('lead');

const setAttempts = compiledWith((to: { id: number; value: number }) =>
  lead.set({ attempts: to.value }).where('id', '=', to.id),
);

const setDisposition = compiledWith((to: { id: number; value: string | null }) =>
  lead.set({ last_disposition: to.value }).where('id', '=', to.id),
);

const setCallbackAt = compiledWith((to: { id: number; value: number | null }) =>
  lead.set({ callback_at: to.value }).where('id', '=', to.id),
);

const setTouchedAt = compiledWith((to: { id: number; value: number }) =>
  lead.set({ touched_at: to.value }).where('id', '=', to.id),
);

/** Updates the columns of the work on a lead. In the caller's write transaction. */
export function setWorkColumns(store: Store, leadId: number, work: WorkColumns): void {
  const { attempts, lastDisposition, callbackAt, touchedAt } = work;
  if (attempts !== undefined) store.run(setAttempts({ id: leadId, value: attempts }));
  if (lastDisposition !== undefined) store.run(setDisposition({ id: leadId, value: lastDisposition }));
  if (callbackAt !== undefined) store.run(setCallbackAt({ id: leadId, value: callbackAt }));
  if (touchedAt !== undefined) store.run(setTouchedAt({ id: leadId, value: touchedAt }));
}

/** The columns of the work on a lead that a merge combines. */
export interface Work {
  readonly received_at: number;
  readonly attempts: number;
  readonly last_disposition: string | null;
  readonly callback_at: number | null;
  readonly touched_at: number | null;
}

const workColumns = compiledWith(({ id }: { id: number }) =>
  sqlOf
    .selectFrom('lead')
    .select(['received_at', 'attempts', 'last_disposition', 'callback_at', 'touched_at'])
    .where('id', '=', id),
);

/** The work on a lead; undefined if the lead doesn't exist. */
export const workOfLead = (store: Store, id: number): Work | undefined => store.get(workColumns({ id }));

/** Sets the work on a lead as it was. */
export function keepWork(store: Store, id: number, work: Work): void {
  const { received_at, attempts, last_disposition, callback_at, touched_at } = work;
  const columns = { received_at, attempts, last_disposition, callback_at, touched_at };
  store.run(sqlOf.updateTable('lead').set(columns).where('id', '=', id));
}

/** Restores the work columns of a lead whose row was lost. Its status is derived from its callback and calls. */
export function remakeRow(store: Store, id: number): void {
  store
    .prepare(
      `UPDATE lead SET attempts = (SELECT count(*) FROM lead_call WHERE lead_id = lead.id AND ended_at IS NOT NULL),
         last_disposition = (SELECT outcome FROM lead_call WHERE lead_id = lead.id AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1),
         callback_at = (SELECT due_at FROM callback WHERE lead_id = lead.id AND done_at IS NULL AND removed_at IS NULL),
         touched_at = (SELECT max(at) FROM (SELECT at FROM lead_call WHERE lead_id = lead.id UNION ALL SELECT at FROM lead_note WHERE lead_id = lead.id))
       WHERE id = ?`,
    )
    .run(id);
  store
    .prepare(
      `UPDATE lead SET status = CASE WHEN callback_at IS NOT NULL THEN 'callback' WHEN attempts > 0 THEN 'working' ELSE 'new' END
       WHERE id = ?`,
    )
    .run(id);
}
