import type { Store } from '../../../db/store.ts';
import { addDescending, CHUNK_IDS, type Chunk } from '../../bitmap/chunk.ts';
import { chunkOr, passingAnd } from '../../bitmap/combine-chunks.ts';
import type { LeadSet } from '../../bitmap/lead-set.ts';
import { type Found, found, tested } from '../find.ts';
import type { Term } from '../query.ts';
import type { TermLists } from './kept-lists.ts';
import { type ByChunk, LISTED, listOfDigits, listOfWord, UnlistedTerm } from './posting-lists.ts';

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
  lists.begin();
  const parts = terms.map((term) => partsOf(store, term, chunks, (list) => lists.of(list, sealed, chunks)));
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
      // Nothing in between combines: what is in both so far still holds.
      const has = any.reduce<Chunk | null>((all, part) => chunkOr(all, part.chunk(at)), null);
      here = turn === 0 && !within ? has : passingAnd(here, has);
      if (!here) break;
    }
    if (!here) continue;
    if (sure) addDescending(ids, here, at * CHUNK_IDS, wanted);
    else addDescending(candidates, here, at * CHUNK_IDS, Number.POSITIVE_INFINITY);
    if (candidates.length >= TESTED_TOGETHER) test();
  }
  if (ids.length < wanted && candidates.length > 0) test();
  return found(ids.slice(0, wanted), limit);
}

/** The leads that match a term: those in any of these. */
function partsOf(store: Store, term: Term, chunks: number, listOf: (list: string) => ByChunk): ByChunk[] {
  const { word, phones } = term;
  const digits = phones.map(listOfDigits);
  if (digits.includes(null)) return [new UnlistedTerm(store, term, chunks)];
  const lists = [...(word === null ? [] : [listOfWord(word)]), ...digits.filter((list) => list !== null)];
  return lists.map(listOf);
}

/** Whether whoever is in the parts of a term has it. */
const isSure = ({ word, phones }: Term): boolean => word === null || word.length <= LISTED || phones.length > 0;
