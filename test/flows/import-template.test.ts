import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deskInReach } from '../support/desk-in-reach.ts';
import { runCli } from '../support/fault-cli.ts';
import { testDialer, USER } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';

test('a template is saved, used by its name, shown and removed; flags go before it', async () => {
  const dialer = await testDialer();
  const dataDir = testFolder();
  const desk = await deskInReach(dataDir);
  onTestFinished(() => desk.close());
  const write = (name: string, lines: readonly string[]) => {
    const path = join(testFolder('list'), name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const connect = ['connect', 'crocodial', '--name', 'D', '--url', dialer.url, '--user', USER];
  await runCli(dataDir, [...connect, '--default-list', '102', '--default-campaign', 'PRACTICE']);

  const first = write('first.csv', ['Handy,First Name', '7275551111,Ann']);
  const map = ['--map', 'Handy=phone_number', '--set', 'add_to_hopper=Y', '--save-template', 'Web'];
  await runCli(dataDir, ['import', first, '--to', 'D', ...map, '--wait']);
  expect(dialer.admin.leadsByPhone('7275551111')).toMatchObject([{ list_id: '102' }]);

  const second = write('second.csv', ['First Name,Handy', 'Bob,7275551112']);
  await runCli(dataDir, ['import', second, '--template', 'web', '--wait']);
  expect(dialer.admin.leadsByPhone('7275551112')).toMatchObject([{ list_id: '102', first_name: 'Bob' }]);
  expect(dialer.admin.hopper().length).toBe(2);

  const third = write('third.csv', ['First Name,Handy', 'Cid,7275551113']);
  const over = ['--template', 'Web', '--list', '101', '--set', 'add_to_hopper=N', '--map', 'First Name='];
  await runCli(dataDir, ['import', third, ...over, '--wait']);
  expect(dialer.admin.leadsByPhone('7275551113')).toMatchObject([{ list_id: '101', first_name: '' }]);
  expect(dialer.admin.hopper().length).toBe(2);

  expect((await runCli(dataDir, ['templates'])).out).toBe('Web\tD\tlist 102\tcampaign PRACTICE\tHandy, First Name\n');
  await runCli(dataDir, ['templates', '--remove', 'Web']);
  const gone = await runCli(dataDir, ['import', third, '--template', 'Web'], [1]);
  expect(gone.remarks).toContain('No template is named Web. No templates are saved yet.');
}, 60_000);

test('the dialer is asked for duplicates unless told otherwise, and a dry run says so', async () => {
  const dialer = await testDialer();
  const dataDir = testFolder();
  const desk = await deskInReach(dataDir);
  onTestFinished(() => desk.close());
  await runCli(dataDir, ['connect', 'crocodial', '--name', 'D', '--url', dialer.url, '--user', USER]);
  const file = join(testFolder('list'), 'list.csv');
  writeFileSync(file, 'Phone,First Name\n7275551111,Ann\n');
  const args = ['import', file, '--to', 'D', '--list', '101', '--campaign', 'PRACTICE'];
  const dry = await runCli(dataDir, [...args, '--dry-run']);
  expect(dry.out).not.toContain('No duplicate check');
  expect((await runCli(dataDir, [...args, '--dry-run', '--no-duplicate-check'])).out).toContain('No duplicate check');
  await runCli(dataDir, [...args, '--wait']);
  const [sent] = dialer.admin.requests().filter(({ phone }) => phone === '7275551111');
  expect(sent?.params.duplicate_check).toBe('DUPLIST');
  const both = [...args, '--no-duplicate-check', '--set', 'duplicate_check=DUPLIST'];
  await runCli(dataDir, both, [2]);
}, 60_000);
