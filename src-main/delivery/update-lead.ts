import { type CommandArguments, CommandError, type DeliveryBatch } from '../../src-preload/contract/index.ts';
import { getReceiver } from '../connections/connections.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { isOnDoNotCall, listed } from '../dialing/do-not-call.ts';
import { forgottenTest } from '../leads/forgotten.ts';
import { emailKey, knownPhone } from '../leads/keys.ts';
import { fieldsOfCampaign } from './campaigns.ts';
import type { CheckedPost, PostRow } from './check/check-posts.ts';
import { personField } from './check/contact-fields.ts';
import { type PostChecker, runCheck } from './check/run-check.ts';
import { enqueueBatch } from './enqueue.ts';
import type { PostLog } from './log/post-log.ts';
import { addUpdate } from './rows/add-posts.ts';
import { batchOptions, createBatch } from './rows/batches.ts';
import { getPost, type StoredPost } from './rows/post.ts';
import { showBatch } from './show-batch.ts';
import { changeWords } from './words.ts';

export interface UpdatePorts {
  readonly checker: PostChecker;
  /** Finds posts by the receiver's number of their lead. */
  readonly postLog: Pick<PostLog, 'find' | 'progress'>;
}

type Ports = Parameters<typeof enqueueBatch>[2] & UpdatePorts & { readonly store: Store };
type Input = CommandArguments<'delivery.update'>;

/**
 * "Update Lead" as a job. With `processDelivery` it sells the lead, so it is not repeated automatically. The changes are checked like a
 * posted lead.
 *
 * @throws CommandError `invalid-input` naming the field in `set.NAME`, or `conflict` for a person about whom nothing may be sent
 */
export async function updateLead(ports: Ports, input: Input): Promise<DeliveryBatch> {
  const { store, now } = ports;
  const { connectionId, leadId, processDelivery, sendAnyway } = input;
  const { receiver } = getReceiver(store, connectionId);
  if (Object.keys(input.set).length === 0) {
    throw new CommandError('invalid-input', 'Say which fields are to change.', 'set');
  }
  const fields = await checkedChanges(ports, input);
  const person = personOfUpdate(await postOfLead(ports, input), fields);
  refuseUnwanted(store, input, person);
  const id = store.write(() => {
    const batch = createBatch(store, {
      ...{ connectionId, kind: 'update', label: `Update of lead ${leadId}`, who: me(store) },
      ...{ createdAt: now(), fileHash: '' },
      options: batchOptions.parse({
        ...{ body: receiver.body === 'json' ? 'json' : 'form', processDelivery },
        overruled: sendAnyway,
      }),
    });
    addUpdate(store, batch, { fields, ...person, updatesLead: leadId });
    return batch;
  });
  await enqueueBatch(store, id, ports);
  return showBatch(store, id);
}

/** The changes as they are sent, without the characters that the vendor's expressions remove. A cleared value stays empty. */
async function checkedChanges(ports: Ports, { connectionId, set, sendAnyway }: Input): Promise<Record<string, string>> {
  const fields = fieldsOfCampaign(ports.store, connectionId);
  const found: CheckedPost[] = [];
  await runCheck(
    ports.checker,
    { from: alone({ values: set, leadId: null }), set: {}, fields, person: { phone: '', email: '' }, calls: false },
    (batch) => {
      found.push(...batch);
    },
    new AbortController().signal,
  );
  const [row] = found;
  if (row === undefined) throw new Error('The changes of a lead were not checked');
  const changed = new Set(Object.keys(set).map((name) => name.toLowerCase()));
  const overruled = new Set<string>(sendAnyway);
  // Required fields that don't change were sent before.
  const wrong = row.issues.filter(
    ({ severity, field, code }) => severity === 'error' && changed.has(field.toLowerCase()) && !overruled.has(code),
  );
  const [first] = wrong;
  if (first !== undefined) {
    throw new CommandError(
      'invalid-input',
      `Nothing was sent. ${wrong.map(changeWords).join(' ')}`,
      `set.${first.field}`,
    );
  }
  const clean: unknown = JSON.parse(row.fields);
  const asChecked = new Map(Object.entries(clean ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return Object.fromEntries(Object.keys(set).map((name) => [name, asChecked.get(name.toLowerCase()) ?? '']));
}

async function* alone(row: PostRow): AsyncGenerator<readonly PostRow[]> {
  yield [row];
}

/** The newest post that received this number; undefined if this desk has none. */
async function postOfLead({ store, postLog }: Ports, { connectionId, leadId }: Input): Promise<StoredPost | undefined> {
  const page = { order: 'newest', behind: null, limit: 20 } as const;
  const { posts } = await postLog.find({ connectionId, post: { text: leadId } }, page);
  // Other posts have the number as their reference, or are updates.
  return posts.map((id) => getPost(store, id)).find((post) => post?.leadUid === leadId && post.updatesLead === null);
}

/** The person of the lead, from the changes and otherwise from what this desk posted. */
function personOfUpdate(known: StoredPost | undefined, fields: Readonly<Record<string, string>>) {
  const names = Object.keys(fields);
  const [phone, email] = [personField(names, 'phone'), personField(names, 'email')];
  return {
    phone: (phone === undefined ? undefined : (listed(fields[phone] ?? '') ?? '')) ?? known?.phone ?? '',
    email: (email === undefined ? undefined : fields[email]?.toLowerCase()) ?? known?.email ?? '',
    leadId: known?.leadId ?? null,
  };
}

/** Nothing is sent about an erased person, and about a person on the do-not-call list only if the operator decides so. */
function refuseUnwanted(
  store: Store,
  { leadId, sendAnyway }: Input,
  { phone, email }: { readonly phone: string; readonly email: string },
): void {
  const keys = (key: string | null) => (key === null ? [] : [key]);
  const traces = { phones: keys(knownPhone(phone).key), emails: keys(emailKey(email)), externalIds: [] };
  if (forgottenTest(store)?.(traces) === true) {
    throw new CommandError('conflict', `Lead ${leadId} is of someone who was erased from this desk. Nothing was sent.`);
  }
  if (phone !== '' && !sendAnyway.includes('do-not-call') && isOnDoNotCall(store, phone)) {
    throw new CommandError(
      'conflict',
      `Lead ${leadId} has a phone on your do-not-call list. Nothing was sent; send it anyway with the reason do-not-call.`,
      'sendAnyway',
    );
  }
}
