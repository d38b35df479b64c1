import {
  CommandError,
  type CommandOutput,
  type LeadAct,
  type LeadStatus,
  leadFilter,
  type WhichLeads,
} from '../../src-preload/contract/index.ts';
import { type LeadSet, merged } from '../lead-index/lead-set.ts';
import { me } from '../lead-index/me.ts';
import { undoMerges } from '../leads/join.ts';
import { chosenLeads } from '../leads/selection.ts';
import { type ActSet, changedSince, type KeptSet, keptSets, markBack } from './act-sets.ts';
import { addAgent } from './agents.ts';
import { keepAct, moveTo, type NewAct, NONE, type UndoRest } from './keep-act.ts';
import type { WorkPorts } from './ports.ts';
import { followStatus } from './shown-work.ts';
import { undoRest } from './undo-rest.ts';

const STATUS_WORDS: Readonly<Record<LeadStatus, string>> = {
  new: 'New',
  working: 'Working',
  callback: 'Callback',
  waiting: 'Waiting',
  done: 'Done',
  'do-not-call': 'Do not call',
};

function carryOut(ports: WorkPorts, act: LeadAct, leads: LeadSet): Omit<NewAct, 'leadId' | 'changed'> {
  const { index, store, now } = ports;
  switch (act.kind) {
    case 'tag': {
      const changed = index.add('tag', act.tag, leads);
      const sets: ActSet[] = [{ facet: 'tag', value: act.tag, gave: true, leads: changed }];
      return { kind: 'tag', what: `Tagged “${act.tag}”`, sets };
    }
    case 'untag': {
      const changed = index.removeFrom('tag', act.tag, leads);
      const sets: ActSet[] = [{ facet: 'tag', value: act.tag, gave: false, leads: changed }];
      return { kind: 'tag', what: `Took off the tag “${act.tag}”`, sets };
    }
    case 'owner': {
      const owner = act.owner === null ? null : addAgent(store, act.owner, now());
      const { sets } = moveTo(ports, 'owner', owner, leads);
      return { kind: 'owner', what: owner === null ? 'Given to nobody' : `Given to ${owner}`, sets };
    }
    case 'status': {
      const { sets } = moveTo(ports, 'status', act.status, leads);
      followStatus(ports, sets);
      return { kind: 'status', what: `Status set to ${STATUS_WORDS[act.status]}`, sets };
    }
  }
}

/**
 * Does something to any number of leads, in one transaction once they are gathered.
 * @returns how many it really changed, and the number to undo it by (0 when it changed none)
 */
export async function act(
  ports: WorkPorts,
  which: WhichLeads,
  what: LeadAct,
): Promise<{ actId: number; changed: number }> {
  const chosen = await chosenLeads(ports, which);
  return ports.store.write(() => {
    const leads = chosen.frozen();
    const done = carryOut(ports, what, leads);
    const all = done.sets.filter((set) => set.gave || set.facet === 'tag').reduce((n, set) => n + set.leads.count(), 0);
    if (all === 0) return { actId: 0, changed: 0 };
    const leadId = 'ids' in which && which.ids.length === 1 ? (which.ids[0] ?? null) : null;
    return { actId: keepAct(ports, { ...done, changed: all, leadId }), changed: all };
  });
}

interface ActRow {
  readonly id: number;
  readonly lead_id: number | null;
  readonly undo: string | null;
  readonly undone_at: number | null;
}

/** Takes back a value that leads can have beside others. @returns the leads for which it did */
function undoOne({ store, index }: WorkPorts, actId: number, set: KeptSet): LeadSet {
  if (set.value === null) return NONE;
  const wanted = set.leads.minus(changedSince(store, actId, set.facet, set.value)).frozen();
  const back = set.gave ? index.removeFrom(set.facet, set.value, wanted) : index.add(set.facet, set.value, wanted);
  markBack(store, actId, set, back);
  return back;
}

/** Gives leads back what they had in a facet of which each has one value. @returns the leads that have it again */
function undoMove(ports: WorkPorts, actId: number, sets: readonly KeptSet[]): LeadSet {
  const { store, index, now } = ports;
  const gave = sets.find((set) => set.gave);
  if (!gave) return NONE;
  const { facet, value } = gave;
  const asGiven = leadFilter.parse(value === null ? { empty: [facet] } : { any: { [facet]: [value] } });
  const still = index.select(asGiven, { now: now(), me: '' });
  const back = gave.leads
    .minus(changedSince(store, actId, facet, null))
    .and(still)
    .frozen();
  let rest = back;
  for (const had of sets.filter((set) => !set.gave)) {
    const here = had.leads.and(back).frozen();
    rest = rest.minus(here).frozen();
    if (had.value !== null) index.move(facet, had.value, here);
    markBack(store, actId, had, here);
  }
  if (value !== null) index.removeFrom(facet, value, rest);
  markBack(store, actId, gave, back);
  if (facet === 'status')
    followStatus(
      ports,
      sets.map((set) => ({ ...set, leads: set.leads.and(back).frozen() })),
    );
  return back;
}

/**
 * Takes an act back, for all leads it changed and that were not changed in the same respect since.
 * @returns how many leads that were
 * @throws CommandError `not-found`
 */
export function undo(ports: WorkPorts, actId: number): number {
  const { store, now } = ports;
  return store.write(() => {
    const row = store
      .prepare<[number], ActRow>('SELECT id, lead_id, undo, undone_at FROM lead_act WHERE id = ?')
      .get(actId);
    if (!row) throw new CommandError('not-found', 'There is nothing to take back any more.');
    const rest = row.undo === null ? null : (JSON.parse(row.undo) as UndoRest);
    if (rest?.final) throw new CommandError('conflict', 'What has left the desk can’t be taken back.');
    let all = NONE;
    const sets = keptSets(store, actId);
    for (const facet of new Set(sets.map((set) => set.facet))) {
      const ofFacet = sets.filter((set) => set.facet === facet);
      if (facet === 'tag') for (const set of ofFacet) all = merged(all, undoOne(ports, actId, set));
      else all = merged(all, undoMove(ports, actId, ofFacet));
    }
    let changed = all.count();
    if (rest !== null && row.undone_at === null) {
      if (rest.merges) {
        changed += undoMerges(ports, rest.merges, me(store));
        if (changed > 0) store.prepare('UPDATE lead_act_set SET back = bits WHERE act_id = ?').run(actId);
      }
      if (row.lead_id !== null && undoRest(ports, row.lead_id, rest)) changed = 1;
    }
    if (changed > 0) {
      store.prepare('UPDATE lead_act SET undone_at = ?, undone_by = ? WHERE id = ?').run(now(), me(store), actId);
    }
    return changed;
  });
}

/** The newest acts that can be, or were, taken back. */
export function listActs({ store }: WorkPorts, limit: number): CommandOutput<'leads.acts'> {
  return store
    .prepare<
      [number],
      { id: number; at: number; who: string; what: string; changed: number; undone_at: number | null }
    >(
      `SELECT id, at, who, what, changed, undone_at FROM lead_act
       WHERE kind NOT IN ('dial-list', 'exported') ORDER BY id DESC LIMIT ?`,
    )
    .all(limit)
    .map((row) => ({
      actId: row.id,
      at: row.at,
      who: row.who,
      what: row.what,
      changed: row.changed,
      undone: row.undone_at !== null,
    }));
}
