import { closeSync, copyFileSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openSound } from '../../../src-main/db/damage/open-sound.ts';
import { repairPages } from '../../../src-main/db/damage/repair-pages.ts';
import { recordPages } from '../../../src-main/db/ledger/ledger-file.ts';
import { repairBytes } from '../../../src-main/db/ledger/repair-bytes.ts';
import { type PageSum, sumOf } from '../../../src-main/db/ledger/sums.ts';
import { metaOf } from '../../../src-main/db/meta.ts';
import { databaseFile } from '../../../src-main/db/open.ts';
import { INDEX_MARK, KEYS_MARK } from '../../../src-main/db/salvage/marks.ts';
import { deleteRemoved } from '../../../src-main/db/set-aside.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { seededRandom } from '../../../src-main/practice/seeded-random.ts';
import { flip, hurtPage, pagesOf } from '../../support/damage-desk.ts';
import { testFolder } from '../../support/fault-list.ts';

const PAGE = 4096;
const LEADS = 3_000;
const NAME =
  'INSERT INTO lead (first_name, last_name, name_key, city, state, zip, license, licensed_states, specialties, employment_type, received_at)';

/** A store whose trees have pages that lead to others, values on several pages, and unused pages. */
function filled(): Store {
  const { store } = openSound(databaseFile(mkdtempSync(join(tmpdir(), 'trunkline-repair-'))), 0, 0);
  store.write(() => {
    const lead = store.prepare(`${NAME} VALUES (?, ?, ?, '', 'TX', '', '', '', '', '', 1)`);
    const text = store.prepare(`INSERT INTO lead_text (id, name, other, phones) VALUES (?, ?, ?, '')`);
    const bits = store.prepare('INSERT INTO lead_bits (id, n, bits) VALUES (?, 1, ?)');
    const value = store.prepare(`INSERT INTO lead_facet_value (facet, value) VALUES ('city', ?)`);
    const phone = store.prepare('INSERT INTO lead_phone (phone, lead_id) VALUES (?, ?)');
    const note = store.prepare(`INSERT INTO lead_note (lead_id, at, who, text) VALUES (?, 1, 'Ann', ?)`);
    for (let n = 1; n <= LEADS; n++) {
      const name = `${n % 97}-name-${'x'.repeat(n % 120)}-${n}`;
      phone.run(`+1727${'5'.repeat(n % 40)}${n}`, n);
      lead.run(`First${n}`, `Last${n}`, name);
      text.run(n, ` ${name}`, ` said-to-search ${'word '.repeat(n % 60)}`);
      value.run(`Springfield of the county with the number ${n}`);
      if (n % 10 === 0) bits.run(n, Buffer.alloc(n % 100 === 0 ? 20_000 : 2_048, n % 251));
      if (n % 50 === 0) note.run(n, 'A long talk. '.repeat(1_000));
    }
  });
  store.write(() => store.raw.exec('DELETE FROM lead_text WHERE id > 2500'));
  return store;
}

let made = '';

afterAll(() => rmSync(dirname(made), { recursive: true }));

/** A copy of a closed store, made once. */
function closed(): string {
  if (made === '') {
    const store = filled();
    made = store.raw.name;
    store.close();
  }
  const copy = databaseFile(testFolder('repair'));
  for (const ending of ['.db', '.sums', '.schema'])
    copyFileSync(made.replace(/\.db$/, ending), copy.replace(/\.db$/, ending));
  return copy;
}

/** Every row of the tables that nothing can rebuild. */
function rowsOf(file: string): unknown {
  const db = new Database(file, { readonly: true });
  try {
    return ['lead', 'lead_note', 'disposition'].map((table) => db.prepare(`SELECT * FROM ${table}`).raw().all());
  } finally {
    db.close();
  }
}

/** What SQLite finds wrong with a file. The full-text table may lack what it needs: it is begun anew after the desk has opened. */
function faults(store: Store): unknown[] {
  const found = store.raw.pragma('integrity_check') as { integrity_check: string }[];
  return found.map((row) => row.integrity_check).filter((message) => !/^(ok$|fts5:)/.test(message));
}

/** Opens a repaired file, asserts that SQLite finds nothing wrong with it, and deletes what was taken out. */
function assertSound(file: string, what: string): Store {
  expect({ what, ...repairBytes(file, 0) }).toMatchObject({ what, repaired: [], left: [] });
  const { store } = openSound(file, 1, 0);
  expect({ what, faults: faults(store) }).toEqual({ what, faults: [] });
  while (deleteRemoved(store));
  expect({ what, faults: faults(store) }).toEqual({ what, faults: [] });
  return store;
}

const TREES: readonly (readonly [tree: string, kinds: readonly string[]])[] = [
  ['lead_text', ['leaf', 'internal']],
  ['lead_bits', ['leaf', 'internal', 'overflow']],
  ['lead_facet_value', ['leaf', 'internal']],
  ['lead_facet_value_once', ['leaf', 'internal']],
  ['lead_find_data', ['leaf']],
  ['lead_index_state', ['leaf']],
  ['lead_name', ['leaf', 'internal']],
  ['lead_phone', ['leaf', 'internal']],
  ['sqlite_sequence', ['leaf']],
];

describe('pages with several changed bits', () => {
  it.each(TREES.flatMap(([tree, kinds]) => kinds.map((kind) => [tree, kind] as const)))(
    '%s, %s: taken out, and nothing else is touched',
    (tree, kind) => {
      const pages = pagesOf(closed(), tree, kind);
      expect(pages.length).toBeGreaterThan(0);
      for (const some of [pages.slice(0, 1), pages.slice(-1), pages.slice(0, 20)]) {
        const file = closed();
        const before = rowsOf(file);
        for (const [at, page] of some.entries()) hurtPage(file, page, page + at);
        const what = `${tree}, pages ${some.join(' ')}`;
        expect({ what, left: repairBytes(file, 0).left }).toEqual({ what, left: some });
        expect({ what, repair: repairPages(file, some) }).toMatchObject({
          what,
          repair: { words: expect.any(String) },
        });
        const store = assertSound(file, what);
        expect(rowsOf(file)).toEqual(before);
        const due = [INDEX_MARK, KEYS_MARK].filter((mark) => metaOf(store).get(mark) !== null);
        const dueFor: Record<string, string[]> = { lead_name: [], lead_phone: [KEYS_MARK], sqlite_sequence: [] };
        expect({ what, due }).toEqual({ what, due: dueFor[tree] ?? [INDEX_MARK] });
        store.close();
      }
    },
  );

  it('pages of many trees at once, and unused ones', () => {
    const file = closed();
    const before = rowsOf(file);
    const db = new Database(file, { readonly: true });
    const used = new Set(db.prepare<[], number>('SELECT pageno FROM dbstat').pluck().all());
    const last = Number(db.pragma('page_count', { simple: true }));
    db.close();
    const unused = Array.from({ length: last }, (_, at) => at + 1).filter((page) => !used.has(page));
    expect(unused.length).toBeGreaterThan(10);
    // The first one may list the others.
    const pages = [...TREES.map(([tree, kinds]) => pagesOf(file, tree, kinds[0] ?? '')[0] ?? 0), unused.at(-1) ?? 0];
    for (const page of pages) hurtPage(file, page, page);
    expect(repairPages(file, repairBytes(file, 0).left)).toMatchObject({
      words: expect.stringContaining('nothing was lost'),
    });
    assertSound(file, 'many trees').close();
    expect(rowsOf(file)).toEqual(before);
  });

  it('the highest ids: found again, and none is given twice', () => {
    const file = closed();
    const begun = openSound(file, 1, 0).store;
    const add = (store: Store) =>
      store.write(() => store.prepare(`${NAME} VALUES ('', '', 'new', '', '', '', '', '', '', '', 1)`).run())
        .lastInsertRowid;
    const last = add(begun);
    begun.write(() => begun.prepare('DELETE FROM lead WHERE id = ?').run(last));
    begun.close();
    const [page = 0] = pagesOf(file, 'sqlite_sequence', 'leaf');
    hurtPage(file, page, 5);
    expect(repairPages(file, repairBytes(file, 0).left)).toMatchObject({
      words: expect.stringContaining('nothing was lost'),
    });
    const store = assertSound(file, 'ids');
    expect(Number(add(store))).toBe(LEADS + 1_001);
    store.close();
  });

  it.each([0, 1])('the list of unused pages (%i unused ones damaged too): made again', (also) => {
    const file = closed();
    const begun = openSound(file, 1, 0).store;
    begun.write(() => begun.raw.exec('CREATE TABLE gone (zeros BLOB)'));
    const fill = begun.prepare('INSERT INTO gone VALUES (zeroblob(4000))');
    begun.write(() => Array.from({ length: 2_500 }, () => fill.run()));
    begun.write(() => begun.raw.exec('DROP TABLE gone'));
    const count = Number(begun.raw.pragma('freelist_count', { simple: true }));
    begun.close();
    const before = rowsOf(file);
    const head = readFileSync(file);
    const first = head.readUInt32BE(32);
    const second = head.readUInt32BE((first - 1) * PAGE);
    const unused = head.readUInt32BE((first - 1) * PAGE + 8);
    for (const list of [[first], [second], [first, second]]) {
      const damaged = databaseFile(testFolder('repair'));
      for (const ending of ['.db', '.sums', '.schema'])
        copyFileSync(file.replace(/\.db$/, ending), damaged.replace(/\.db$/, ending));
      const pages = [...list, ...(also === 1 ? [unused] : [])];
      for (const page of pages) hurtPage(damaged, page, page);
      const { left } = repairBytes(damaged, 0);
      expect(left).toEqual(pages.sort((a, b) => a - b));
      expect(repairPages(damaged, left)).toMatchObject({ words: expect.stringContaining('nothing was lost') });
      const store = assertSound(damaged, `list ${list.join(' ')}`);
      expect(Number(store.raw.pragma('freelist_count', { simple: true }))).toBeGreaterThan(count - 50);
      store.close();
      expect(rowsOf(damaged)).toEqual(before);
    }
  });

  it('what was on them, and what they led to, is overwritten', () => {
    const file = closed();
    const [root = 0] = pagesOf(file, 'lead_text', 'internal');
    hurtPage(file, root, 1);
    repairPages(file, repairBytes(file, 0).left);
    const { store } = openSound(file, 1, 0);
    expect(store.prepare('SELECT 1 FROM lead_text').get()).toBe(undefined);
    store.close();
    expect(readFileSync(made).includes('said-to-search')).toBe(true);
    expect(readFileSync(file).includes('said-to-search')).toBe(false);
  });

  it('a stop while they are taken out: the next repair ends it, whatever was written', () => {
    const [root = 0] = pagesOf(closed(), 'lead_text', 'internal');
    const ofText = [root, ...pagesOf(closed(), 'lead_text', 'leaf')];
    for (const part of [0.2, 0.5, 0.8]) {
      const random = seededRandom(part * 100);
      const file = closed();
      const rows = rowsOf(file);
      hurtPage(file, root, 3);
      const before = readFileSync(file);
      repairPages(file, repairBytes(file, 0).left);
      const sums = new Map<number, PageSum>();
      const fd = openSync(file, 'r+');
      for (const page of ofText) {
        const was = before.subarray((page - 1) * PAGE, page * PAGE);
        // As they were recorded before: none of them has these checksums any more.
        sums.set(page, { crc: sumOf(was).crc ^ 1, xx: sumOf(was).xx ^ 1 });
        if (random() < part) writeSync(fd, was, 0, PAGE, (page - 1) * PAGE);
      }
      closeSync(fd);
      recordPages(file, sums);
      const { left } = repairBytes(file, 0);
      expect(left).toEqual(ofText.sort((a, b) => a - b));
      expect(repairPages(file, left)).toMatchObject({ words: expect.any(String) });
      assertSound(file, `part ${part}`).close();
      expect(rowsOf(file)).toEqual(rows);
    }
  });

  it('rows: accepted if their table is intact, and called lost if not', () => {
    const file = closed();
    const [note = 0] = pagesOf(file, 'lead_note', 'overflow');
    for (const at of [100, 200, 300]) flip(file, (note - 1) * PAGE + at, 1);
    const left = [note];
    expect(repairBytes(file, 0).left).toEqual(left);
    expect(repairPages(file, left)).toMatchObject({
      words: expect.stringContaining('(notes), and the current content is sound'),
    });
    const store = assertSound(file, 'notes');
    expect(metaOf(store).get(INDEX_MARK)).toBe('1');
    store.close();
    const other = closed();
    const [lead = 0] = pagesOf(other, 'lead', 'leaf');
    for (const at of [0, 3, 5]) flip(other, (lead - 1) * PAGE + at, 4);
    const before = readFileSync(other);
    expect(repairPages(other, [lead])).toBe('lost');
    expect(readFileSync(other).equals(before)).toBe(true);
  });
});
