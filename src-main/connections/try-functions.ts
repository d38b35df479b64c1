import { CommandError, type DialerFunctions } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { setRunState } from '../queue/run-state.ts';
import { ADD_LEAD_CONTENT_TYPE } from '../vendors/crocodial/form.ts';
import {
  type FunctionAnswer,
  functionBody,
  type ReadingFunction,
  readClock,
  readFunctionAnswer,
} from '../vendors/crocodial/functions.ts';
import { redactor } from '../vendors/crocodial/redact.ts';
import { askOnce } from './ask-once.ts';
import { addLeadUrl, getDialer } from './connections.ts';
import { keepFunctions, knownFunctions } from './dialer-knowledge.ts';
import type { Passwords } from './passwords.ts';
import { logReading } from './reading-log.ts';

export interface FunctionPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly passwords: Passwords;
}

/** The longest that a trial waits for an answer, ms. */
const PATIENCE_MS = 15_000;
/** A lead id that no dialer has and a phone number that nobody has, so that trials read no personal data. */
const NO_LEAD = '9999999999';
const NO_PHONE = '0000000000';

/** The request with which each function is tried. */
const TRIALS: Readonly<Partial<Record<ReadingFunction, Readonly<Record<string, string>>>>> = {
  version: {},
  lead_search: { phone_number: NO_PHONE },
  lead_all_info: { lead_id: NO_LEAD, header: 'YES' },
  lead_field_info: { lead_id: NO_LEAD, field_name: 'entry_date' },
};

/**
 * Calls a read-only function of a dialer now, outside the queue.
 *
 * @throws CommandError `not-found` or `invalid-input` where it is no dialer, `unavailable` where no answer came, `conflict` where the
 * dialer refuses the credentials: the connection is stopped then, since a few more tries would lock the account
 */
export async function askFunction(
  { store, now, passwords }: FunctionPorts,
  connectionId: number,
  name: ReadingFunction,
  fields: Readonly<Record<string, string>>,
): Promise<{ readonly reply: FunctionAnswer; readonly body: string }> {
  const connection = getDialer(store, connectionId);
  const pass = passwords.of(connectionId);
  if (pass === null)
    throw new CommandError('conflict', `No password is saved for ${connection.name}. Enter it in Settings.`);
  const at = now();
  const began = performance.now();
  const noted = { connectionId, jobId: null, function: name, at };
  const result = await askOnce({
    url: addLeadUrl(connection.url),
    method: 'POST',
    headers: { 'content-type': ADD_LEAD_CONTENT_TYPE, accept: '*/*', 'accept-encoding': 'identity' },
    body: functionBody({ user: connection.user, pass }, name, fields),
    timeoutMs: Math.min(connection.timeoutMs, PATIENCE_MS),
    fresh: true,
  });
  const tookMs = Math.round(performance.now() - began);
  if (result.kind !== 'answer') {
    logReading(store, { ...noted, tookMs, httpStatus: null, outcome: 'no-answer', words: result.error });
    throw new CommandError(
      'unavailable',
      `${connection.name} could not be reached: ${result.error}. Nothing was changed.`,
    );
  }
  const reply = readFunctionAnswer(result.status, result.contentType, result.body);
  const outcome = reply.is === 'rows' ? 'answered' : reply.is;
  // Answers about a lead are personal data, so only refusals of those functions are logged.
  const words = reply.is === 'rows' ? rowsInWords(reply.rows.length) : redactor(pass)(reply.line).slice(0, 200);
  logReading(store, { ...noted, tookMs, httpStatus: result.status, outcome, words });
  if (reply.is === 'refused') {
    const line = redactor(pass)(reply.line).slice(0, 200);
    const reason = `The dialer refused a request (${line}): correct the problem, then test and resume.`;
    setRunState(store, connectionId, { runState: 'stopped', runReason: reason });
    throw new CommandError('conflict', reason);
  }
  return { reply, body: result.body };
}

const rowsInWords = (rows: number): string => `${rows} ${rows === 1 ? 'line' : 'lines'}`;

/**
 * Finds out whether a dialer answers functions that only read, by trials that read no person's data. What was tried before is not
 * tried again, refused or not, unless `again` says so. Kept with its date.
 *
 * @throws CommandError as `askFunction`
 */
export async function tryFunctions(
  ports: FunctionPorts,
  connectionId: number,
  names: readonly ReadingFunction[],
  { again = false }: { readonly again?: boolean } = {},
): Promise<DialerFunctions> {
  const { store, now } = ports;
  const known = knownFunctions(store, connectionId);
  const answers: Record<string, boolean> = { ...known?.answers };
  let clock = known?.clock ?? null;
  let tried = false;
  for (const name of names) {
    const fields = TRIALS[name];
    if (fields === undefined || (!again && answers[name] !== undefined)) continue;
    const { reply, body } = await askFunction(ports, connectionId, name, fields);
    tried = true;
    if (name === 'version') clock = readClock(body, now());
    answers[name] = reply.is === 'rows' || reply.is === 'none';
  }
  const found = { at: tried || known === null ? now() : known.at, answers, clock };
  if (tried) keepFunctions(store, connectionId, found);
  return found;
}
