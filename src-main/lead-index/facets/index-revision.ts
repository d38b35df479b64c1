import { randomInt } from 'node:crypto';
import type { Store } from '../../db/store.ts';

/** So many changed leads are remembered one by one. */
const LEADS_AT_MOST = 20_000;

/** A chunk of a value. */
export interface ChunkOfValue {
  readonly entry: { readonly id: number; readonly facet: string };
  readonly chunk: number;
}

/** What a change of the index makes old. */
interface Change {
  readonly chunks: readonly ChunkOfValue[];
  readonly leads: readonly number[];
}

/**
 * The revision of the index: one number that grows with every change. Whatever is kept in memory keeps the revision beside it, and is
 * old when the index has a later one.
 *
 * Changes are made inside transactions of others, which may be rolled back. So every change also writes a fresh random stamp into
 * `lead_index_state`, which a rollback takes back with the rest. `sync` compares it with the stamp of the last change that is known
 * here: where it differs, the revision grows again. No caller has to tell how its transaction ended.
 */
export class IndexRevision {
  readonly #store: Store;
  #now = 1;
  /** Undefined: nothing was read yet. */
  #stamp: number | undefined;
  /** Changes since the last stamp that is known to be committed, each with the stamp before it. */
  #uncommitted: (Change & { readonly stampBefore: number })[] = [];
  /** By facet and chunk number: the revision of the last change. */
  readonly #chunks = new Map<string, number[]>();
  /** By lead: the revision of its last change, oldest first. */
  readonly #leads = new Map<number, number>();
  /** Which leads changed at this revision or before is not known. */
  #leadsKnownAfter = 1;
  /** Everything changed at this revision. */
  #everything = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The revision as of the last `sync`. */
  get now(): number {
    return this.#now;
  }

  /** The revision at which a chunk of a facet changed last. */
  changedAt(facet: string, chunk: number): number {
    return Math.max(this.#everything, this.#chunks.get(facet)?.[chunk] ?? 0);
  }

  /** The leads that may stand elsewhere in an order than at that revision; null when these are too many to tell. New leads are not among them. */
  leadsChangedSince(revision: number): ReadonlySet<number> | null {
    if (revision < this.#leadsKnownAfter) return null;
    const found = new Set<number>();
    for (const [id, changedAt] of this.#leads) if (changedAt > revision) found.add(id);
    return found;
  }

  /** Begins a new revision. Inside a write transaction, after `sync`. @throws Error outside of one */
  advance({ chunks = [], leads = [] }: Partial<Change>): void {
    if (!this.#store.raw.inTransaction) throw new Error('The lead index is changed inside a write transaction only.');
    const stamp = randomInt(1, 2 ** 48 - 1);
    this.#store.prepare('UPDATE lead_index_state SET stamp = ? WHERE id = 1').run(stamp);
    if (this.#stamp !== undefined) this.#uncommitted.push({ stampBefore: this.#stamp, chunks, leads });
    this.#stamp = stamp;
    this.#now++;
    this.#note({ chunks, leads });
  }

  /**
   * Takes in what was changed elsewhere or rolled back since the last call: 1 µs when nothing was.
   *
   * @returns null when nothing was; else the chunks that were rolled back, or `everything`
   */
  sync(): readonly ChunkOfValue[] | 'everything' | null {
    const stamp = this.#store.prepare<[], number>('SELECT stamp FROM lead_index_state WHERE id = 1').pluck().get();
    const isKnown = stamp === this.#stamp;
    const rolledBack = isKnown ? null : this.#follow(stamp);
    if (this.#uncommitted.length > 0 && !this.#store.raw.inTransaction) this.#uncommitted = [];
    return rolledBack;
  }

  /** Makes the next `sync` say that everything has changed: a change failed half way. */
  distrust(): void {
    this.#stamp = undefined;
    this.#uncommitted = [];
  }

  #follow(stamp: number | undefined): readonly ChunkOfValue[] | 'everything' {
    this.#stamp = stamp;
    this.#now++;
    const from = this.#uncommitted.findIndex(({ stampBefore }) => stampBefore === stamp);
    if (from >= 0) {
      const rolledBack = this.#uncommitted.splice(from);
      for (const change of rolledBack) this.#note(change);
      return rolledBack.flatMap(({ chunks }) => chunks);
    }
    // The change of another connection, or the first look.
    this.#uncommitted = [];
    this.#everything = this.#now;
    this.#leads.clear();
    this.#leadsKnownAfter = this.#now;
    return 'everything';
  }

  #note({ chunks, leads }: Change): void {
    for (const { entry, chunk } of chunks) {
      const revisions = this.#chunks.get(entry.facet) ?? [];
      this.#chunks.set(entry.facet, revisions);
      // Without holes, so that the array stays a plain one.
      while (revisions.length < chunk) revisions.push(0);
      revisions[chunk] = this.#now;
    }
    for (const id of leads) {
      // Taken out first, so that it goes to the end.
      this.#leads.delete(id);
      this.#leads.set(id, this.#now);
    }
    for (const [id, changedAt] of this.#leads) {
      if (this.#leads.size <= LEADS_AT_MOST) return;
      this.#leads.delete(id);
      this.#leadsKnownAfter = changedAt;
    }
  }
}
