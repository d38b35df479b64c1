import type { Store } from '../../../db/store.ts';
import { CHUNK_IDS, chunkOf, placeOf } from '../../bitmap/chunk.ts';
import { newestRow, type TextRow, wordsOfRow } from '../text-rows.ts';
import { listedTerms, OFTEN, sealedChunks, setSealedChunks, writeList } from './posting-lists.ts';

/** Rows that are read, and lists that are written, before the clock is looked at. */
const ROWS = 32;
const LISTS = 32;

interface UnderWay {
  readonly chunk: number;
  readonly places: Map<string, number[]>;
  /** The next lead to be read. */
  next: number;
  /** What is left to be written, once all leads are read. */
  lists: [string, number[]][] | null;
}

/**
 * Makes the lists of chunks whose leads are all there, one chunk after another, in moments when nothing else is to be done. What
 * a stop interrupts begins anew.
 */
export class Sealing {
  readonly #store: Store;
  #underWay: UnderWay | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Begins again with the first chunk. */
  restart(): void {
    this.#underWay = null;
  }

  /** A lead has changed: what was read of its chunk, and is not written, is void. */
  touched(id: number): void {
    if (this.#underWay?.chunk === chunkOf(id)) this.#underWay = null;
  }

  /**
   * Goes on for about `ms` milliseconds, writing in one transaction; to be called while every lead there is stands in `lead_text`.
   *
   * @returns false when every chunk that can has its lists
   */
  step(ms: number): boolean {
    const until = performance.now() + ms;
    const work = this.#underWay ?? this.#begin();
    if (!work) return false;
    this.#underWay = work;
    const { chunk, lists } = work;
    if (lists === null) {
      this.#read(work, until);
      return true;
    }
    const left = this.#store.write(() => this.#write(chunk, lists, until));
    // Only what is committed is done.
    lists.length = left;
    if (left === 0) this.#underWay = null;
    return true;
  }

  #begin(): UnderWay | null {
    const chunk = sealedChunks(this.#store);
    if (chunk >= chunkOf(newestRow(this.#store))) return null;
    return { chunk, places: new Map(), next: chunk * CHUNK_IDS, lists: null };
  }

  #read(work: UnderWay, until: number): void {
    const end = (work.chunk + 1) * CHUNK_IDS;
    const read = this.#store.prepare<[number, number, number], TextRow>(
      'SELECT id, name, other, phones FROM lead_text WHERE id >= ? AND id < ? ORDER BY id LIMIT +?',
    );
    do {
      const rows = read.all(work.next, end, ROWS);
      for (const row of rows) {
        for (const term of listedTerms(wordsOfRow(row))) {
          const places = work.places.get(term);
          if (places) places.push(placeOf(row.id));
          else work.places.set(term, [placeOf(row.id)]);
        }
      }
      const last = rows.at(-1);
      if (last && rows.length === ROWS) work.next = last.id + 1;
      else {
        // In the order of the table, and from the end: the next to be written is the last of them.
        work.lists = [...work.places]
          .filter(([, places]) => places.length >= OFTEN)
          .sort(([a], [b]) => (a < b ? 1 : -1));
        work.places.clear();
        return;
      }
    } while (performance.now() < until);
  }

  /** @returns how many lists are left */
  #write(chunk: number, lists: readonly [string, number[]][], until: number): number {
    let left = lists.length;
    while (left > 0) {
      const down = Math.max(0, left - LISTS);
      for (const [term, places] of lists.slice(down, left).reverse()) writeList(this.#store, chunk, term, places);
      left = down;
      if (performance.now() >= until) break;
    }
    if (left === 0) setSealedChunks(this.#store, chunk + 1);
    return left;
  }
}
