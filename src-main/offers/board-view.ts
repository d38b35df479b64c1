import { type OfferColumn, offerColumn } from '../../src-preload/contract/index.ts';
import type { ClaimState } from '../db/offer-tables.ts';
import type { Millis } from '../db/tables.ts';
import type { BoardRows } from './board-rows.ts';
import { columnOf, hasLost, isHeldBy, seesAll, type Viewer } from './viewer.ts';

export const COLUMNS: readonly OfferColumn[] = offerColumn.options;
/** The number of a column in a view; 0 means no column. */
export const columnNumber = (column: OfferColumn | null): number => (column === null ? 0 : COLUMNS.indexOf(column) + 1);

/** Every lead in its column, as one viewer sees it. */
export interface BoardView {
  readonly viewer: Viewer;
  /** For each lead, its `columnNumber`. */
  readonly column: Uint8Array;
  /** For each lead, the offer that decides its column; -1 if there is none. */
  readonly offer: Int32Array;
  /** For each lead, 1 if that offer is to the viewer. */
  readonly isOwn: Uint8Array;
  /** When the view was computed, and the next instant at which a column changes by time alone. */
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
  // These objects are reused for all leads, because creating them for each would cost more than everything else.
  const holding = { state: 'open' as ClaimState, agent: null as string | null, holderKey: '' };
  const standing = {
    isOpen: true,
    isMine: false,
    isLost: false,
    seesAll: false,
    notifyAt: undefined as Millis | null | undefined,
    heldAt: 0,
  };
  let until = Number.POSITIVE_INFINITY;
  let connection = -1;
  let all: boolean | undefined;
  for (let at = 0; at < size; at++) {
    if (leads.connection[at] !== connection) {
      connection = leads.connection[at] ?? -1;
      all = sees.get(connection);
    }
    const first = leads.first[at] ?? 0;
    const end = first + (leads.count[at] ?? 0);
    if (all === undefined || first === end) continue;
    let own = first;
    if (!all) while (own < end && users[offers.user[own] ?? 0] !== 1) own++;
    const has = own < end;
    offer[at] = has ? own : first;
    isOwn[at] = has ? 1 : 0;
    const state = rows.state[at] ?? 'open';
    standing.isOpen = state === 'open';
    standing.notifyAt = has ? rows.notifyAt(own) : undefined;
    standing.seesAll = all;
    standing.heldAt = leads.heldAt[at] ?? 0;
    standing.isMine = standing.isLost = false;
    if (standing.isOpen) {
      if (standing.notifyAt != null && standing.notifyAt > now && standing.notifyAt < until) until = standing.notifyAt;
    } else {
      holding.state = state;
      holding.agent = rows.agent[at] ?? null;
      holding.holderKey = rows.holderKey[at] ?? '';
      standing.isMine = isHeldBy(viewer, holding);
      standing.isLost = hasLost(viewer, holding);
    }
    column[at] = columnNumber(columnOf(standing, now));
  }
  return { viewer, column, offer, isOwn, at: now, until };
}

/** An array with 1 at the number of each of these users or teams. */
export function peopleMarks(rows: BoardRows, keys: Iterable<string>): Uint8Array {
  const marks = new Uint8Array(rows.people.list.length);
  for (const key of keys) {
    const number = rows.people.find(key);
    if (number >= 0) marks[number] = 1;
  }
  return marks;
}
