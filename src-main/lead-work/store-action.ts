import type { LeadEvent } from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import { addAction } from './action-rows.ts';
import { type ActionSet, keepSets } from './action-sets.ts';
import type { WorkPorts } from './ports.ts';

/** What an action changed besides facets, stored for undoing it. */
export interface UndoRest {
  /** A note that was written. When it is undone, its text is put back into an empty note field. */
  readonly note?: number;
  /** A call whose outcome was logged. When it is undone, the outcome is requested again. */
  readonly call?: number;
  /** A callback that was added. */
  readonly made?: number;
  /** A callback that was done, removed or replaced. */
  readonly closed?: number;
  /** A callback that was assigned to someone else. */
  readonly handed?: { readonly id: number; readonly from: string | null; readonly to: string | null };
  /** Phones that were added to the do-not-call list, in the form of the list. */
  readonly listed?: readonly string[];
  /** Leads that were merged or split. */
  readonly merges?: readonly number[];
  /** It can't be undone, because the leads were exported. */
  readonly final?: true;
}

/** What describes an action. */
export interface NewAction {
  readonly kind: LeadEvent['kind'];
  /** A plain sentence without names of people, because it is kept after they are erased. */
  readonly what: string;
  readonly changed: number;
  /** The single lead it was about; null for a selection. */
  readonly leadId: number | null;
  readonly sets: readonly ActionSet[];
  readonly rest?: UndoRest;
}

/** Stores an action, so that it can be shown and undone. In the caller's write transaction. @returns its id */
export function storeAction({ store, now }: WorkPorts, action: NewAction): number {
  const actId = addAction(store, {
    at: now(),
    who: me(store),
    kind: action.kind,
    what: action.what,
    changed: action.changed,
    lead_id: action.leadId,
    undo: action.rest === undefined ? null : JSON.stringify(action.rest),
  });
  keepSets(store, actId, action.sets, action.leadId === null);
  return actId;
}
