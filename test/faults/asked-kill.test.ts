import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import type { Job } from '../../src-preload/contract/index.ts';
import { sampleCsv } from '../support/delivery-desk.ts';
import { cli, runCli } from '../support/fault-cli.ts';
import { PASSWORD } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';

const LEADS = 500;
const AT_ONCE = 8;
const INSERT = '/processor/insert';

interface Ground {
  readonly vendor: PracticeLeadExec;
  readonly desk: string;
  readonly connect: (approved: 'on' | 'off') => Promise<unknown>;
}

/** A desk with 500 posts of unknown outcome: LeadExec took them, in one request whose answer was lost. */
async function fiveHundredUnknown(): Promise<Ground> {
  const vendor = await startPracticeLeadExec({ secret: PASSWORD });
  onTestFinished(() => vendor.close());
  const folder = testFolder('asked-kill');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'leads.csv');
  writeFileSync(file, sampleCsv(LEADS));
  const desk = join(folder, 'desk');
  const where = ['--url', vendor.url, '--vid', '18', '--lid', '1', '--aid', '23', '--timeout', '5'];
  const connect = (approved: 'on' | 'off') =>
    runCli(desk, [
      ...['connect', 'receiver', '--name', 'LeadExec', ...where],
      ...['--concurrency', String(AT_ONCE), '--duplicate-check', approved],
    ]);
  await connect('off');
  vendor.admin.setFaults([{ kind: 'answer-lost-reset', path: INSERT, times: 1 }]);
  await runCli(desk, ['post', file, '--to', 'LeadExec', '--together', String(LEADS), '--wait'], [0, 3]);
  const jobs = await jobsOf(desk);
  expect(jobs.filter(({ state }) => state === 'unknown')).toHaveLength(LEADS);
  expect(vendor.admin.count()).toBe(LEADS);
  return { vendor, desk, connect };
}

async function jobsOf(desk: string): Promise<Job[]> {
  const { out } = await runCli(desk, ['jobs', '--json']);
  return JSON.parse(out) as Job[];
}

async function ask(desk: string): Promise<void> {
  const { out } = await runCli(desk, ['resolve', 'unknown', 'check-duplicate', '--to', 'LeadExec', '--json']);
  expect(JSON.parse(out)).toEqual({ changed: LEADS });
}

/** How often a duplicate check was asked about each lead, most often first. */
function timesAsked(vendor: PracticeLeadExec): number[] {
  const times = new Map<string, number>();
  for (const { target, body } of vendor.admin.requests()) {
    const email = /ann\d+(?:@|%40)example\.com/i.exec(`${target} ${body}`)?.[0];
    if (email !== undefined && !target.includes(INSERT)) times.set(email, (times.get(email) ?? 0) + 1);
  }
  return [...times.values()].sort((a, b) => b - a);
}

test('500 posts of unknown outcome are settled by duplicate check through kill -9, and none is posted or lost', async () => {
  const { vendor, desk, connect } = await fiveHundredUnknown();
  await connect('on');
  await ask(desk);
  const kills = 2;
  for (let n = 1; n <= kills; n++) {
    const before = vendor.admin.counts().byCall.duplicate ?? 0;
    const run = cli(desk, ['run']);
    await Promise.race([vendor.admin.untilRequests(vendor.admin.counts().requests + 120), run.ended]);
    expect(vendor.admin.counts().byCall.duplicate ?? 0).toBeGreaterThan(before);
    run.kill();
    await run.ended;
  }
  const left = (await jobsOf(desk)).filter(({ state }) => state === 'unknown');
  expect(left.length).toBeGreaterThan(0);
  await runCli(desk, ['run', '--until-idle']);
  const jobs = await jobsOf(desk);
  expect(jobs.filter(({ state }) => state !== 'delivered')).toEqual([]);
  expect(new Set(jobs.map(({ leadId }) => leadId)).size).toBe(LEADS);
  expect(jobs.every(({ reason }) => reason?.startsWith('Found by the duplicate check') === true)).toBe(true);
  // Asked once each; again only what was in flight at a kill, or marked ahead of it, whose answer nobody has.
  const asked = timesAsked(vendor);
  expect(asked).toHaveLength(LEADS);
  expect(asked.reduce((all, one) => all + one - 1, 0)).toBeLessThanOrEqual(kills * 2 * AT_ONCE);
  expect(vendor.admin.entries()).toBe(LEADS);
}, 180_000);

test('without approval nothing is believed: each is asked once, says so, and stays with the operator', async () => {
  const { vendor, desk, connect } = await fiveHundredUnknown();
  vendor.admin.setBehaviour({ approvals: 'none', unapprovedDuplicateCheck: 'says-why' });
  await connect('on');
  await ask(desk);
  await runCli(desk, ['run', '--until-idle'], [0, 3]);
  const jobs = await jobsOf(desk);
  expect(jobs.filter(({ state }) => state !== 'unknown')).toEqual([]);
  expect(new Set(jobs.map(({ reason }) => reason))).toEqual(
    new Set([expect.stringMatching(/Last check: The duplicate check proves nothing: .*Only you can decide$/)]),
  );
  expect(timesAsked(vendor)).toEqual(Array.from({ length: LEADS }, () => 1));
  expect(vendor.admin.entries()).toBe(LEADS);
}, 180_000);
