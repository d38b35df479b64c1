import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deskInReach } from '../support/desk-in-reach.ts';
import { runCli } from '../support/fault-cli.ts';
import { PASSWORD, testDialer, USER } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';

const full = { user: USER, pass: PASSWORD, userLevel: 9, modifyLeads: 1, mayAddLeads: true, allowedLists: null };

test('lists, campaigns and custom fields are shown as the dialer told them when it was connected', async () => {
  const dialer = await testDialer();
  const dataDir = testFolder();
  const desk = await deskInReach(dataDir);
  onTestFinished(() => desk.close());
  const connect = ['connect', 'crocodial', '--name', 'D', '--url', dialer.url, '--user', USER];
  expect((await runCli(dataDir, connect)).remarks).toContain('D reported 5 lists and 2 campaigns');
  await dialer.close();
  const lists = await runCli(dataDir, ['dialer', 'lists', 'D']);
  expect(lists.out).toContain('101\tWeb leads\tPRACTICE, active, 0 leads, custom fields favorite_color, policy_number');
  expect(lists.out).toContain('103\tBought in spring\tPRACTICE, inactive');
  const campaigns = await runCli(dataDir, ['dialer', 'campaigns', 'D', '--json']);
  expect(JSON.parse(campaigns.out).campaigns).toContainEqual({
    campaignId: 'PRACTICE',
    name: 'Practice calls',
    active: true,
  });
  const fields = await runCli(dataDir, ['dialer', 'fields', 'D', '101', '--json']);
  expect(JSON.parse(fields.out)).toMatchObject({ listId: '101', fields: ['favorite_color', 'policy_number'] });
  // It is closed: to ask anew fails, and what it told stays.
  await runCli(dataDir, ['dialer', 'lists', 'D', '--refresh'], [1]);
  expect((await runCli(dataDir, ['dialer', 'lists', 'D'])).out).toBe(lists.out);
});

test('what the dialer does not tell is said, with its answer and what to do', async () => {
  const user = { ...full, modifyLists: false, viewReports: false };
  const dialer = await testDialer({ world: { users: [user] } });
  const dataDir = testFolder();
  const desk = await deskInReach(dataDir);
  onTestFinished(() => desk.close());
  const connect = ['connect', 'crocodial', '--name', 'D', '--url', dialer.url, '--user', USER];
  expect((await runCli(dataDir, connect)).remarks).toContain('does not report its lists and campaigns');
  const lists = await runCli(dataDir, ['dialer', 'lists', 'D'], [3]);
  expect(lists.remarks).toContain('Enter the list number.');
  expect(lists.remarks).toContain('USER DOES NOT HAVE PERMISSION TO MODIFY LISTS');
  const fields = await runCli(dataDir, ['dialer', 'fields', 'D', '101', '--json'], [3]);
  expect(JSON.parse(fields.out).fields).toBeNull();
  await runCli(dataDir, ['dialer', 'fields', 'D'], [2]);
});

test('--wait waits for the sample that is read back; jobs shows each value as shown and as held', async () => {
  const dialer = await testDialer();
  const dataDir = testFolder();
  const desk = await deskInReach(dataDir);
  onTestFinished(() => desk.close());
  const as = ['--user', USER, '--profile', 'as-is', '--accents', 'keep', '--plus', 'keep'];
  await runCli(dataDir, ['connect', 'crocodial', '--name', 'D', '--url', dialer.url, ...as]);
  const file = join(testFolder('list'), 'list.csv');
  writeFileSync(file, 'Phone,First Name\n7275551111,Ann & Co\n7275551112,Bob\n');
  const args = ['--to', 'D', '--list', '101', '--campaign', 'PRACTICE', '--wait'];
  const ended = await runCli(dataDir, ['import', file, ...args]);
  expect(ended.remarks).toContain('The dialer stored 1 of');
  const jobs = await runCli(dataDir, ['jobs', '--differs']);
  expect(jobs.out).toMatch(/^1\tdelivered\t7275551111\t\d+\t.*\tfirst_name: "Ann & Co" → "Ann {2}Co"\n$/);
  const asJson = JSON.parse((await runCli(dataDir, ['jobs', '--differs', '--json'])).out);
  expect(asJson).toMatchObject([{ row: 1, differs: [{ field: 'first_name', shown: 'Ann & Co', held: 'Ann  Co' }] }]);
  const clean = join(testFolder('list'), 'clean.csv');
  writeFileSync(clean, 'Phone,First Name\n7275551113,Cid\n');
  expect((await runCli(dataDir, ['import', clean, ...args])).remarks).toContain('every value is stored as shown');
}, 60_000);
