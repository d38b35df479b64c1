import type { Store } from '../../db/store.ts';
import { CHUNK_IDS, type Chunk, chunkOf, chunkOfPlaces, chunkPlaces, placeOf } from '../chunk.ts';
import { chunkAnd, chunkOr } from '../combine-chunks.ts';
import type { LeadSet } from '../lead-set.ts';
import { ABOVE_ALL, type Found, found, leadsBetween, tested } from './find.ts';
import { type ByChunk, LISTED, listOfDigits, listOfWord, type TermLists } from './often.ts';
import type { Term } from './query.ts';

/** So many leads whose rows decide are looked at together. */
const TESTED_TOGETHER = 512;

/** What lists there are. */
export interface Listed {
  readonly lists: TermLists;
  /** So many chunks have lists, of so many. */
  readonly sealed: number;
  readonly chunks: number;
}

/**
 * The newest leads that match, newest first: chunk by chunk, what is in the lists of all terms and in the filter. Where the lists alone can't
 * tell, the rows decide.
 */
export function findListed(
  store: Store,
  terms: readonly Term[],
  within: LeadSet | null,
  limit: number,
  { lists, sealed, chunks }: Listed,
): Found {
  const wanted = limit + 1;
  const parts = terms.map((term) => partsOf(store, term, (list) => lists.of(list, sealed, chunks)));
  const sure = terms.every(isSure);
  const ids: number[] = [];
  let candidates: number[] = [];
  const test = () => {
    ids.push(...tested(store, terms, candidates));
    candidates = [];
  };
  const top = within ? Math.min(chunks - 1, within.last()) : chunks - 1;
  for (let at = top; at >= 0 && ids.length < wanted; at--) {
    let here = within ? within.chunk(at) : null;
    if (within && !here) continue;
    for (const [turn, any] of parts.entries()) {
      const has = any.reduce<Chunk | null>((all, part) => chunkOr(all, part.chunk(at)), null);
      here = turn === 0 && !within ? has : chunkAnd(here, has);
      if (!here) break;
    }
    if (!here) continue;
    const places = chunkPlaces(here);
    for (let i = places.length - 1; i >= 0; i--) candidates.push(at * CHUNK_IDS + (places[i] as number));
    if (sure) {
      ids.push(...candidates);
      candidates = [];
    } else if (candidates.length >= TESTED_TOGETHER) test();
  }
  if (ids.length < wanted && candidates.length > 0) test();
  return found(ids.slice(0, wanted), limit);
}

/** The leads that match a term: those in any of these. */
function partsOf(store: Store, term: Term, listOf: (list: string) => ByChunk): ByChunk[] {
  const { word, phones } = term;
  const digits = phones.map(listOfDigits);
  if (digits.includes(null)) return [new FoundLeads(leadsBetween(store, term, 0, ABOVE_ALL, true))];
  const lists = [...(word === null ? [] : [listOfWord(word)]), ...digits.filter((list) => list !== null)];
  return lists.map(listOf);
}

/** Whether whoever is in the parts of a term has it. */
const isSure = ({ word, phones }: Term): boolean => word === null || word.length <= LISTED || phones.length > 0;

/** Leads that were found one by one. */
class FoundLeads implements ByChunk {
  readonly #chunks: ReadonlyMap<number, Chunk | null>;

  constructor(ids: readonly number[]) {
    const byChunk = Map.groupBy(ids, chunkOf);
    this.#chunks = new Map([...byChunk].map(([at, some]) => [at, chunkOfPlaces(some.map(placeOf))]));
  }

  chunk(at: number): Chunk | null {
    return this.#chunks.get(at) ?? null;
  }
}
