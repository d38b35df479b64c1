import {
  type Callback,
  type CommandArguments,
  CommandError,
  type CommandOutput,
} from '../../src-preload/contract/index.ts';
import type { CallbackTable } from '../db/lead-work-tables.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { zoneOf } from '../geo/zone-of.ts';
import { dueUntil } from '../lead-index/facets/callbacks.ts';
import { assertLead } from '../leads/work-columns.ts';
import { statusOf } from '../leads/work-rows.ts';
import type { ActSet } from './act-sets.ts';
import { addAgent } from './agents.ts';
import { keepAct } from './keep-act.ts';
import type { WorkPorts } from './ports.ts';
import { showWork } from './shown-work.ts';
import { moveTo } from './work-values.ts';

type Row = Omit<CallbackTable, 'id'> & { readonly id: number };

const show = (row: Row): Callback => ({
  id: row.id,
  leadId: row.lead_id,
  dueAt: row.due_at,
  owner: row.owner,
  note: row.note,
  createdAt: row.created_at,
  doneAt: row.done_at,
});

const OPEN = 'done_at IS NULL AND removed_at IS NULL';

/** The open callback of a lead; null when it has none. */
export function openCallback(store: Store, leadId: number): Callback | null {
  const row = store.prepare<[number], Row>(`SELECT * FROM callback WHERE lead_id = ? AND ${OPEN}`).get(leadId);
  return row ? show(row) : null;
}

/** The leads whose open callback is an agent's. */
export const callbacksOf = (store: Store, agent: string): number[] =>
  store.prepare(`SELECT lead_id FROM callback WHERE owner = ? AND ${OPEN}`).pluck().all(agent) as number[];

function callbackOf(store: Store, id: number): Row {
  const row = store.prepare<[number], Row>('SELECT * FROM callback WHERE id = ?').get(id);
  if (!row) throw new CommandError('not-found', 'This callback no longer exists.');
  return row;
}

/** @throws CommandError `conflict` when it is done or gone */
function openOf(store: Store, id: number): Row {
  const row = callbackOf(store, id);
  if (row.done_at !== null) throw new CommandError('conflict', 'This callback is already done.');
  if (row.removed_at !== null) throw new CommandError('conflict', 'This callback was already removed or replaced.');
  return row;
}

/** Ends the open callback of a lead, as done or as gone. @returns its number; undefined when there was none */
export function endCallback({ store, now }: WorkPorts, leadId: number, how: 'done' | 'gone'): number | undefined {
  const open = openCallback(store, leadId);
  if (!open) return undefined;
  const column = how === 'done' ? 'done_at' : 'removed_at';
  store.prepare(`UPDATE callback SET ${column} = ? WHERE id = ?`).run(now(), open.id);
  return open.id;
}

/** When and whose. */
export type Due = Pick<CommandArguments<'callbacks.set'>, 'dueAt' | 'owner' | 'note'>;

/** Makes a callback; the lead must have no open one. In the caller's write transaction. @returns its number */
export function insertCallback({ store, now }: WorkPorts, leadId: number, due: Due): number {
  const owner = due.owner === null ? null : addAgent(store, due.owner, now());
  return Number(
    store
      .prepare('INSERT INTO callback (lead_id, due_at, owner, note, created_at) VALUES (?, ?, ?, ?, ?)')
      .run(leadId, due.dueAt, owner, due.note, now()).lastInsertRowid,
  );
}

/** Sets the lead's callback, instead of one it may have, as an act that can be undone. @throws CommandError `not-found` */
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
    const actId = keepAct(ports, { kind: 'callback', what, changed: 1, leadId, sets, rest });
    showWork(ports, leadId, now());
    ports.hooks.touched(store, leadId);
    return { ...show(callbackOf(store, made)), actId };
  });
}

/** A lead that waited for its callback is in work again; its status is left alone where it stood elsewhere. */
function backToWork(ports: WorkPorts, leadId: number): ActSet[] {
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
    const actId = keepAct(ports, { kind: 'callback', what, changed: 1, leadId, sets, rest: { closed: id } });
    showWork(ports, leadId, now());
    return { ...show(callbackOf(store, id)), actId };
  });
}

/** Marks a callback as done, as an act that can be undone. @throws CommandError `not-found`, `conflict` */
export const finishCallback = (ports: WorkPorts, id: number): CommandOutput<'callbacks.done'> => end(ports, id, 'done');

/** @throws CommandError `not-found`, `conflict` */
export function removeCallback(ports: WorkPorts, id: number): { actId: number; changed: number } {
  return { actId: end(ports, id, 'gone').actId, changed: 1 };
}

/** Gives a callback to another agent, or to anyone. @throws CommandError `not-found`, `conflict` */
export function handOver(ports: WorkPorts, id: number, owner: string | null): Callback {
  const { store, now, index } = ports;
  return store.write(() => {
    const { lead_id: leadId, owner: from } = openOf(store, id);
    const to = owner === null ? null : addAgent(store, owner, now());
    if (to === from) return show(callbackOf(store, id));
    store.prepare('UPDATE callback SET owner = ? WHERE id = ?').run(to, id);
    index.noteChanged([leadId]);
    const what = to === null ? 'Unassigned the callback' : `Handed over the callback to ${to}`;
    keepAct(ports, { kind: 'callback', what, changed: 1, leadId, sets: [], rest: { handed: { id, from, to } } });
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

/** Leads to be tried again, soonest first: those that the list shows a time for, without a callback. */
function retriesBefore(store: Store, until: number, limit: number): CommandOutput<'callbacks.list'>['retries'] {
  return store
    .prepare<[number, number], PersonRow & { id: number; callback_at: number; last_disposition: string | null }>(
      `SELECT id, first_name, last_name, zip, state, phone, callback_at, last_disposition FROM lead
       WHERE callback_at < ? AND NOT EXISTS (SELECT 1 FROM callback WHERE lead_id = lead.id AND ${OPEN})
       ORDER BY callback_at, id LIMIT ?`,
    )
    .all(until, limit)
    .map((row) => ({
      leadId: row.id,
      dueAt: row.callback_at,
      outcome: row.last_disposition ?? '',
      name: `${row.first_name} ${row.last_name}`.trim(),
      zone: zoneOf({ zip: row.zip, state: row.state, phone: row.phone }),
    }));
}

/** Open callbacks, soonest first and from behind `after` on, and leads to be tried again, with how many are overdue and due until the desk's day ends. */
export function listCallbacks(
  { store, now }: WorkPorts,
  { whose, until, after, limit }: CommandArguments<'callbacks.list'>,
): CommandOutput<'callbacks.list'> {
  const mine = whose === 'mine' ? me(store) : null;
  const where = `${OPEN} AND due_at < ?${mine === null ? '' : ' AND callback.owner = ?'}`;
  const before = (at: number): [number, ...string[]] => [
    Math.min(at, Number.MAX_SAFE_INTEGER),
    ...(mine === null ? [] : [mine]),
  ];
  // Anyone's are counted where the lists of leads count them, so that both say one number.
  const counted = mine === null ? 'lead WHERE callback_at < ?' : `callback WHERE ${where}`;
  const count = (at: number) =>
    store
      .prepare(`SELECT count(*) FROM ${counted}`)
      .pluck()
      .get(...before(at)) as number;
  const rows = store
    .prepare<unknown[], Row & PersonRow>(
      `SELECT callback.*, first_name, last_name, zip, state, phone FROM callback JOIN lead ON lead.id = callback.lead_id
       WHERE ${where}${after === undefined ? '' : ' AND (due_at, callback.id) > (?, ?)'} ORDER BY due_at, callback.id LIMIT ?`,
    )
    .all(...before(until ?? Number.POSITIVE_INFINITY), ...(after === undefined ? [] : [after.dueAt, after.id]), limit);
  return {
    callbacks: rows.map((row) => ({
      ...show(row),
      name: `${row.first_name} ${row.last_name}`.trim(),
      zone: zoneOf({ zip: row.zip, state: row.state, phone: row.phone }),
    })),
    retries:
      mine === null && after === undefined
        ? retriesBefore(store, Math.min(until ?? Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER), limit)
        : [],
    overdue: count(now()),
    today: count(dueUntil('today', now())),
    total: count(Number.POSITIVE_INFINITY),
  };
}
