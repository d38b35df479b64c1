import type { LeadEvent } from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import { addAct } from './act-rows.ts';
import { type ActSet, keepSets } from './act-sets.ts';
import type { WorkPorts } from './ports.ts';

/** What an act did besides changing facets, as it is kept for undoing it. */
export interface UndoRest {
  /** A note that was written; undone, its text goes back into an empty note field. */
  readonly note?: number;
  /** A call whose outcome was written down; undone, it is asked about again. */
  readonly call?: number;
  /** A callback that was made. */
  readonly made?: number;
  /** A callback that was done, taken away or replaced. */
  readonly closed?: number;
  /** A callback that was handed over. */
  readonly handed?: { readonly id: number; readonly from: string | null; readonly to: string | null };
  /** Phones that were put on the do-not-call list, as the list has them. */
  readonly listed?: readonly string[];
  /** Leads that were joined or split. */
  readonly merges?: readonly number[];
  /** Can't be undone: it has left the desk. */
  readonly final?: true;
}

/** What an act is to be known by. */
export interface NewAct {
  readonly kind: LeadEvent['kind'];
  /** A plain sentence. Names nobody: it outlives who is erased. */
  readonly what: string;
  readonly changed: number;
  /** The one lead it was about; null for a selection. */
  readonly leadId: number | null;
  readonly sets: readonly ActSet[];
  readonly rest?: UndoRest;
}

/** Keeps an act, so that it can be shown and taken back. In the caller's write transaction. @returns its number */
export function keepAct({ store, now }: WorkPorts, act: NewAct): number {
  const actId = addAct(store, {
    at: now(),
    who: me(store),
    kind: act.kind,
    what: act.what,
    changed: act.changed,
    lead_id: act.leadId,
    undo: act.rest === undefined ? null : JSON.stringify(act.rest),
  });
  keepSets(store, actId, act.sets, act.leadId === null);
  return actId;
}
