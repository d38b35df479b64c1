import { metaOf } from '../../db/meta.ts';
import { deleteRemoved, setAside } from '../../db/set-aside.ts';
import type { Store } from '../../db/store.ts';
import type { LeadSet } from '../bitmap/lead-set.ts';
import { type Found, findByRows, findByTerms, newest } from './find.ts';
import { beginMergeAll, beginPages, changeTerms, mergeAll, mergeFor, type TermChange } from './full-text.ts';
import { addPending, dropPending, pendingRange, readPending, updatePending } from './pending.ts';
import { readQuery } from './query.ts';
import { remakeSearch, SEARCH_TABLES } from './search-tables.ts';
import type { SearchText } from './search-text.ts';
import { termsOf } from './terms.ts';
import {
  insertRows,
  newestRow,
  readRows,
  removeRow,
  rowOf,
  sameRow,
  type TextRow,
  updateRow,
  wordsOfLead,
  wordsOfRow,
} from './text/rows.ts';

/** A lead whose earlier text the search knows itself. */
type Known = Pick<SearchText, 'id'>;

/** A filter with at most this many leads is searched lead by lead. Above that, the words are searched first. */
const FEW = 5_000;
/** From this many new leads at once, adding them is deferred. */
const MANY = 50;
/** The share of the time for adding leads to the search that is spent before writing. */
const READING_SHARE = 0.3;
/** A key in `meta` that is set while the full-text index may contain words that no lead has any more: `found`, then `merging`. */
const TRACES = 'search_traces';
/** The number of leads whose removed words are searched for among the pages' first terms. */
const LOOKED_FOR_AT_MOST = 100;

/**
 * Finds leads while someone is typing: by names, places, employers, emails, notes, and phones by any part in any format. There are two
 * tables: `lead_text` has the normalized data of a lead, and `lead_find` (FTS5) has its terms. In a third, new leads wait until the desk is
 * idle.
 */
export class LeadSearch {
  readonly #store: Store;
  /** Whether there may be something to do for `tidy`. */
  #untidy = true;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Updates leads in the caller's write transaction, a whole batch at once. Those in `before` only can't be found any more. Removed text is
   * also removed from the file. An unchanged lead costs one lookup.
   *
   * If there are many new leads they are only stored here, and `tidy` or the next search adds them.
   */
  put(before: readonly Known[], after: readonly SearchText[]): void {
    this.#untidy = true;
    const pending = pendingRange(this.#store);
    const newest = Math.max(pending?.last ?? 0, newestRow(this.#store));
    const fresh = after.filter(({ id }) => id > newest);
    const isMany = fresh.length >= MANY && isAscending(fresh);
    const now = isMany ? after.filter(({ id }) => id <= newest) : after;
    const known = new Map<number, SearchText | null>(before.map(({ id }) => [id, null]));
    for (const text of now) known.set(text.id, text);
    const waiting = pending ? updatePending(this.#store, known) : new Set<number>();
    if (isMany) addPending(this.#store, fresh);
    const isWritten = ({ id }: Known) => !waiting.has(id);
    this.#write(before.filter(isWritten), now.filter(isWritten));
  }

  /**
   * Adds deferred leads to the search for about `ms` milliseconds, in one transaction. The next search adds the rest in one step.
   *
   * @returns false if there were none
   */
  catchUp(ms = Number.POSITIVE_INFINITY): boolean {
    if (!pendingRange(this.#store)) return false;
    this.#store.write(() => {
      const until = performance.now() + ms * READING_SHARE;
      const made: MadeLead[] = [];
      let last = 0;
      for (const { id, leads } of readPending(this.#store)) {
        for (const lead of leads) made.push(makeLead(lead));
        last = id;
        if (performance.now() >= until) break;
      }
      dropPending(this.#store, last);
      insertRows(this.#store, made);
      changeTerms(this.#store, made);
    });
    return true;
  }

  #write(before: readonly Known[], after: readonly SearchText[]): void {
    const now = new Map(after.map((text) => [text.id, text]));
    const gone = before.filter(({ id }) => !now.has(id));
    const held = readRows(this.#store, new Set([...now.keys(), ...gone.map(({ id }) => id)]));
    const changes: TermChange[] = [];
    const fresh: MadeLead[] = [];
    for (const text of now.values()) {
      const lead = makeLead(text);
      const was = held.get(text.id);
      if (was && sameRow(was, lead)) continue;
      if (!was) fresh.push(lead);
      else {
        updateRow(this.#store, lead);
        changes.push(differenceOf(was, lead));
      }
    }
    for (const { id } of gone) {
      const row = held.get(id);
      if (!row) continue;
      removeRow(this.#store, id);
      changes.push({ id, goes: allTerms(row), comes: null });
    }
    insertRows(this.#store, fresh);
    changeTerms(this.#store, [...changes, ...fresh]);
    const left = changes.flatMap(({ goes }) => (goes ? [goes] : []));
    if (left.length > 0) this.#noteTraces(left);
  }

  /** Records if words that no lead has any more are still at the beginning of a page, from where a merge removes them. */
  #noteTraces(left: readonly string[]): void {
    const meta = metaOf(this.#store);
    if (meta.get(TRACES) !== null) return;
    // A very large number means that a vendor has changed a spelling. Searching for each word would take longer than the merge.
    const terms = new Set(left.flatMap((one) => one.split(' ')).filter((term) => term !== ''));
    if (left.length <= LOOKED_FOR_AT_MOST && !beginPages(this.#store, terms)) return;
    meta.set(TRACES, 'found');
  }

  /**
   * Removes the traces of words that no lead has any more, for about `ms` milliseconds, by merging, which rewrites each page. Outside of a
   * write transaction; an interruption loses nothing.
   *
   * @returns false if no traces are left
   */
  removeTraces(ms: number): boolean {
    if (deleteRemoved(this.#store)) return true;
    const meta = metaOf(this.#store);
    const state = meta.get(TRACES);
    if (state === null) return false;
    if (state !== 'merging') {
      this.#store.write(() => {
        const newest = readRows(this.#store, [newestRow(this.#store)])
          .values()
          .next().value;
        if (newest) beginMergeAll(this.#store, newest.id, allTerms(newest));
        meta.set(TRACES, 'merging');
      });
      return true;
    }
    if (mergeAll(this.#store, ms)) return true;
    this.#store.write(() => meta.drop(TRACES));
    return false;
  }

  /**
   * Puts an empty search in the place of this one, readable or not, and `removeTraces` deletes that in small steps. Afterwards `put` must be
   * called for every lead. Outside of a transaction.
   */
  restart(): void {
    this.#untidy = true;
    setAside(this.#store, SEARCH_TABLES);
    this.#store.write(() => {
      remakeSearch(this.#store);
      metaOf(this.#store).drop(TRACES);
    });
  }

  /** The ids of those leads whose text in the search differs from this. */
  differing(texts: readonly SearchText[]): number[] {
    const ids = new Set(texts.map(({ id }) => id));
    const waiting = new Map(
      [...readPending(this.#store, ids)].flatMap(({ leads }) => leads).map((one) => [one.id, one]),
    );
    const rows = readRows(this.#store, ids);
    return texts.flatMap((text) => {
      const pending = waiting.get(text.id);
      const row = pending ? rowOf(pending.id, wordsOfLead(pending)) : rows.get(text.id);
      return row && sameRow(row, rowOf(text.id, wordsOfLead(text))) ? [] : [text.id];
    });
  }

  /**
   * The newest leads that match, newest first, at most `limit`; `exact` is false if there are more. A text that excludes none
   * (`(`, `7`) returns the newest. `upTo` is the newest lead of `within`; each lead of `within` is in one of `states`, if there are any.
   */
  find(text: string, within: LeadSet, limit: number, upTo = Number.POSITIVE_INFINITY, states: string[] = []): Found {
    const pending = pendingRange(this.#store);
    // Leads that are newer than those searched for need not be added first.
    if (pending && pending.first <= upTo) this.catchUp();
    const terms = readQuery(text);
    if (terms.length === 0) return newest(within, limit);
    return within.size() <= FEW
      ? findByRows(this.#store, terms, within, limit)
      : findByTerms(this.#store, terms, states, within, limit);
  }

  /** Leads that are not yet in the search: the first of them, and about how many; null if there are none. All older ones are found. */
  waiting(): { first: number; leads: number } | null {
    const pending = pendingRange(this.#store);
    return pending ? { first: pending.first, leads: pending.last - pending.first + 1 } : null;
  }

  /** Whether a text excludes any lead. */
  narrows(text: string): boolean {
    return readQuery(text).length > 0;
  }

  /**
   * Does maintenance of the index for about `ms` milliseconds. To be called while the desk is idle, outside of a transaction.
   *
   * @returns false if there is nothing more to do
   */
  tidy(ms: number): boolean {
    if (!this.#untidy) return false;
    this.#untidy = this.catchUp(ms) || this.removeTraces(ms) || mergeFor(this.#store, ms);
    return this.#untidy;
  }
}

interface MadeLead extends TextRow, TermChange {}

function makeLead(text: SearchText): MadeLead {
  const words = wordsOfLead(text);
  return { ...rowOf(text.id, words), goes: null, comes: termsOf(words) };
}

const isAscending = (leads: readonly SearchText[]): boolean =>
  leads.every(({ id }, at) => at === 0 || id > (leads[at - 1]?.id ?? 0));

const eachTerm = (row: TextRow): Set<string> =>
  new Set(
    termsOf(wordsOfRow(row))
      .split(' ')
      .filter((term) => term !== ''),
  );
const allTerms = (row: TextRow): string => [...eachTerm(row)].join(' ');

/** The change is kept even if no term differs, because the index counts its leads by the removal and the insertion. */
function differenceOf(was: TextRow, row: TextRow): TermChange {
  const had = eachTerm(was);
  const has = eachTerm(row);
  const goes = [...had].filter((term) => !has.has(term));
  const comes = [...has].filter((term) => !had.has(term));
  return { id: row.id, goes: goes.join(' '), comes: comes.join(' ') };
}
