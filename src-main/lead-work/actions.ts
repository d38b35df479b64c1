import {
  CommandError,
  type CommandOutput,
  type LeadAction,
  type WhichLeads,
} from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import { undoMerges } from '../leads/join.ts';
import { chosenLeads } from '../leads/selection.ts';
import { AT_ONCE, beginPortions, dropPortions, finishPortions } from './action-portions.ts';
import { actionRow, newestActions } from './action-rows.ts';
import { keptSets, markAllBack } from './action-sets.ts';
import { addAgent } from './agents.ts';
import { carryOut, inWords } from './carry-out.ts';
import type { WorkPorts } from './ports.ts';
import { storeAction, type UndoRest } from './store-action.ts';
import { undoRest } from './undo-rest.ts';
import { markUndone, undoSets } from './undo-sets.ts';
import { NO_LEADS } from './work-values.ts';

/**
 * Applies an action to any number of leads: up to a few thousand in one transaction, more in portions between which other commands can run.
 * It is still one action, and continues at the next start after an interruption.
 *
 * @returns the number of leads that changed, and the id for undoing it (0 if none changed)
 */
export async function changeLeads(
  ports: WorkPorts,
  which: WhichLeads,
  wanted: LeadAction,
): Promise<{ actId: number; changed: number }> {
  const { store, now } = ports;
  const leads = (await chosenLeads(ports, which)).frozen();
  const begun = store.write(() => {
    const what: LeadAction =
      wanted.kind === 'owner' && wanted.owner !== null
        ? { ...wanted, owner: addAgent(store, wanted.owner, now()) }
        : wanted;
    const leadId = 'ids' in which && which.ids.length === 1 ? (which.ids[0] ?? null) : null;
    const kind = what.kind === 'untag' ? 'tag' : what.kind;
    const known = { kind, what: inWords(what), leadId } as const;
    if (leads.count() > AT_ONCE) {
      const actId = storeAction(ports, { ...known, changed: 0, sets: [] });
      beginPortions(store, actId, { do: what }, leads);
      return { actId, changed: null };
    }
    const { sets, changed } = carryOut(ports, what, leads);
    return changed === 0 ? { actId: 0, changed } : { actId: storeAction(ports, { ...known, changed, sets }), changed };
  });
  const { actId, changed } = begun;
  if (changed !== null) return { actId, changed };
  const done = await finishPortions(ports, actId);
  return { actId: done === 0 ? 0 : actId, changed: done };
}

/**
 * Undoes an action for all leads it changed that were not changed in the same respect since. The remaining part of an unfinished action is
 * not done. If it changed more than a few thousand leads, they are undone in portions.
 *
 * @returns the number of leads
 * @throws CommandError `not-found`
 */
export async function undo(ports: WorkPorts, actId: number): Promise<number> {
  return ports.store.write(() => beginUndo(ports, actId)) ?? (await finishPortions(ports, actId));
}

/**
 * Undoes an action as far as one transaction does. In the caller's write transaction.
 *
 * @returns the number of leads; null if there are so many that they are undone in portions afterwards
 * @throws CommandError `not-found`
 */
export function beginUndo(ports: WorkPorts, actId: number): number | null {
  const { store } = ports;
  const row = actionRow(store, actId);
  if (!row) throw new CommandError('not-found', 'There is nothing left to undo.');
  const rest = row.undo === null ? null : (JSON.parse(row.undo) as UndoRest);
  if (rest?.final) throw new CommandError('conflict', 'What was sent can’t be undone.');
  dropPortions(store, actId);
  const leads = keptSets(store, actId).reduce((all, set) => all.or(set.leads).frozen(), NO_LEADS);
  if (leads.count() > AT_ONCE) {
    beginPortions(store, actId, { undo: true }, leads);
    return null;
  }
  let n = undoSets(ports, actId);
  if (rest !== null && row.undone_at === null) {
    if (rest.merges) {
      n += undoMerges(ports, rest.merges, me(store));
      if (n > 0) markAllBack(store, actId);
    }
    if (row.lead_id !== null && undoRest(ports, row.lead_id, rest)) n = 1;
  }
  if (n > 0) markUndone(ports, actId);
  return n;
}

/** The newest actions that can be or were undone. */
export const listActions = ({ store }: WorkPorts, limit: number): CommandOutput<'leads.acts'> =>
  newestActions(store, limit).map((row) => ({
    actId: row.id,
    at: row.at,
    who: row.who,
    what: row.what,
    changed: row.changed,
    undone: row.undone_at !== null,
  }));
