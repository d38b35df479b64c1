import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { migrate, migrations } from '../../../../src-main/db/migrate.ts';
import { openStore } from '../../../../src-main/db/open.ts';
import { RangeSet } from '../../../../src-main/lead-index/bitmap/lead-set.ts';
import { LeadSearch } from '../../../../src-main/lead-index/search/lead-search.ts';

/** A desk as version 11 left it: leads 1 to 600 findable, 601 to 640 waiting in two rows. */
function deskOfVersion11(): string {
  const folder = mkdtempSync(join(tmpdir(), 'phone-terms-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'trunkline.db');
  const db = new Database(file);
  db.pragma('journal_mode = wal');
  migrate(db, migrations.slice(0, 11));
  const text = db.prepare('INSERT INTO lead_text (id, name, other, phones) VALUES (?, ?, ?, ?)');
  const find = db.prepare('INSERT INTO lead_find (rowid, terms) VALUES (?, ?)');
  db.transaction(() => {
    for (let id = 1; id <= 600; id++) {
      const more = id === 7 ? ' 18135550007' : '';
      text.run(
        id,
        ' maria o brien obrien',
        id === 9 ? '' : ' gmail tampa',
        id === 9 ? '' : ` 1727${5_550_000 + id}${more}`,
      );
      find.run(id, 'maria 1727 7275');
    }
  })();
  const wait = db.prepare('INSERT INTO lead_text_late (first_lead, last_lead, texts) VALUES (?, ?, ?)');
  for (const first of [601, 621]) {
    const leads = Array.from({ length: 20 }, (_, at) => [
      first + at,
      "Maria O'Brien",
      '',
      '',
      [`+1727555${first + at}`],
    ]);
    wait.run(first, first + 19, JSON.stringify(leads));
  }
  db.close();
  return file;
}

const everyone = new RangeSet(0, 2 ** 26);

it('a desk of the version before finds everybody it found, in the same order, and by any digits of a phone', () => {
  const store = openStore(deskOfVersion11());
  onTestFinished(() => store.close());
  const search = new LeadSearch(store);
  expect(search.find('maria', everyone, 1000).ids).toEqual(Array.from({ length: 640 }, (_, at) => 640 - at));
  expect(search.find('obrien tampa', everyone, 1000).ids).toHaveLength(599);
  expect(search.find('813 555', everyone, 10).ids).toEqual([7]);
  expect(search.find('50007', everyone, 10).ids).toEqual([7]);
  expect(search.find('727 555-0007', everyone, 10).ids).toEqual([7]);
  expect(search.find('555639', everyone, 10).ids).toEqual([639]);
  while (search.tidy(50));
  store.raw.prepare(`INSERT INTO lead_find (lead_find) VALUES ('integrity-check')`).run();
  expect(store.prepare('SELECT count(*) FROM lead_text').pluck().get()).toBe(640);
  expect(store.prepare('SELECT name, other, phones FROM lead_text WHERE id = 7').get()).toEqual({
    name: ' maria o brien obrien',
    other: ' gmail tampa',
    phones: ' 17275550007 18135550007',
  });
});
