import { type CommandArguments, CommandError, type ConnectionTest } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { HttpRequest } from '../platform/http-messages.ts';
import { readLines, resumeLine, setRunState } from '../queue/run-state.ts';
import { refusedCredentials } from '../vendors/crocodial/answer-lines.ts';
import { ADD_LEAD_CONTENT_TYPE } from '../vendors/crocodial/form.ts';
import { readTest, testBody } from '../vendors/crocodial/test-call.ts';
import { askOnce } from './ask-once.ts';
import { addLeadUrl, getDialer, type StoredConnection } from './connections.ts';
import { keepTest, lastTest } from './dialer-knowledge.ts';
import type { Passwords } from './passwords.ts';

export interface TestPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly passwords: Passwords;
}

/** The longest that a test waits for an answer, ms. */
const PATIENCE_MS = 15_000;

/** Refusals that would apply to every row. One is enough to stop, because repeated failed logins lock the account. */
const STOPPING: ReadonlySet<ConnectionTest['code']> = new Set([
  'login',
  'lock-out',
  'ip',
  'function',
  'permission',
  'user-group',
]);
/** Refusals after which the same credentials must not be tried again automatically. */
const LOCKING: ReadonlySet<ConnectionTest['code']> = new Set(['login', 'lock-out']);

/** The result of a test as the reason for stopping a connection. */
export const testSentence = ({ words, cure }: Pick<ConnectionTest, 'words' | 'cure'>): string =>
  cure === null ? words : `${words} ${cure}`;

/**
 * Tests a dialer's connection with a call that inserts nothing, and stores the result. Failures of the network or dialer are results and
 * are not thrown. A refusal that would apply to every row stops the connection; a successful test resumes one that a test had stopped.
 *
 * @throws CommandError `not-found`, or `invalid-input` for a source of leads
 */
export async function testConnection(
  ports: TestPorts,
  { id, listId, byItself }: CommandArguments<'connections.test'>,
): Promise<ConnectionTest> {
  const { store, now, passwords } = ports;
  const connection = getDialer(store, id);
  const before = lastTest(store, id);
  const pass = passwords.of(id);
  if (pass === null) return withoutPassword(now());
  if (byItself) {
    const refused = refusedBefore(ports, id, before);
    if (refused !== null) return refused;
  }
  const result = await askOnce(request(connection, pass, listId ?? null));
  const test = readTest(result, { user: connection.user, pass, listId: listId ?? null, at: now() });
  // The connection may have been changed or removed meanwhile, and then the result no longer applies to it.
  if (!isStill(store, connection) || passwords.of(id) !== pass) {
    throw new CommandError('conflict', `${connection.name} was changed during the test. Test it again.`);
  }
  keepTest(store, id, test);
  settle(store, id, test, before);
  return test;
}

function request(connection: StoredConnection, pass: string, listId: string | null): HttpRequest {
  return {
    url: addLeadUrl(connection.url),
    method: 'POST',
    headers: { 'content-type': ADD_LEAD_CONTENT_TYPE, accept: '*/*', 'accept-encoding': 'identity' },
    body: testBody({ user: connection.user, pass }, listId),
    timeoutMs: Math.min(connection.timeoutMs, PATIENCE_MS),
    fresh: true,
  };
}

function isStill(store: Store, { id, url, user }: StoredConnection): boolean {
  try {
    const now = getDialer(store, id);
    return now.url === url && now.user === user;
  } catch {
    // The connection was removed meanwhile: the answer says nothing about one that is there.
    return false;
  }
}

/** The earlier refusal of unchanged credentials; null if a test may be made. */
function refusedBefore({ store, now }: TestPorts, id: number, before: ConnectionTest | null): ConnectionTest | null {
  if (before !== null && LOCKING.has(before.code)) return before;
  const reason = readLines(store).find((line) => line.id === id)?.runReason ?? null;
  if (reason === null || !refusedCredentials(reason)) return null;
  const words = 'Not tested: the dialer has already refused this user and password.';
  const cure = 'Enter the right ones before you test again: a few more failed logins lock the account.';
  return { at: now(), verdict: 'refused', code: 'login', words, cure, line: null, listId: null };
}

function withoutPassword(at: number): ConnectionTest {
  const words = 'Not tested: no password is saved.';
  return {
    at,
    verdict: 'refused',
    code: 'no-password',
    words,
    cure: 'Enter it in Settings.',
    line: null,
    listId: null,
  };
}

function settle(store: Store, id: number, test: ConnectionTest, before: ConnectionTest | null): void {
  const line = readLines(store).find((one) => one.id === id);
  if (!line) return;
  const runs = line.runState === 'running' || line.runState === 'tripped';
  const stoppedByTest =
    line.runState === 'stopped' &&
    before !== null &&
    line.runReason === testSentence(before) &&
    STOPPING.has(before.code);
  if (STOPPING.has(test.code) && (runs || stoppedByTest)) {
    setRunState(store, id, { runState: 'stopped', runReason: testSentence(test) });
  } else if (stoppedByTest && (test.verdict === 'ok' || test.verdict === 'list')) {
    resumeLine(store, id);
  }
}
