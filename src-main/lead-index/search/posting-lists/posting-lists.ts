import type { Store } from '../../../db/store.ts';
import {
  applyOps,
  CHUNK_IDS,
  type Chunk,
  chunkOf,
  chunkOfPlaces,
  decodeChunk,
  encodeChunk,
  placeOf,
} from '../../bitmap/chunk.ts';
import { type Joined, JoinedChunks, joinedSql } from '../../bitmap/joined-chunks.ts';
import { SortedIds } from '../../bitmap/sorted-ids.ts';
import { leadsBetween } from '../find.ts';
import type { Term } from '../query.ts';
import { ANYWHERE, type LeadWords } from '../terms.ts';

/** Leads of a chunk that must have a term for it to have a list there; fewer the full-text index gives at a glance. */
export const OFTEN = 8;
/** Beginnings of words have lists up to this length. */
export const LISTED = 12;
/** Digits in a row of a phone that have a list. */
const LISTED_DIGITS = 3;
/** Before the digits of a phone: they are no word. */
const DIGITS = '#';
const SEALED = 'lead_often_chunks';

/** Chunks of a span. */
const SPAN = 32;
const spanOf = (chunk: number): number => Math.floor(chunk / SPAN);

/** Chunks whose lists are read together: at first, and at most. */
const FIRST_CHUNKS = 8;
const MOST_CHUNKS = 64;
/** Stretches without a list that are asked of the full-text index one by one; of more the whole is asked. */
const STRETCHES = 4;

type Row = [chunk: number, n: number, ids: Uint8Array];

/** The terms by which a lead stands in lists. */
export function listedTerms({ name, other, phones }: LeadWords): Set<string> {
  const terms = new Set<string>();
  for (const word of name) addBeginnings(terms, word, 1);
  for (const word of other) addBeginnings(terms, word, Math.min(word.length, ANYWHERE));
  for (const phone of phones) {
    for (let at = 0; at + LISTED_DIGITS <= phone.length; at++) terms.add(DIGITS + phone.slice(at, at + LISTED_DIGITS));
  }
  return terms;
}

function addBeginnings(terms: Set<string>, word: string, from: number): void {
  const most = Math.min(word.length, LISTED);
  for (let length = from; length <= most; length++) terms.add(word.slice(0, length));
}

/** The lists that all leads with such a word are in; whoever is in them has it, but for a word longer than `LISTED`. */
export const listOfWord = (word: string): string => word.slice(0, LISTED);

/** The list of these digits, where so few of them stand in phones; else null: the full-text index has few such leads. */
export const listOfDigits = (digits: string): string | null =>
  digits.length === LISTED_DIGITS ? DIGITS + digits : null;

/** How many chunks, from the first on, have their lists. */
export function sealedChunks(store: Store): number {
  return Number(store.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(SEALED) ?? 0);
}

/** The lists of a chunk more are whole. Inside the write transaction that writes the last of them. */
export function setSealedChunks(store: Store, chunks: number): void {
  store
    .prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    .run(SEALED, String(chunks));
}

/** Writes the list of a term, in place of one that may be there. */
export function writeList(store: Store, chunk: number, term: string, places: readonly number[]): void {
  const list = chunkOfPlaces(places);
  if (list) store.prepare(WRITE).run(spanOf(chunk), term, chunk, list.n, encodeChunk(list));
}
const WRITE = `INSERT INTO lead_often (span, term, chunk, n, ids) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (span, term, chunk) DO UPDATE SET n = excluded.n, ids = excluded.ids`;
const LISTS_SQL = joinedSql(
  'SELECT chunk AS key, n, ids AS bits FROM lead_often WHERE span = ? AND term = ? AND chunk BETWEEN ? AND ? ORDER BY chunk',
);
const OF_CHUNK = 'span = ? AND term = ? AND chunk = ?';

/** Brings the lists that there are up to date with one lead; a term without a list gets none. Inside a write transaction. */
export function changeLists(store: Store, id: number, goes: Iterable<string>, comes: Iterable<string>): void {
  const chunk = chunkOf(id);
  const span = spanOf(chunk);
  const read = store
    .prepare<[number, string, number], Row>(`SELECT chunk, n, ids FROM lead_often WHERE ${OF_CHUNK}`)
    .raw();
  const turn = (term: string, on: 0 | 1): void => {
    const row = read.get(span, term, chunk) as Row | undefined;
    if (!row) return;
    const changed = applyOps(decodeChunk(row[1], row[2]), [placeOf(id) * 2 + on]);
    // A list that nobody is in would only tell the word.
    if (!changed) store.prepare(`DELETE FROM lead_often WHERE ${OF_CHUNK}`).run(span, term, chunk);
    else if (changed.n !== row[1]) store.prepare(WRITE).run(span, term, chunk, changed.n, encodeChunk(changed));
  };
  for (const term of goes) turn(term, 0);
  for (const term of comes) turn(term, 1);
}

/** Leads by chunk. */
export interface ByChunk {
  chunk(at: number): Chunk | null;
}

/** Lends memory for lists. */
export interface ListPool {
  take(joined: Joined): JoinedChunks;
  give(list: JoinedChunks): void;
}

export interface TermListOptions {
  /** It begins with this chunk. */
  readonly first?: number;
  readonly pool?: ListPool | null;
}

/**
 * The leads that have a term, chunk by chunk from the newest down: from its lists, and where there is none from the full-text
 * index, which has few of them there.
 */
export class TermList implements ByChunk {
  readonly #store: Store;
  readonly #term: string;
  readonly #pool: ListPool | null;
  readonly #parts: Part[] = [];
  #recent = 0;
  readonly #found: Gathered[] = [];
  /** It begins with this chunk. */
  readonly #first: number;
  /** Chunks from here on up are known. */
  #from: number;
  #next = FIRST_CHUNKS;
  /** Also where there is no list all leads are known. */
  #whole = false;

  /** @param chunks it goes below this one */
  constructor(store: Store, term: string, chunks: number, { first = 0, pool = null }: TermListOptions = {}) {
    this.#store = store;
    this.#term = term;
    this.#pool = pool;
    this.#from = chunks;
    this.#first = first;
  }

  /** Gives its memory back: it can't be asked any more. */
  release(): void {
    for (const { list } of this.#parts.splice(0)) if (list) this.#pool?.give(list);
  }

  /** The leads of a chunk; null for none. Good until it is released. */
  chunk(at: number): Chunk | null {
    if (at < this.#from) this.#load(Math.max(this.#first, at - this.#next + 1), this.#from - 1);
    return this.#partOf(at)?.list?.chunk(at) ?? chunkFound(this.#found, at);
  }

  /** Mostly the same as for the chunk before. */
  #partOf(at: number): Part | undefined {
    const holds = (part: Part | undefined) => part !== undefined && at >= part.first && at <= part.last;
    if (!holds(this.#parts[this.#recent])) this.#recent = this.#parts.findIndex(holds);
    return this.#parts[this.#recent];
  }

  #load(first: number, last: number): void {
    const without: number[] = [];
    const read = this.#store.prepare<[number, string, number, number], Joined>(LISTS_SQL).raw();
    for (let span = spanOf(first); span <= spanOf(last); span++) {
      const joined = read.get(span, this.#term, first, last) as Joined;
      const part = {
        first: Math.max(first, span * SPAN),
        last: Math.min(last, span * SPAN + SPAN - 1),
        list: joined[0] === null ? null : (this.#pool?.take(joined) ?? new JoinedChunks().fill(joined)),
      };
      this.#parts.push(part);
      for (let at = part.first; at <= part.last; at++) if (!part.list?.has(at)) without.push(at);
    }
    this.#from = first;
    this.#next = Math.min(MOST_CHUNKS, this.#next * 2);
    if (this.#whole) return;
    if (without.length === last - first + 1) {
      // Hardly anybody has it, or there are no lists yet: all of them at once.
      this.#whole = true;
      this.#find(this.#first, last, this.#first > 0);
      return;
    }
    for (const [from, to] of stretches(without)) this.#find(from, to, true);
  }

  /** Whoever has a list besides is found there first. */
  #find(first: number, last: number, beginnings: boolean): void {
    this.#found.push(findBetween(this.#store, termOf(this.#term), first, last, beginnings));
  }
}

/** The lists of some chunks of one span; null where none of them has one. */
interface Part {
  readonly first: number;
  readonly last: number;
  readonly list: JoinedChunks | null;
}

/** Leads of some chunks that the full-text index gave. */
interface Gathered {
  readonly first: number;
  readonly last: number;
  readonly ids: SortedIds;
}

function findBetween(store: Store, term: Term, first: number, last: number, beginnings: boolean): Gathered {
  const ids = leadsBetween(store, term, first * CHUNK_IDS, (last + 1) * CHUNK_IDS, beginnings);
  return { first, last, ids: new SortedIds(Float64Array.from(ids)) };
}

function chunkFound(found: readonly Gathered[], at: number): Chunk | null {
  for (const { first, last, ids } of found) if (at >= first && at <= last) return ids.chunk(at);
  return null;
}

/** Chunks of which whoever stands in no list is asked of the full-text index: at first, then, and then the rest of them. */
const STEPS = [8, 64];

/** The same for a term without any lists, of which the newest leads may be enough. */
export class UnlistedTerm implements ByChunk {
  readonly #store: Store;
  readonly #term: Term;
  readonly #found: Gathered[] = [];
  #from: number;
  #step = 0;

  /** @param chunks it goes below this one */
  constructor(store: Store, term: Term, chunks: number) {
    this.#store = store;
    this.#term = term;
    this.#from = chunks;
  }

  chunk(at: number): Chunk | null {
    if (at < this.#from) {
      const first = Math.max(0, Math.min(at, this.#from - (STEPS[this.#step++] ?? this.#from)));
      this.#found.push(findBetween(this.#store, this.#term, first, this.#from - 1, true));
      this.#from = first;
    }
    return chunkFound(this.#found, at);
  }
}

/** What a list stands for, as a search would ask for it. */
const termOf = (term: string): Term =>
  term.startsWith(DIGITS)
    ? { word: null, where: 'anywhere', phones: [term.slice(DIGITS.length)] }
    : { word: term, where: term.length < ANYWHERE ? 'short' : 'anywhere', phones: [] };

/** Numbers in a row, as from and to: each stretch by itself, or all as one where they are many. */
function stretches(numbers: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  const [first, end] = [numbers[0], numbers.at(-1)];
  return found.length > STRETCHES && first !== undefined && end !== undefined ? [[first, end]] : found;
}
