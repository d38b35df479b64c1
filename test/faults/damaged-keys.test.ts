import { afterAll, expect, it } from 'vitest';
import { startDeskCore } from '../../src-main/core/desk-core.ts';
import { startCore } from '../../src-main/core/start-core.ts';
import { databaseFile } from '../../src-main/db/open.ts';
import { hurtPage, pagesOf } from '../support/damage-desk.ts';
import { startDesk, type TestDesk } from '../support/fault-desk.ts';
import { until } from '../support/fault-until.ts';
import { indexAnswers, workedInboxes } from '../support/worked-inbox.ts';

const inboxes = workedInboxes(1_500);

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
