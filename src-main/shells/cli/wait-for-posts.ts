import type { DeliveryBatch } from '../../../src-preload/contract/index.ts';
import type { Desk } from './attach.ts';
import { countsInWords, untilIdle } from './settle.ts';
import { Standstill, whyItStands } from './standstill.ts';
import { EXIT, type ExitCode, type VerbContext } from './verb.ts';

/** Waits until every post of a batch has a result, or makes no more progress without a person. @returns the batch then */
export async function waitForPosts(context: VerbContext, desk: Desk, id: number): Promise<DeliveryBatch> {
  const standstill = new Standstill(desk);
  let batch = await desk.call('delivery.batch', { id });
  await untilIdle(desk, {
    forMs: null,
    remark: context.remark,
    connectionOf: () => batch.connectionId,
    countsOf: () => batch.jobs,
    wants: async (status) => {
      batch = await desk.call('delivery.batch', { id });
      // Other posts and imports of the desk may go on.
      if (status.idle || isDone(batch)) return true;
      const { jobs, paused, connectionId } = batch;
      const line = status.connections.find((one) => one.id === connectionId);
      // What the receiver has queued continues automatically while its status is requested.
      if (jobs['awaiting-vendor'] > 0 && (line?.runState === 'running' || line?.runState === 'tripped')) return false;
      return await standstill.reached({ counts: jobs, line, paused, filter: { connectionId } });
    },
  });
  return batch;
}

/** Whether every lead that isn't left out has a result. */
const isDone = ({ jobs, rows, leftOut }: DeliveryBatch): boolean =>
  jobs.total === rows - leftOut && openJobs(jobs) === 0;

const openJobs = (jobs: DeliveryBatch['jobs']): number =>
  jobs.ready + jobs.held + jobs.sending + jobs.unknown + jobs['awaiting-vendor'];

/** Prints the state of a batch. @returns 0 if every lead has a result */
export async function tellBatch(context: VerbContext, desk: Desk, batch: DeliveryBatch): Promise<ExitCode> {
  const { jobs, revenue, unpriced, connection } = batch;
  if (!context.json) {
    const paid =
      revenue === 0 ? '' : `; ${revenue.toLocaleString('en-US', { style: 'currency', currency: 'USD' })} so far`;
    const without = unpriced === 0 ? '' : `; ${unpriced.toLocaleString('en-US')} without a price in the answer`;
    context.out(`${connection}: ${countsInWords(jobs)}${paid}${without}.`);
  }
  const line = (await desk.call('connections.list', {})).find(({ id }) => id === batch.connectionId);
  const waiting = { counts: jobs, line, paused: batch.paused, filter: { connectionId: batch.connectionId } };
  for (const sentence of whyItStands(waiting, batch.pausedReason)) context.remark(sentence);
  return openJobs(jobs) > 0 ? EXIT.attention : EXIT.ok;
}
