import { me } from '../db/me.ts';
import type { LeadSet } from '../lead-index/bitmap/lead-set.ts';
import { noteUndone } from './action-rows.ts';
import { changedSince, type KeptSet, keptSets, markBack } from './action-sets.ts';
import type { WorkPorts } from './ports.ts';
import { followStatus } from './shown-work.ts';
import { moveTo, NO_LEADS, turnTag, whoHave } from './work-values.ts';

/** Some leads of one chunk; null for all leads. */
type Where = { readonly chunk: number; readonly leads: LeadSet } | null;

const within = (leads: LeadSet, where: Where): LeadSet => (where === null ? leads : leads.and(where.leads));

/** Undoes the change of a value of which leads can have several. @returns the leads for which it was undone */
function undoTag(ports: WorkPorts, actId: number, set: KeptSet, where: Where): LeadSet {
  const { store } = ports;
  if (set.value === null) return NO_LEADS;
  const wanted = within(set.leads, where)
    .minus(changedSince(store, actId, set.facet, set.value, where?.chunk))
    .frozen();
  const back = turnTag(ports, set.value, wanted, !set.gave);
  markBack(store, actId, set, back);
  return back;
}

/** Restores the previous value of a facet with one value per lead. @returns the leads whose value was restored */
function undoMove(
  ports: WorkPorts,
  actId: number,
  facet: 'status' | 'owner',
  sets: readonly KeptSet[],
  where: Where,
): LeadSet {
  const { store } = ports;
  const gave = sets.find((set) => set.gave);
  if (!gave) return NO_LEADS;
  const unchanged = within(gave.leads, where)
    .minus(changedSince(store, actId, facet, null, where?.chunk))
    .frozen();
  const back = whoHave(store, facet, gave.value, unchanged);
  let rest = back;
  for (const had of sets.filter((set) => !set.gave)) {
    const here = had.leads.and(back).frozen();
    rest = rest.minus(here).frozen();
    moveTo(ports, facet, had.value, here);
    markBack(store, actId, had, here);
  }
  // They had no value before.
  moveTo(ports, facet, facet === 'status' ? 'new' : null, rest);
  markBack(store, actId, gave, back);
  if (facet === 'status')
    followStatus(
      ports,
      sets.map((set) => ({ ...set, leads: set.leads.and(back).frozen() })),
    );
  return back;
}

/** Undoes the changes of an action, for leads of one chunk or for all. In the caller's write transaction. @returns the number of leads */
export function undoSets(ports: WorkPorts, actId: number, where: Where = null): number {
  const sets = keptSets(ports.store, actId, where?.chunk);
  let all = NO_LEADS;
  for (const facet of new Set(sets.map((set) => set.facet))) {
    const ofFacet = sets.filter((set) => set.facet === facet);
    if (facet === 'tag') for (const set of ofFacet) all = all.or(undoTag(ports, actId, set, where)).frozen();
    else if (facet === 'status' || facet === 'owner') {
      all = all.or(undoMove(ports, actId, facet, ofFacet, where)).frozen();
    }
  }
  return all.count();
}

/** Marks an action as undone now, at least in part. In the caller's write transaction. */
export function markUndone({ store, now }: WorkPorts, actId: number): void {
  noteUndone(store, actId, now(), me(store));
}
