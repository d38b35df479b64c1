import {
  type CommandArguments,
  CommandError,
  type Connection,
  type ConnectionKind,
  connectionKind,
  type DialerDefaults,
  type DialerTraits,
  dialerDefaults,
  dialerTraits,
  type ReceiverOptions,
  receiverOptions,
  type SourceOptions,
  sourceOptions,
} from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { shownCounts } from '../queue/rows/shown-counts.ts';
import { ADD_LEAD_PATH } from '../vendors/crocodial/form.ts';
import { AddressError, vendorUrl } from '../vendors/http.ts';
import { addConnection, changeConnection, connectionRow, connectionRows } from './connection-rows.ts';
import { lastTest } from './dialer-knowledge.ts';

/** A connection as its features use it. */
export interface StoredConnection {
  readonly id: number;
  readonly kind: ConnectionKind;
  readonly name: string;
  readonly url: string;
  readonly user: string;
  readonly traits: DialerTraits;
  /** How leads are fetched; null if it is not a source. */
  readonly source: SourceOptions | null;
  /** How leads are posted; null if it is not a receiver. */
  readonly receiver: ReceiverOptions | null;
  readonly timeoutMs: number;
}

/** The traits of connections that are not dialers, only because the contract requires some. */
const NO_TRAITS: DialerTraits = { accents: 'fold', plus: 'space' };

/** Parses the column `options`: the traits of a dialer, the fetch settings of a source, or the post settings of a receiver. */
function readOptions(kind: ConnectionKind, json: string): Pick<StoredConnection, 'traits' | 'source' | 'receiver'> {
  const options: unknown = JSON.parse(json);
  if (kind === 'crocodial') return { traits: dialerTraits.parse(options), source: null, receiver: null };
  if (kind === 'receiver') return { traits: NO_TRAITS, source: null, receiver: receiverOptions.parse(options) };
  if (kind === 'leadexec') return { traits: NO_TRAITS, source: null, receiver: null };
  return { traits: NO_TRAITS, source: sourceOptions.parse(options), receiver: null };
}

/** Every connection in use, by name. */
export function listConnections(store: Store): StoredConnection[] {
  return connectionRows(store).map((row) => {
    const kind = connectionKind.parse(row.kind);
    return {
      id: row.id,
      kind,
      name: row.name,
      url: row.url,
      user: row.user,
      ...readOptions(kind, row.options),
      timeoutMs: row.timeout_ms,
    };
  });
}

/** One connection. @throws CommandError `not-found` */
export function getConnection(store: Store, id: number): StoredConnection {
  const found = listConnections(store).find((connection) => connection.id === id);
  if (!found) throw new CommandError('not-found', 'This connection no longer exists.');
  return found;
}

/** A connection that leads can be posted to. @throws CommandError `not-found`, or `invalid-input` for another kind */
export function getReceiver(store: Store, id: number): StoredConnection & { readonly receiver: ReceiverOptions } {
  const found = getConnection(store, id);
  if (found.receiver !== null) return { ...found, receiver: found.receiver };
  throw new CommandError('invalid-input', `${found.name} is not a lead receiver.`, 'connectionId');
}

const KIND_WORDS: Readonly<Record<Exclude<ConnectionKind, 'crocodial'>, string>> = {
  locumjobs: 'lead source',
  liondesk: 'lead source',
  receiver: 'lead receiver',
  leadexec: 'LeadExec account',
};

/** A connection that rows can be sent to. @throws CommandError `not-found`, or `invalid-input` for another kind */
export function getDialer(store: Store, id: number): StoredConnection {
  const found = getConnection(store, id);
  if (found.kind === 'crocodial') return found;
  throw new CommandError(
    'invalid-input',
    `${found.name} is a ${KIND_WORDS[found.kind]}, not a dialer.`,
    'connectionId',
  );
}

/** A connection as shown on screen and in the terminal. */
export function showConnection(
  store: Store,
  id: number,
  live: { hasPassword: boolean; flying: number; pace: number },
): Connection {
  const stored = getConnection(store, id);
  const row = connectionRow(store, id);
  if (!row) throw new CommandError('not-found', 'This connection no longer exists.');
  return {
    id,
    kind: stored.kind,
    name: row.name,
    url: row.url,
    user: row.user,
    hasPassword: live.hasPassword,
    traits: stored.traits,
    defaults: readDefaults(row.defaults),
    source: stored.source,
    receiver: stored.receiver,
    concurrency: row.concurrency,
    perSecond: row.per_second,
    timeoutMs: row.timeout_ms,
    runState: row.run_state,
    runReason: row.run_reason,
    notBefore: row.not_before > 0 ? row.not_before : null,
    lastSuccessAt: row.last_success_at,
    test: lastTest(store, id),
    flying: live.flying,
    pace: live.pace,
    counts: shownCounts(store, { connectionId: id }),
  };
}

/** Parses stored defaults. Invalid ones count as none. */
function readDefaults(json: string | null): DialerDefaults | null {
  return json === null ? null : (dialerDefaults.safeParse(JSON.parse(json)).data ?? null);
}

function checkAddress(text: string): void {
  try {
    const url = vendorUrl(text);
    // Credentials in the address would be stored and shown with it as plain text.
    if (url.username !== '' || url.password !== '')
      throw new AddressError('Don’t put the user and password in the address; they have their own fields.');
  } catch (error) {
    if (error instanceof AddressError) throw new CommandError('invalid-input', error.message, 'url');
    throw error;
  }
}

/** The new value of the column `options`: the given settings, or else the stored ones, or else the defaults of the kind. */
function optionsOf(
  input: CommandArguments<'connections.save'>,
  known: StoredConnection | null,
): DialerTraits | SourceOptions | ReceiverOptions | Readonly<Record<string, never>> {
  const { kind, source } = input;
  if (source !== undefined && source.kind !== kind) {
    throw new CommandError('invalid-input', `These options are for ${source.kind}, not ${kind}.`, 'source');
  }
  if (kind === 'crocodial') return input.traits;
  if (kind === 'receiver') {
    const receiver = input.receiver ?? known?.receiver;
    if (!receiver) throw new CommandError('invalid-input', 'Enter the lead source and the lead type.', 'receiver');
    return receiver;
  }
  if (kind === 'leadexec') {
    if (input.user === '') throw new CommandError('invalid-input', 'Enter the client id.', 'user');
    return {};
  }
  const options = source ?? known?.source ?? sourceOptions.parse({ kind });
  if (options.kind === 'locumjobs' && options.auth === 'basic' && input.user === '') {
    throw new CommandError('invalid-input', 'Basic sends a user and a password: enter the user.', 'user');
  }
  if (options.kind === 'liondesk' && options.auth === 'oauth' && input.user === '') {
    throw new CommandError('invalid-input', 'OAuth needs the client id: enter it as the user.', 'user');
  }
  return options;
}

/** Changes the origin of every connection to a server whose address has changed. */
export function moveConnections(store: Store, from: string, to: string): void {
  for (const { id, url } of listConnections(store)) {
    const moved = new URL(url);
    if (moved.origin !== new URL(from).origin) continue;
    moved.host = new URL(to).host;
    changeConnection(store, id, { url: moved.href });
  }
}

/** Adds or changes a connection. @returns its id. @throws CommandError naming the field */
export function saveConnection(store: Store, input: CommandArguments<'connections.save'>, now: Millis): number {
  checkAddress(input.url);
  const taken = listConnections(store).find(
    (other) => other.name.toLowerCase() === input.name.toLowerCase() && other.id !== input.id,
  );
  if (taken) throw new CommandError('conflict', `There is already a connection called ${taken.name}.`, 'name');
  const { id } = input;
  const known = id === undefined ? null : getConnection(store, id);
  if (known && known.kind !== input.kind) {
    throw new CommandError(
      'conflict',
      `${known.name} is a ${known.kind} connection; its kind can’t be changed.`,
      'kind',
    );
  }
  const values = {
    name: input.name,
    url: input.url,
    user: input.user,
    options: JSON.stringify(optionsOf(input, known)),
    ...(input.defaults === undefined
      ? {}
      : { defaults: input.defaults === null ? null : JSON.stringify(input.defaults) }),
    concurrency: input.concurrency,
    per_second: input.perSecond,
    timeout_ms: input.timeoutMs,
  };
  if (id === undefined) return addConnection(store, input.kind, values, now);
  changeConnection(store, id, values);
  return id;
}

/** Changes how a dialer is assumed to change values. Lists that are already checked keep the earlier assumptions. */
export function saveTraits(store: Store, id: number, traits: DialerTraits): void {
  getDialer(store, id);
  changeConnection(store, id, { options: JSON.stringify(traits) });
}

/** Removes a connection. Its jobs and their history are kept. @throws CommandError `conflict` while it has open jobs */
export function removeConnection(store: Store, id: number, now: Millis): void {
  const counts = shownCounts(store, { connectionId: id });
  const open = counts.ready + counts.held + counts.sending + counts.unknown + counts['awaiting-vendor'];
  if (open > 0) {
    const jobs = open === 1 ? '1 row that is' : `${open.toLocaleString('en-US')} rows that are`;
    throw new CommandError('conflict', `There are ${jobs} not finished. Cancel or resolve them first.`);
  }
  changeConnection(store, id, { removed_at: now });
}

/**
 * The address of the dialer's call. If the address names no script, the documented one ("Load Lead", URL: `/API/lmapi.php`) is appended to
 * its path. Otherwise it is used unchanged.
 */
export function addLeadUrl(base: string): string {
  const url = new URL(base);
  if (/\.php$/i.test(url.pathname)) return url.href;
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = /\/api$/i.test(path) ? `${path}/lmapi.php` : `${path}${ADD_LEAD_PATH}`;
  return url.href;
}
