import type { RawBuilder, SqlBool } from 'kysely';
import type { JobFilter, JobState } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { rowId } from '../../dialing/row-id.ts';
import { yieldToEventLoop, yieldWhenDue } from '../../platform/yielding.ts';
import { pausedGroups } from '../../queue/rows/groups.ts';
import { noteSourceChanges } from '../../queue/rows/source-jobs.ts';
import { stoppedConnections } from '../../queue/run-state.ts';
import { batchesOfGroups } from '../rows/batches.ts';
import { isPostNamed, newestPostNo, notePostChanges } from '../rows/logged-posts.ts';
import { PostColumns } from './post-columns.ts';
import { type PostTest, phoneEnd, postTest } from './post-test.ts';
import { readPosts } from './read-posts.ts';
import { NO_TEXT, OTHER_TEXT } from './text-codes.ts';

/** Posts read at once. */
const READ_AT_ONCE = 500;
/** When this many posts have changed, they are read again at once, so that the next query does not have to wait for all of them. */
const CHANGED_AT_MOST = 2_000;
/** Changed posts with at most this distance are read together with the posts between them. */
const GAP = 20;
/** Posts examined before other commands can run. */
const LOOKED_AT_ONCE = 400_000;

/** A page of matching posts: their numbers in the requested order, and where the search continues; null if it has ended. */
export interface FoundPosts {
  readonly posts: number[];
  readonly behind: number | null;
}

/** The reasons of matching posts. `unread` are posts whose reason is not stored here, because there are too many different ones. */
export interface PostReasons {
  readonly counts: { readonly reason: string; readonly state: JobState; readonly jobs: number }[];
  readonly unread: number[];
}

/**
 * The log of posts in memory. All posts are examined for a query, about ten nanoseconds each, so that every combination of filters is
 * answered within a frame. It has no data of its own: it is loaded from the rows at the first query, and each row is loaded again after it
 * has changed.
 */
export class PostLog {
  readonly #store: Store;
  readonly #columns = new PostColumns();
  /** Posts that have changed since they were loaded. */
  #changed = new Set<number>();
  #loading: Promise<void> | null = null;
  #isLoaded = false;
  readonly #progress = { read: 0, posts: 0 };
  /** The last loading of changed posts. A query waits for it, also if another query started it. */
  #reading: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(store: Store) {
    this.#store = store;
    const note = (id: number) => this.#note(id);
    notePostChanges(store, note);
    noteSourceChanges(store, rowId(1, 0), note);
  }

  /** Loads the posts before the first query. */
  warm(): void {
    // After an error the first query loads them again, and reports its error.
    this.#load().catch(() => {});
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Matching posts after one of them, in order, up to a limit. For texts it also finds a few posts that don't match. */
  async find(
    filter: JobFilter,
    page: { readonly order: 'newest' | 'oldest'; readonly behind: number | null; readonly limit: number },
  ): Promise<FoundPosts> {
    const test = await this.#test(filter);
    const step = page.order === 'newest' ? -1 : 1;
    const last = this.#columns.end - 1;
    const found: number[] = [];
    let id = page.behind === null ? (step === 1 ? 1 : last) : page.behind + step;
    while (id >= 1 && id <= last) {
      const end = step === 1 ? Math.min(last, id + LOOKED_AT_ONCE) : Math.max(1, id - LOOKED_AT_ONCE);
      for (; id !== end + step; id += step) {
        if (!test(id)) continue;
        found.push(id);
        if (found.length === page.limit) return { posts: found, behind: id };
      }
      if (id >= 1 && id <= last) await yieldToEventLoop();
    }
    return { posts: found, behind: null };
  }

  /** How many matching posts have each reason, by state. */
  async reasons(filter: JobFilter, states: readonly JobState[]): Promise<PostReasons> {
    const test = await this.#test(filter);
    const { state: ofPost, reason: reasonOf, reasons, states: names, end } = this.#columns;
    const wanted = names.passing((name) => (states as readonly string[]).includes(name));
    const unread: number[] = [];
    const jobs = new Map<number, number>();
    for (let id = 1; id < end; id++) {
      if (id % LOOKED_AT_ONCE === 0) await yieldToEventLoop();
      const reason = reasonOf[id] ?? NO_TEXT;
      const state = ofPost[id] ?? NO_TEXT;
      if (reason === NO_TEXT || wanted[state] !== 1 || !test(id)) continue;
      if (reason === OTHER_TEXT) unread.push(id);
      else jobs.set(reason * 256 + state, (jobs.get(reason * 256 + state) ?? 0) + 1);
    }
    const counts = [...jobs].map(([key, count]) => ({
      reason: reasons.textOf(Math.floor(key / 256)),
      state: names.textOf(key % 256) as JobState,
      jobs: count,
    }));
    return { counts, unread };
  }

  /** The SQL condition for `post.text` of a filter: the post of `job` has this name, or this phone or the end of it. */
  named(text: string): RawBuilder<SqlBool> {
    return isPostNamed(text, phoneEnd(text));
  }

  /** The columns as the rows are now. They are read again once other work had its turn. */
  async read(): Promise<PostColumns> {
    await this.#load();
    await this.#readChanged();
    return this.#columns;
  }

  /** How many posts are read, of how many; null once all are. */
  get progress(): { readonly read: number; readonly posts: number } | null {
    return this.#isLoaded ? null : { ...this.#progress };
  }

  async #test(filter: JobFilter): Promise<PostTest> {
    const columns = await this.read();
    return postTest(columns, filter, {
      connections: new Set(stoppedConnections(this.#store)),
      batches: new Set(batchesOfGroups(this.#store, pausedGroups(this.#store))),
    });
  }

  #note(id: number): void {
    this.#changed.add(id);
    // The posts are not loaded here, because their transaction may still be rolled back.
    if (this.#isLoaded && this.#changed.size === CHANGED_AT_MOST) setImmediate(() => this.#readAhead());
  }

  #readAhead(): void {
    // After an error the posts count as changed again, and the next query reports its error.
    this.#readChanged().catch(() => {});
  }

  #load(): Promise<void> {
    this.#loading ??= this.#readAll().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #readAll(): Promise<void> {
    const last = newestPostNo(this.#store);
    this.#progress.posts = last;
    const due = yieldWhenDue();
    for (let low = 1; low <= last && !this.#stopped; low += READ_AT_ONCE) {
      const high = Math.min(last, low + READ_AT_ONCE - 1);
      readPosts(this.#store, this.#columns, { low, high });
      this.#progress.read = high;
      await due();
    }
    this.#isLoaded = true;
  }

  /** Loads the posts that have changed until now. */
  #readChanged(): Promise<void> {
    const reading = this.#reading.then(() => this.#readNoted());
    // The error is reported to the caller. The next query only waits for the end.
    this.#reading = reading.catch(() => {});
    return reading;
  }

  async #readNoted(): Promise<void> {
    if (this.#changed.size === 0 || this.#stopped) return;
    const changed = [...this.#changed].sort((a, b) => a - b);
    this.#changed = new Set();
    const due = yieldWhenDue();
    for (let at = 0; at < changed.length; ) {
      const low = changed[at] ?? 0;
      let high = low;
      for (at++; at < changed.length; at++) {
        const next = changed[at] ?? 0;
        if (next > high + GAP || next >= low + READ_AT_ONCE) break;
        high = next;
      }
      try {
        readPosts(this.#store, this.#columns, { low, high });
      } catch (error) {
        for (const id of changed) this.#changed.add(id);
        throw error;
      }
      await due();
      if (this.#stopped) return;
    }
  }
}
