import { expect, onTestFinished, test } from 'vitest';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import { deskInReach } from '../support/desk-in-reach.ts';
import { runCli } from '../support/fault-cli.ts';
import { PASSWORD } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { practiceAccount } from '../support/practice-account-desk.ts';

test('records of an account are listed from the copies, also once the account is gone', async () => {
  const vendor = await practiceAccount({ secret: PASSWORD });
  const dataDir = testFolder();
  const desk = await deskInReach(dataDir);
  onTestFinished(() => desk.close());
  const connect = ['connect', 'leadexec', '--name', 'A', '--url', vendor.url, '--client-id', SAMPLE.apiClientId];
  await runCli(dataDir, connect);
  const sources = await runCli(dataDir, ['records', 'A', 'sources', '--refresh']);
  expect(sources.out).toContain('Name: Practice source');
  expect(sources.out).not.toContain(PASSWORD);
  const accounts = ['records', 'A', 'accounts', '--parent', '1234'];
  await runCli(dataDir, [...accounts, '--refresh']);
  await vendor.close();
  const { rows, total } = JSON.parse((await runCli(dataDir, [...accounts, '--text', 'redirect', '--json'])).out);
  expect({ total, first: rows[0].values }).toMatchObject({ total: 1, first: { ClientUID: 1234, Price: 25 } });
  await runCli(dataDir, [...accounts, '--refresh'], [1]);
  expect((await runCli(dataDir, ['records', 'A', 'colours'], [2])).remarks).toContain('clientGroups');
});

test('a connection that a refused login stopped says how to go on once its login is corrected', async () => {
  const vendor = await practiceAccount({ secret: PASSWORD });
  const dataDir = testFolder();
  const connect = (clientId: string) =>
    runCli(dataDir, ['connect', 'leadexec', '--name', 'A', '--url', vendor.url, '--client-id', clientId]);
  expect((await connect('11111111-0000-0000-0000-000000000000')).remarks).not.toContain('stopped');
  const read = ['leadexec', 'A', 'GET /v1/leadtypes'];
  expect((await runCli(dataDir, read, [1])).remarks).toContain('refused the login');
  expect((await connect(SAMPLE.apiClientId)).remarks).toContain('A is still stopped');
  expect((await runCli(dataDir, read, [1])).remarks).toContain('Resume it');
  await runCli(dataDir, ['resume', 'A']);
  expect((await runCli(dataDir, read)).out).toContain('LeadTypeUID');
  await vendor.close();
});
