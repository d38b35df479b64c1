import type { OfferColumn, OfferFilter, OfferSort } from '../../src-preload/contract/index.ts';
import { connectionsInUse } from '../connections/connection-rows.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { type BoardCounts, countBoard, type Narrowed, narrow } from './board-filter.ts';
import { listColumn } from './board-list.ts';
import { BoardRows } from './board-rows.ts';
import { type BoardView, viewOf } from './board-view.ts';
import { readFacts } from './facts.ts';
import { offeredBehind } from './rows/offered-leads.ts';
import { readOfferSettings } from './settings.ts';
import { viewerOf } from './viewer.ts';

/** How many leads are read at once, both initially and after changes. */
const LOAD_PORTION = 500;
const CHANGE_PORTION = 200;
/** The most answers that are cached. */
const KEPT_AT_MOST = 24;

/** A result that is valid until a row changes or an instant is reached. */
interface Lasting {
  readonly at: Millis;
  readonly until: Millis;
}

/** The board for a filter at an instant. */
export interface BoardNow {
  readonly view: BoardView;
  readonly narrowed: Narrowed;
  readonly counts: () => BoardCounts;
  /** The ids of a column's offered leads, in order. */
  readonly list: (column: OfferColumn, sort: OfferSort) => Float64Array;
}

/**
 * The offered leads in memory. They are read in portions at the first query, and after that only those that changed. Answers are cached
 * until a row changes, or until the next instant at which they change by time alone.
 */
export class Board {
  readonly #store: Store;
  readonly #now: () => Millis;
  readonly rows = new BoardRows();
  readonly #dirty = new Set<number>();
  #loaded = false;
  #closed = false;
  #reading: Promise<void> | null = null;
  readonly #kept = new Map<string, Lasting & { readonly value: unknown }>();

  constructor(store: Store, now: () => Millis) {
    this.#store = store;
    this.#now = now;
  }

  /** Marks leads that were changed, added or removed. They are read again before the next answer. It may be called inside a transaction. */
  touched(offeredLeadIds: Iterable<number>): void {
    if (!this.#loaded && this.#reading === null) return;
    for (const id of offeredLeadIds) this.#dirty.add(id);
    if (!this.#loaded || this.#dirty.size === 0 || this.#reading !== null) return;
    // Reading is deferred so that the transaction can finish. A failure is ignored here, because the next query reads again and reports it.
    this.#reading = yieldToEventLoop().then(() => this.#read());
    this.#reading.catch(() => {});
  }

  close(): void {
    this.#closed = true;
  }

  /** The board for a filter, as of the last commit. */
  async ask(filter: OfferFilter): Promise<BoardNow> {
    while (!this.#closed && (!this.#loaded || this.#dirty.size > 0)) {
      this.#reading ??= this.#read();
      await this.#reading;
    }
    return this.#answer(filter);
  }

  /** Reads the changed leads, or all of them the first time. */
  async #read(): Promise<void> {
    try {
      for (let from = 0; !this.#loaded && !this.#closed; ) {
        const ids = offeredBehind(this.#store, from, LOAD_PORTION);
        this.rows.put(ids, readFacts(this.#store, ids));
        this.#loaded = ids.length < LOAD_PORTION;
        from = ids.at(-1) ?? from;
        await yieldToEventLoop();
      }
      while (this.#dirty.size > 0 && !this.#closed) {
        const ids = [...this.#dirty].slice(0, CHANGE_PORTION);
        this.rows.put(ids, readFacts(this.#store, ids));
        for (const id of ids) this.#dirty.delete(id);
        this.#kept.clear();
        if (this.#dirty.size > 0) await yieldToEventLoop();
      }
    } finally {
      this.#reading = null;
    }
  }

  #answer(filter: OfferFilter): BoardNow {
    const now = this.#now();
    const viewer = viewerOf(this.#store, filter.as);
    const { blind } = readOfferSettings(this.#store);
    const inUse = connectionsInUse(this.#store).map(({ id }) => id);
    const who = JSON.stringify([viewer.as, viewer.agent, [...viewer.users], [...viewer.known], inUse]);
    const view = this.#keep(who, now, () => viewOf(this.rows, viewer, new Set(inUse), now));
    const what = `${who} ${blind} ${JSON.stringify(filter)}`;
    const narrowed = this.#keep(what, now, () => narrow(this.rows, view, filter, { blind, now }));
    const lasting = { at: narrowed.at, until: narrowed.until };
    return {
      view,
      narrowed,
      counts: () => this.#keep(`${what} counts`, now, () => ({ ...countBoard(this.rows, view, narrowed), ...lasting })),
      list: (column, sort) =>
        this.#keep(`${what} ${column} ${sort}`, now, () => ({
          rows: listColumn(this.rows, view, narrowed, { column, sort, blind }),
          ...lasting,
        })).rows,
    };
  }

  /** Returns the cached result of a key if it is still valid, and computes it otherwise. */
  #keep<T extends Lasting>(key: string, now: Millis, make: () => T): T {
    const known = this.#kept.get(key);
    // Each key is used for one type of answer only.
    let value = known && now >= known.at && now < known.until ? (known.value as T) : null;
    this.#kept.delete(key);
    value ??= make();
    this.#kept.set(key, { at: value.at, until: value.until, value });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_AT_MOST && oldest !== undefined) this.#kept.delete(oldest);
    return value;
  }
}
