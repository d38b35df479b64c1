import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { startDeskCore } from '../../src-main/core/desk-core.ts';
import { startCore } from '../../src-main/core/start-core.ts';
import { databaseFile } from '../../src-main/db/open.ts';
import type { DeskStatus } from '../../src-preload/contract/index.ts';
import { copyDesk, hurtPage, pagesOf, startDamaged, workedDesk } from '../support/damage-desk.ts';
import { startDesk, type TestDesk } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { until } from '../support/fault-until.ts';
import { indexAnswers, LEADS, workedInboxes } from '../support/worked-inbox.ts';

const inboxes = workedInboxes(LEADS);

afterAll(() => inboxes.remove());

const openDesk = (dataDir: string) =>
  startDesk({ dataDir, start: (ports, parts) => startDeskCore(ports, (core) => startCore(core, parts)) });
const keysOf = (desk: TestDesk) =>
  ['lead_phone', 'lead_email'].map((table) => desk.rows(`SELECT * FROM ${table} ORDER BY 1, 2`));

it.each([
  ['lead_phone', 'internal'],
  ['lead_phone', 'leaf'],
  ['lead_email', 'leaf'],
] as const)('a damaged page of %s (%s): the desk opens, and recognizes everybody again', async (table, kind) => {
  const sound = await openDesk((await inboxes.copy()).dataDir);
  const keys = keysOf(sound);
  const [known] = sound.rows<{ id: number; phone: string }>('SELECT lead_id AS id, phone FROM lead_phone');
  await sound.close();
  const { dataDir, before } = await inboxes.copy();
  const file = databaseFile(dataDir);
  const [page = 0] = pagesOf(file, table, kind);
  hurtPage(file, page, page);
  const desk = await openDesk(dataDir);
  expect((await desk.status()).notice).toMatch('nothing was lost');
  await until(async () => (await desk.status()).keys === null, 'the keys are restored');
  expect(keysOf(desk)).toEqual(keys);
  expect(await indexAnswers(desk)).toEqual(before);
  expect(await desk.call('leads.add', { fields: { lastName: 'Again', phone: known?.phone ?? '' } })).toEqual({
    id: known?.id,
    joined: true,
  });
  await desk.close();
});

/** The rows of the tables of numbers that aren't 0. */
function countsOf(file: string): unknown[] {
  const db = new Database(file, { readonly: true });
  try {
    const of = (table: string, number: string) =>
      db.prepare(`SELECT * FROM ${table} WHERE ${number} > 0 ORDER BY 1, 2, 3`).all();
    return [of('job_count', 'jobs'), of('import_verdict', 'rows')];
  } finally {
    db.close();
  }
}

it('damaged numbers of jobs and rows are counted again before the desk opens, without a copy of it', async () => {
  const worked = await workedDesk({ log: false });
  try {
    const before = countsOf(databaseFile(worked));
    expect(before).toEqual([expect.arrayContaining([expect.anything()]), expect.arrayContaining([expect.anything()])]);
    for (const tables of [['job_count'], ['import_verdict'], ['job_count', 'import_verdict']]) {
      const dataDir = join(testFolder('counts'), 'desk');
      copyDesk(worked, dataDir);
      const file = databaseFile(dataDir);
      for (const table of tables) for (const page of pagesOf(file, table, 'leaf')) hurtPage(file, page, page);
      const { core, call } = await startDamaged(dataDir);
      expect((await call('desk.status')) as DeskStatus).toMatchObject({
        notice: expect.stringContaining('made from it. They are made again; nothing was lost.'),
      });
      await core.close();
      expect(countsOf(file)).toEqual(before);
    }
  } finally {
    rmSync(dirname(worked), { recursive: true });
  }
});
