import type Database from 'better-sqlite3';
import type { Migration } from '../migration.ts';

/** The number of chunk numbers per value in `lead_bits`, and of lead ids per chunk, at the time of this migration. */
const CHUNKS_A_VALUE = 2 ** 20;
const CHUNK_IDS = 16_384;
/** A chunk with fewer leads was a list of positions with two bytes each, and one with more was a bitmap. */
const DENSE_FROM = 1_024;

/** The positions in a stored chunk. */
function placesOf(n: number, bits: Buffer): Set<number> {
  const places = new Set<number>();
  if (n < DENSE_FROM) {
    for (let at = 0; at + 1 < bits.length; at += 2) places.add(bits.readUInt16LE(at));
    return places;
  }
  for (let at = 0; at < bits.length; at++) {
    const byte = bits[at] ?? 0;
    for (let bit = 0; byte >> bit > 0; bit++) if ((byte >> bit) & 1) places.add(at * 8 + bit);
  }
  return places;
}

/** Every lead that has a value, chunk by chunk: from the rows, and from the changes logged since. */
function leadsOf(db: Database.Database, valueId: number, logged: ReadonlyMap<number, readonly number[]>): number[] {
  const rows = db
    .prepare<[number, number], { id: number; n: number; bits: Buffer }>(
      'SELECT id, n, bits FROM lead_bits WHERE id >= ? AND id < ?',
    )
    .all(valueId * CHUNKS_A_VALUE, (valueId + 1) * CHUNKS_A_VALUE);
  const chunks = new Map(rows.map((row) => [row.id % CHUNKS_A_VALUE, placesOf(row.n, row.bits)]));
  for (const [chunk, changes] of logged) {
    const places = chunks.get(chunk) ?? new Set<number>();
    chunks.set(chunk, places);
    for (const change of changes) {
      if (change % 2 === 1) places.add(change >> 1);
      else places.delete(change >> 1);
    }
  }
  return [...chunks].flatMap(([chunk, places]) => [...places].map((place) => chunk * CHUNK_IDS + place));
}

/** By value and chunk: the changes in `lead_bits_log`, as position × 2, plus 1 if the lead got the value. */
function readLog(db: Database.Database): Map<number, Map<number, number[]>> {
  const found = new Map<number, Map<number, number[]>>();
  const rows = db.prepare<[], Buffer>('SELECT changes FROM lead_bits_log ORDER BY id').pluck().all();
  for (const row of rows) {
    for (let at = 0; at + 11 < row.length; ) {
      const [value, chunk, n] = [row.readUInt32LE(at), row.readUInt32LE(at + 4), row.readUInt32LE(at + 8)];
      at += 12;
      const chunks = found.get(value) ?? new Map<number, number[]>();
      found.set(value, chunks);
      const changes = chunks.get(chunk) ?? [];
      chunks.set(chunk, changes);
      for (let i = 0; i < n && at + 3 < row.length; i++, at += 4) changes.push(row.readUInt32LE(at));
    }
  }
  return found;
}

const NO_CHANGES: ReadonlyMap<number, readonly number[]> = new Map();

function fillFromIndex(db: Database.Database): void {
  const log = readLog(db);
  const write = {
    status: db.prepare<[string, number]>('UPDATE lead SET status = ? WHERE id = ?'),
    owner: db.prepare<[string, number]>('UPDATE lead SET owner = ? WHERE id = ?'),
    tag: db.prepare<[string, number]>(
      'INSERT OR IGNORE INTO lead_tag (tag, lead_id) SELECT ?, id FROM lead WHERE id = ?',
    ),
  };
  const values = db
    .prepare<[], { id: number; facet: keyof typeof write; value: string }>(
      `SELECT id, facet, value FROM lead_facet_value
       WHERE facet = 'owner' OR facet = 'tag' OR (facet = 'status' AND value <> 'new')`,
    )
    .all();
  for (const { id, facet, value } of values) {
    for (const lead of leadsOf(db, id, log.get(id) ?? NO_CHANGES)) write[facet].run(value, lead);
  }
}

/** Status, owner and tags of a lead as rows, which were only in the index before; and actions on many leads that continue later. */
export const workRows: Migration = {
  version: 20,
  name: 'status, owner and tags as rows',
  sql: `
ALTER TABLE lead ADD COLUMN status TEXT NOT NULL DEFAULT 'new';
-- The agent whose lead it is; null for nobody's.
ALTER TABLE lead ADD COLUMN owner TEXT;
CREATE TABLE lead_tag (
  lead_id INTEGER NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (lead_id, tag)
) STRICT, WITHOUT ROWID;

-- JSON of what an act on many leads is to do, or that it is being undone, while that goes on; null when it is done.
ALTER TABLE lead_act ADD COLUMN plan TEXT;
CREATE INDEX lead_act_plan ON lead_act (id) WHERE plan IS NOT NULL;
-- The leads such an act has yet to come to, a chunk of ids a row.
CREATE TABLE lead_act_todo (
  act_id INTEGER NOT NULL REFERENCES lead_act (id) ON DELETE CASCADE,
  chunk INTEGER NOT NULL,
  bits BLOB NOT NULL,
  PRIMARY KEY (act_id, chunk)
) STRICT, WITHOUT ROWID;
`,
  fill: fillFromIndex,
};
