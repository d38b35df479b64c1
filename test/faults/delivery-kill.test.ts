import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Fault } from '../../src-main/practice/leadexec/faults.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { sampleCsv } from '../support/delivery-desk.ts';
import { cli, runCli } from '../support/fault-cli.ts';
import { PASSWORD } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { filesWith } from '../support/files-with.ts';

const LONG = process.env.TRUNKLINE_LONG === '1';
const SEED = Number(process.env.TRUNKLINE_SEED ?? 7);
const [LEADS, KILLS] = LONG ? [10_000, 50] : [120, 3];

const path = '/processor/insert';
/** A network that lies: resets before and after, stalls, cuts, lost and doubled answers. Each once in the short form, again and again in the long one. */
const FAULTS: readonly Fault[] = (
  [
    { kind: 'answer-lost-reset' },
    { kind: 'cut-before-reading' },
    { kind: 'cut-mid-answer' },
    { kind: 'answer-twice' },
    { kind: 'truncated' },
    { kind: 'http500-accepted' },
    { kind: 'http503' },
    { kind: 'http429', retryAfter: 0 },
    // Its id settles it, half a minute later: a vendor that is still at work is not asked at once.
    ...(LONG ? [{ kind: 'stall-mid-answer' as const }] : []),
    { kind: 'answer-lost-hang' },
    { kind: 'hang' },
    { kind: 'slow', ms: 300 },
  ] as const
).map((fault, at) => ({ ...fault, path, ...(LONG ? { every: 97 + 8 * at } : { every: 9 + 8 * at, times: 1 }) }));

interface Row {
  readonly id: number;
  readonly row: number;
  readonly state: string;
  readonly leadId: string | null;
  readonly postId?: string | null;
}

interface Ground {
  readonly vendor: PracticeLeadExec;
  readonly desk: string;
  readonly post: readonly string[];
}

async function prepare(): Promise<Ground> {
  const vendor = await startPracticeLeadExec({ secret: PASSWORD });
  onTestFinished(() => vendor.close());
  // No duplicate is refused: what is posted twice is taken twice, and counted.
  const account = vendor.admin.account();
  const campaigns = account.campaigns.map((one) => ({ ...one, dupDayMax: 0 }));
  vendor.admin.setAccount({ campaigns });
  vendor.admin.setFaults(FAULTS, SEED);
  const folder = testFolder('delivery-kill');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'leads.csv');
  writeFileSync(file, sampleCsv(LEADS));
  const desk = join(folder, 'desk');
  const where = ['--url', vendor.url, '--vid', '18', '--lid', '1', '--aid', '23', '--timeout', '2'];
  await runCli(desk, ['connect', 'receiver', '--name', 'LeadExec', '--concurrency', '8', ...where]);
  return { vendor, desk, post: ['post', file, '--to', 'LeadExec', '--wait'] };
}

/** Kills the desk at moments that the seed chooses, each some leads further. */
async function killAtRandom({ vendor, desk, post }: Ground): Promise<void> {
  const random = seededRandom(SEED);
  for (let n = 0; n < KILLS; n++) {
    const had = vendor.admin.counts().requests;
    const run = cli(desk, post);
    const moment = vendor.admin.untilRequests(had + 1 + Math.floor((random() * LEADS * 1.2) / (KILLS + 1)));
    await Promise.race([moment, run.ended]);
    run.kill();
    await run.ended;
  }
}

async function rowsOf({ desk }: Ground): Promise<Row[]> {
  const { out } = await runCli(desk, ['jobs', '--json']);
  return JSON.parse(out) as Row[];
}

test(
  'through a lying network and kill -9, each lead is taken at most once, and every lead has a state',
  async () => {
    const ground = await prepare();
    const { vendor, desk, post } = ground;
    await killAtRandom(ground);
    await runCli(desk, post, [0, 3]);
    const jobs = await rowsOf(ground);
    expect(jobs.map(({ row }) => row).sort((a, b) => a - b)).toEqual(Array.from({ length: LEADS }, (_, at) => at + 1));
    expect(jobs.filter(({ state }) => state !== 'delivered' && state !== 'unknown')).toEqual([]);
    expect(vendor.admin.takenTwice((entry) => entry.fields.Email ?? '')).toEqual(new Map());
    // Whose id the desk has was settled by its status; of the others nobody can say, and nobody did.
    const open = jobs.filter(({ state }) => state === 'unknown');
    expect(open.filter(({ postId }) => postId != null)).toEqual([]);
    const delivered = jobs.filter(({ state }) => state === 'delivered');
    const taken = new Set(
      vendor.admin
        .ledger({ limit: -1 })
        .flatMap(({ state, leadUid }) => (state === 'accepted' ? [String(leadUid)] : [])),
    );
    expect(delivered.filter(({ leadId }) => leadId === null || !taken.has(leadId))).toEqual([]);
    expect(new Set(delivered.map(({ leadId }) => leadId)).size).toBe(delivered.length);
    expect(delivered.length).toBeGreaterThan(LEADS / 2);

    // The operator's word, and nothing else, sends one again.
    const [one] = open;
    if (one) {
      vendor.admin.setFaults([]);
      const times = vendor.admin.entries();
      await runCli(desk, ['jobs.resolve', JSON.stringify({ which: { ids: [one.id] }, as: 'send-again' })]);
      await runCli(desk, post, [0, 3]);
      expect(vendor.admin.entries()).toBe(times + 1);
    }
    // The terminal's own secret store has it, as it says at the connection.
    expect(filesWith(desk, [PASSWORD])).toEqual([]);
  },
  LONG ? 3_600_000 : 180_000,
);
