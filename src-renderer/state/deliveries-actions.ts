import { CommandError, type Job, type JobFilter, type JobState } from '../../src-preload/contract/index.ts';
import { call } from '../bridge/index.ts';

/** What an operator can do with jobs: resolve an unknown one or stop its checks, send again, cancel. */
export const JOB_ACTIONS = [
  'ask-dialer',
  'ask-status',
  'check-duplicate',
  'stop-checks',
  'send-checked',
  'delivered',
  'send-again',
  'rejected',
  'resend',
  'cancel',
] as const;
export type JobAction = (typeof JOB_ACTIONS)[number];

/** The states in which each action is possible. */
export const ACTION_STATES: Readonly<Record<JobAction, readonly JobState[]>> = {
  resend: ['rejected', 'duplicate', 'cancelled', 'held'],
  cancel: ['ready', 'held', 'unknown'],
  'ask-dialer': ['unknown'],
  'ask-status': ['unknown'],
  'check-duplicate': ['unknown'],
  'stop-checks': ['unknown'],
  'send-checked': ['unknown'],
  delivered: ['unknown'],
  'send-again': ['unknown'],
  rejected: ['unknown'],
};

/** What keeps a job held and can be resumed. */
export interface Holder {
  readonly kind: 'connection' | 'import' | 'batch';
  readonly name: string;
  readonly id: number;
}

/** What keeps a job held and can be resumed; null if nothing that is paused does. */
export function holderOf(
  job: Pick<Job, 'heldBy' | 'connectionId' | 'connection' | 'importId' | 'importName' | 'batchId'>,
): Holder | null {
  const name = job.importName ?? '';
  if (job.heldBy === 'connection') return { kind: 'connection', name: job.connection, id: job.connectionId };
  if (job.heldBy === 'import' && job.importId !== null) return { kind: 'import', name, id: job.importId };
  if (job.heldBy === 'batch' && job.batchId !== undefined) return { kind: 'batch', name, id: job.batchId };
  return null;
}

/** Sends again what a holder keeps. */
export async function resumeHolder({ kind, id }: Holder): Promise<void> {
  if (kind === 'connection') await call('connections.resume', { id });
  else if (kind === 'import') await call('imports.resume', { id });
  else await call('delivery.resume', { id });
}

/** Whether the action is now possible for this job. */
export function canDo(action: JobAction, job: Job): boolean {
  if (!ACTION_STATES[action].includes(job.state)) return false;
  // Only a dialer can be asked for a phone, and jobs that are not from a dial list have none.
  if ((action === 'ask-dialer' || action === 'send-checked') && job.importId === null) return false;
  if (action === 'ask-status') return job.checkBy === 'status';
  if (action === 'stop-checks') return job.nextAt !== null;
  if (action === 'check-duplicate') return job.checkBy === 'duplicate-check';
  return action !== 'resend' || holderOf(job) === null;
}

/** The jobs of an action, counted and listed before it is done. */
export interface Gathered {
  readonly ids: readonly number[];
  readonly byState: Readonly<Partial<Record<JobState, number>>>;
  /** The first of them, for display. */
  readonly sample: readonly Job[];
}

const SAMPLE = 200;
const PAGE = 1000;
/** The most ids in one command. */
const IDS_AT_ONCE = 10_000;
/** Each of these is read with all its fields: fewer in one command show how far it is. */
const ASKS_RECEIVER: readonly JobAction[] = ['ask-status', 'check-duplicate'];
const ASKED_AT_ONCE = 1_000;

class Gathering {
  readonly ids: number[] = [];
  readonly byState: Partial<Record<JobState, number>> = {};
  readonly sample: Job[] = [];

  add(jobs: readonly Job[]): void {
    for (const job of jobs) {
      this.ids.push(job.id);
      this.byState[job.state] = (this.byState[job.state] ?? 0) + 1;
      if (this.sample.length < SAMPLE) this.sample.push(job);
    }
  }
}

/** Those of these jobs for which the action is possible. */
export function gatherFrom(action: JobAction, jobs: readonly Job[]): Gathered {
  const gathering = new Gathering();
  gathering.add(jobs.filter((job) => canDo(action, job)));
  return gathering;
}

/** All matching jobs for which the action is possible; `progress` is called with the number so far. Null if it was stopped. */
export async function gatherAll(
  action: JobAction,
  filter: JobFilter,
  progress: (found: number) => void,
  signal: AbortSignal,
): Promise<Gathered | null> {
  const gathering = new Gathering();
  const states = ACTION_STATES[action].filter((state) => filter.state === undefined || filter.state === state);
  for (const state of states) {
    let after: string | null = null;
    do {
      const page: { jobs: Job[]; cursor: string | null } = await call('jobs.list', {
        filter: { ...filter, state },
        after,
        limit: PAGE,
      });
      if (signal.aborted) return null;
      gathering.add(page.jobs.filter((job) => canDo(action, job)));
      after = page.cursor;
      progress(gathering.ids.length);
    } while (after !== null);
  }
  return gathering;
}

function command(action: JobAction, ids: number[]): Promise<{ changed: number }> {
  switch (action) {
    case 'resend':
      return call('jobs.resend', { ids });
    case 'cancel':
      return call('jobs.cancel', { ids });
    case 'stop-checks':
      return call('jobs.stopChecks', { ids });
    case 'ask-status':
      return call('delivery.askOutcome', { which: { ids }, way: 'status' });
    case 'check-duplicate':
      return call('delivery.askOutcome', { which: { ids }, way: 'duplicate-check' });
    default:
      return call('jobs.resolve', { which: { ids }, as: action });
  }
}

/** Applies the action to exactly these jobs. @returns the number for which it was still possible */
export async function perform(
  action: JobAction,
  ids: readonly number[],
  progress?: (done: number) => void,
): Promise<number> {
  const atOnce = ASKS_RECEIVER.includes(action) ? ASKED_AT_ONCE : IDS_AT_ONCE;
  let changed = 0;
  let refused: unknown = null;
  for (let from = 0; from < ids.length; from += atOnce) {
    try {
      changed += (await command(action, ids.slice(from, from + atOnce))).changed;
    } catch (thrown) {
      // It was possible for none of these. It still is for those of another command.
      if (!(thrown instanceof CommandError && thrown.code === 'conflict') || !ASKS_RECEIVER.includes(action))
        throw thrown;
      refused = thrown;
    }
    progress?.(Math.min(ids.length, from + atOnce));
  }
  if (changed === 0 && refused !== null) throw refused;
  return changed;
}

/** Whether canceling can be undone by sending the same ones: none of them was sent without an answer. */
export function canBeTakenBack(action: JobAction, gathered: Gathered): boolean {
  return action === 'cancel' && gathered.byState.unknown === undefined && gathered.ids.length <= IDS_AT_ONCE;
}
