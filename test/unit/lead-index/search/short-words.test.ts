import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { migrate, migrations } from '../../../../src-main/db/migrate.ts';
import { openStore } from '../../../../src-main/db/open.ts';
import { RangeSet } from '../../../../src-main/lead-index/bitmap/lead-set.ts';
import { LeadSearch } from '../../../../src-main/lead-index/search/lead-search.ts';
import { packFields } from '../../../../src-main/leads/fields.ts';
import { NO_FIELDS } from '../../../../src-main/vendors/lead-record.ts';

/** A desk as version 15 left it: leads 1 to 300 findable by name, city and notes; 301 waiting to be; 302 without its row. */
function deskOfVersion15(): string {
  const folder = mkdtempSync(join(tmpdir(), 'short-words-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'trunkline.db');
  const db = new Database(file);
  db.pragma('journal_mode = wal');
  migrate(db, migrations.slice(0, 15));
  const lead = db.prepare(
    `INSERT INTO lead (id, first_name, last_name, name_key, city, state, zip, license, licensed_states, specialties, employment_type, received_at)
     VALUES (?, 'Nora', 'O''Quill', 'oquill nora', 'St. Louis', 'MO', '63101', 'MD', '', 'Cardiology', '', 0)`,
  );
  const record = db.prepare(
    `INSERT INTO lead_record (lead_id, kind, source, external_id, raw, fields, received_at, changed_at) VALUES (?, 'hand', 'By hand', ?, '{}', ?, 0, 0)`,
  );
  const job = { company: 'AT&T Health', state: '', phone: '', startDate: '', endDate: '' };
  const text = db.prepare('INSERT INTO lead_text (id, name, other, phones) VALUES (?, ?, ?, ?)');
  db.transaction(() => {
    for (let id = 1; id <= 301; id++) {
      lead.run(id);
      const told = id === 7 ? { address: '12 Elm Way', employmentHistory: [job] } : {};
      record.run(id, String(id), packFields({ ...NO_FIELDS, firstName: 'Nora', ...told }));
      if (id < 301)
        text.run(id, ' nora o quill oquill', ' st louis gatecode', id === 9 ? '' : ` 1727${5_550_000 + id}`);
    }
    text.run(302, ' omar vance', '', '');
  })();
  db.prepare('INSERT INTO lead_text_late (first_lead, last_lead, texts) VALUES (301, 301, ?)').run(
    JSON.stringify([[301, "Nora O'Quill", 'St. Louis', 'rang twice', ['17275550301']]]),
  );
  db.close();
  return file;
}

it('a desk of the version before finds whom it found, and by place, employer and address', () => {
  const store = openStore(deskOfVersion15());
  onTestFinished(() => store.close());
  const search = new LeadSearch(store);
  const found = (text: string) => search.find(text, new RangeSet(0, 2 ** 26), 1000).ids;
  expect(found('st louis mo')).toHaveLength(301);
  expect(found('missouri')).toEqual(Array.from({ length: 301 }, (_, at) => 301 - at));
  expect(found("o'quill gatecode")).toHaveLength(300);
  expect(found('cardio 63101')).toHaveLength(301);
  expect(found('rang')).toEqual([301]);
  expect(found('727 555-0301')).toEqual([301]);
  expect(found('5550007')).toEqual([7]);
  expect(found('at&t')).toEqual([7]);
  expect(found('elm way')).toEqual([7]);
  expect(search.narrows('0')).toBe(false);
  expect(found('vance')).toEqual([302]);
  while (search.tidy(50));
  store.raw.prepare(`INSERT INTO lead_find (lead_find) VALUES ('integrity-check')`).run();
  expect(store.prepare('SELECT count(*) FROM lead_text').pluck().get()).toBe(302);
  expect(store.prepare('SELECT count(*) FROM lead_text_pending').pluck().get()).toBe(0);
});
