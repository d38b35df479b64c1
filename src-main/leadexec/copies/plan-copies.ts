import { hash } from 'node:crypto';
import {
  type AccountCopy,
  type CommandArguments,
  CommandError,
  type CommandOutput,
} from '../../../src-preload/contract/index.ts';
import { yieldWhenDue } from '../../platform/yielding.ts';
import { jobsOfLane } from '../../queue/rows/find-jobs.ts';
import { CALLS } from '../../vendors/leadexec/registry.ts';
import { laneOf, type NewChange } from '../make-request.ts';
import { type Written, written } from '../records/bodies.ts';
import { type EditingPorts, requestProblems } from '../records/editing.ts';
import { changesBetween, fieldText } from '../records/edits.ts';
import { emptyRecord } from '../records/empty-record.ts';
import { readState } from '../records/read-rows.ts';
import { recordRow, recordsOf } from '../records/record-rows.ts';
import { flagOf, type Members, membersOf, rowsOf } from '../records/shown-values.ts';
import { requestRow } from '../request-rows.ts';
import { matchingMethods } from './client-methods.ts';
import { copiedValues, copyName } from './copy-values.ts';

export interface CopyPorts extends EditingPorts {
  readonly clientName: (connectionId: number, client: number) => string;
}
type Input = Omit<CommandArguments<'leadexec.planCopies'>, 'from' | 'count'>;
type Values = CommandOutput<'leadexec.planCopies'>['values'];

/** The result of copying an account to clients, before it is done. */
export interface CopyPlan {
  readonly accountName: string;
  readonly values: Values;
  /** The criteria of the copies, JSON. */
  readonly criteria: string;
  /** The lead type of the account's delivery method, 0 if it isn't known. */
  readonly leadType: number;
  readonly copies: readonly AccountCopy[];
  readonly changes: readonly NewChange[];
  readonly warnings: readonly string[];
  readonly revision: string;
}

/** Accounts of a client that were read longer ago are read again before a plan, ms. */
const OLD_AFTER_MS = 10 * 60_000;
/** Up to this many clients are read one by one; for more, all accounts are read, one call for each lead type. */
const ONE_BY_ONE = 20;

/**
 * Determines what copying an account to clients would create. The account is read again, and so are the accounts of clients that were not
 * read recently, because they include the clients' methods.
 *
 * @throws CommandError if the account can't be read, or a client does not exist
 */
export async function planCopies(ports: CopyPorts, input: Input): Promise<CopyPlan> {
  const { store, refresher, whole, now } = ports;
  const { connectionId, client, account, clients } = input;
  const place = { connectionId, kind: 'accounts' as const, parent: client };
  const error = await refresher.refresh(place, { id: account, fresh: true });
  if (error !== null) throw new CommandError('unavailable', `Couldn’t reload the delivery account. ${error}`);
  const source = whole.of(place, account);
  if (source === null) throw new CommandError('not-found', 'This delivery account no longer exists in LeadExec.');
  const record = membersOf(JSON.parse(source.text));
  const method = recordRow(store, { ...place, kind: 'methods' }, Number(record.DeliveryUID ?? 0));
  if (method === undefined) {
    throw new CommandError('not-found', 'The delivery method of this account isn’t on this desk. Refresh its client.');
  }
  const like = membersOf(JSON.parse(method.body));
  const unread = await readClients(ports, connectionId, clients);
  const values = copiedValues(record, input, now());
  await readFields(ports, connectionId, values, like);
  const accountName = String(record.Description ?? '');
  const due = yieldWhenDue();
  const copies: AccountCopy[] = [];
  const changes: NewChange[] = [];
  for (const one of new Set(clients)) {
    const { copy, change } = copyFor(ports, input, { client: one, accountName, values, like });
    copies.push(copy);
    if (change !== null) changes.push(change);
    await due();
  }
  return {
    accountName,
    values: inWords(values, now()),
    criteria: JSON.stringify(values.Criteria ?? []),
    leadType: Number(like.LeadTypeUID ?? 0),
    copies: copies.sort((a, b) => Number(isReady(a)) - Number(isReady(b))),
    changes,
    warnings: [
      ...(unread === null ? [] : [`Some accounts may be outdated. ${unread}`]),
      ...warningsOf(values, like, copies),
    ],
    revision: hash('sha256', JSON.stringify([values, copies]), 'base64url').slice(0, 22),
  };
}

/** Whether nobody has to look at a copy. A client whose method was given by its number keeps its place among those without one. */
const isReady = ({ outcome, methods }: AccountCopy): boolean => outcome === 'ready' && methods.length > 0;

/** Reads the accounts of clients that were not read recently. @returns why some could not be read; null if all were */
async function readClients(ports: CopyPorts, connectionId: number, clients: readonly number[]): Promise<string | null> {
  const { store, refresher, now } = ports;
  const place = (parent: number) => ({ connectionId, kind: 'accounts' as const, parent });
  const readAt = (parent: number) => readState(store, place(parent)).readAt ?? 0;
  const isOld = (at: number) => at < now() - OLD_AFTER_MS;
  if (!isOld(readAt(0))) return null;
  const old = [...new Set(clients)].filter((client) => isOld(readAt(client)));
  if (old.length > ONE_BY_ONE) return await refresher.refresh(place(0));
  const errors: (string | null)[] = [];
  for (const client of old) errors.push(await refresher.refresh(place(client)));
  return errors.find((error) => error !== null) ?? null;
}

/** Reads the lead type's fields, which name the criteria, if they were never read. Without them criteria are named by number. */
async function readFields(ports: CopyPorts, connectionId: number, values: Members, like: Members): Promise<void> {
  const parent = Number(like.LeadTypeUID ?? 0);
  const place = { connectionId, kind: 'leadFields' as const, parent };
  if (parent === 0 || rowsOf(values.Criteria).length === 0 || readState(ports.store, place).readAt !== null) return;
  await ports.refresher.refresh(place);
}

interface About {
  readonly client: number;
  readonly accountName: string;
  readonly values: Members;
  readonly like: Members;
}

function copyFor(ports: CopyPorts, input: Input, about: About): { copy: AccountCopy; change: NewChange | null } {
  const { store, clientName } = ports;
  const { connectionId } = input;
  const { client, values } = about;
  const name = clientName(connectionId, client) || String(client);
  const accountName = copyName(input.name, about.accountName, name);
  const methods = matchingMethods(store, connectionId, client, about.like);
  const chosen = input.methods.find((one) => one.client === client)?.method;
  const method = chosen ?? methods[0]?.id ?? null;
  const copy = { client, clientName: name, accountName, method, methods };
  const none = (outcome: AccountCopy['outcome'], reason: string) => ({
    copy: { ...copy, outcome, reason },
    change: null,
  });
  if (recordRow(store, { connectionId, kind: 'clients', parent: 0 }, client) === undefined) {
    return none('problem', `There is no client ${client} on this desk. Refresh the clients.`);
  }
  if (method === null) {
    return none('no-method', 'No delivery method of this lead type');
  }
  const record = { ...values, ClientUID: client, DeliveryUID: method, Description: accountName };
  const made = written('accounts', client, null, record);
  if (made === null) throw new Error('No call creates a delivery account');
  const exists = input.again.includes(client) ? null : existing(ports, connectionId, client, accountName, made);
  if (exists !== null) return none('exists', exists);
  const [problem] = requestProblems(ports, { connectionId, kind: 'accounts', parent: client }, made, true);
  if (problem !== undefined) return none('problem', problem.problem);
  return { copy: { ...copy, outcome: 'ready', reason: '' }, change: newAccount(connectionId, client, made) };
}

const plain = (name: unknown): string =>
  String(name ?? '')
    .trim()
    .toLowerCase();

/** Why a client needs no account with this name: it has one, or a job will create one; null if it needs one. */
function existing(
  { store }: CopyPorts,
  connectionId: number,
  client: number,
  name: string,
  { call, path, body }: Written,
): string | null {
  const there = recordsOf(store, { connectionId, kind: 'accounts', parent: client }).find(
    (row) => plain(membersOf(JSON.parse(row.body)).Description) === plain(name),
  );
  if (there !== undefined) return `Has an account with this name already (${there.id}).`;
  const lane = laneOf(CALLS.get(call)?.path ?? '', path, body);
  const job = jobsOfLane(store, lane).find(
    (one) =>
      one.connectionId === connectionId &&
      !['delivered', 'duplicate', 'rejected', 'cancelled'].includes(one.state) &&
      plain(membersOf(requestRow(store, one.source)?.body).Description) === plain(name),
  );
  return job === undefined ? null : `An account with this name is being created already (job ${job.id}).`;
}

function newAccount(connectionId: number, client: number, { call, path, body }: Written): NewChange {
  const definition = CALLS.get(call);
  if (definition === undefined) throw new Error(`There is no call ${call}`);
  const save = { kind: 'accounts' as const, parent: client, recordId: 0, expects: null, before: [] };
  return { connectionId, name: call, definition, whole: { path: { ...path }, body }, kept: true, save };
}

/** The values of a copy, in words, without those of every new account. */
function inWords(values: Members, now: number): Values {
  const own = ['ClientAccountUID', 'ClientUID', 'DeliveryUID', 'Description', 'AlternatePosting', 'Criteria'];
  const blank = Object.fromEntries(Object.keys(emptyRecord('accounts', 0, now)).map((name) => [name, undefined]));
  const criteria = fieldText('accounts', 'Criteria');
  const simple = changesBetween('accounts', blank, values).flatMap(({ field, label, after }) =>
    own.includes(field) || after === '' ? [] : [{ field, label, value: after }],
  );
  const text = criteria.text(values) || 'every lead of this type';
  return [...simple, { field: 'Criteria', label: criteria.label, value: text }];
}

function warningsOf(values: Members, like: Members, copies: readonly AccountCopy[]): string[] {
  const needsOrder = flagOf(values.useOrder) === true;
  const without = copies.filter(({ outcome }) => outcome === 'no-method').length;
  return [
    ...(without === 0
      ? []
      : [
          `Clients without a delivery method of this lead type: ${without.toLocaleString('en-US')}. LeadExec lists only methods that an account uses. To use another, enter its number.`,
        ]),
    ...(needsOrder
      ? ['Orders aren’t copied. A copy requires an open order, so it gets no leads until its client has one.']
      : []),
    ...(Number(like.LeadTypeUID ?? 0) === 0 ? ['The lead type of the account’s delivery method is unknown.'] : []),
  ];
}
