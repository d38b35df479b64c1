import type { Store } from '../db/store.ts';
import { CHUNK_IDS, type Chunk, chunkOfPlaces } from '../lead-index/bitmap/chunk.ts';
import { FixedSet, type LeadSet } from '../lead-index/bitmap/lead-set.ts';
import {
  addTagRow,
  removeTagRow,
  setOwnerRow,
  setStatusRow,
  taggedInChunk,
  valuesInChunk,
} from '../leads/rows/work.ts';
import type { ActionSet } from './action-sets.ts';
import type { WorkPorts } from './ports.ts';

/** Facets with at most one value per lead. */
export type SingleFacet = 'status' | 'owner';

export const NO_LEADS: LeadSet = new FixedSet(new Map());

const WRITE: Readonly<Record<SingleFacet, (store: Store, leadId: number, value: string | null) => void>> = {
  // A lead without a status is new.
  status: (store, leadId, value) => setStatusRow(store, leadId, value ?? 'new'),
  owner: setOwnerRow,
};

/** Leads that are collected chunk by chunk. */
class Gathered {
  readonly #chunks = new Map<number, Chunk>();

  add(at: number, places: readonly number[]): void {
    const chunk = chunkOfPlaces(places);
    if (chunk) this.#chunks.set(at, chunk);
  }

  get set(): LeadSet {
    return new FixedSet(this.#chunks);
  }
}

/**
 * Replaces one value of leads in their rows, and updates the index. In the caller's write transaction.
 * @returns the changed sets in the form stored with an action, and all changed leads
 */
export function moveTo(
  { store, index }: WorkPorts,
  facet: SingleFacet,
  value: string | null,
  leads: LeadSet,
): { sets: ActionSet[]; all: LeadSet } {
  const had = new Map<string | null, Gathered>();
  for (const [at, chunk] of leads.chunks()) {
    const places = new Map<string | null, number[]>();
    for (const [id, before] of valuesInChunk(store, facet, at, chunk)) {
      if (before === value) continue;
      const list = places.get(before) ?? [];
      places.set(before, list);
      list.push(id - at * CHUNK_IDS);
    }
    for (const [before, list] of places) {
      const gathered = had.get(before) ?? new Gathered();
      had.set(before, gathered);
      gathered.add(at, list);
      for (const place of list) WRITE[facet](store, at * CHUNK_IDS + place, value);
    }
  }
  if (had.size === 0) return { sets: [], all: NO_LEADS };
  const took = [...had].map(
    ([before, gathered]): ActionSet => ({ facet, value: before, gave: false, leads: gathered.set }),
  );
  const all = took.reduce((sum, one) => sum.or(one.leads).frozen(), NO_LEADS);
  index.move(facet, value, all);
  return { sets: [...took, { facet, value, gave: true, leads: all }], all };
}

/** Adds a tag to leads or removes it, and updates the index. In the caller's write transaction. @returns those that changed */
export function turnTag({ store, index }: WorkPorts, tag: string, leads: LeadSet, on: boolean): LeadSet {
  const changed = new Gathered();
  for (const [at, chunk] of leads.chunks()) {
    const places: number[] = [];
    for (const [id, found] of taggedInChunk(store, tag, at, chunk)) {
      if ((found !== null) !== on) places.push(id - at * CHUNK_IDS);
    }
    changed.add(at, places);
    for (const place of places) {
      if (on) addTagRow(store, at * CHUNK_IDS + place, tag);
      else removeTagRow(store, at * CHUNK_IDS + place, tag);
    }
  }
  const { set } = changed;
  if (on) index.add('tag', tag, set);
  else index.removeFrom('tag', tag, set);
  return set;
}

/** The leads among these whose row has this value. */
export function whoHave(store: Store, facet: SingleFacet, value: string | null, leads: LeadSet): LeadSet {
  const found = new Gathered();
  for (const [at, chunk] of leads.chunks()) {
    const places = [...valuesInChunk(store, facet, at, chunk)].flatMap(([id, has]) =>
      has === value ? [id - at * CHUNK_IDS] : [],
    );
    found.add(at, places);
  }
  return found.set;
}
