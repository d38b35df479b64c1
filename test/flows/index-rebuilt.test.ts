import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { ledgerFile } from '../../src-main/db/ledger/ledger-file.ts';
import { databaseFile } from '../../src-main/db/open.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { leadFilter } from '../../src-preload/contract/index.ts';
import { pagesOf } from '../support/damage-desk.ts';
import { startDesk } from '../support/fault-desk.ts';
import { until } from '../support/fault-until.ts';
import { indexAnswers, LEADS, workedInboxes } from '../support/worked-inbox.ts';

const inboxes = workedInboxes(LEADS);

const flip = (bits: Buffer, at: number): Buffer => {
  const flipped = Buffer.from(bits);
  flipped[at] = (flipped[at] ?? 0) ^ 4;
  return flipped;
};

/** What somebody else may do to the tables of a desk that is closed. */
const HARM: Record<string, (db: Database.Database) => void> = {
  'every table emptied': (db) => {
    for (const table of [
      'lead_facet_value',
      'lead_bits',
      'lead_bits_log',
      'lead_index_state',
      'lead_text',
      'lead_text_pending',
    ]) {
      db.exec(`DELETE FROM ${table}`);
    }
    db.exec(`INSERT INTO lead_find (lead_find) VALUES ('delete-all')`);
  },
  'every table dropped': (db) => {
    for (const table of [
      'lead_facet_value',
      'lead_bits',
      'lead_bits_log',
      'lead_index_state',
      'lead_text',
      'lead_text_pending',
      'lead_find',
    ]) {
      db.exec(`DROP TABLE ${table}`);
    }
  },
  'a bit of each chunk flipped': (db) => {
    const write = db.prepare('UPDATE lead_bits SET bits = ? WHERE id = ?');
    const rows = db.prepare<[], { id: number; bits: Buffer }>('SELECT id, bits FROM lead_bits').all();
    expect(rows.length).toBeGreaterThan(10);
    for (const [at, { id, bits }] of rows.entries()) write.run(flip(bits, at % bits.length), id);
  },
  'numbers of leads that are wrong': (db) => {
    db.exec('UPDATE lead_facet_value SET n = n + 3; UPDATE lead_bits SET n = n - 1 WHERE n > 5');
  },
  'a log that tells nonsense': (db) => {
    db.prepare('INSERT INTO lead_bits_log (changes) VALUES (?)').run(
      Buffer.from(Uint32Array.of(99_999, 0, 1, 7).buffer),
    );
  },
  'tables with other columns': (db) => {
    db.exec(`DROP TABLE lead_bits; CREATE TABLE lead_bits (id INTEGER PRIMARY KEY, other TEXT);
      DROP TABLE lead_find; CREATE TABLE lead_find (a);
      ALTER TABLE lead_text DROP COLUMN other; ALTER TABLE lead_facet_value DROP COLUMN n`);
  },
  'a table renamed': (db) => {
    db.exec('ALTER TABLE lead_facet_value RENAME TO lead_facet_value_before');
  },
  'words of the search changed': (db) => {
    db.exec(`UPDATE lead_text SET name = ' nobody', phones = ''; DELETE FROM lead_text WHERE id % 3 = 0`);
  },
};

/** Flips a bit of some rows' values in every column of a table, as it may come out. */
function flipBits(db: Database.Database, table: string, seed: number): void {
  const random = seededRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  // FTS5's own tables are protected from everything but FTS5.
  db.unsafeMode(true);
  const columns = db
    .prepare<[string], { name: string; type: string; pk: number }>('SELECT name, type, pk FROM pragma_table_info(?)')
    .all(table);
  const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
  for (const { name } of columns) {
    const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}" ORDER BY random() LIMIT 5`).all();
    for (const row of rows) {
      const before = row[name];
      const flipped = Buffer.isBuffer(before)
        ? flip(before, below(before.length))
        : typeof before === 'string'
          ? flip(Buffer.from(before), below(before.length)).toString('latin1')
          : typeof before === 'number'
            ? before ^ (1 << below(20))
            : null;
      if (flipped === null) continue;
      const where = key.map((one) => `"${one}" IS ?`).join(' AND ');
      db.prepare(`UPDATE OR IGNORE "${table}" SET "${name}" = ? WHERE ${where}`).run(
        flipped,
        ...key.map((one) => row[one]),
      );
    }
  }
}

const FLIPPED = [
  'lead_facet_value',
  'lead_bits',
  'lead_bits_log',
  'lead_index_state',
  'lead_text',
  'lead_text_pending',
  'lead_find_config',
  'lead_find_data',
  'lead_find_idx',
] as const;
for (const table of FLIPPED) {
  HARM[`bits of ${table} flipped`] = (db) => flipBits(db, table, 7);
  HARM[`${table} dropped`] = (db) => {
    db.unsafeMode(true);
    db.exec(`DROP TABLE "${table}"`);
  };
}

afterAll(() => inboxes.remove());

describe('an index that is not as the leads are', () => {
  it.each(Object.keys(HARM))('%s: the desk opens at once, works, and ends with the same answers', async (harm) => {
    const { dataDir, before, forgotten } = await inboxes.copy();
    const db = new Database(databaseFile(dataDir));
    HARM[harm]?.(db);
    db.close();

    const desk = await startDesk({ dataDir });
    // It works meanwhile.
    const [id = 0] = desk.rows<{ id: number }>('SELECT min(id) AS id FROM lead').map((row) => row.id);
    await desk.call('leads.act', { which: { ids: [id] }, act: { kind: 'tag', tag: 'meanwhile' } });
    expect((await desk.call('leads.get', { id })).tags).toContain('meanwhile');
    await until(async () => (await desk.status()).index === null, 'the lists are in order');
    expect(await desk.call('index.verify', {})).toMatchObject({ leads: LEADS - 1, chunks: 0, texts: 0 });
    await desk.call('leads.act', { which: { ids: [id] }, act: { kind: 'untag', tag: 'meanwhile' } });
    expect(await indexAnswers(desk)).toEqual(before);
    expect((await desk.call('leads.open', { filter: leadFilter.parse({ text: forgotten.name }) })).count).toBe(0);
  });

  it('swapped pages of a file whose checksums are gone: the desk ends with the same answers', async () => {
    const { dataDir, before } = await inboxes.copy();
    const file = databaseFile(dataDir);
    const [one = 0, other = 0] = pagesOf(file, 'lead_bits', 'leaf').slice(1);
    expect(other).toBeGreaterThan(0);
    const bytes = readFileSync(file);
    const page = (number: number) => bytes.subarray((number - 1) * 4_096, number * 4_096);
    const kept = Buffer.from(page(one));
    page(other).copy(page(one));
    kept.copy(page(other));
    writeFileSync(file, bytes);
    rmSync(ledgerFile(file));
    const desk = await startDesk({ dataDir });
    await until(async () => (await desk.status()).index === null, 'the lists are in order');
    expect(await indexAnswers(desk)).toEqual(before);
  });

  it('how long it takes is told once enough leads were read to know', async () => {
    const { dataDir } = await inboxes.copy();
    const db = new Database(databaseFile(dataDir));
    HARM['every table dropped']?.(db);
    db.close();
    const desk = await startDesk({ dataDir });
    const told: boolean[] = [];
    for (let { index } = await desk.status(); index !== null; { index } = await desk.status()) {
      told.push((index.msLeft !== null) === index.done >= index.total / 10);
      await new Promise((next) => setImmediate(next));
    }
    expect(told.length).toBeGreaterThan(0);
    expect(told).not.toContain(false);
  });

  it('verify tells a difference and changes nothing; rebuild puts it right', async () => {
    const { dataDir, before } = await inboxes.copy();
    const desk = await startDesk({ dataDir });
    expect(await desk.call('index.verify', {})).toEqual({ leads: LEADS - 1, chunks: 0, texts: 0, repaired: false });
    await desk.close();
    const db = new Database(databaseFile(dataDir));
    HARM['a bit of each chunk flipped']?.(db);
    db.exec(`UPDATE lead_text SET name = ' nobody' WHERE id = (SELECT max(id) FROM lead_text)`);
    db.close();
    const again = await startDesk({ dataDir });
    await until(async () => (await again.status()).index === null, 'the lists are in order');
    expect(await again.call('index.verify', {})).toMatchObject({ chunks: 0, texts: 0 });
    expect(await indexAnswers(again)).toEqual(before);
    expect(await again.call('index.rebuild', {})).toMatchObject({ leads: LEADS - 1, repaired: true });
    expect(await indexAnswers(again)).toEqual(before);
  });
});
