import { expect, onTestFinished, test } from 'vitest';
import { startPracticeLeadExec } from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { runCli } from '../support/fault-cli.ts';
import { PASSWORD } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';

test('the terminal says why a receiver refused the update of a lead', async () => {
  const vendor = await startPracticeLeadExec({ secret: PASSWORD });
  onTestFinished(() => vendor.close());
  const desk = testFolder('receiver-verbs');
  await runCli(desk, [
    ...['connect', 'receiver', '--name', 'LeadExec', '--url', vendor.url],
    ...['--vid', '18', '--lid', '1', '--aid', '23'],
  ]);
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
