import type { Store } from '../../db/store.ts';
import { WHOLE } from './terms.ts';
import { forTogether, places } from './text-rows.ts';

/** The terms of one lead that come or go, joined by spaces. */
export interface Terms {
  readonly id: number;
  readonly terms: string;
}

/** Pages merged in one step: some 5 ms. */
const STEP = 64;

/** Adds leads. In ascending order of id a whole batch is one write; otherwise it is right as well, and slower. */
export function addTerms(store: Store, leads: readonly Terms[]): void {
  forTogether(leads, (some) => {
    store
      .prepare(`INSERT INTO lead_find (rowid, terms) VALUES ${places(some.length, '(?, ?)')}`)
      .run(...some.flatMap(({ id, terms }) => [id, terms]));
  });
}

/**
 * Takes terms of a lead out, from the file too. A lead that stays must be added again at once, if with no term: the index counts
 * its leads by that.
 */
export function removeTerms(store: Store, { id, terms }: Terms): void {
  store.prepare(`INSERT INTO lead_find (lead_find, rowid, terms) VALUES ('delete', ?, ?)`).run(id, terms);
}

/**
 * Merges segments for about `ms` milliseconds. Outside of a write transaction each step commits by itself.
 *
 * @returns false when there is nothing more to merge
 */
export function mergeFor(store: Store, ms: number): boolean {
  const changes = store.prepare<[], number>('SELECT total_changes()').pluck();
  const merge = store.prepare<[number]>(`INSERT INTO lead_find (lead_find, rank) VALUES ('merge', ?)`);
  const until = performance.now() + ms;
  let before = changes.get() ?? 0;
  do {
    merge.run(STEP);
    const after = changes.get() ?? 0;
    // The command itself counts as one change; a second is work (FTS5, section 6.7).
    if (after - before < 2) return false;
    before = after;
  } while (performance.now() < until);
  return true;
}

/**
 * The index of a segment's pages holds the term each page begins with, also when that term has gone: 'secure-delete' leaves it
 * (https://sqlite.org/fts5.html, section 6.12). Where one of these terms stands there and no lead has it any more, the next one
 * in order takes its place: the same page is found for every other term.
 */
export function blurPageTerms(store: Store, terms: readonly string[]): void {
  // What was taken out has to be in the pages before they are looked at.
  store.prepare(`INSERT INTO lead_find (lead_find) VALUES ('flush')`).run();
  const find = store.prepare<[Buffer, Buffer], { segid: number; term: Buffer }>(
    'SELECT segid, CAST(term AS BLOB) AS term FROM lead_find_idx WHERE segid > 0 AND term >= ? AND term < ?',
  );
  const change = store.prepare('UPDATE OR IGNORE lead_find_idx SET term = ? WHERE segid = ? AND term = ?');
  for (const term of terms) {
    if (stands(store, term)) continue;
    // '0' stands before every term, to tell it from those of a prefix index.
    const stored = Buffer.from(`0${term}`);
    const next = Buffer.from(stored);
    next[next.length - 1] = (next.at(-1) ?? 0) + 1;
    for (const page of find.all(stored, next)) change.run(next, page.segid, page.term);
  }
}

/** Whether some lead has a term, or a longer one that begins with it: up to `WHOLE` letters that is the same. */
function stands(store: Store, term: string): boolean {
  const match = term.length <= WHOLE ? `"${term}"` : `"${term}" *`;
  return store.prepare('SELECT rowid FROM lead_find WHERE lead_find MATCH ? LIMIT 1').get(match) !== undefined;
}
