import { CommandError, type JobDetail, type ReadingRequest } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { RunningWork } from '../commands/running-work.ts';
import type { Store } from '../db/store.ts';
import { getImport } from '../dialing/import-table.ts';
import { CANCEL, SEND_AGAIN } from '../queue/change-jobs.ts';
import { attemptsOf } from '../queue/rows/attempts.ts';
import { payloadHash } from '../queue/rows/begin-attempts.ts';
import { jobOf } from '../queue/rows/find-jobs.ts';
import { shownCounts } from '../queue/rows/shown-counts.ts';
import type { QueuedJob } from '../queue/types.ts';
import { askDialers, changeChosenJobs, type MarkedDelivered, RESOLUTIONS, stopChecks } from './change-jobs.ts';
import { jobConcerns } from './concerns.ts';
import { exportJobs } from './export-jobs.ts';
import type { JobFacts } from './facts.ts';
import { jobReasons, listJobs, readJob } from './query.ts';

export interface JobLogPorts {
  readonly store: Store;
  readonly facts: JobFacts;
  readonly now: () => number;
  /** The request of a job, without secrets. */
  readonly fieldsOf: (job: QueuedJob) => {
    readonly url: string;
    readonly fields: { name: string; value: string }[];
    readonly shown: string;
  };
  /** The requests that read a job's lead back, in order. */
  readonly readingsOf: (jobId: number) => ReadingRequest[];
  /** Whether a dialer answers `lead_search`. If that is unknown, it is tried. */
  readonly answersSearch: (connectionId: number) => Promise<boolean>;
  readonly exportsDir: string;
  readonly markedDelivered: MarkedDelivered;
  /** The exports that are under way. */
  readonly exports: RunningWork;
  readonly wake: () => void;
  readonly changed: () => void;
}

/** Registers the commands of the delivery log. */
export function registerJobLog(handlers: Handlers, ports: JobLogPorts): void {
  const { store } = ports;
  const acted = (changed: number) => {
    ports.wake();
    ports.changed();
    return { changed };
  };
  handlers.on('jobs.list', (input) => listJobs(store, input, ports.facts));
  handlers.on('jobs.get', ({ id }) => detail(ports, id));
  handlers.on('jobs.counts', ({ connectionId, importId }) => {
    const groupId = importId === undefined ? undefined : (getImport(store, importId).groupId ?? 0);
    return shownCounts(store, {
      ...(connectionId === undefined ? {} : { connectionId }),
      ...(groupId === undefined ? {} : { groupId }),
    });
  });
  handlers.on('jobs.concerns', ({ connectionId, importId }) =>
    jobConcerns(store, {
      connectionId,
      groupId: importId === undefined ? undefined : (getImport(store, importId).groupId ?? 0),
    }),
  );
  handlers.on('jobs.reasons', ({ filter }) => jobReasons(store, filter, ports.facts));
  handlers.on('jobs.resend', async (which) => acted(await changeChosenJobs(ports, which, SEND_AGAIN)));
  handlers.on('jobs.cancel', async (which) => acted(await changeChosenJobs(ports, which, CANCEL)));
  handlers.on('jobs.resolve', async ({ which, as }) => {
    if (as === 'ask-dialer' || as === 'send-checked') return acted(await askDialers(ports, which, as));
    const how = RESOLUTIONS[as];
    const what = how.to === 'delivered' ? { ...how, changed: ports.markedDelivered } : how;
    return acted(await changeChosenJobs(ports, which, what));
  });
  handlers.on('jobs.stopChecks', async (which) => acted(await stopChecks(ports, which)));
  handlers.on('jobs.export', (input) => exportJobs(ports, input));
  handlers.on('jobs.exportProgress', ({ exportId }) => ports.exports.progress(exportId));
  handlers.on('jobs.cancelExport', ({ exportId }) => ({ canceled: ports.exports.cancel(exportId) }));
}

function detail({ store, facts, fieldsOf, readingsOf }: JobLogPorts, id: number): JobDetail {
  const job = readJob(store, id, facts);
  if (!job) throw new CommandError('not-found', `There is no job ${id}.`);
  const row = jobOf(store, id);
  const attemptList = attemptsOf(store, id);
  const request = fieldsOf({
    id,
    connectionId: job.connectionId,
    groupId: row?.groupId ?? 0,
    source: row?.source ?? 0,
    lane: job.phone,
    attempts: job.attempts,
  });
  const asSent = attemptList.length > 0 && attemptList.at(-1)?.payloadHash === payloadHash(request.shown);
  return {
    ...job,
    attemptList,
    readings: readingsOf(id),
    request: { url: request.url, fields: request.fields, asSent },
  };
}
