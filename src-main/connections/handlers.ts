import type { CommandArguments, Connection, ConnectionTest, DialerChoices } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { Store } from '../db/store.ts';
import { pauseLine, readLines, resumeLine, setRunState } from '../queue/run-state.ts';
import { refusedCredentials } from '../vendors/crocodial/answer-lines.ts';
import {
  getConnection,
  getDialer,
  listConnections,
  removeConnection,
  saveConnection,
  showConnection,
} from './connections.ts';
import { forgetKnowledge, knownChoices, lastTest } from './dialer-knowledge.ts';
import { fetchChoices } from './fetch-choices.ts';
import type { Passwords } from './passwords.ts';
import { readingsOf } from './reading-log.ts';
import { readSecrets, writeSecrets } from './receiver-secrets.ts';
import { testConnection, testSentence } from './test-connection.ts';
import { tryFunctions } from './try-functions.ts';

export interface ConnectionPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly passwords: Passwords;
  readonly live: (connectionId: number) => { flying: number; pace: number };
  /** Deletes the other secrets of a removed connection from the vault. */
  readonly forget: (connectionId: number) => Promise<void>;
  /** The lists of the dialer that dial lists were sent to, latest first. */
  readonly listsUsed: (connectionId: number) => readonly string[];
  /** Called when a connection was added, changed, paused or resumed. */
  readonly changed: () => void;
}

/** Why a connection without a password is stopped. */
export const NO_PASSWORD = 'No password is saved. Enter it in Settings.';

/** Stops a connection that has no password. Entering one resumes it. */
export function stopWithoutPassword(store: Store, id: number): void {
  setRunState(store, id, { runState: 'stopped', runReason: NO_PASSWORD });
}

/** A connection with its live state. */
export function showLive(ports: ConnectionPorts, id: number): Connection {
  return showConnection(ports.store, id, { hasPassword: ports.passwords.of(id) !== null, ...ports.live(id) });
}

/** Whether a dialer can be searched by phone. If that is unknown, it is tried. @throws CommandError as `tryFunctions` */
export async function answersSearch(ports: ConnectionPorts, id: number): Promise<boolean> {
  const names = ['lead_search', 'lead_all_info', 'lead_field_info', 'version'] as const;
  try {
    const { answers } = await tryFunctions(ports, id, names);
    // A function that was refused before may be allowed now, and it was requested explicitly.
    if (answers.lead_search === true) return true;
    return (await tryFunctions(ports, id, names, { again: true })).answers.lead_search === true;
  } finally {
    // A refused login has stopped the connection.
    ports.changed();
  }
}

/** Registers the commands of connections. */
export function registerConnections(handlers: Handlers, ports: ConnectionPorts): void {
  const { store, now, passwords } = ports;
  handlers.on('connections.list', () => listConnections(store).map(({ id }) => showLive(ports, id)));
  const testing = new Map<number, Promise<ConnectionTest>>();
  handlers.on('connections.save', async (input) => {
    const hasNewCredentials = input.id !== undefined && credentialsChange(ports, input.id, input);
    const id = saveConnection(store, input, now());
    if (hasNewCredentials) forgetRefusal(store, id);
    const secret = secretGiven(input, passwords.of(id));
    if (secret !== undefined) {
      try {
        await passwords.keep(id, secret);
      } catch (error) {
        // A new connection is removed again if its password can't be stored safely.
        if (input.id === undefined) removeConnection(store, id, now());
        throw error;
      }
    }
    const { runReason } = showLive(ports, id);
    if (passwords.of(id) === null) stopWithoutPassword(store, id);
    else if (runReason === NO_PASSWORD) resumeLine(store, id);
    ports.changed();
    return showLive(ports, id);
  });
  handlers.on('connections.test', async (input) => {
    // Simultaneous requests share one test, because every failed login counts towards a lock-out.
    let test = testing.get(input.id);
    if (!test) {
      test = testConnection(ports, input).finally(() => testing.delete(input.id));
      testing.set(input.id, test);
    }
    const found = await test;
    ports.changed();
    return found;
  });
  handlers.on('connections.choices', ({ id }) => knownChoices(store, getDialer(store, id).id));
  handlers.on('connections.readings', ({ id }) => readingsOf(store, getDialer(store, id).id));
  const fetching = new Map<string, Promise<DialerChoices>>();
  handlers.on('connections.fetchChoices', async (input) => {
    const key = `${input.id} ${input.listId ?? ''}`;
    let fetch = fetching.get(key);
    if (!fetch) {
      fetch = fetchChoices(ports, input).finally(() => fetching.delete(key));
      fetching.set(key, fetch);
    }
    try {
      return await fetch;
    } finally {
      // The change is reported after a failure too, because a refused login has stopped the connection.
      ports.changed();
    }
  });
  handlers.on('connections.remove', async ({ id }) => {
    getConnection(store, id);
    removeConnection(store, id, now());
    await passwords.forget(id);
    await ports.forget(id);
    ports.changed();
    return {};
  });
  handlers.on('connections.pause', ({ id }) => {
    getConnection(store, id);
    pauseLine(store, id);
    ports.changed();
    return showLive(ports, id);
  });
  handlers.on('connections.resume', ({ id }) => {
    getConnection(store, id);
    if (passwords.of(id) === null) stopWithoutPassword(store, id);
    else resumeLine(store, id);
    ports.changed();
    return showLive(ports, id);
  });
}

/** The secret to save with a connection: one text, or a receiver's two, each of which stays if it is left out; undefined if it doesn't change. */
function secretGiven(
  { kind, password, secrets }: CommandArguments<'connections.save'>,
  known: string | null,
): string | undefined {
  if (kind !== 'receiver') return password;
  if (secrets !== undefined && Object.keys(secrets).length > 0) {
    const { password: before, token } = readSecrets(known);
    return writeSecrets({ password: secrets.password ?? before, token: secrets.token ?? token });
  }
  // A receiver may need no secret at all.
  return known === null ? writeSecrets({ password: password ?? '', token: '' }) : undefined;
}

/** Whether saving changes the credentials or the dialer that they are sent to. */
function credentialsChange(
  { store, passwords }: ConnectionPorts,
  id: number,
  input: CommandArguments<'connections.save'>,
): boolean {
  const { url, user } = getConnection(store, id);
  const secret = secretGiven(input, passwords.of(id));
  return url !== input.url || user !== input.user || (secret !== undefined && secret !== passwords.of(id));
}

/** Why a connection remains stopped after its refused credentials were changed. It has to be tested and resumed by the operator. */
export const CHANGED_SINCE =
  'The dialer refused the user or password. They have been changed since; resume when they are correct.';

/** Forgets a refusal of the old credentials, since it doesn't apply to the new ones. */
function forgetRefusal(store: Store, id: number): void {
  const test = lastTest(store, id);
  forgetKnowledge(store, id);
  const line = readLines(store).find((one) => one.id === id);
  if (line?.runState !== 'stopped' || line.runReason === null) return;
  if (refusedCredentials(line.runReason) || (test !== null && line.runReason === testSentence(test))) {
    setRunState(store, id, { runState: 'stopped', runReason: CHANGED_SINCE });
  }
}
