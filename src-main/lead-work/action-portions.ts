import { z } from 'zod';
import { type LeadAction, leadAction } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { type Chunk, chunkOfPlaces, chunkPlaces } from '../lead-index/bitmap/chunk.ts';
import { chunkMinus } from '../lead-index/bitmap/combine-chunks.ts';
import { FixedSet, type LeadSet } from '../lead-index/bitmap/lead-set.ts';
import { decodeChunks, encodeChunks } from '../lead-index/bitmap/stored-chunks.ts';
import { yieldToCommands } from '../platform/yielding.ts';
import { addChanged, dropUnchanged, planOf, setPlan, unfinishedActions } from './action-rows.ts';
import { changedSince, keepSets } from './action-sets.ts';
import { carryOut } from './carry-out.ts';
import type { WorkPorts } from './ports.ts';
import { markUndone, undoSets } from './undo-sets.ts';

/** An action on more leads than this is done in portions. */
export const AT_ONCE = 2_000;
/** The number of leads in a portion, small enough that the interruption isn't noticeable. */
const PORTION = 2_000;
/** The shortest interval at which the list of leads is notified of a long action's progress, ms. */
const TELL_EVERY_MS = 500;

const actionPlan = z.union([z.object({ do: leadAction }), z.object({ undo: z.literal(true) })]);
/** What an action on many leads has to do, or that it is being undone. */
export type ActionPlan = z.infer<typeof actionPlan>;

/** Stores what is to be done with how many leads. In the caller's write transaction. */
export function beginPortions(store: Store, actId: number, plan: ActionPlan, leads: LeadSet): void {
  setPlan(store, actId, JSON.stringify(plan));
  const insert = store.prepare('INSERT INTO lead_act_todo (act_id, chunk, bits) VALUES (?, ?, ?)');
  for (const [at, chunk] of leads.chunks()) insert.run(actId, at, encodeChunks([[at, chunk]]));
}

/** Cancels the remaining part of an action. In the caller's write transaction. */
export function dropPortions(store: Store, actId: number): void {
  store.prepare('DELETE FROM lead_act_todo WHERE act_id = ?').run(actId);
  setPlan(store, actId, null);
}

/** Takes the next portion from what is to be done. In the caller's write transaction. @returns null if nothing is left */
function nextPortion(store: Store, actId: number): { chunk: number; leads: LeadSet } | null {
  const row = store
    .prepare<[number], { chunk: number; bits: Buffer }>(
      'SELECT chunk, bits FROM lead_act_todo WHERE act_id = ? ORDER BY chunk LIMIT 1',
    )
    .get(actId);
  if (!row) return null;
  const { chunk: at } = row;
  const all = decodeChunks(row.bits).get(at) ?? null;
  const portion: Chunk | null = all && (all.n <= PORTION ? all : chunkOfPlaces(chunkPlaces(all).slice(0, PORTION)));
  const rest = chunkMinus(all, portion);
  if (rest === null) store.prepare('DELETE FROM lead_act_todo WHERE act_id = ? AND chunk = ?').run(actId, at);
  else {
    const bits = encodeChunks([[at, rest]]);
    store.prepare('UPDATE lead_act_todo SET bits = ? WHERE act_id = ? AND chunk = ?').run(bits, actId, at);
  }
  return { chunk: at, leads: new FixedSet(portion === null ? new Map() : new Map([[at, portion]])) };
}

/** Applies an action to a portion, except leads that later actions changed in the same respect. @returns the number of changed leads */
function doPortion(ports: WorkPorts, actId: number, what: LeadAction, at: number, leads: LeadSet): number {
  const { store } = ports;
  const tag = what.kind === 'tag' || what.kind === 'untag' ? what.tag : null;
  const facet = tag !== null ? 'tag' : what.kind === 'owner' ? 'owner' : 'status';
  const later = changedSince(store, actId, facet, tag, at);
  const { sets, changed } = carryOut(ports, what, leads.minus(later).frozen());
  keepSets(store, actId, sets, true);
  addChanged(store, actId, changed);
  return changed;
}

/** Applies the next portion in its own transaction. @returns the number of changed leads; null if nothing is left to do */
function step(ports: WorkPorts, actId: number): number | null {
  const { store } = ports;
  return store.write(() => {
    const plan = planOf(store, actId);
    if (plan === null) return null;
    const portion = nextPortion(store, actId);
    if (portion === null) {
      dropPortions(store, actId);
      // An action that changed nothing is deleted.
      dropUnchanged(store, actId);
      return null;
    }
    const what = actionPlan.parse(JSON.parse(plan));
    if ('do' in what) return doPortion(ports, actId, what.do, portion.chunk, portion.leads);
    const changed = undoSets(ports, actId, portion);
    if (changed > 0) markUndone(ports, actId);
    return changed;
  });
}

/** Applies the remaining portions of an action. @returns the number of changed leads */
export async function finishPortions(ports: WorkPorts, actId: number): Promise<number> {
  let changed = 0;
  let reportedAt = performance.now();
  while (ports.store.raw.open) {
    const n = step(ports, actId);
    if (n === null) break;
    changed += n;
    if (performance.now() - reportedAt > TELL_EVERY_MS) {
      reportedAt = performance.now();
      ports.changed('leads');
    }
    await yieldToCommands();
  }
  return changed;
}

/** Continues interrupted actions. @returns how many there were */
export async function resumePortions(ports: WorkPorts): Promise<number> {
  const actions = unfinishedActions(ports.store);
  for (const actId of actions) await finishPortions(ports, actId);
  if (actions.length > 0) ports.changed('leads');
  return actions.length;
}
