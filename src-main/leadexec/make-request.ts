import { type CommandArguments, CommandError, type LeadexecReply } from '../../src-preload/contract/index.ts';
import { REMOVED } from '../../src-preload/contract/removed.ts';
import { askOnce } from '../connections/ask-once.ts';
import { getConnection } from '../connections/connections.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { enqueue } from '../queue/rows/add-jobs.ts';
import { jobOfSource } from '../queue/rows/find-jobs.ts';
import { createGroup, newestGroup } from '../queue/rows/groups.ts';
import { parseJson } from '../vendors/json-outline.ts';
import type { Refused } from '../vendors/lead-answer.ts';
import type { CallDefinition } from '../vendors/leadexec/call-definition.ts';
import { type MatchedRequest, matchRequest } from '../vendors/leadexec/match-request.ts';
import type { Answer } from '../vendors/leadexec/read-answer.ts';
import { AccountRequestError, accountRequest } from '../vendors/leadexec/request.ts';
import { hiddenParts, secretsIn, withoutSecrets } from '../vendors/leadexec/secrets.ts';
import type { Accounts } from './accounts.ts';
import type { RecordSecrets } from './record-secrets.ts';
import { addSave, removeSave, type StoredSave } from './records/save-rows.ts';
import { addRequest, removeRequest } from './request-rows.ts';
import type { SealedRequests, WholeRequest } from './sealed-requests.ts';
import { readingOf } from './settle-by-reading.ts';

export interface EnqueuePorts {
  readonly store: Store;
  readonly now: () => number;
  readonly sealed: SealedRequests;
  /** Called when there is a new job. */
  readonly wake: () => void;
}
export interface RequestPorts extends EnqueuePorts {
  readonly accounts: Accounts;
  readonly records: RecordSecrets;
}

type Input = CommandArguments<'leadexec.request'>;

/**
 * Makes a request to an account: a read is answered now, a change becomes a job.
 *
 * @throws CommandError `invalid-input` with every problem, before anything is sent; `unavailable`, `conflict` or `failed` if a read has no
 * answer
 */
export async function makeRequest(ports: RequestPorts, input: Input): Promise<LeadexecReply> {
  const connection = getConnection(ports.store, input.connectionId);
  if (connection.kind !== 'leadexec') {
    throw new CommandError('invalid-input', `${connection.name} is not a LeadExec account.`, 'connectionId');
  }
  const matched = matchRequest(input.request);
  if ('problem' in matched) throw new CommandError('invalid-input', matched.problem, 'request');
  if ('nearest' in matched) {
    const nearest = matched.nearest.join(', ');
    throw new CommandError(
      'invalid-input',
      `LeadExec documents no such request. The nearest are: ${nearest}.`,
      'request',
    );
  }
  const { body, missing } = await ports.records.reveal(input.connectionId, givenBody(input.body));
  if (missing.length > 0) {
    const names = [...new Set(missing)].join(', ');
    throw new CommandError(
      'invalid-input',
      `${names} reads ${REMOVED}, and no value of it is saved here. Read the record first, or write the value itself.`,
      'body',
    );
  }
  const whole = { path: matched.path, body };
  check(ports, input, matched, whole);
  return matched.definition.effect === 'read'
    ? readNow(ports, input, matched, whole)
    : {
        is: 'job',
        section: matched.definition.section,
        jobId: await enqueueChange(ports, {
          ...{ connectionId: input.connectionId, name: matched.name, definition: matched.definition, whole },
          kept: input.keepUndocumented,
        }),
      };
}

/** Makes a change of an account for another module. @returns the id of its job. @throws CommandError as `makeRequest` */
export async function makeChange(
  ports: RequestPorts,
  connectionId: number,
  request: string,
  body: string,
): Promise<number> {
  const reply = await makeRequest(ports, { connectionId, request, body, keepUndocumented: false, showSecrets: false });
  if (reply.is !== 'job') throw new Error(`${request} changes nothing`);
  return reply.jobId;
}

function check({ accounts }: RequestPorts, input: Input, { definition }: MatchedRequest, whole: WholeRequest): void {
  try {
    accountRequest(definition, accounts.of(input.connectionId).access, whole, { kept: input.keepUndocumented });
  } catch (error) {
    if (error instanceof AccountRequestError) throw new CommandError('invalid-input', error.message, 'body');
    throw error;
  }
}

async function readNow(
  { accounts, records }: RequestPorts,
  { connectionId, keepUndocumented, showSecrets }: Input,
  { definition }: MatchedRequest,
  whole: WholeRequest,
): Promise<LeadexecReply> {
  let came = '';
  const client = accounts.client(connectionId, async (request) => {
    const result = await askOnce(request);
    came = result.kind === 'answer' ? result.body : '';
    return result;
  });
  const answer: Answer<unknown> = await client.ask(definition, whole, { kept: keepUndocumented });
  const { section } = definition;
  if (answer.kind === 'refused') throw refusedError(answer);
  if (answer.kind === 'declined') throw new CommandError('failed', `${section}: LeadExec answered: ${answer.words}`);
  const unread = answer.unread.map(({ at, reason }) => ({ at, reason }));
  const clean = await withoutItsSecrets(records, connectionId, came);
  return { is: 'answer', section, answer: showSecrets ? came : clean, unread };
}

/** An answer without its secrets, which are stored. */
async function withoutItsSecrets(records: RecordSecrets, connectionId: number, came: string): Promise<string> {
  const parsed = parseJson(came);
  if (secretsIn(parsed).length === 0) return came;
  return JSON.stringify(await records.hide(connectionId, parsed));
}

function givenBody(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const parsed = parseJson(text);
  if (parsed === undefined) throw new CommandError('invalid-input', 'The body is not JSON.', 'body');
  return parsed;
}

function refusedError({ why, sentence }: Refused): CommandError {
  if (why === 'login') return new CommandError('conflict', sentence);
  return new CommandError(why === 'network' || why === 'throttled' ? 'unavailable' : 'failed', sentence);
}

/** A change that will become a job. */
export interface NewChange {
  readonly connectionId: number;
  readonly name: string;
  readonly definition: CallDefinition;
  readonly whole: WholeRequest;
  /** Whether undocumented values are allowed because a record was read with them. */
  readonly kept: boolean;
  /** The edit of a record, if it is one; `expects` includes its secrets. */
  readonly save?: Omit<StoredSave, 'requestId' | 'after'>;
}

/** Adds a change as a job to the queue. @returns the id of the job */
export async function enqueueChange(ports: EnqueuePorts, change: NewChange): Promise<number> {
  const { store, now, sealed, wake } = ports;
  const { connectionId, name, definition, whole, save } = change;
  const expects = save?.expects ?? null;
  const hidden = hiddenParts(definition, whole.path);
  const { source: id, lane } = store.write(() => writeChange(store, change, { who: me(store), now: now() }));
  try {
    if (isSealed(change)) await sealed.keep(id, { ...whole, hidden, expects });
    store.write(() => {
      const kind = `leadexec ${name}`;
      const groupId =
        newestGroup(store, connectionId, kind) ??
        createGroup(store, { connectionId, kind, label: definition.section, now: now() });
      enqueue(store, { id: groupId, connectionId }, [{ source: id, lane }], now());
    });
  } catch (error) {
    // A half-made request is deleted.
    dropRequest(store, id);
    throw error;
  }
  wake();
  const job = jobOfSource(store, { connectionId, source: id });
  if (job === undefined) throw new Error('The job of a request is missing');
  return job.id;
}

/** Whether a change has secrets, which are only kept in the secret store. */
export const isSealed = ({ definition, whole, save }: NewChange): boolean =>
  hiddenParts(definition, whole.path).length > 0 ||
  secretsIn(whole.body).length > 0 ||
  secretsIn(save?.expects ?? null).length > 0;

/** Stores a change without its secrets, in the caller's write transaction. @returns what its job is created from */
export function writeChange(
  store: Store,
  change: NewChange,
  { who, now, batch }: { readonly who: string; readonly now: number; readonly batch?: number },
): { readonly source: number; readonly lane: string } {
  const { connectionId, name, definition, whole, kept, save } = change;
  const { path: template, parameters } = definition;
  const expects = save?.expects ?? null;
  const path = Object.fromEntries(Object.entries(whole.path).filter(([part]) => !parameters[part]?.hidden));
  const looks = expects !== null || readingOf(name, whole)?.looksFirst === true;
  const row = { connectionId, call: name, path, body: withoutSecrets(whole.body), kept, sealed: isSealed(change) };
  const step = looks ? 'look' : 'send';
  const source = addRequest(store, { ...row, step, who, now, ...(batch === undefined ? {} : { batch }) });
  if (save) {
    addSave(store, { ...save, expects: withoutSecrets(expects) as StoredSave['expects'], requestId: source });
  }
  return { source, lane: laneOf(template, path, whole.body) };
}

/** Deletes a change that never became a job. */
export function dropRequest(store: Store, id: number): void {
  store.write(() => {
    removeSave(store, id);
    removeRequest(store, id);
  });
}

/** A short key of what a change is about: two changes with the same key are never in flight together, and are sent in order. */
export function laneOf(template: string, path: Readonly<Record<string, unknown>>, body: unknown): string {
  const address = template.replace(/\[(\w+)\]/g, (_, name: string) => String(path[name] ?? REMOVED));
  const record = typeof body === 'object' && body !== null && 'Info' in body ? body.Info : body;
  const ids = Object.entries(typeof record === 'object' && record !== null && !Array.isArray(record) ? record : {})
    .filter(([name, value]) => /UID$/.test(name) && typeof value === 'number')
    .slice(0, 2)
    .map(([name, value]) => `${name} ${value === 0 ? 'new' : value}`);
  return [address, ...ids].join(' ');
}
