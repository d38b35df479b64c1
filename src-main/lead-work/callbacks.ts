import {
  type Callback,
  type CommandArguments,
  CommandError,
  type CommandOutput,
} from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { zoneOf } from '../geo/zone-of.ts';
import { dueUntil } from '../lead-index/facets/callbacks.ts';
import { statusOf } from '../leads/rows/work.ts';
import { assertLead } from '../leads/work-columns.ts';
import type { ActionSet } from './action-sets.ts';
import { addAgent } from './agents.ts';
import {
  addCallback,
  type CallbackRow,
  callbackRow,
  changeOpen,
  countDue,
  countOpenOf,
  openPage,
  openRow,
  replaceOwner,
  retriesPage,
} from './callback-rows.ts';
import type { WorkPorts } from './ports.ts';
import { showWork } from './shown-work.ts';
import { storeAction } from './store-action.ts';
import { moveTo } from './work-values.ts';

const show = (row: CallbackRow): Callback => ({
  id: row.id,
  leadId: row.lead_id,
  dueAt: row.due_at,
  owner: row.owner,
  note: row.note,
  createdAt: row.created_at,
  doneAt: row.done_at,
});

/** The open callback of a lead; null if it has none. */
export function openCallback(store: Store, leadId: number): Callback | null {
  const row = openRow(store, leadId);
  return row ? show(row) : null;
}

function callbackOf(store: Store, id: number): CallbackRow {
  const row = callbackRow(store, id);
  if (!row) throw new CommandError('not-found', 'This callback no longer exists.');
  return row;
}

/** @throws CommandError `conflict` if it is done or removed */
function openOf(store: Store, id: number): CallbackRow {
  const row = callbackOf(store, id);
  if (row.done_at !== null) throw new CommandError('conflict', 'This callback is already done.');
  if (row.removed_at !== null) throw new CommandError('conflict', 'This callback was already removed or replaced.');
  return row;
}

/** Ends the open callback of a lead as done or removed. @returns its id; undefined if there was none */
export function endCallback({ store, now }: WorkPorts, leadId: number, how: 'done' | 'gone'): number | undefined {
  const open = openRow(store, leadId);
  if (!open) return undefined;
  changeOpen(store, open.id, how === 'done' ? { done_at: now() } : { removed_at: now() });
  return open.id;
}

/** The time of a callback and the agent. */
export type Due = Pick<CommandArguments<'callbacks.set'>, 'dueAt' | 'owner' | 'note'>;

/** Adds a callback. The lead must have no open one. In the caller's write transaction. @returns its id */
export function insertCallback({ store, now }: WorkPorts, leadId: number, due: Due): number {
  const owner = due.owner === null ? null : addAgent(store, due.owner, now());
  return addCallback(store, { lead_id: leadId, due_at: due.dueAt, owner, note: due.note, created_at: now() });
}

/** Sets the lead's callback, replacing an existing one, as an action that can be undone. @throws CommandError `not-found` */
export function setCallback(
  ports: WorkPorts,
  { leadId, ...due }: CommandArguments<'callbacks.set'>,
): CommandOutput<'callbacks.set'> {
  const { store, now, index } = ports;
  return store.write(() => {
    assertLead(store, leadId);
    const closed = endCallback(ports, leadId, 'gone');
    const made = insertCallback(ports, leadId, due);
    const { sets } = moveTo(ports, 'status', 'callback', index.setOf([leadId]));
    const rest = { made, ...(closed === undefined ? {} : { closed }) };
    const what = closed === undefined ? 'Scheduled a callback' : 'Rescheduled the callback';
    const actId = storeAction(ports, { kind: 'callback', what, changed: 1, leadId, sets, rest });
    showWork(ports, leadId, now());
    ports.hooks.touched(store, leadId);
    return { ...show(callbackOf(store, made)), actId };
  });
}

/** A lead that waited for its callback gets the status for work in progress. Any other status is kept. */
function backToWork(ports: WorkPorts, leadId: number): ActionSet[] {
  if (statusOf(ports.store, leadId) !== 'callback') return [];
  return moveTo(ports, 'status', 'working', ports.index.setOf([leadId])).sets;
}

function end(ports: WorkPorts, id: number, how: 'done' | 'gone'): Callback & { readonly actId: number } {
  const { store, now } = ports;
  return store.write(() => {
    const { lead_id: leadId } = openOf(store, id);
    endCallback(ports, leadId, how);
    const sets = backToWork(ports, leadId);
    const what = how === 'done' ? 'Callback done' : 'Removed the callback';
    const actId = storeAction(ports, { kind: 'callback', what, changed: 1, leadId, sets, rest: { closed: id } });
    showWork(ports, leadId, now());
    return { ...show(callbackOf(store, id)), actId };
  });
}

/** Marks a callback as done, as an action that can be undone. @throws CommandError `not-found`, `conflict` */
export const finishCallback = (ports: WorkPorts, id: number): CommandOutput<'callbacks.done'> => end(ports, id, 'done');

/** Removes a callback, as an action that can be undone. @throws CommandError `not-found`, `conflict` */
export function removeCallback(ports: WorkPorts, id: number): { actId: number; changed: number } {
  return { actId: end(ports, id, 'gone').actId, changed: 1 };
}

/** Assigns a callback to another agent, or to anyone. @throws CommandError `not-found`, `conflict` */
export function handOver(ports: WorkPorts, id: number, owner: string | null): Callback {
  const { store, now, index } = ports;
  return store.write(() => {
    const { lead_id: leadId, owner: from } = openOf(store, id);
    const to = owner === null ? null : addAgent(store, owner, now());
    if (to === from) return show(callbackOf(store, id));
    replaceOwner(store, id, from, to);
    index.noteChanged([leadId]);
    const what = to === null ? 'Unassigned the callback' : `Handed over the callback to ${to}`;
    storeAction(ports, { kind: 'callback', what, changed: 1, leadId, sets: [], rest: { handed: { id, from, to } } });
    return show(callbackOf(store, id));
  });
}

interface PersonRow {
  readonly first_name: string;
  readonly last_name: string;
  readonly zip: string;
  readonly state: string;
  readonly phone: string | null;
}

const personOf = (row: PersonRow): { name: string; zone: string | null } => ({
  name: `${row.first_name} ${row.last_name}`.trim(),
  zone: zoneOf({ zip: row.zip, state: row.state, phone: row.phone }),
});

/** Leads to be tried again, earliest first: those with such a time in the list and without a callback. */
function retriesBefore(store: Store, until: number, limit: number): CommandOutput<'callbacks.list'>['retries'] {
  return retriesPage(store, until, limit).map((row) => ({
    leadId: row.id,
    dueAt: row.dueAt,
    outcome: row.last_disposition ?? '',
    ...personOf(row),
  }));
}

/**
 * Open callbacks, earliest first and after `after`, and leads to be tried again, with the number that are overdue and the number due until
 * the end of the desk's day.
 */
export function listCallbacks(
  { store, now }: WorkPorts,
  { whose, until, after, limit }: CommandArguments<'callbacks.list'>,
): CommandOutput<'callbacks.list'> {
  const mine = whose === 'mine' ? me(store) : null;
  const bounded = (at: number) => Math.min(at, Number.MAX_SAFE_INTEGER);
  const last = bounded(until ?? Number.POSITIVE_INFINITY);
  const count = (at: number) => (mine === null ? countDue(store, bounded(at)) : countOpenOf(store, mine, bounded(at)));
  const rows = openPage(store, { owner: mine, before: last, after, limit });
  return {
    callbacks: rows.map((row) => ({ ...show(row), ...personOf(row) })),
    retries: mine === null && after === undefined ? retriesBefore(store, last, limit) : [],
    overdue: count(now()),
    today: count(dueUntil('today', now())),
    total: count(Number.POSITIVE_INFINITY),
  };
}
