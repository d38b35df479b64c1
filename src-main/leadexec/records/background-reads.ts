import type { NamesRead, RecordKind } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Place } from './kinds.ts';
import { noteRead, readState } from './read-rows.ts';
import { idsAt, shownAfter } from './record-rows.ts';
import type { Refresher } from './refresher.ts';
import type { Values } from './shown-values.ts';

/** The age at which data read in the background is read again, ms. */
const A_DAY_MS = 24 * 3_600_000;
const ALL = 1_000_000;

export interface BackgroundPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly refresher: Refresher;
  /** Called when names of clients are no longer read. */
  readonly changed: () => void;
}

/** Lists that show the names of clients. */
const WITH_NAMES: readonly RecordKind[] = ['clients', 'accounts', 'methods', 'orders'];

/**
 * Reads what lists need besides what was opened, at the pace of the background: the names of active clients, which "List Clients" lacks,
 * and the accounts of each client if the account does not return them by lead type. It stops at the first error and continues when
 * something is opened again.
 */
export class BackgroundReads {
  readonly #ports: BackgroundPorts;
  readonly #running = new Set<string>();
  /** The lead type whose clients are being read for their names, by connection. */
  readonly #naming = new Map<number, { readonly id: number; readonly leadType: number; readonly leadTypes: number }>();
  #closed = false;

  constructor(ports: BackgroundPorts) {
    this.#ports = ports;
  }

  close(): void {
    this.#closed = true;
  }

  /** How far the names of clients are read that a kind shows; null while none are read, and for other kinds. */
  namesRead(connectionId: number, kind: RecordKind): NamesRead | null {
    const naming = this.#naming.get(connectionId);
    if (naming === undefined || !WITH_NAMES.includes(kind)) return null;
    const { id, leadType, leadTypes } = naming;
    return {
      leadType,
      leadTypes,
      ...this.#ports.refresher.pagesRead({ connectionId, kind: 'activeClients', parent: id }),
    };
  }

  /** Called when somebody opens a place. */
  async opened({ connectionId, kind, parent }: Place): Promise<void> {
    if (!WITH_NAMES.includes(kind)) return;
    await this.#once(`${connectionId} names`, () => this.#readNames(connectionId));
    if (parent !== 0 || (kind !== 'accounts' && kind !== 'methods')) return;
    await this.#once(`${connectionId} accounts`, () => this.#readAccounts(connectionId));
  }

  async #once(key: string, work: () => Promise<void>): Promise<void> {
    if (this.#running.has(key)) return;
    this.#running.add(key);
    await work().finally(() => this.#running.delete(key));
  }

  async #readNames(connectionId: number): Promise<void> {
    const types: Place = { connectionId, kind: 'leadTypes', parent: 0 };
    if (!(await this.#read(types))) return;
    const ids = idsAt(this.#ports.store, types);
    try {
      for (const [at, id] of ids.entries()) {
        const place: Place = { connectionId, kind: 'activeClients', parent: id };
        if (this.#isRead(place)) continue;
        this.#naming.set(connectionId, { id, leadType: at + 1, leadTypes: ids.length });
        if (!(await this.#read(place))) return;
      }
    } finally {
      if (this.#naming.delete(connectionId) && !this.#closed) this.#ports.changed();
    }
  }

  /** Reads client by client, active ones first, if reading by lead type returned nothing. */
  async #readAccounts(connectionId: number): Promise<void> {
    const { store, clock, refresher } = this.#ports;
    const startedAt = clock.now();
    const all: Place = { connectionId, kind: 'accounts', parent: 0 };
    const error = await refresher.settled(all);
    const some = shownAfter(store, all, { parent: 0, id: 0 }, 1).length > 0;
    if (this.#closed || (some && error === null && readState(store, all).readAt !== null)) return;
    const clients: Place = { connectionId, kind: 'clients', parent: 0 };
    if (!(await this.#read(clients))) return;
    const rows = shownAfter(store, clients, { parent: -1, id: -1 }, ALL);
    // The JSON was written by this program.
    const isActive = (shown: string) => String((JSON.parse(shown) as Values).Status).startsWith('Active');
    const active = rows.filter(({ shown }) => isActive(shown));
    const others = rows.filter(({ shown }) => !isActive(shown));
    for (const { id } of [...active, ...others]) {
      if (!(await this.#read({ connectionId, kind: 'accounts', parent: id }))) return;
    }
    noteRead(store, all, { readAt: startedAt, error: null });
  }

  /** Reads a place that was not read for a day. @returns whether to continue */
  async #read(place: Place): Promise<boolean> {
    if (this.#closed) return false;
    if (this.#isRead(place)) return true;
    return (await this.#ports.refresher.refresh(place, { background: true })) === null && !this.#closed;
  }

  #isRead(place: Place): boolean {
    const { store, clock } = this.#ports;
    const { readAt } = readState(store, place);
    return readAt !== null && readAt > clock.now() - A_DAY_MS;
  }
}
