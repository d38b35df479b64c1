import { expect, test } from 'vitest';
import type { Desk } from '../../../../src-main/shells/cli/attach.ts';
import { type Awaited, Standstill, whyItStands } from '../../../../src-main/shells/cli/standstill.ts';
import type { Connection, JobCounts } from '../../../../src-preload/contract/index.ts';

const NONE: JobCounts = {
  ...{ ready: 0, held: 0, sending: 0, 'awaiting-vendor': 0, unknown: 0 },
  ...{ delivered: 0, duplicate: 0, rejected: 0, cancelled: 0, total: 0, checking: 0 },
};

const line = (flying: number, counts: JobCounts) =>
  ({ id: 1, runState: 'running', flying, counts }) as unknown as Connection;

/** Unknown rows without a next time, at a connection that is `then` by the second look. */
async function reached(first: Connection, then: Connection): Promise<boolean> {
  const desk = {
    call: async (command: string) =>
      command === 'jobs.list' ? { jobs: [{ nextAt: null }] } : { connections: [then], imports: [] },
  } as unknown as Desk;
  const awaited: Awaited = { counts: first.counts, line: first, paused: false, filter: {} };
  return new Standstill(desk).reached(awaited);
}

const UNKNOWN: JobCounts = { ...NONE, unknown: 64, total: 64 };

test('unknown rows that nobody checks stand until a person decides', async () => {
  expect(await reached(line(0, UNKNOWN), line(0, UNKNOWN))).toBe(true);
});

test.each([
  ['under way at the first look', line(64, UNKNOWN), line(0, UNKNOWN)],
  ['begun between two looks', line(0, UNKNOWN), line(64, UNKNOWN)],
  ['begun and answered between two looks', line(0, UNKNOWN), line(0, { ...UNKNOWN, unknown: 0, delivered: 64 })],
])('a check that was %s is waited for', async (_, first, then) => {
  expect(await reached(first, then)).toBe(false);
});

test('of unknown rows it is said which are settled without anybody, and which wait for a decision', () => {
  const said = (counts: Partial<JobCounts>) =>
    whyItStands({ counts: { ...NONE, ...counts }, line: line(0, NONE), paused: false, filter: {} }, null);
  expect(said({ unknown: 64 })).toEqual([expect.stringMatching(/^64 rows may.*trunkline resolve/)]);
  expect(said({ unknown: 64, checking: 64 })).toEqual([expect.stringMatching(/^64 rows.*asked automatically/)]);
  expect(said({ unknown: 64, checking: 60 })).toEqual([
    expect.stringMatching(/^60 rows.*asked automatically/),
    expect.stringMatching(/^4 rows.*trunkline resolve/),
  ]);
});
