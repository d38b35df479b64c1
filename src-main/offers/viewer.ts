import type { OfferColumn } from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import type { ClaimState } from '../db/offer-tables.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { tokenUsers } from './rows/people.ts';

/** A user or a team of a vendor. */
export const personKey = (connectionId: number, id: string): string => `${connectionId}:${id}`;

/** The person whose board is shown. */
export interface Viewer {
  /** `@me`, `@everyone`, or a user's key. */
  readonly as: string;
  /** The agent of this desk; null for a user who does not work at this desk. */
  readonly agent: string | null;
  /** The keys of the person's users. */
  readonly users: ReadonlySet<string>;
  /** The connections for which the token's user is known. */
  readonly known: ReadonlySet<number>;
}

/** The viewer of a board. A user that GET /me reported works at this desk, and claims made here are theirs. */
export function viewerOf(store: Store, as: string): Viewer {
  const rows = tokenUsers(store);
  const mine = new Set(rows.map((row) => personKey(row.connection_id, row.user_id)));
  const known = new Set(rows.map((row) => row.connection_id));
  const isMe = as === '@me' || as === '@everyone';
  return { as, agent: isMe || mine.has(as) ? me(store) : null, users: isMe ? mine : new Set([as]), known };
}

/**
 * Whether all offers of a connection are seen, and not only the viewer's own. That is so on everyone's board, and on an agent's own board
 * if GET /me has not reported the user (not yet, or because the vendor has no such request). Then the claims made at this desk count as the
 * agent's own, and every offered lead is open to them.
 */
export const seesAll = ({ as, known }: Viewer, connectionId: number): boolean =>
  as === '@everyone' || (as === '@me' && !known.has(connectionId));

/** Who has a lead, as far as its column depends on it. */
export interface Holding {
  readonly state: ClaimState;
  /** The agent who claimed it here; null if it was claimed elsewhere. */
  readonly agent: string | null;
  /** The key of the vendor's user who has it; without an id if only this desk says so. */
  readonly holderKey: string;
}

/** Whether the viewer has a lead: the desk's own claims count first, then the vendor's report. */
export function isHeldBy({ as, agent, users }: Viewer, holding: Holding): boolean {
  if (holding.state === 'open' || holding.state === 'lost') return false;
  const here = holding.agent !== null && holding.agent === agent;
  if (holding.agent !== null && (as === '@me' || as === '@everyone')) return here;
  return here || users.has(holding.holderKey);
}

/** Whether the viewer tried to claim a lead at this desk and lost it. On everyone's board nobody did. */
export const hasLost = ({ as, agent }: Viewer, holding: Holding): boolean =>
  holding.state === 'lost' && as !== '@everyone' && holding.agent !== null && holding.agent === agent;

/** What decides a lead's column. */
export interface Standing {
  readonly isOpen: boolean;
  readonly isMine: boolean;
  /** Whether the viewer tried to claim it here and lost. */
  readonly isLost: boolean;
  readonly seesAll: boolean;
  /** When the viewer's earliest offer is sent; null if that is unknown, undefined without an offer. */
  readonly notifyAt: Millis | null | undefined;
  /** When the current holder took it. */
  readonly heldAt: Millis;
}

/** The column of a lead; null if it doesn't concern the viewer. */
export function columnOf(standing: Standing, now: Millis): OfferColumn | null {
  const { notifyAt } = standing;
  if (standing.isOpen) {
    if (notifyAt === undefined) return null;
    return notifyAt === null || notifyAt <= now ? 'open' : 'coming';
  }
  if (standing.isMine) return 'mine';
  if (standing.isLost) return 'missed';
  if (standing.seesAll || notifyAt === undefined) return 'others';
  return notifyAt === null || notifyAt <= standing.heldAt ? 'missed' : 'others';
}
