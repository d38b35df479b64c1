import type { LeadFacet } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { type Chunk, chunkHas, chunkOf, placeOf } from '../lead-index/bitmap/chunk.ts';
import { chunkMinus, chunkOrAll } from '../lead-index/bitmap/combine-chunks.ts';
import { FixedSet, type LeadSet } from '../lead-index/bitmap/lead-set.ts';
import { decodeChunks, encodeChunks } from '../lead-index/bitmap/stored-chunks.ts';

/** Leads that got a value from an action or lost one. */
export interface ActionSet {
  /** Empty if the action changed no facet, and only its leads are stored. */
  readonly facet: LeadFacet | '';
  /** Null means no value. */
  readonly value: string | null;
  readonly gave: boolean;
  readonly leads: LeadSet;
}

interface SetRow {
  readonly id: number;
  readonly facet: LeadFacet | '';
  readonly value: string;
  readonly gave: number;
  readonly chunk: number;
  readonly bits: Buffer;
  readonly back: Buffer | null;
}

/** One value of one facet of an action, with the leads for which it has not been undone. */
export interface KeptSet {
  readonly facet: LeadFacet;
  /** Null means no value. */
  readonly value: string | null;
  readonly gave: boolean;
  readonly leads: LeadSet;
}

const only = (stored: Buffer): Chunk | null => decodeChunks(stored).values().next().value ?? null;
const encoded = (at: number, chunk: Chunk): Buffer => encodeChunks([[at, chunk]]);

/** The leads of a row for which the action was not undone. */
function remaining({ bits, back }: Pick<SetRow, 'bits' | 'back'>): Chunk | null {
  const all = only(bits);
  return all === null || back === null ? all : chunkMinus(all, only(back));
}

/**
 * Stores the sets of an action, adding to those it already has for a chunk. `bulk` means that the timeline of each lead has to find the
 * action. In the caller's write transaction.
 */
export function keepSets(store: Store, actId: number, sets: readonly ActionSet[], bulk: boolean): void {
  const known = store.prepare<[number, number, string, string, number], Pick<SetRow, 'id' | 'bits'>>(
    'SELECT id, bits FROM lead_act_set WHERE act_id = ? AND chunk = ? AND facet = ? AND value = ? AND gave = ?',
  );
  const grow = store.prepare('UPDATE lead_act_set SET bits = ? WHERE id = ?');
  const insert = store.prepare(
    'INSERT INTO lead_act_set (act_id, facet, value, gave, chunk, bits, bulk) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { facet, value, gave, leads } of sets) {
    // Without a previous value there is nothing to restore.
    if (value === null && !gave) continue;
    for (const [at, chunk] of leads.chunks()) {
      const row = bulk ? known.get(actId, at, facet, value ?? '', gave ? 1 : 0) : undefined;
      const all = row ? chunkOrAll([only(row.bits), chunk]) : chunk;
      if (row && all) grow.run(encoded(at, all), row.id);
      else insert.run(actId, facet, value ?? '', gave ? 1 : 0, at, encoded(at, chunk), bulk ? 1 : 0);
    }
  }
}

const ROWS_SQL = 'SELECT id, facet, value, gave, chunk, bits, back FROM lead_act_set WHERE act_id = ?';

/** The rows of an action, or those of one chunk. */
const rowsOf = (store: Store, actId: number, chunk?: number): SetRow[] =>
  chunk === undefined
    ? store.prepare<[number], SetRow>(`${ROWS_SQL} ORDER BY id`).all(actId)
    : store.prepare<[number, number], SetRow>(`${ROWS_SQL} AND chunk = ? ORDER BY id`).all(actId, chunk);

/** What an action changed and nobody has undone, for one chunk or for all. */
export function keptSets(store: Store, actId: number, chunk?: number): KeptSet[] {
  const sets = new Map<string, { row: SetRow; chunks: Map<number, Chunk> }>();
  for (const row of rowsOf(store, actId, chunk)) {
    if (row.facet === '') continue;
    const key = `${row.facet}\u001f${row.value}\u001f${row.gave}`;
    const set = sets.get(key) ?? { row, chunks: new Map<number, Chunk>() };
    sets.set(key, set);
    const here = remaining(row);
    if (here) set.chunks.set(row.chunk, here);
  }
  return [...sets.values()].map(({ row, chunks }) => ({
    facet: row.facet as LeadFacet,
    value: row.value === '' ? null : row.value,
    gave: row.gave === 1,
    leads: new FixedSet(chunks),
  }));
}

/** Marks for which leads one value of an action was undone. */
export function markBack(store: Store, actId: number, set: Omit<KeptSet, 'leads'>, leads: LeadSet): void {
  const mark = store.prepare('UPDATE lead_act_set SET back = ? WHERE id = ?');
  const { facet, value, gave } = set;
  const rows = rowsOf(store, actId).filter(
    (row) => row.facet === facet && row.value === (value ?? '') && row.gave === (gave ? 1 : 0),
  );
  const chunks = new Map(leads.chunks());
  for (const row of rows) {
    const chunk = chunks.get(row.chunk);
    if (!chunk) continue;
    const all = chunkOrAll([row.back === null ? null : only(row.back), chunk]);
    if (all) mark.run(encoded(row.chunk, all), row.id);
  }
}

/** Marks a whole action as undone. In the caller's write transaction. */
export function markAllBack(store: Store, actId: number): void {
  store.run(
    sqlOf
      .updateTable('lead_act_set')
      .set((eb) => ({ back: eb.ref('bits') }))
      .where('act_id', '=', actId),
  );
}

/** Deletes the sets of an action. In the caller's write transaction. */
export function eraseSets(store: Store, actId: number): void {
  store.run(sqlOf.deleteFrom('lead_act_set').where('act_id', '=', actId));
}

/**
 * The leads that later actions, not undone, changed in the same respect: in the whole facet, or in one value of it if a lead can have
 * several. For one chunk or for all.
 */
export function changedSince(
  store: Store,
  actId: number,
  facet: LeadFacet,
  value: string | null,
  only?: number,
): LeadSet {
  const rows = store
    .prepare<[LeadFacet, number, string | null, string | null, number | null, number | null], SetRow>(
      `SELECT id, facet, value, gave, chunk, bits, back FROM lead_act_set
       WHERE facet = ? AND act_id > ? AND (? IS NULL OR value = ?) AND (? IS NULL OR chunk = ?)`,
    )
    .iterate(facet, actId, value, value, only ?? null, only ?? null);
  const chunks = new Map<number, Chunk>();
  for (const row of rows) {
    const all = chunkOrAll([chunks.get(row.chunk) ?? null, remaining(row)]);
    if (all) chunks.set(row.chunk, all);
  }
  return new FixedSet(chunks);
}

/** Whether a lead is in an action's row; with `back`, among those for which it was undone. */
function has(stored: Buffer | null, leadId: number): boolean {
  const chunk = stored === null ? null : only(stored);
  return chunk !== null && chunkHas(chunk, placeOf(leadId));
}

const PAGE = 50;

/** The actions on selections that changed a lead, newest first, with ids below `olderThan`, as long as the caller requests more. */
export function* bulkActionsOf(store: Store, leadId: number, olderThan: number): Generator<number> {
  const page = store.prepare<[number, number, number], Pick<SetRow, 'id' | 'bits'> & { readonly act_id: number }>(
    `SELECT id, act_id, bits FROM lead_act_set WHERE bulk = 1 AND chunk = ? AND act_id < ? ORDER BY act_id DESC LIMIT ?`,
  );
  let previous = olderThan;
  for (let behind = olderThan; ; ) {
    const rows = page.all(chunkOf(leadId), behind, PAGE);
    for (const { act_id, bits } of rows) {
      if (act_id === previous || !has(bits, leadId)) continue;
      previous = act_id;
      yield act_id;
    }
    const last = rows.at(-1)?.act_id;
    if (last === undefined || rows.length < PAGE) return;
    // The last action may have more rows than are on the page, so it is read again, unless it fills a page by itself.
    behind = rows[0]?.act_id === last ? last : last + 1;
  }
}

/** Whether an action on a selection, or a part of it, was undone for a lead. */
export const wasTakenBack = (store: Store, actId: number, leadId: number): boolean =>
  rowsOf(store, actId).some(({ chunk, back }) => chunk === chunkOf(leadId) && has(back, leadId));
