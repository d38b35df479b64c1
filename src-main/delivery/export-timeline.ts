import { join } from 'node:path';
import type { Store } from '../db/store.ts';
import { type LineSink, writeFileWhole } from '../dialing/line-sink.ts';
import { postOfJob, timelineOf } from './show.ts';

/**
 * Writes everything that was sent for one posted lead as JSON to a file of the desk. Its requests and answers are stored without secrets.
 *
 * @throws CommandError `not-found` for a job that posted nothing
 */
export async function exportTimeline(
  { store, now, exportsDir }: { readonly store: Store; readonly now: () => number; readonly exportsDir: string },
  { jobId, path }: { readonly jobId: number; readonly path?: string | undefined },
): Promise<{ path: string }> {
  const stamp = new Date(now()).toISOString().replace(/[:.]/g, '-');
  const target = path ?? join(exportsDir, `post ${jobId} ${stamp}.json`);
  // This is part of the writing, so that a path that may not be written to is refused before anything is read.
  const write = async (sink: LineSink) => {
    const timeline = timelineOf(store, postOfJob(store, jobId));
    sink.write(`${JSON.stringify(timeline, null, 2)}\n`);
    return 1;
  };
  const written = await writeFileWhole(target, write, { mark: false });
  return { path: written.path };
}
