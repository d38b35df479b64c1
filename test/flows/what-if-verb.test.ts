import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import { sampleCsv } from '../support/delivery-desk.ts';
import { deskInReach } from '../support/desk-in-reach.ts';
import { runCli } from '../support/fault-cli.ts';
import { PASSWORD } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { practiceAccount } from '../support/practice-account-desk.ts';

test('a script runs a what-if over leads that it posted, offline', async () => {
  const vendor = await practiceAccount({ secret: PASSWORD });
  const folder = testFolder();
  const dataDir = join(folder, 'desk');
  const desk = await deskInReach(dataDir);
  onTestFinished(() => desk.close());
  const account = ['connect', 'leadexec', '--name', 'A', '--url', vendor.url, '--client-id', SAMPLE.apiClientId];
  await runCli(dataDir, [...account, '--new']);
  const ids = ['--vid', '18', '--lid', '1', '--aid', '23'];
  await runCli(dataDir, ['connect', 'receiver', '--name', 'R', '--url', vendor.url, ...ids]);
  const file = join(folder, 'leads.csv');
  writeFileSync(file, sampleCsv(3));
  await runCli(dataDir, ['post', file, '--to', 'R', '--kind', 'returnsends', '--wait']);
  expect((await runCli(dataDir, ['what-if', 'A'], [1])).remarks).toContain('no copies');
  for (const kind of ['clients', 'accounts', 'orders', 'lists', 'leadTypes']) {
    await runCli(dataDir, ['records', 'A', kind, '--refresh']);
  }
  await runCli(dataDir, ['records', 'A', 'leadFields', '--parent', '1', '--refresh']);
  await vendor.close();

  const set = ['--set', 'account 511 price=30', '--set', 'rules preference=Price'];
  const { out, remarks } = await runCli(dataDir, ['what-if', 'A', ...set, '--by', 'account']);
  expect(out).toContain('3 leads: 3 sends, $75.00 before; 3 sends, $90.00 after. 3 leads go to other clients.');
  expect(out).toContain('client5679, Auto: 0 sends, $0.00 before; 3 sends, $90.00 after');
  expect(remarks).toContain('3 leads of campaigns that are not in the copies: treated as sold once');
  const result = JSON.parse((await runCli(dataDir, ['what-if', 'A', '--json'])).out);
  expect(result).toMatchObject({ leads: 3, moved: 0, reproduced: { told: 6, same: 3 } });
  const wrong = 'account 511 colour=red';
  expect((await runCli(dataDir, ['what-if', 'A', '--set', wrong], [2])).remarks).toContain(wrong);
});
