import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { databaseFile } from '../../src-main/db/open.ts';
import type { Backup, DamageReport, DataCheck, DeskStatus, Replaced } from '../../src-preload/contract/index.ts';
import { copyDesk, hurtPage, pagesOf, sizeOf, startDamaged, workedDesk } from '../support/damage-desk.ts';
import { runCli } from '../support/fault-cli.ts';
import { testFolder } from '../support/fault-list.ts';
import { until } from '../support/fault-until.ts';

let worked = '';

afterAll(() => {
  if (worked !== '') rmSync(dirname(worked), { recursive: true });
});

async function fresh(): Promise<{ dataDir: string; file: string }> {
  // Made within the first test that asks.
  if (worked === '') worked = await workedDesk({ log: false });
  const dataDir = join(testFolder('damaged'), 'desk');
  copyDesk(worked, dataDir);
  return { dataDir, file: databaseFile(dataDir) };
}

const WHOLE: readonly { what: string; kind: string; breakIt: (file: string) => void }[] = [
  { what: 'gone', kind: 'missing', breakIt: (file) => rmSync(file) },
  { what: 'empty', kind: 'empty', breakIt: (file) => truncateSync(file, 0) },
  { what: 'cut in the middle of a page', kind: 'cut-off', breakIt: (file) => truncateSync(file, sizeOf(file) - 1000) },
  {
    what: 'cut to half',
    kind: 'cut-off',
    breakIt: (file) => truncateSync(file, Math.floor(sizeOf(file) / 8192) * 4096),
  },
  { what: 'text', kind: 'not-a-database', breakIt: (file) => writeFileSync(file, 'name,phone\n'.repeat(2_000)) },
  {
    what: 'a folder',
    kind: 'no-access',
    breakIt: (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  },
];

for (const { what, kind, breakIt } of WHOLE) {
  test(`a data file that is ${what} is told, and nothing begins in its place; a backup restores it`, async () => {
    const { dataDir, file } = await fresh();
    const first = await startDamaged(dataDir);
    const made = (await first.call('desk.backUpNow')) as Backup;
    await first.core.close();
    expect(made).toMatchObject({ checked: true, encrypted: false });
    breakIt(file);

    const { core, call } = await startDamaged(dataDir);
    const damage = (await call('desk.damage')) as DamageReport;
    expect(damage.kind).toBe(kind);
    expect(damage.what).toMatch(/^[A-Z].*\.$/);
    expect(damage.backups.map(({ name }) => name)).toEqual([made.name]);
    await expect(call('desk.status')).rejects.toMatchObject({ code: 'damaged' });
    const done = (await call('desk.restore', { name: made.name })) as Replaced;
    expect(done.words.join(' ')).toMatch(/^Restored\. All connections are paused/);
    const status = (await call('desk.status')) as DeskStatus;
    expect(status.connections.every(({ runState }) => runState === 'paused')).toBe(true);
    expect(status.notice).toMatch(/restored from a backup/);
    if (done.keptAt !== null) expect(statSync(done.keptAt).mode & 0o077).toBe(0);
    await core.close();
    const db = new Database(file, { readonly: true });
    expect(db.prepare('SELECT count(*) FROM lead').pluck().get()).toBe(400);
    db.close();
  });
}

test('the terminal says what is damaged and what can be done, with every verb, and restores', async () => {
  const { dataDir, file } = await fresh();
  const first = await startDamaged(dataDir);
  await first.call('desk.backUpNow');
  await first.core.close();
  writeFileSync(file, 'not a database at all');
  const status = await runCli(dataDir, ['status'], [1]);
  expect(status.remarks).toMatch(/^The data file is damaged: .*trunkline desk check/);
  expect(status.remarks).not.toMatch(/\n\s+at /);
  const check = await runCli(dataDir, ['desk', 'check'], [3]);
  expect(check.out).toMatch(/Backups:\n.*checked.*400 leads/);
  const restored = await runCli(dataDir, ['desk', 'restore'], [3]);
  expect(restored.out).toMatch(/^Restored\..*\nThe data that was replaced is kept in .*replaced/s);
  const { core, call } = await startDamaged(dataDir);
  expect(await call('desk.damage')).toBeNull();
  await core.close();
});

test('an encrypted backup restores with its passphrase alone, and shows nothing of its leads', async () => {
  const { dataDir, file } = await fresh();
  const { core, call } = await startDamaged(dataDir);
  await call('desk.encryptBackups', { passphrase: 'correct horse' });
  const made = (await call('desk.backUpNow')) as Backup;
  expect(made.encrypted).toBe(true);
  const path = join(dataDir, 'backups', made.name);
  expect(readFileSync(path).includes('Last17')).toBe(false);
  expect(statSync(path).mode & 0o077).toBe(0);
  await core.close();
  rmSync(file);
  const again = await startDamaged(dataDir);
  await expect(again.call('desk.restore', { name: made.name, passphrase: 'wrong one' })).rejects.toThrow(
    'The passphrase is wrong, or this backup is damaged.',
  );
  await again.call('desk.restore', { name: made.name, passphrase: 'correct horse' });
  expect(await again.call('desk.damage')).toBeNull();
  await again.core.close();
});

test('a number that was put on the do-not-call list after a backup stays on it through the restore', async () => {
  const { dataDir, file } = await fresh();
  const { core, call } = await startDamaged(dataDir);
  const made = (await call('desk.backUpNow')) as Backup;
  await call('dnc.add', { phones: ['(727) 555-7777'] });
  const { words } = (await call('desk.restore', { name: made.name })) as Replaced;
  expect(words.join(' ')).toContain('1 do-not-call number that was added since the backup was kept.');
  await core.close();
  const db = new Database(file, { readonly: true });
  expect(db.prepare(`SELECT count(*) FROM do_not_call WHERE phone LIKE '%7275557777'`).pluck().get()).toBe(1);
  db.close();
});

test('a data file that its owner may not read is its owner’s again at the next start', async () => {
  const { dataDir, file } = await fresh();
  chmodSync(file, 0o000);
  const { core, call } = await startDamaged(dataDir);
  expect(await call('desk.damage')).toBeNull();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await core.close();
});

test('a replacement that a stop interrupted is finished at the next start', async () => {
  const { dataDir, file } = await fresh();
  renameSync(file, `${file}.ready`);
  const { core, call } = await startDamaged(dataDir);
  expect(await call('desk.damage')).toBeNull();
  expect(existsSync(`${file}.ready`)).toBe(false);
  await core.close();
});

test('what another program wrote to the data is kept, and nothing is called damaged', async () => {
  const { dataDir, file } = await fresh();
  const first = await startDamaged(dataDir);
  await first.core.close();
  const db = new Database(file);
  db.exec(`UPDATE lead_note SET text = text || ' (edited elsewhere)'; UPDATE job_group SET paused = 1`);
  db.close();
  const { core, call } = await startDamaged(dataDir);
  const check = (await call('desk.check')) as DataCheck;
  expect(check).toMatchObject({ result: 'sound', words: [] });
  expect((await call('desk.status')) as DeskStatus).toMatchObject({ notice: null, ailment: null });
  await core.close();
  const reader = new Database(file, { readonly: true });
  expect(reader.prepare(`SELECT count(*) FROM lead_note WHERE text LIKE '%edited elsewhere%'`).pluck().get()).toBe(150);
  expect(reader.prepare('SELECT min(paused) FROM job_group').pluck().get()).toBe(1);
  reader.close();
});

test('a killed desk whose log somebody else has brought in, or taken away, opens and says so', async () => {
  const { dataDir } = await fresh();
  const { core } = await startDamaged(dataDir);
  const killed = `${dataDir}-killed`;
  copyDesk(dataDir, killed);
  await core.close();
  const other = new Database(databaseFile(killed));
  other.pragma('wal_checkpoint(TRUNCATE)');
  other.close();
  const again = await startDamaged(killed);
  expect(((await again.call('desk.status')) as DeskStatus).notice).toMatch(/^The log of the last session is gone/);
  await again.core.close();
});

/** A desk of which some leads can't be read. */
async function withLostLeads(): Promise<{ dataDir: string; file: string }> {
  const desk = await fresh();
  const [page = 0] = pagesOf(desk.file, 'lead', 'leaf');
  hurtPage(desk.file, page, page);
  return desk;
}

test('a damaged desk answers while its data is read and while it is salvaged', async () => {
  const { dataDir } = await withLostLeads();
  const { core, call } = await startDamaged(dataDir);
  let published = 0;
  core.subscribe(() => {
    published++;
  });
  expect(await call('desk.damage', { wait: false })).toMatchObject({
    what: expect.stringContaining('changed since'),
    reading: { done: 0 },
    tables: [],
    salvageable: false,
  });
  const damage = (await call('desk.damage')) as DamageReport;
  expect(damage).toMatchObject({ reading: null, salvageable: true });
  expect(damage.tables[0]).toMatchObject({ words: 'leads', damaged: true });
  expect(await call('desk.damage', { wait: false })).toEqual(damage);
  expect(published).toBeGreaterThan(0);

  const salvaged = call('desk.salvage');
  await until(async () => {
    const reply = await core.call('desk.status', {});
    return !reply.ok && reply.error.code === 'unavailable' && reply.error.message.includes('is being replaced');
  }, 'the desk says that its data is being replaced');
  expect(((await salvaged) as Replaced).words.join(' ')).toContain('leads');
  expect(await call('desk.damage')).toBeNull();
  await core.close();
});

test('a desk that closes while its data is salvaged leaves it as it was', async () => {
  const { dataDir, file } = await withLostLeads();
  const before = readFileSync(file);
  const { core, call } = await startDamaged(dataDir);
  const salvaged = expect(call('desk.salvage')).rejects.toThrow('Trunkline is closing.');
  await core.close();
  await salvaged;
  expect(readFileSync(file).equals(before)).toBe(true);
  const again = await startDamaged(dataDir);
  expect(await again.call('desk.damage')).toMatchObject({ salvageable: true });
  expect(existsSync(`${file}.making`)).toBe(false);
  await again.core.close();
});
