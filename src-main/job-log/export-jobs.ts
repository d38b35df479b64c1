import { join } from 'node:path';
import type { CommandArguments, CommandOutput, Job } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { csvRow } from '../dialing/csv-out.ts';
import { writeFileWhole } from '../dialing/line-sink.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import type { JobFacts } from './facts.ts';
import { listJobs } from './query.ts';

interface ExportPorts {
  readonly store: Store;
  readonly facts: JobFacts;
  readonly now: () => number;
  readonly exportsDir: string;
}

/** The columns of the file. Those of posted leads are empty for any other row; new columns go to the end. */
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

/** Writes the matching jobs to a CSV file, oldest first, and returns its path. On failure no file remains. */
export function exportJobs(
  { store, facts, now, exportsDir }: ExportPorts,
  { filter, path }: CommandArguments<'jobs.export'>,
): Promise<CommandOutput<'jobs.export'>> {
  const target = path ?? join(exportsDir, `deliveries ${new Date(now()).toISOString().replace(/[:.]/g, '-')}.csv`);
  return writeFileWhole(target, async (sink) => {
    sink.write(csvRow(COLUMNS.map(([title]) => title)));
    let after: string | null = null;
    let written = 0;
    do {
      const page: Awaited<ReturnType<typeof listJobs>> = await listJobs(
        store,
        { filter, after, limit: AT_ONCE, order: 'oldest' },
        facts,
      );
      for (const job of page.jobs) sink.write(csvRow(COLUMNS.map(([, cell]) => String(cell(job) ?? ''))));
      written += page.jobs.length;
      after = page.cursor;
      await sink.drained();
      await yieldToEventLoop();
    } while (after !== null);
    return written;
  });
}
