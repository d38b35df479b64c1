import type { DeskEvent, DeskStatus, IndexCheck } from '../../src-preload/contract/index.ts';
import { Handlers } from '../commands/handlers.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import { metaOf } from '../db/meta.ts';
import type { Store } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import { remakeIndexTables } from '../lead-index/index-tables.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import { type IndexProgress, type IndexUpkeepPorts, lookThroughIndex } from '../leads/index-upkeep.ts';
import { hasLeads } from '../leads/lead-rows.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { putInOrder } from './put-in-order.ts';

/** Set in `meta` while the index is to be made again: a stop in between does not end it. */
const DUE = 'index_due';

/**
 * Makes tables of the index that are gone, and tells whether the index can be trusted: it can't where its tables are gone, or nothing
 * vouches for what the file holds. Before anything asks the index.
 */
export function isIndexDue(store: Store): boolean {
  const remade = store.write(() => remakeIndexTables(store));
  const meta = metaOf(store);
  if (!hasLeads(store)) return false;
  if (remade || store.isUnvouched) store.write(() => meta.set(DUE, '1'));
  return meta.get(DUE) !== null;
}

interface Ports extends IndexUpkeepPorts {
  readonly health: DiskHealth;
  readonly tell: (topic: DeskEvent['topic']) => void;
}

export interface IndexUpkeepModule extends Module {
  readonly upkeep: IndexUpkeep;
}

/** Brings salvaged or restored data into order, and makes the index again in the background where it is due. */
export function createIndexUpkeep(
  context: ModuleContext,
  needs: {
    readonly isDue: boolean;
    readonly leadIndex: { readonly index: LeadIndex };
    readonly leads: { readonly hooks: LeadHooks };
  },
): IndexUpkeepModule {
  const { store, now, events, health } = context;
  const { index } = needs.leadIndex;
  const handlers = new Handlers();
  const tell: Ports['tell'] = (topic) => events.publish('changed', topic);
  const leads = { store, index, now, hooks: needs.leads.hooks };
  const upkeep = new IndexUpkeep({ ...leads, health, tell });
  upkeep.register(handlers);
  return {
    handlers,
    upkeep,
    async start() {
      await putInOrder(leads);
      if (needs.isDue) upkeep.begin();
    },
  };
}

/** Holds the index of leads against their rows, and makes it again: at a start where it is due, and when the operator asks. */
export class IndexUpkeep {
  readonly #ports: Ports;
  #progress: (IndexProgress & { readonly began: number }) | null = null;
  #running: Promise<IndexCheck> | null = null;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Registers the commands. */
  register(handlers: Handlers): void {
    handlers.on('index.verify', () => this.#run(false));
    handlers.on('index.rebuild', () => this.#run(true));
  }

  /** How far it is while the index is made again; null while it is not. */
  get status(): DeskStatus['index'] {
    if (this.#progress === null) return null;
    const { done, total, began } = this.#progress;
    const spent = performance.now() - began;
    return { done, total, msLeft: done === 0 ? null : Math.max(0, Math.round((spent / done) * (total - done))) };
  }

  /** Makes what is stored readable at once, and the index again in the background. */
  begin(): void {
    const { store, health, tell } = this.#ports;
    this.#run(true).catch((error: unknown) => {
      // What the disk refuses is tried again at the next start: it stays due.
      if (store.raw.open && !health.failed('index', error)) throw error;
      tell('desk');
    });
  }

  async #run(repair: boolean): Promise<IndexCheck> {
    if (this.#running) {
      const found = await this.#running;
      if (found.repaired || !repair) return found;
    }
    this.#running ??= this.#look(repair).finally(() => {
      this.#running = null;
      this.#progress = null;
      this.#ports.tell('desk');
      this.#ports.tell('leads');
    });
    return await this.#running;
  }

  async #look(repair: boolean): Promise<IndexCheck> {
    const { store, index, tell } = this.#ports;
    const began = performance.now();
    const meta = metaOf(store);
    if (repair) store.write(() => meta.set(DUE, '1'));
    const found = await lookThroughIndex(
      this.#ports,
      { repair, search: repair ? 'again' : 'compare' },
      ({ done, total }) => {
        if (!repair) return;
        this.#progress = { done, total, began };
        tell('desk');
      },
    );
    if (repair && store.raw.open) {
      await index.findable();
      store.write(() => meta.drop(DUE));
    }
    return { ...found, repaired: repair };
  }
}
