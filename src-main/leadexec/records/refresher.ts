import { CommandError, type CommandOutput, recordKind } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import type { Clock } from '../../platform/clock.ts';
import { logError } from '../../platform/log/log.ts';
import type { Accounts } from '../accounts.ts';
import type { RecordSecrets } from '../record-secrets.ts';
import { keepRecords } from './keep-records.ts';
import { KINDS, type Place } from './kinds.ts';
import type { ReadPace } from './read-pace.ts';
import { readRaw } from './read-records.ts';
import { noteRead, placesDue, readState } from './read-rows.ts';
import { accountsOfLeadType, oneReading, type RecordReading, readingAt } from './readings.ts';
import type { RecordLists } from './record-lists.ts';
import { idsAt, removeRecord } from './record-rows.ts';

/** What was opened within this time is automatically read again, ms … */
const STAYS_OPEN_MS = 24 * 3_600_000;
/** … if it is older than this, … */
const OLD_AFTER_MS = 3_600_000;
/** … up to this many places at a time, at this interval. */
const AT_ONCE = 3;
/** How far something is read is reported at most so often, ms. */
const TELL_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 60_000;

export interface RefresherPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly secrets: RecordSecrets;
  readonly lists: RecordLists;
  readonly pace: ReadPace;
  /** Called when the copies of an account have changed, or are being read. */
  readonly changed: () => void;
}
interface RefreshOptions {
  readonly id?: number;
  readonly background?: boolean;
  readonly fresh?: boolean;
}
/** How many rows of a place were read, and how many there are; null until that is known. */
export interface PagesRead {
  readonly read: number;
  readonly of: number | null;
}
type Freshness = CommandOutput<'leadexec.refresh'>;

const keyOf = ({ connectionId, kind, parent }: Place, id?: number): string =>
  [connectionId, kind, parent, id ?? ''].join(' ');

/** The place where the records of a place are read: with another kind, or all together. */
export function readPlace({ connectionId, kind, parent }: Place): Place {
  const { readWith, parent: above } = KINDS[kind];
  if (kind === 'listItems') return { connectionId, kind: 'lists', parent: 0 };
  return { connectionId, kind: readWith ?? kind, parent: above === null ? 0 : parent };
}

/** Reads records of accounts on request, when they are opened, and when they get old while they are in use. */
export class Refresher {
  readonly #ports: RefresherPorts;
  readonly #running = new Map<string, Promise<string | null>>();
  readonly #writing = new Set<Promise<unknown>>();
  /** How far places are read that have pages. */
  readonly #pages = new Map<string, PagesRead>();
  #toldAt = 0;
  #cancel: (() => void) | null = null;
  #closed = false;

  constructor(ports: RefresherPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#cancel = this.#ports.clock.after(LOOK_EVERY_MS, () => {
      this.#look();
      if (!this.#closed) this.start();
    });
  }

  /** Answers received after this are not stored. Writing in progress is completed. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    this.#ports.pace.close();
    await Promise.allSettled(this.#writing);
  }

  freshness(asked: Place): Freshness {
    const place = readPlace(asked);
    const { store } = this.#ports;
    const own = readState(store, place);
    // All accounts were read at once, or those of a client.
    const all = place.kind === 'accounts' ? readState(store, { ...place, parent: 0 }) : own;
    const readAt = Math.max(own.readAt ?? 0, all.readAt ?? 0) || null;
    const refreshing = [...this.#running.keys()].some((key) => key.startsWith(keyOf(place)));
    return { readAt, refreshing, error: own.error };
  }

  /**
   * Reads a place, or a single record if a call returns one. Calls while it is being read wait for the same result, unless they request
   * `fresh`, which reads it once more.
   *
   * @returns why it returned nothing, or not all; null if it did. Never rejects
   */
  async refresh(asked: Place, options: RefreshOptions = {}): Promise<string | null> {
    const place = readPlace(asked);
    // A record that is read with another kind only has its id there.
    const alone = options.id !== undefined && place.kind === asked.kind ? options.id : undefined;
    const id = alone !== undefined && oneReading(place.kind, place.parent, alone) !== null ? alone : undefined;
    const key = keyOf(place, id);
    for (let running = this.#running.get(key); running; running = this.#running.get(key)) {
      const error = await running;
      if (options.fresh !== true || this.#closed) return error;
    }
    const reading = this.#read(place, id, options.background === true).finally(() => {
      this.#running.delete(key);
      if (!this.#closed) this.#ports.changed();
    });
    this.#running.set(key, reading);
    this.#ports.changed();
    return reading;
  }

  /** How far a place is read now. */
  pagesRead(place: Place): PagesRead {
    return this.#pages.get(keyOf(readPlace(place))) ?? { read: 0, of: null };
  }

  #pageRead(key: string, pages: PagesRead): void {
    this.#pages.set(key, pages);
    const now = this.#ports.clock.now();
    if (this.#closed || now < this.#toldAt + TELL_EVERY_MS) return;
    this.#toldAt = now;
    this.#ports.changed();
  }

  /** The result of the current reading of a place, or of the last one. */
  async settled(place: Place): Promise<string | null> {
    return (await this.#running.get(keyOf(readPlace(place)))) ?? readState(this.#ports.store, readPlace(place)).error;
  }

  /** Called when somebody opens a place: it is read if it is too old. */
  open(asked: Place, olderThanMs: number): void {
    const { store, clock } = this.#ports;
    const place = readPlace(asked);
    const now = clock.now();
    noteRead(store, place, { openedAt: now });
    const { readAt } = this.freshness(place);
    if (readAt === null || readAt < now - olderThanMs) void this.refresh(place);
  }

  #look(): void {
    const { store, clock, accounts } = this.#ports;
    const now = clock.now();
    const ids = accounts.ids();
    const due = placesDue(store, {
      openedAfter: now - STAYS_OPEN_MS,
      readBefore: now - OLD_AFTER_MS,
      count: AT_ONCE,
    });
    for (const { connectionId, kind, parent } of due) {
      const known = recordKind.safeParse(kind);
      if (!known.success || !ids.includes(connectionId)) continue;
      void this.refresh({ connectionId, kind: known.data, parent }, { background: true });
    }
  }

  async #read(place: Place, id: number | undefined, background: boolean): Promise<string | null> {
    const { store, clock } = this.#ports;
    const startedAt = clock.now();
    let error: string | null = null;
    try {
      const readings = await this.#readings(place, id, background);
      if (typeof readings === 'string') error = readings;
      for (const reading of typeof readings === 'string' ? [] : readings) {
        error = (await this.#one(place, id, reading, background)) ?? error;
        if (this.#closed) return error;
      }
    } catch (thrown) {
      // The connection was removed meanwhile.
      if (this.#closed) return 'This desk was stopped.';
      if (thrown instanceof CommandError) return thrown.message;
      error = `Refresh failed (error ${logError('leadexec-read-failed', thrown)}, in the log). The previous data was kept.`;
    }
    if (this.#closed || !this.#ports.accounts.ids().includes(place.connectionId)) return error;
    if (id === undefined) noteRead(store, place, error === null ? { readAt: startedAt, error } : { error });
    return error;
  }

  /** The calls that return what is at a place, or why they can't be determined. */
  async #readings(place: Place, id: number | undefined, background: boolean): Promise<RecordReading[] | string> {
    const { store } = this.#ports;
    const { kind, parent, connectionId } = place;
    const one = id === undefined ? null : oneReading(kind, parent, id);
    if (one !== null) return [one];
    if (kind === 'campaigns')
      return idsAt(store, place).flatMap((campaign) => oneReading(kind, parent, campaign) ?? []);
    if (kind === 'accounts' && parent === 0) {
      const types: Place = { connectionId, kind: 'leadTypes', parent: 0 };
      if (idsAt(store, types).length === 0) {
        const error = await this.refresh(types, { background });
        if (error !== null) return error;
      }
      return idsAt(store, types).map(accountsOfLeadType);
    }
    const reading = readingAt(kind, parent);
    return reading === null ? [] : [reading];
  }

  /** @returns why it returned nothing, or not all */
  async #one(
    place: Place,
    id: number | undefined,
    reading: RecordReading,
    background: boolean,
  ): Promise<string | null> {
    const { store, clock, accounts, secrets, lists, pace } = this.#ports;
    const { connectionId } = place;
    const readAt = clock.now();
    const key = keyOf(place, id);
    const ports = {
      accounts,
      pace: <T>(work: () => Promise<T>) => pace.run(connectionId, background, work),
      onPage: (read: number, of: number | null) => this.#pageRead(key, { read, of }),
    };
    const came = await readRaw(ports, connectionId, reading).finally(() => this.#pages.delete(key));
    if ('error' in came) return came.error;
    if (this.#closed) return null;
    const clean = await secrets.hideRows(connectionId, came.rows);
    if (this.#closed) return null;
    if (id !== undefined && clean.length === 0) {
      const removed = store.write(() => removeRecord(store, place, id, readAt));
      if (removed) lists.remove(connectionId, place.kind, place.parent, [id]);
    }
    const whole = came.whole && came.unread.length === 0;
    const writing = keepRecords({ store, lists }, place, clean, { readAt, whole }, () => this.#closed);
    this.#writing.add(writing);
    const unnumbered = await writing.finally(() => this.#writing.delete(writing));
    const lost = unnumbered + came.unread.length;
    return lost === 0 ? null : `${lost} of ${came.rows.length} records were skipped: they have no ID.`;
  }
}
