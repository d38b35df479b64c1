import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openSound } from '../../../../src-main/db/damage/open-sound.ts';
import { databaseFile } from '../../../../src-main/db/open.ts';
import { testFolder } from '../../../support/fault-list.ts';

/** The indexes of a data file that have a statement of their own. */
function indexesOf(file: string): string[] {
  const db = new Database(file, { readonly: true });
  try {
    const names = db.prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1`,
    );
    return names.pluck().all();
  } finally {
    db.close();
  }
}

it('indexes that another program removed are created again', () => {
  const file = databaseFile(testFolder('open-sound'));
  openSound(file, 0, 0).store.close();
  const before = indexesOf(file);
  expect(before.length).toBeGreaterThan(50);
  const db = new Database(file);
  for (const name of before) db.exec(`DROP INDEX "${name}"`);
  db.close();
  openSound(file, 1, 0).store.close();
  expect(indexesOf(file)).toEqual(before);
});

it('an index that can’t be unique any more is damage', () => {
  const file = databaseFile(testFolder('open-sound'));
  openSound(file, 0, 0).store.close();
  const db = new Database(file);
  db.exec(`DROP INDEX lead_facet_value_once;
    INSERT INTO lead_facet_value (facet, value) VALUES ('state', 'TX'), ('state', 'TX')`);
  db.close();
  expect(() => openSound(file, 1, 0)).toThrow(expect.objectContaining({ name: 'DamagedError', kind: 'tables' }));
});
