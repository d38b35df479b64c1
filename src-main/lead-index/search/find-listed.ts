import type { Store } from '../../db/store.ts';
import { CHUNK_IDS, type Chunk, chunkAnd, chunkOr, chunkPlaces } from '../chunk.ts';
import type { LeadSet } from '../lead-set.ts';
import { type Found, found, tested } from './find.ts';
import { LISTED, LISTED_DIGITS, listOfWord, listsOfDigits, TermList } from './often.ts';
import type { Term } from './query.ts';

/** So many leads whose rows decide are looked at together. */
const TESTED_TOGETHER = 512;

/** One way to match a term: a lead must be in all of these lists. */
type Way = readonly TermList[];

/**
 * The newest leads that match, newest first: chunk by chunk, what is in the lists of all terms and in the filter. Where the lists alone can't
 * tell, the rows decide.
 */
export function findListed(
  store: Store,
  terms: readonly Term[],
  within: LeadSet | null,
  limit: number,
  chunks: number,
): Found {
  const wanted = limit + 1;
  const kept = new Map<string, TermList>();
  const ways = terms.map((term) =>
    waysOf(term, (list) => {
      const known = kept.get(list) ?? new TermList(store, list, chunks);
      kept.set(list, known);
      return known;
    }),
  );
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
    for (const [turn, term] of ways.entries()) {
      const has = leadsOf(term, at);
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

function waysOf({ word, phones }: Term, list: (term: string) => TermList): Way[] {
  const ways: Way[] = phones.map((digits) => listsOfDigits(digits).map(list));
  return word === null ? ways : [[list(listOfWord(word))], ...ways];
}

/** Whether whoever is in the lists of a term has it. */
const isSure = ({ word, phones }: Term): boolean =>
  (word === null || word.length <= LISTED) && phones.every((digits) => digits.length <= LISTED_DIGITS);

/** The leads of a chunk that match a term, by any of its ways. */
function leadsOf(ways: readonly Way[], at: number): Chunk | null {
  let all: Chunk | null = null;
  for (const way of ways) {
    let here: Chunk | null = null;
    for (const [turn, list] of way.entries()) {
      here = turn === 0 ? list.chunk(at) : chunkAnd(here, list.chunk(at));
      if (!here) break;
    }
    all = all ? chunkOr(all, here) : here;
  }
  return all;
}
