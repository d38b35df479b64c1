import type { OfferColumn } from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import type { ClaimState } from '../db/offer-tables.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { tokenUsers } from './people-rows.ts';

/** A user or a team of a vendor. */
export const personKey = (connectionId: number, id: string): string => `${connectionId}:${id}`;

/** Whose board it is. */
export interface Viewer {
  /** `@me`, `@everyone`, or a user's key. */
  readonly as: string;
  /** The agent of this desk whom it is about; null for a user who does not sit here. */
  readonly agent: string | null;
  /** Keys of the users whom it is about. */
  readonly users: ReadonlySet<string>;
  /** The connections where it is known who whoever sits here is. */
  readonly known: ReadonlySet<number>;
}

/** Whose board is asked for. A user whom GET /me named sits here: what is claimed here is theirs. */
export function viewerOf(store: Store, as: string): Viewer {
  const rows = tokenUsers(store);
  const mine = new Set(rows.map((row) => personKey(row.connection_id, row.user_id)));
  const known = new Set(rows.map((row) => row.connection_id));
  const isMe = as === '@me' || as === '@everyone';
  return { as, agent: isMe || mine.has(as) ? me(store) : null, users: isMe ? mine : new Set([as]), known };
}

/**
 * Whether all of a connection's offers are seen, not one's own alone. So it is on everyone's board, and on one's own where GET /me has
 * not told who that is (yet, or since the vendor has no such call): mine is then what is claimed at this desk, and all that is offered
 * is open to it.
 */
export const seesAll = ({ as, known }: Viewer, connectionId: number): boolean =>
  as === '@everyone' || (as === '@me' && !known.has(connectionId));

/** Who has a lead, as far as columns depend on it. */
export interface Holding {
  readonly state: ClaimState;
  /** The agent who claimed it here; null when it was claimed elsewhere. */
  readonly agent: string | null;
  /** Key of the vendor's user who has it; without an id where only this desk says so. */
  readonly holderKey: string;
}

/** Whether the viewer has a lead: by the desk's own claims first, then by the vendor's word. */
export function isHeldBy({ as, agent, users }: Viewer, holding: Holding): boolean {
  if (holding.state === 'open' || holding.state === 'lost') return false;
  const here = holding.agent !== null && holding.agent === agent;
  if (holding.agent !== null && (as === '@me' || as === '@everyone')) return here;
  return here || users.has(holding.holderKey);
}

/** Whether the viewer asked for a lead at this desk that is lost; on everyone's board nobody did. */
export const hasLost = ({ as, agent }: Viewer, holding: Holding): boolean =>
  holding.state === 'lost' && as !== '@everyone' && holding.agent !== null && holding.agent === agent;

/** What a column is decided by. */
export interface Standing {
  readonly isOpen: boolean;
  readonly isMine: boolean;
  /** Asked for here by the viewer, and lost. */
  readonly isLost: boolean;
  readonly seesAll: boolean;
  /** When the viewer's soonest offer is sent; null when that is not told, undefined without an offer. */
  readonly notifyAt: Millis | null | undefined;
  /** When whoever has it took it. */
  readonly heldAt: Millis;
}

/** The column of a lead; null where the viewer has nothing to do with it. */
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
