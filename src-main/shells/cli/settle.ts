import type { DeskStatus, DialImport, JobCounts } from '../../../src-preload/contract/index.ts';
import type { Desk } from './attach.ts';
import { whyItWaits } from './standstill.ts';
import { EXIT, type ExitCode } from './verb.ts';

/** How often a waiting verb checks, ms. */
const LOOK_EVERY_MS = 250;
/** How often it prints the progress, ms. */
const TELL_EVERY_MS = 5_000;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Counts as text, without states whose count is 0. For unknown ones it says how many are resolved automatically. */
export function countsInWords({ total: _, checking, ...states }: JobCounts): string {
  const words = Object.entries(states)
    .filter(([, n]) => n > 0)
    .map(([state, n]) => {
      const part = state === 'unknown' && checking > 0 ? ` (${checkingWords(checking, n)})` : '';
      return `${n.toLocaleString('en-US')} ${state}${part}`;
    });
  return words.length === 0 ? 'none' : words.join(', ');
}

const checkingWords = (checking: number, unknown: number): string =>
  checking >= unknown
    ? 'being checked automatically'
    : `${checking.toLocaleString('en-US')} being checked automatically`;

/** Waits until nothing continues automatically, or until the time is over. @returns the last status, and whether that was reached */
export async function untilIdle(
  desk: Desk,
  options: {
    forMs: number | null;
    remark: (line: string) => void;
    wants?: (
      status: DeskStatus,
    ) => boolean | Promise<boolean> /** The connection whose waiting is reported; undefined for all. */;
    connectionOf?: (status: DeskStatus) => number | null;
    /** What progress is printed of; the whole desk by default. */
    countsOf?: () => JobCounts;
  },
): Promise<{ status: DeskStatus; rested: boolean }> {
  const until = options.forMs === null ? Number.POSITIVE_INFINITY : Date.now() + options.forMs;
  let reportedAt = Date.now();
  let ailment: string | null = null;
  const waits = new Map<number, string | null>();
  for (;;) {
    const status = await desk.call('desk.status', {});
    if (options.wants ? await options.wants(status) : status.idle) return { status, rested: true };
    if (status.ailment !== ailment) {
      ailment = status.ailment;
      options.remark(ailment ?? 'The disk accepts writes again.');
    }
    const only = options.connectionOf?.(status);
    for (const line of status.connections) {
      if (only !== undefined && line.id !== only) continue;
      const why = whyItWaits(line, Date.now());
      if (why !== null && why !== waits.get(line.id)) options.remark(why);
      waits.set(line.id, why);
    }
    if (Date.now() > until) return { status, rested: false };
    if (Date.now() - reportedAt > TELL_EVERY_MS) {
      reportedAt = Date.now();
      options.remark(
        `${countsInWords(options.countsOf?.() ?? status.counts)}; ${Math.round(status.rate).toLocaleString('en-US')} a second`,
      );
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/** Whether an import needs no attention: every row is left out or has a result. */
export function exitFor(imports: readonly DialImport[]): ExitCode {
  const waits = imports.some(
    ({ state, jobs }) =>
      state === 'failed' || jobs.ready + jobs.held + jobs.sending + jobs.unknown + jobs['awaiting-vendor'] > 0,
  );
  return waits ? EXIT.attention : EXIT.ok;
}
