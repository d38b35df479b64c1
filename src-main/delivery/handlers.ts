import { CommandError } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { getReceiver } from '../connections/connections.ts';
import { setGroupPaused } from '../queue/rows/groups.ts';
import { type AskOutcomePorts, askOutcome } from './ask-outcome.ts';
import { type AskPorts, askStatus, checkDuplicate, ping } from './ask-receiver.ts';
import { fieldsOfCampaign, keepFields } from './campaigns.ts';
import { readFields } from './check/read-fields.ts';
import { exportTimeline } from './export-timeline.ts';
import { logChoices } from './log-choices.ts';
import { type PostPorts, postLeads } from './post-leads.ts';
import { confirmRedirect, isRedirect, type RedirectPorts } from './redirects.ts';
import { replay } from './replay.ts';
import { revenue } from './revenue.ts';
import { agentsOf, noteTaken } from './rows/agents.ts';
import { getBatch, newestBatches } from './rows/batches.ts';
import { followNow } from './rows/follows.ts';
import { leftOutRows } from './rows/left-out.ts';
import { noteTurn } from './rows/turns.ts';
import { factsOfJobs, postOfJob, postsOfLead, timelineOf } from './show.ts';
import { showBatch, showBatches } from './show-batch.ts';
import { suggestColumns } from './suggest.ts';
import { turnedPosts } from './turned.ts';
import { type UpdatePorts, updateLead } from './update-lead.ts';

export interface DeliveryPorts extends PostPorts, AskPorts, AskOutcomePorts, RedirectPorts, UpdatePorts {
  readonly withdraw: (connectionId: number) => void;
  readonly changed: () => void;
  /** The status of a post is due. */
  readonly follow: () => void;
  readonly exportsDir: string;
}

/** Registers the commands of posting leads. */
export function registerDelivery(handlers: Handlers, ports: DeliveryPorts): void {
  const { store, now, changed } = ports;
  const after = <T>(value: T): T => {
    changed();
    return value;
  };
  handlers.on('delivery.post', async (input) => after(await postLeads(ports, input)));
  handlers.on('delivery.checkProgress', ({ checkId }) => ports.checks.progress(checkId));
  handlers.on('delivery.cancelCheck', ({ checkId }) => ({ canceled: ports.checks.cancel(checkId) }));
  handlers.on('delivery.update', async (input) => after(await updateLead(ports, input)));
  handlers.on('delivery.replay', async ({ jobId }) => after(await replay(ports, jobId)));
  handlers.on('delivery.suggest', (input) => suggestColumns(store, input));
  handlers.on('delivery.batches', ({ limit }) => showBatches(store, newestBatches(store, limit)));
  handlers.on('delivery.batch', ({ id }) => showBatch(store, id));
  const pause = async (id: number, paused: boolean) => {
    const { groupId, connectionId } = getBatch(store, id);
    if (groupId === null) throw new CommandError('conflict', 'Its rows are still being read.');
    setGroupPaused(store, groupId, paused);
    if (paused) ports.withdraw(connectionId);
    else ports.wake();
    return after(await showBatch(store, id));
  };
  handlers.on('delivery.pause', ({ id }) => pause(id, true));
  handlers.on('delivery.resume', ({ id }) => pause(id, false));
  handlers.on('delivery.leftOut', ({ id, after: behind, limit }) =>
    leftOutRows(store, getBatch(store, id).id, behind, limit),
  );
  handlers.on('delivery.ping', (input) => ping(ports, input));
  handlers.on('delivery.checkDuplicate', (input) => checkDuplicate(ports, input));
  handlers.on('delivery.askOutcome', async (input) => {
    const changed = await askOutcome(ports, input);
    ports.wake();
    return after({ changed });
  });
  handlers.on('delivery.status', async (input) => {
    const status = await askStatus(ports, input);
    // What was just shown is not to be stored only when the post's next turn comes, which may be in a day.
    if (followNow(store, input.connectionId, input.postId, now())) ports.follow();
    return status;
  });
  handlers.on('delivery.turned', (input) => turnedPosts(store, input));
  handlers.on('delivery.timeline', ({ jobId }) => timelineOf(store, postOfJob(store, jobId)));
  handlers.on('delivery.exportTimeline', (input) => exportTimeline(ports, input));
  handlers.on('delivery.ofLead', ({ leadId }) => postsOfLead(store, leadId));
  handlers.on('delivery.agentTook', ({ jobId, no }) => {
    const postNo = postOfJob(store, jobId);
    store.write(() => {
      const found = no === null ? null : agentsOf(store, postNo).find((agent) => agent.no === no);
      if (found === undefined) throw new CommandError('not-found', `Job ${jobId} has no agent ${no}.`, 'no');
      noteTaken(store, postNo, no, now());
      noteTurn(store, postNo, now(), 'agent', null, found?.name ?? null);
    });
    changed();
    const facts = factsOfJobs(store, [jobId]).get(jobId);
    if (!facts) throw new CommandError('not-found', `There is no job ${jobId}.`);
    return facts;
  });
  handlers.on('delivery.logProgress', () => ports.postLog.progress);
  handlers.on('delivery.logChoices', () => logChoices(store));
  handlers.on('delivery.revenue', (input) => revenue(store, input));
  handlers.on('delivery.fields', ({ connectionId }) => [
    ...fieldsOfCampaign(store, getReceiver(store, connectionId).id),
  ]);
  handlers.on('delivery.fieldSource', ({ connectionId }) => ports.accountFields.source(connectionId));
  handlers.on('delivery.readAccountFields', async ({ connectionId, accountId }) => {
    await ports.accountFields.read(connectionId, accountId);
    return ports.accountFields.source(connectionId);
  });
  handlers.on('delivery.setFields', ({ connectionId, fields }) => {
    keepFields(store, connectionId, { fields, accountId: null, at: now() });
    return [...fieldsOfCampaign(store, connectionId)];
  });
  handlers.on('delivery.isRedirect', ({ url }) => ({ is: isRedirect(store, url) }));
  handlers.on('delivery.confirmRedirect', async (input) => after(await confirmRedirect(ports, input)));
  handlers.on('delivery.readFields', ({ text }) => readFields(text));
}
