import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPracticeLeadExec } from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { sampleCsv } from '../support/delivery-desk.ts';
import { cli, runCli } from '../support/fault-cli.ts';
import { PASSWORD } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';

const LEADS = 120;

test('through resets, cut answers and kill -9, each lead is taken at most once, and every lead has a state', async () => {
  const path = '/processor/insert';
  const vendor = await startPracticeLeadExec({
    secret: PASSWORD,
    faults: [
      { kind: 'answer-lost-reset', every: 23, path },
      { kind: 'cut-before-reading', every: 29, path },
      { kind: 'cut-mid-answer', every: 31, path },
    ],
  });
  onTestFinished(() => vendor.close());
  const folder = testFolder('delivery-kill');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'leads.csv');
  writeFileSync(file, sampleCsv(LEADS));
  const desk = join(folder, 'desk');
  const where = ['--url', vendor.url, '--vid', '18', '--lid', '1', '--aid', '23', '--timeout', '2'];
  await runCli(desk, ['connect', 'receiver', '--name', 'LeadExec', ...where]);
  const post = ['post', file, '--to', 'LeadExec', '--wait'];
  for (const taken of [5, 40, 80]) {
    const run = cli(desk, post);
    await Promise.race([vendor.admin.untilTaken(taken), run.ended]);
    run.kill();
    await run.ended;
  }
  await runCli(desk, post, [0, 1, 3]);
  const { out } = await runCli(desk, ['jobs', '--json']);
  const jobs = JSON.parse(out) as { state: string; row: number }[];
  expect(jobs.map(({ row }) => row).sort((a, b) => a - b)).toEqual(Array.from({ length: LEADS }, (_, at) => at + 1));
  expect(jobs.filter(({ state }) => state !== 'delivered' && state !== 'unknown')).toEqual([]);
  const delivered = jobs.filter(({ state }) => state === 'delivered').length;
  expect(vendor.admin.takenTwice((entry) => entry.fields.Email ?? '')).toEqual(new Map());
  // What is called accepted was accepted; what was taken beyond that is unknown, and the operator’s.
  expect(vendor.admin.count()).toBeGreaterThanOrEqual(delivered);
  expect(delivered).toBeGreaterThan(LEADS / 2);
}, 180_000);
