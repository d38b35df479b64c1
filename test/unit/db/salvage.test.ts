import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openSound } from '../../../src-main/db/damage/open-sound.ts';
import { databaseFile } from '../../../src-main/db/open.ts';
import { INDEX_MARK, REBUILD_MARK } from '../../../src-main/db/salvage/marks.ts';
import { salvage } from '../../../src-main/db/salvage/salvage.ts';
import { LeadIndex } from '../../../src-main/lead-index/index.ts';
import { ingest } from '../../../src-main/leads/ingest.ts';
import { flip } from '../../support/damage-desk.ts';
import { testFolder } from '../../support/fault-list.ts';
import { record } from '../leads/support.ts';

const PAGE = 4096;
const LEADS = 600;

/** A closed desk with leads. */
function closed(): string {
  const { store } = openSound(databaseFile(testFolder('salvage')), 0, 0);
  const records = Array.from({ length: LEADS }, (_, at) =>
    record(String(at), {
      firstName: 'Ann',
      lastName: `Lee ${at}`,
      phone: `+1727300${1000 + at}`,
      email: `a${at}@b.org`,
    }),
  );
  const index = new LeadIndex(store);
  ingest({ store, index, now: () => 5 }, { connectionId: null, kind: 'hand', source: 'made', records, rejects: [] });
  store.close();
  return store.raw.name;
}

/** Flips some bits of a leaf of a table. */
function hurt(file: string, table: string): void {
  const db = new Database(file, { readonly: true });
  const [page = 0] = db
    .prepare<[string], number>(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno DESC`)
    .pluck()
    .all(table);
  db.close();
  for (const at of [3_900, 3_950, 4_000]) flip(file, (page - 1) * PAGE + at, 2);
}

/** What a salvage gives: its keys of leads, and what is left to do. */
function salvaged(file: string): { whole: boolean; phones: number; emails: number; rebuild: unknown; index: unknown } {
  const made = `${file}.made`;
  const { whole } = salvage(file, made, { now: 0 });
  const db = new Database(made, { readonly: true });
  const one = (sql: string, ...values: string[]) =>
    db
      .prepare(sql)
      .pluck()
      .get(...values);
  const mark = (key: string) => one('SELECT value FROM meta WHERE key = ?', key);
  const found = {
    whole,
    phones: Number(one('SELECT count(*) FROM lead_phone')),
    emails: Number(one('SELECT count(*) FROM lead_email')),
    rebuild: mark(REBUILD_MARK),
    index: mark(INDEX_MARK),
  };
  db.close();
  return found;
}

it('takes the keys of leads over if neither they nor leads and records are damaged', () => {
  const file = closed();
  hurt(file, 'lead_name');
  hurt(file, 'lead_facet_value');
  const keys = { phones: LEADS, emails: LEADS };
  expect(salvaged(file)).toEqual({ whole: true, ...keys, rebuild: undefined, index: '1' });
});

it.each(['lead_phone', 'lead_email', 'lead', 'lead_record'])(
  'leaves all keys to be made again if %s is damaged',
  (table) => {
    const file = closed();
    hurt(file, table);
    const whole = table !== 'lead' && table !== 'lead_record';
    expect(salvaged(file)).toEqual({ whole, phones: 0, emails: 0, rebuild: '0', index: '1' });
  },
);

it('tells its progress to the end, while the new file is checked too', () => {
  const file = closed();
  hurt(file, 'lead');
  const parts: number[] = [];
  salvage(file, `${file}.made`, { now: 0 }, ({ done, total }) => parts.push(done / total));
  expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  expect(parts.at(-1)).toBe(1);
  expect(parts.filter((part) => part > 2 / 3 && part < 1).length).toBeGreaterThan(5);
});
