import type { OfferColumn } from '../../src-preload/contract/index.ts';
import type { Millis } from '../db/tables.ts';
import type { BoardRows } from './board-rows.ts';
import { columnOf, hasLost, isHeldBy, seesAll, type Viewer } from './viewer.ts';

export const COLUMNS: readonly OfferColumn[] = ['mine', 'open', 'coming', 'others', 'missed'];
const NUMBER_OF = new Map<OfferColumn | null, number>([
  [null, 0],
  ...COLUMNS.map((column, at) => [column, at + 1] as const),
]);

/** The number that stands for a column in a view; 0 is no column. */
export const columnNumber = (column: OfferColumn): number => NUMBER_OF.get(column) ?? 0;

/** Every lead in its column, as one viewer sees it. */
export interface BoardView {
  readonly viewer: Viewer;
  /** Of each lead: `columnNumber`. */
  readonly column: Uint8Array;
  /** Of each lead: the offer that the column is about; -1 without any. */
  readonly offer: Int32Array;
  /** Of each lead: 1 where that offer is the viewer's. */
  readonly isOwn: Uint8Array;
  /** When it was made, and the next instant at which another column is right by time alone. */
  readonly at: Millis;
  readonly until: Millis;
}

/** Sorts every lead of the connections in use into its column. */
export function viewOf(rows: BoardRows, viewer: Viewer, inUse: ReadonlySet<number>, now: Millis): BoardView {
  const { leads, offers } = rows;
  const size = rows.leadCount;
  const column = new Uint8Array(size);
  const offer = new Int32Array(size).fill(-1);
  const isOwn = new Uint8Array(size);
  const users = peopleMarks(rows, viewer.users);
  const sees = new Map([...inUse].map((id) => [id, seesAll(viewer, id)]));
  let until = Number.POSITIVE_INFINITY;
  for (let at = 0; at < size; at++) {
    const all = sees.get(leads.connection[at] ?? -1);
    if (all === undefined) continue;
    const first = leads.first[at] ?? 0;
    const end = first + (leads.count[at] ?? 0);
    if (first === end) continue;
    let own = first;
    if (!all) while (own < end && users[offers.user[own] ?? 0] !== 1) own++;
    const has = own < end;
    offer[at] = has ? own : first;
    isOwn[at] = has ? 1 : 0;
    const notifyAt = has ? rows.notifyAt(own) : undefined;
    const state = rows.state[at] ?? 'open';
    const isOpen = state === 'open';
    if (isOpen && notifyAt != null && notifyAt > now && notifyAt < until) until = notifyAt;
    const holding = isOpen ? null : { state, agent: rows.agent[at] ?? null, holderKey: rows.holderKey[at] ?? '' };
    const standing = {
      isOpen,
      isMine: holding !== null && isHeldBy(viewer, holding),
      isLost: holding !== null && hasLost(viewer, holding),
      seesAll: all,
      notifyAt,
      heldAt: leads.heldAt[at] ?? 0,
    };
    column[at] = NUMBER_OF.get(columnOf(standing, now)) ?? 0;
  }
  return { viewer, column, offer, isOwn, at: now, until };
}

/** 1 at the number of each of these users or teams. */
export function peopleMarks(rows: BoardRows, keys: Iterable<string>): Uint8Array {
  const marks = new Uint8Array(rows.people.list.length);
  for (const key of keys) {
    const number = rows.people.find(key);
    if (number >= 0) marks[number] = 1;
  }
  return marks;
}
