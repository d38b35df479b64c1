import { type CommandArguments, CommandError, type DeliveryBatch } from '../../src-preload/contract/index.ts';
import { getReceiver } from '../connections/connections.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { listed } from '../dialing/do-not-call.ts';
import { jobOf } from '../queue/rows/find-jobs.ts';
import { batchOptions, createBatch, getBatch, showBatch } from './batch-table.ts';
import { personField } from './check/contact-fields.ts';
import { enqueueBatch } from './enqueue.ts';
import { addReplay, addUpdate, getPost } from './posts.ts';
import { postOfJob } from './show.ts';

type Ports = Parameters<typeof enqueueBatch>[2] & { readonly store: Store };

/** "Update Lead" as a job. With `processDelivery` it sells, so it is not repeated automatically. @throws CommandError */
export async function updateLead(ports: Ports, input: CommandArguments<'delivery.update'>): Promise<DeliveryBatch> {
  const { store, now } = ports;
  const { connectionId, leadId, set, processDelivery } = input;
  const { receiver } = getReceiver(store, connectionId);
  if (Object.keys(set).length === 0) throw new CommandError('invalid-input', 'Say which fields are to change.', 'set');
  const body = receiver.body === 'json' ? 'json' : 'form';
  const names = Object.keys(set);
  const phone = set[personField(names, 'phone') ?? ''] ?? '';
  const email = set[personField(names, 'email') ?? ''] ?? '';
  const id = store.write(() => {
    const batch = createBatch(store, {
      ...{
        connectionId,
        kind: 'update',
        label: `Update of lead ${leadId}`,
        who: me(store),
        createdAt: now(),
        fileHash: '',
      },
      options: batchOptions.parse({ body, processDelivery }),
    });
    const person = { phone: listed(phone) ?? '', email: email.toLowerCase() };
    addUpdate(store, batch, { fields: set, ...person, updatesLead: leadId });
    return batch;
  });
  await enqueueBatch(store, id, ports);
  return showBatch(store, id);
}

/**
 * Posts the lead of a job again as a new job that is linked to it. A person decided it, so only an undecided result prevents it. @throws
 * CommandError
 */
export async function replay(ports: Ports, jobId: number): Promise<DeliveryBatch> {
  const { store, now } = ports;
  const post = getPost(store, postOfJob(store, jobId));
  const state = jobOf(store, jobId)?.state;
  if (post === undefined || Object.keys(post.fields).length === 0) {
    throw new CommandError('not-found', 'The fields of this lead are no longer on this desk.');
  }
  if (state === 'ready' || state === 'held' || state === 'sending' || state === 'awaiting-vendor') {
    throw new CommandError('conflict', `Job ${jobId} is ${state}: it has not come to its end yet.`);
  }
  if (state === 'unknown') {
    throw new CommandError(
      'conflict',
      `Nobody knows yet what became of job ${jobId}. Resolve it first: it may have been sold.`,
    );
  }
  const before = getBatch(store, post.batchId);
  const id = store.write(() => {
    const { connectionId, kind } = before;
    const options = { ...before.options, together: 1 };
    const batch = createBatch(store, {
      connectionId,
      kind,
      label: `Replay of job ${jobId}`,
      options,
      who: me(store),
      createdAt: now(),
      fileHash: '',
    });
    addReplay(store, batch, post.id);
    return batch;
  });
  await enqueueBatch(store, id, ports);
  return showBatch(store, id);
}
