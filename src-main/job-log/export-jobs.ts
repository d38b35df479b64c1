import { join } from 'node:path';
import type { CommandArguments, CommandOutput, Job } from '../../src-preload/contract/index.ts';
import type { RunningWork } from '../commands/running-work.ts';
import type { Store } from '../db/store.ts';
import { csvRow } from '../dialing/csv-out.ts';
import { type LineSink, writeFileWhole } from '../dialing/line-sink.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import type { JobFacts } from './facts.ts';
import { listJobs } from './query.ts';

interface ExportPorts {
  readonly store: Store;
  readonly facts: JobFacts;
  readonly now: () => number;
  readonly exportsDir: string;
  /** The exports in progress. */
  readonly exports: RunningWork;
}

/** The columns of the file. Those of posted leads are empty for other rows; new columns are added at the end. */
const COLUMNS: readonly (readonly [title: string, cell: (job: Job) => string | number | null | undefined])[] = [
  ['Job', ({ id }) => id],
  ['State', ({ state }) => state],
  ['Dialer', ({ connection }) => connection],
  ['Import', ({ importName }) => importName],
  ['Row', ({ row }) => row],
  ['Phone', ({ phone }) => phone],
  ['Reason', ({ reason }) => reason],
  ['Lead id', ({ leadId }) => leadId],
  ['Answer', ({ lastAnswer }) => lastAnswer],
  ['Attempts', ({ attempts }) => attempts],
  ['Changed', ({ updatedAt }) => new Date(updatedAt).toISOString()],
  ['Not confirmed', ({ missing }) => missing.join(' ')],
  ['Posted as', ({ kind }) => kind],
  ['Reference', ({ reference }) => reference],
  ['Post id', ({ postId }) => postId],
  ['Campaign', ({ campaign }) => campaign],
  ['Price', ({ price }) => price],
  ['Estimated price', ({ estimatedPrice }) => estimatedPrice],
  ['Review', ({ review }) => review],
  ['Return', ({ returnState }) => returnState],
  ['Clients', ({ sends }) => sends?.map(({ client }) => client).join('; ')],
];
const AT_ONCE = 1_000;

/** The beginning of a file, a row by the number of rows before it, and the end of the file. */
interface Format {
  readonly mark: boolean;
  readonly head: string;
  readonly row: (job: Job, before: number) => string;
  readonly foot: string;
}

const FORMATS: Readonly<Record<CommandArguments<'jobs.export'>['format'], Format>> = {
  csv: {
    mark: true,
    head: csvRow(COLUMNS.map(([title]) => title)),
    row: (job) => csvRow(COLUMNS.map(([, cell]) => String(cell(job) ?? ''))),
    foot: '',
  },
  // In the form of `trunkline jobs --json`.
  json: {
    mark: false,
    head: '[\n',
    row: (job, before) => `${before === 0 ? '' : ','}${JSON.stringify(job)}\n`,
    foot: ']\n',
  },
};

/** The texts of exports in progress. */
export const EXPORT_WORDS = {
  already: 'This export is running already.',
  canceled: 'Canceled: no file was written.',
  field: 'exportId',
} as const;

/**
 * Writes the matching jobs to a file, oldest first, and returns its path. On failure no file remains.
 *
 * @throws CommandError `conflict` if it was canceled
 */
export async function exportJobs(
  { store, facts, now, exportsDir, exports }: ExportPorts,
  { filter, path, format, exportId }: CommandArguments<'jobs.export'>,
): Promise<CommandOutput<'jobs.export'>> {
  const running = exports.begin(exportId);
  const name = `deliveries ${new Date(now()).toISOString().replace(/[:.]/g, '-')}.${format}`;
  const { mark, head, row, foot } = FORMATS[format];
  const write = async (sink: LineSink) => {
    sink.write(head);
    let after: string | null = null;
    let written = 0;
    do {
      running.signal.throwIfAborted();
      const page: Awaited<ReturnType<typeof listJobs>> = await listJobs(
        store,
        { filter, after, limit: AT_ONCE, order: 'oldest' },
        facts,
      );
      for (const job of page.jobs) sink.write(row(job, written++));
      after = page.cursor;
      running.reached(written, null);
      await sink.drained();
      await yieldToEventLoop();
    } while (after !== null);
    running.signal.throwIfAborted();
    sink.write(foot);
    return written;
  };
  try {
    return await writeFileWhole(path ?? join(exportsDir, name), write, { mark });
  } finally {
    running.end();
  }
}
