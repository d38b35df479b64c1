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
import { attemptsOfLead, leadName, phonesOfLead, calleeOf as reachOf } from '../leads/lead-rows.ts';
import { assertLead, setWork } from '../leads/work-columns.ts';
import { statusOf } from '../leads/work-rows.ts';
import { addCall, calledPhones, callRow, callsSince, countCalls, endCall, openCallRows } from './call-rows.ts';
import { endCallback, insertCallback } from './callbacks.ts';
import { dispositionOf } from './dispositions.ts';
import { keepAct } from './keep-act.ts';
import { insertNote } from './notes.ts';
import type { WorkPorts } from './ports.ts';
import { showWork } from './shown-work.ts';
import { moveTo } from './work-values.ts';

const HOUR = 3_600_000;
/** What limits on attempts in 24 hours, and a day of 25 hours when clocks are changed, can ask for. */
const LATELY = 48 * HOUR;

/** What bears on calling a lead; undefined when there is none. */
export function calleeOf({ store, now }: Pick<WorkPorts, 'store' | 'now'>, leadId: number): Callee | undefined {
  const lead = reachOf(store, leadId);
  if (!lead) return undefined;
  const doNotCall = statusOf(store, leadId) === 'do-not-call';
  return { ...lead, calls: callsSince(store, leadId, lead.phones, now() - LATELY), doNotCall };
}

/** How often each phone of a lead was called from this desk, and how often since the lead's own day began. */
export function attemptsOf(
  store: Store,
  leadId: number,
  zone: string | null,
  now: number,
): Map<string, { all: number; today: number }> {
  const dayBegan = zone === null ? now - 24 * HOUR : dayStart(zone, now);
  const rows = countCalls(store, leadId, phonesOfLead(store, leadId), dayBegan);
  return new Map(rows.map(({ phone, total, today }) => [phone, { all: total, today }]));
}

const attemptsValue = (n: number): string => (n >= 5 ? '5+' : String(n));

/**
 * Begins a call: counts it for the number.
 * @throws CommandError `conflict` with the reason when the rules say no and `anyway` is not set; `invalid-input` for a phone that is not the lead's
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

/** When a lead is to be tried again: after so many hours, or when it may be called next where that is later. */
function retryAt(ports: WorkPorts, leadId: number, hours: number): number {
  const at = ports.now() + Math.round(hours * HOUR);
  const callee = calleeOf(ports, leadId);
  return (callee && ports.times.moment(callee, at).opensAt) ?? at;
}

/**
 * Writes down how a call ended: note, disposition and what follows from it, in one act that can be taken back whole.
 * @throws CommandError `not-found`; `conflict` when its outcome has been written down; `invalid-input` when the step is a callback and none is given
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
    // Whatever the lead waited for: this was it.
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
    const actId = keepAct(ports, { kind: 'disposition', what: `Call ended: ${name}`, changed: 1, leadId, sets, rest });
    showWork(ports, leadId, now());
    ports.hooks.touched(store, leadId);
    return { actId, changed: 1 };
  });
}

/** Calls whose outcome nobody has written down yet, newest first. */
export const openCalls = (store: Store): CommandOutput<'calls.open'> =>
  openCallRows(store).map((row) => ({
    callId: row.id,
    leadId: row.lead_id,
    name: leadName(store, row.lead_id) ?? '',
    phone: row.phone,
    at: row.at,
  }));
