import {
  type CommandArguments,
  CommandError,
  type CommandOutput,
  type Disposition,
  type LeadStatus,
} from '../../src-preload/contract/index.ts';
import type { Callee } from '../call-times/handlers.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { putOnDoNotCall } from '../dialing/do-not-call.ts';
import { dayStart } from '../geo/local-time.ts';
import { phoneKeysOf, calleeOf as reachOf } from '../leads/callee.ts';
import { attemptsOfLead, leadName } from '../leads/rows/leads.ts';
import { statusOf } from '../leads/rows/work.ts';
import { assertLead, setWork } from '../leads/work-columns.ts';
import { addCall, calledPhones, callRow, callsSince, countCalls, endCall, openCallRows } from './call-rows.ts';
import { endCallback, insertCallback } from './callbacks.ts';
import { dispositionOf } from './dispositions.ts';
import { insertNote } from './notes.ts';
import type { WorkPorts } from './ports.ts';
import { showWork } from './shown-work.ts';
import { storeAction } from './store-action.ts';
import { moveTo } from './work-values.ts';

const HOUR = 3_600_000;
/** The longest time for which attempts have to be counted: limits apply to 24 hours, and a day has 25 hours when clocks change. */
const LATELY = 48 * HOUR;

/** What matters for calling a lead; undefined if it doesn't exist. */
export function calleeOf({ store, now }: Pick<WorkPorts, 'store' | 'now'>, leadId: number): Callee | undefined {
  const lead = reachOf(store, leadId);
  if (!lead) return undefined;
  const doNotCall = statusOf(store, leadId) === 'do-not-call';
  return { ...lead, calls: callsSince(store, leadId, lead.phones, now() - LATELY), doNotCall };
}

/** The number of calls from this desk to each phone of a lead, in total and since the start of the lead's local day. */
export function attemptsOf(
  store: Store,
  leadId: number,
  zone: string | null,
  now: number,
): Map<string, { all: number; today: number }> {
  const dayBegan = zone === null ? now - 24 * HOUR : dayStart(zone, now);
  const rows = countCalls(store, leadId, phoneKeysOf(store, leadId), dayBegan);
  return new Map(rows.map(({ phone, total, today }) => [phone, { all: total, today }]));
}

const attemptsValue = (n: number): string => (n >= 5 ? '5+' : String(n));

/**
 * Starts a call, which counts as an attempt for the number.
 * @throws CommandError `conflict` with the reason if the rules forbid it and `anyway` is not set; `invalid-input` if the phone is not the
 * lead's
 */
export function startCall(
  ports: WorkPorts,
  { leadId, phone, anyway }: CommandArguments<'calls.start'>,
): CommandOutput<'calls.start'> {
  const { store, now, index } = ports;
  return store.write(() => {
    assertLead(store, leadId);
    const callee = calleeOf(ports, leadId);
    if (!callee?.phones.includes(phone)) {
      throw new CommandError('invalid-input', 'This phone is no longer one of the lead’s.', 'phone');
    }
    const verdict = ports.times.verdict(phone, callee);
    if (!verdict.may && !anyway) throw new CommandError('conflict', verdict.why, 'anyway');
    const despite = verdict.may ? null : verdict.why;
    const callId = addCall(store, { lead_id: leadId, phone, at: now(), who: me(store), despite });
    const attempts = 1 + attemptsOfLead(store, leadId);
    setWork(ports, leadId, { attempts, touchedAt: now() });
    index.move('attempts', attemptsValue(attempts), index.setOf([leadId]));
    ports.hooks.touched(store, leadId);
    return { callId };
  });
}

const STATUS_AFTER: Readonly<Record<Disposition['next']['step'], LeadStatus | null>> = {
  done: 'done',
  callback: 'callback',
  retry: 'waiting',
  'do-not-call': 'do-not-call',
  none: null,
};

/** When a lead is to be tried again: after a number of hours, or when it may next be called if that is later. */
function retryAt(ports: WorkPorts, leadId: number, hours: number): number {
  const at = ports.now() + Math.round(hours * HOUR);
  const callee = calleeOf(ports, leadId);
  return (callee && ports.times.moment(callee, at).opensAt) ?? at;
}

/**
 * Logs the outcome of a call: note, disposition and its next step, as one action that can be undone as a whole.
 * @throws CommandError `not-found`; `conflict` if its outcome is already logged; `invalid-input` if the step is a callback and none is
 * given
 */
export function finishCall(
  ports: WorkPorts,
  { callId, dispositionId, note: text, callback }: CommandArguments<'calls.finish'>,
): CommandOutput<'calls.finish'> {
  const { store, now, index } = ports;
  return store.write(() => {
    const call = callRow(store, callId);
    if (!call) throw new CommandError('not-found', 'This call no longer exists.');
    if (call.ended_at !== null) {
      throw new CommandError('conflict', `This call already has an outcome: ${call.outcome}.`);
    }
    const { name, next } = dispositionOf(store, dispositionId);
    if (next.step === 'callback' && !callback) {
      throw new CommandError('invalid-input', `“${name}” needs a callback time.`, 'callback');
    }
    const leadId = call.lead_id;
    const retry_at = next.step === 'retry' ? retryAt(ports, leadId, next.hours) : null;
    endCall(store, callId, { ended_at: now(), outcome: name, retry_at });
    const note = text.trim() === '' ? undefined : insertNote(ports, leadId, text.trim());
    // The call fulfils the callback that the lead was waiting for.
    const closed = next.step === 'none' ? undefined : endCallback(ports, leadId, 'done');
    const made = next.step === 'callback' && callback ? insertCallback(ports, leadId, callback) : undefined;
    const listed =
      next.step === 'do-not-call' ? putOnDoNotCall(store, calledPhones(store, leadId), name, now()) : undefined;
    const status = STATUS_AFTER[next.step];
    const sets = status === null ? [] : moveTo(ports, 'status', status, index.setOf([leadId])).sets;
    const rest = {
      call: callId,
      ...(note === undefined ? {} : { note }),
      ...(closed === undefined ? {} : { closed }),
      ...(made === undefined ? {} : { made }),
      ...(listed === undefined ? {} : { listed }),
    };
    const actId = storeAction(ports, {
      kind: 'disposition',
      what: `Call ended: ${name}`,
      changed: 1,
      leadId,
      sets,
      rest,
    });
    showWork(ports, leadId, now());
    ports.hooks.touched(store, leadId);
    return { actId, changed: 1 };
  });
}

/** Calls without a logged outcome, newest first. */
export const openCalls = (store: Store): CommandOutput<'calls.open'> =>
  openCallRows(store).map((row) => ({
    callId: row.id,
    leadId: row.lead_id,
    name: leadName(store, row.lead_id) ?? '',
    phone: row.phone,
    at: row.at,
  }));
