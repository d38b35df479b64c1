import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type DeskCore, startDeskCore } from '../../src-main/core/desk-core.ts';
import { isDerived } from '../../src-main/db/damage/objects.ts';
import { ledgerFile } from '../../src-main/db/ledger/ledger-file.ts';
import { databaseFile } from '../../src-main/db/open.ts';
import { systemClock } from '../../src-main/platform/clock.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import type { CoreCommandName } from '../../src-preload/contract/index.ts';
import { connect, load, memorySecrets, startDesk, type TestDesk, testDialer } from './fault-desk.ts';

const PAGE = 4096;

/** Tables that a running desk changes on its own. */
const MOVES = new Set([
  'meta',
  'lead_index_state',
  'sync_source',
  'sync_window',
  'lead_bits',
  'lead_bits_log',
  'lead_facet_value',
]);

/**
 * A closed desk with all kinds of data, in a folder that the caller removes. With `log` its write-ahead log is kept, as after `kill -9`.
 */
export async function workedDesk(options: { readonly log: boolean }): Promise<string> {
  const dialer = await testDialer();
  const desk = await startDesk();
  const dialerId = await connect(desk, { url: dialer.url });
  await load(desk, dialerId, { rows: 300 });
  await desk.rest();
  await desk.call('connections.pause', { id: dialerId });
  await load(desk, dialerId, { rows: 150, phones: (n) => `72750${String(10_000 + n)}` });
  await addLeads(desk, 0, 300);
  await desk.close();
  fillTheRest(desk, dialerId);
  // Because the test writes to the file directly, its checksums are calculated again.
  rmSync(ledgerFile(databaseFile(desk.dataDir)));
  const again = await startDesk({ dataDir: desk.dataDir, secrets: desk.secrets, sends: false });
  await again.call('desk.check', {});
  await addLeads(again, 300, 400);
  const dataDir = join(mkdtempSync(join(tmpdir(), 'trunkline-worked-')), 'desk');
  if (options.log) copyDesk(desk.dataDir, dataDir);
  await again.close();
  if (!options.log) copyDesk(desk.dataDir, dataDir);
  return dataDir;
}

async function addLeads(desk: TestDesk, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    const fields = {
      firstName: `First${i}`,
      lastName: `Last${i}`,
      phone: `+1727300${String(1000 + i)}`,
      email: `p${i}@example.com`,
      city: 'Tampa',
      state: 'FL',
    };
    await desk.call('leads.add', { fields });
  }
}

function fillTheRest(desk: TestDesk, connectionId: number): void {
  const db = new Database(databaseFile(desk.dataDir));
  db.pragma('foreign_keys = ON');
  const many = (n: number, sql: string) => {
    const statement = db.prepare(sql);
    for (let i = 1; i <= n; i++) statement.run({ i, c: connectionId });
  };
  db.transaction(() => {
    many(400, `INSERT OR IGNORE INTO do_not_call VALUES ('+1813555' || printf('%04d', @i), 'typed ' || @c, @i)`);
    many(
      200,
      `INSERT INTO lead_call (lead_id, phone, at, who, ended_at, outcome) VALUES (@i, '+1727300' || (1000 + @i), @i, 'Ann ' || @c, @i + 5, 'No answer')`,
    );
    many(
      120,
      `INSERT INTO callback (lead_id, due_at, owner, note, created_at) VALUES (@i, 1900000000000 + @i, 'Ann', 'call about the offer ' || @c, @i)`,
    );
    many(
      90,
      `INSERT INTO offered_lead (connection_id, external_id, state, first_seen_at) VALUES (@c, 'x' || @i, 'open', @i)`,
    );
    many(
      90,
      `INSERT INTO offer (offered_lead_id, connection_id, external_id, user_id, team_id, raw, seen_at) VALUES (@i, @c, 'o' || @i, 'u', 't', '{"offer": "number ' || @i || '"}', @i)`,
    );
    many(
      60,
      `INSERT INTO unlock_request (lead_id, connection_id, external_id, who, asked_at) VALUES (@i, @c, 'e' || @i, 'Ann', @i)`,
    );
    many(
      60,
      `INSERT INTO lead_reject (connection_id, source, hash, reason, raw, at) VALUES (@c, 's', 'h' || @i, 'no name', '{"raw": "' || hex(zeroblob(@i * 40)) || '"}', @i)`,
    );
    many(40, `INSERT OR IGNORE INTO forgotten VALUES (CAST('hash' || @i || @c AS BLOB))`);
    many(
      150,
      `INSERT INTO lead_note (lead_id, at, who, text) VALUES (@i, @i, 'Ann ' || @c, 'Talked about nights and pay, number ' || @i || '. Wants to hear again in spring, no calls before ten.')`,
    );
    many(60, `INSERT INTO lead_draft VALUES (@i, 'a draft ' || @c)`);
  })();
  db.close();
}

/** Copies a desk's files: the database, its write-ahead log, and the other files in the folder. */
export function copyDesk(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of [
    // The index of the log is copied first: everything that it refers to must be in the copied file.
    'trunkline.db-shm',
    'trunkline.db-wal',
    'trunkline.db',
    'trunkline.schema',
    'trunkline.sums',
    'owner.lock',
    'vault.json',
    'vault.key',
  ])
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
}

/** Changes one byte of a file. @returns the byte before and after */
export function flip(file: string, at: number, by: number): void {
  const fd = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ by;
  writeSync(fd, byte, 0, 1, at);
  closeSync(fd);
}

export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Every row of the tables that can't be rebuilt, as text, by table. */
export function allRows(file: string): Map<string, string[]> {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
      )
      .pluck()
      .all() as string[];
    return new Map(
      tables
        .filter((name) => !isDerived(name) && !MOVES.has(name))
        .map((name) => [
          name,
          (db.prepare(`SELECT * FROM "${name}"`).raw().all() as unknown[][]).map((row) => JSON.stringify(row)).sort(),
        ]),
    );
  } finally {
    db.close();
  }
}

/** Starts a desk with possibly damaged data, without sending. */
export async function startDamaged(
  dataDir: string,
): Promise<{ core: DeskCore; call: (command: CoreCommandName, input?: object) => Promise<unknown> }> {
  const ports = { dataDir, secrets: memorySecrets(), clock: systemClock, random: () => 0.5, sends: false };
  const core = await startDeskCore(ports);
  return {
    core,
    async call(command, input = {}) {
      const reply = await core.call(command, input);
      if (!reply.ok) throw Object.assign(new Error(`${command}: ${reply.error.message}`), { code: reply.error.code });
      return reply.value;
    },
  };
}

/** Pages of a tree, of a kind as `dbstat` calls it. */
export function pagesOf(file: string, name: string, kind: string): number[] {
  const db = new Database(file, { readonly: true });
  try {
    const pages = db.prepare<[string, string], number>('SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ?');
    return pages
      .pluck()
      .all(name, kind)
      .sort((a, b) => a - b);
  } finally {
    db.close();
  }
}

/** Changes several bits of a page, so that its checksum can't repair it. */
export function hurtPage(file: string, page: number, seed: number): void {
  const random = seededRandom(seed);
  for (let n = 0; n < 5; n++)
    flip(file, (page - 1) * PAGE + Math.floor(random() * PAGE), 1 << Math.floor(random() * 8));
}
