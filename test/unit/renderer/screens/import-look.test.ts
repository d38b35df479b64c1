import { describe, expect, it } from 'vitest';
import type { DialImport, JobCounts } from '../../../../src-preload/contract/index.ts';
import { importLook, importParts } from '../../../../src-renderer/screens/dial-import/import-look.ts';

const NONE: JobCounts = {
  ready: 0,
  held: 0,
  sending: 0,
  'awaiting-vendor': 0,
  unknown: 0,
  delivered: 0,
  duplicate: 0,
  rejected: 0,
  cancelled: 0,
  checking: 0,
  total: 0,
};

function started(jobs: Partial<JobCounts>, rest: Partial<DialImport> = {}): DialImport {
  const all = { ...NONE, ...jobs };
  const total = Object.values({ ...all, total: 0, checking: 0 }).reduce((a, b) => a + b, 0);
  return {
    id: 1,
    fileName: 'leads.csv',
    fileSize: 1000,
    state: 'started',
    connectionId: 1,
    connection: 'Dialer',
    listId: '101',
    campaign: 'TEST',
    rows: {
      total: 110,
      send: 100,
      error: 6,
      'duplicate-in-file': 4,
      'duplicate-earlier': 0,
      'do-not-call': 0,
      'left-out-by-operator': 0,
    },
    jobs: { ...all, total },
    paused: false,
    pausedReason: null,
    checkedBytes: 1000,
    rate: null,
    secondsLeft: null,
    rates: [],
    error: null,
    createdAt: 0,
    startedAt: 0,
    ...rest,
  };
}

describe('where an import stands', () => {
  it('is finished only when nothing is open and nothing unknown', () => {
    expect(importLook(started({ delivered: 98, rejected: 2 })).word).toBe('Finished');
    expect(importLook(started({ delivered: 99, unknown: 1 })).word).toBe('Unknown rows');
    expect(importLook(started({ delivered: 98, unknown: 2, checking: 1 })).word).toBe('Unknown rows');
    expect(importLook(started({ delivered: 98, unknown: 2, checking: 2 })).word).toBe('Unknown, checking');
    expect(importLook(started({ delivered: 99, 'awaiting-vendor': 1 })).word).toBe('Waiting');
    expect(importLook(started({ delivered: 99, sending: 1 })).word).toBe('Sending');
    expect(importLook(started({ delivered: 10 }, { state: 'starting' })).word).toBe('Waiting');
    expect(importLook(started({ delivered: 10, held: 90 }, { paused: true })).word).toBe('Paused');
    expect(importLook(started({ cancelled: 100 })).word).toBe('Canceled');
  });

  it('shows every row of the file in exactly one part of the bar', () => {
    const sum = (one: DialImport) => importParts(one).reduce((n, p) => n + p.value, 0);
    expect(sum(started({ delivered: 60, ready: 20, sending: 5, unknown: 15 }))).toBe(110);
    expect(sum(started({ delivered: 10, ready: 30 }, { state: 'starting' }))).toBe(110);
    expect(sum(started({}, { state: 'checked' }))).toBe(110);
  });
});
