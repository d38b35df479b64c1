import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrate, migrations } from '../../../src-main/db/migrate.ts';
import { testFolder } from '../../support/fault-list.ts';

function database(): Database.Database {
  const db = new Database(join(testFolder('db'), 'desk.db'));
  onTestFinished(() => {
    db.close();
  });
  return db;
}

test('a desk of the version before keeps its connections, and each can be a source', () => {
  const db = database();
  migrate(
    db,
    migrations.filter(({ version }) => version < 6),
  );
  db.exec(`INSERT INTO connection (kind, name, url, user, options, timeout_ms, run_state, not_before, probes_failed, seen_kinds, created_at)
           VALUES ('crocodial', 'Dialer', 'https://dialer.test', 'u', '{}', 1000, 'running', 0, 0, '[]', 1)`);
  migrate(
    db,
    migrations.filter(({ version }) => version <= 6),
  );
  expect(db.prepare('SELECT name FROM connection').pluck().all()).toEqual(['Dialer']);
  db.exec(`INSERT INTO sync_source (connection_id, target) VALUES (1, '[]')`);
  expect(db.prepare('SELECT read, leads, failures, next_at, cursor FROM sync_source').get()).toEqual({
    ...{ read: 0, leads: 0, failures: 0, next_at: 0, cursor: null },
  });
  expect(() =>
    db.exec(`INSERT INTO sync_window (connection_id, axis, refine, state) VALUES (1, 'other', '{}', 'waiting')`),
  ).toThrow();
});

test.each([
  [
    `SELECT id FROM sync_window WHERE connection_id = 1 AND state = 'waiting' AND lane = 'sync' AND axis <> 'offers' ORDER BY axis, from_s, id LIMIT 1`,
    'sync_window_next',
  ],
  ['SELECT count(*) FROM lead_reject WHERE connection_id = 1', 'lead_reject_external'],
])('%s is answered from an index', (sql, index) => {
  const db = database();
  migrate(db);
  const plan = (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail);
  expect(plan.join('\n')).toContain(index);
  expect(plan.join('\n')).not.toContain('TEMP B-TREE');
});
