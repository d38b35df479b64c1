import type { DeskStatus, JobCounts } from '../../../../src-preload/contract/index.ts';

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

/** What a desk says of itself that has so many rows to send. */
export function statusOf(rows: number, more: Partial<DeskStatus> = {}): DeskStatus {
  return {
    version: '0.0.0',
    dataDir: '/data',
    ailment: null,
    index: null,
    keys: null,
    notice: null,
    update: null,
    sends: true,
    idle: rows === 0,
    connections: [],
    imports: [],
    hasLeads: true,
    counts: { ...NONE, ready: rows, total: rows },
    rate: 0,
    ...more,
  };
}
