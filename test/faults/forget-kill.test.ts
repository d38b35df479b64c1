import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { openFileVault } from '../../src-main/shells/shared/file-vault.ts';
import { builtFile } from '../support/built-parts.ts';
import { startDesk, type TestDesk } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';

const CHILD = builtFile('forget-child');
const LONG = process.env.TRUNKLINE_LONG === '1';
const SEED = Number(process.env.TRUNKLINE_SEED ?? 3);
const ROWS = 60_000;

const phone = (n: number) => `21255${String(n).padStart(5, '0')}`;
const start = (dataDir: string): Promise<TestDesk> =>
  startDesk({ dataDir, secrets: openFileVault(dataDir), sends: false });

/** A desk with some leads, and a list that was sent up with all of them in it. */
async function listed(people: number): Promise<{ dataDir: string; ids: number[]; path: string }> {
  const dataDir = join(testFolder(), 'desk');
  const desk = await start(dataDir);
  const ids: number[] = [];
  for (let n = 0; n < people; n++)
    ids.push((await desk.call('leads.add', { fields: { firstName: `Ann${n}`, phone: phone(n * 7) } })).id);
  const path = join(desk.dataDir, 'uploads', 'aaaa.csv');
  mkdirSync(join(desk.dataDir, 'uploads'), { recursive: true });
  const rows = Array.from(
    { length: ROWS },
    (_, n) => `Ann${n},${phone(n)},"note ${n}, that is long enough to fill it"`,
  );
  writeFileSync(path, `name,phone,note\r\n${rows.join('\r\n')}\r\n`);
  await desk.call('imports.open', { path });
  await desk.close();
  return { dataDir, ids, path };
}

async function killedWhileForgetting(dataDir: string, id: number, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [CHILD, dataDir, String(id)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.stdout.once('data', () => setTimeout(resolve, afterMs));
  });
  child.kill('SIGKILL');
  await ended;
}

/** Asserts that the list is as its import says, and whole; with the person in it exactly where the lead is still there. */
async function assertWhole(dataDir: string, path: string, id: number, row: number, size: number): Promise<boolean> {
  const desk = await start(dataDir);
  const text = readFileSync(path, 'utf8');
  const isThere = desk.rows('SELECT 1 FROM lead WHERE id = ?', id).length > 0;
  expect(text.includes(phone(row))).toBe(isThere);
  expect(text.includes(phone(row + 1))).toBe(true);
  expect(text.length).toBe(size);
  const [held] = desk.rows<{ file_hash: string }>('SELECT file_hash FROM dial_import');
  expect(held?.file_hash).toBe(createHash('sha256').update(text).digest('hex'));
  expect(readdirSync(join(dataDir, 'uploads'))).toEqual(['aaaa.csv']);
  await desk.close();
  return isThere;
}

test(
  'a stop in the middle of forgetting a person leaves each list whole, with them or without, as the desk has it',
  async () => {
    const kills = LONG ? 60 : 5;
    const { dataDir, ids, path } = await listed(kills);
    const size = readFileSync(path, 'utf8').length;
    const random = seededRandom(SEED);
    for (const [n, id] of ids.entries()) {
      await killedWhileForgetting(dataDir, id, random() * 250);
      await assertWhole(dataDir, path, id, n * 7, size);
    }
  },
  LONG ? 20 * 60_000 : 120_000,
);

test('a stop between the decision and the file, and one before the decision, are ended at the next start', async () => {
  const { dataDir, ids, path } = await listed(2);
  const [first = 0, second = 0] = ids;
  const before = readFileSync(path);
  const desk = await start(dataDir);
  await desk.call('leads.forget', { id: first });
  await desk.close();
  renameSync(path, `${path}.erased`);
  writeFileSync(path, before);
  expect(await assertWhole(dataDir, path, first, 0, before.length)).toBe(false);
  // Half of a file, for one that was not decided.
  writeFileSync(`${path}.erased`, before.subarray(0, before.length / 2));
  expect(await assertWhole(dataDir, path, second, 7, before.length)).toBe(true);
});

test('two people who are forgotten at once go from one list, both of them', async () => {
  const { dataDir, ids, path } = await listed(2);
  const desk = await start(dataDir);
  await Promise.all(ids.map((id) => desk.call('leads.forget', { id })));
  await desk.close();
  const text = readFileSync(path, 'utf8');
  expect([text.includes(phone(0)), text.includes(phone(7)), text.includes(phone(1))]).toEqual([false, false, true]);
});
