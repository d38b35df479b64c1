import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPracticeLeadExec } from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { deskInReach } from '../support/desk-in-reach.ts';
import { runCli } from '../support/fault-cli.ts';
import { PASSWORD } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';

/** A folder with a desk in it that has a receiver. */
async function deskWithReceiver(name: string): Promise<{ folder: string; desk: string }> {
  const vendor = await startPracticeLeadExec({ secret: PASSWORD });
  onTestFinished(() => vendor.close());
  const folder = testFolder(name);
  mkdirSync(folder, { recursive: true });
  const desk = join(folder, 'desk');
  const running = await deskInReach(desk);
  onTestFinished(() => running.close());
  await runCli(desk, [
    ...['connect', 'receiver', '--name', 'LeadExec', '--url', vendor.url],
    ...['--vid', '18', '--lid', '1', '--aid', '23'],
  ]);
  return { folder, desk };
}

test('the terminal says why a receiver refused the update of a lead', async () => {
  const { desk } = await deskWithReceiver('receiver-verbs');
  const update = ['update-lead', 'LeadExec', '123456789', '--set', 'City=Reno'];
  const refused = await runCli(desk, update, [1]);
  expect(refused.out).toContain('1 rejected');
  expect(refused.remarks).toMatch(/The lead’s data was refused: “.+”/);
  const { batch, job } = JSON.parse((await runCli(desk, [...update, '--json'], [1])).out) as {
    batch: { jobs: { rejected: number } };
    job: { state: string; reason: string };
  };
  expect(batch.jobs.rejected).toBe(1);
  expect(job).toMatchObject({ state: 'rejected', reason: expect.stringContaining('data was refused') });
});

test('a file without rows is said to have none, and a delay that is too long to be so', async () => {
  const { folder, desk } = await deskWithReceiver('no-rows');
  const file = join(folder, 'no-rows.csv');
  writeFileSync(file, 'FirstName,PrimaryPhone\n');
  const none = await runCli(desk, ['post', file, '--to', 'LeadExec'], [1]);
  expect(none.remarks).toContain('The file has no rows below its header.');
  const delayed = await runCli(desk, ['post', file, '--to', 'LeadExec', '--send-delay', '9000'], [2]);
  expect(delayed.remarks).toContain('--send-delay must be from 0 to 8760 hours.');
});
