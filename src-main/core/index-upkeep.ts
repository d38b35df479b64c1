import type { DeskEvent, DeskStatus, IndexCheck } from '../../src-preload/contract/index.ts';
import { Handlers } from '../commands/handlers.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import { metaOf } from '../db/meta.ts';
import { INDEX_MARK } from '../db/salvage/marks.ts';
import type { Store } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import { remakeIndexTables } from '../lead-index/index-tables.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import { type IndexProgress, type IndexUpkeepPorts, lookThroughIndex } from '../leads/index-upkeep.ts';
import { hasLeads } from '../leads/rows/leads.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { putInOrder } from './put-in-order.ts';

/**
 * After so many leads it can be estimated how long the rest takes. Before that the estimate can be a hundred times too long, because a start
 * has other work, and the page asks for its first lists.
 */
const ESTIMATED_FROM = 5_000;

/**
 * Creates missing tables of the index, and returns whether the index has to be rebuilt: because its tables were missing, or because nothing
 * guarantees that the file's content is intact. To be called before the index is queried.
 */
export function isIndexDue(store: Store): boolean {
  const remade = remakeIndexTables(store);
  const meta = metaOf(store);
  if (!hasLeads(store)) return false;
  if (remade || store.isUnvouched) store.write(() => meta.set(INDEX_MARK, '1'));
  return meta.get(INDEX_MARK) !== null;
}

interface Ports extends IndexUpkeepPorts {
  readonly health: DiskHealth;
  readonly publish: (topic: DeskEvent['topic']) => void;
}

export interface IndexUpkeepModule extends Module {
  readonly upkeep: IndexUpkeep;
}

/** Puts salvaged or restored data in order, and rebuilds the index in the background if necessary. */
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
  const publish: Ports['publish'] = (topic) => events.publish('changed', topic);
  const leads = { store, index, now, hooks: needs.leads.hooks };
  const upkeep = new IndexUpkeep({ ...leads, health, publish });
  upkeep.register(handlers);
  return {
    handlers,
    upkeep,
    async start() {
      const isRemade = await putInOrder(leads);
      if (needs.isDue || isRemade) await upkeep.begin();
    },
  };
}

/** Compares the index of leads with their rows, and rebuilds it: at a start if necessary, and when the operator asks for it. */
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

  /** The progress while the index is rebuilt; null otherwise. */
  get status(): DeskStatus['index'] {
    if (this.#progress === null) return null;
    const { done, total, began } = this.#progress;
    const spent = performance.now() - began;
    const isKnown = done > 0 && done >= Math.min(ESTIMATED_FROM, total / 10);
    return { done, total, msLeft: isKnown ? Math.max(0, Math.round((spent / done) * (total - done))) : null };
  }

  /** Waits until the stored data is readable, and rebuilds the index in the background. */
  async begin(): Promise<void> {
    const { store, health, publish } = this.#ports;
    await new Promise<void>((readable) => {
      const rebuilt = this.#run(true, readable).catch((error: unknown) => {
        // If the disk refuses a write, the rebuild stays due and is tried again at the next start.
        if (store.raw.open && !health.failed('index', error)) throw error;
        publish('desk');
      });
      void rebuilt.finally(readable);
    });
  }

  async #run(repair: boolean, readable?: () => void): Promise<IndexCheck> {
    if (this.#running) {
      const found = await this.#running;
      if (found.repaired || !repair) return found;
    }
    this.#running ??= this.#look(repair, readable).finally(() => {
      this.#running = null;
      this.#progress = null;
      this.#ports.publish('desk');
      this.#ports.publish('leads');
    });
    return await this.#running;
  }

  async #look(repair: boolean, readable?: () => void): Promise<IndexCheck> {
    const { store, index, publish } = this.#ports;
    const began = performance.now();
    const meta = metaOf(store);
    if (repair) store.write(() => meta.set(INDEX_MARK, '1'));
    const found = await lookThroughIndex(
      this.#ports,
      { repair, search: repair ? 'again' : 'compare' },
      ({ done, total }) => {
        if (!repair) return;
        this.#progress = { done, total, began };
        publish('desk');
      },
      readable,
    );
    if (repair && store.raw.open) {
      await index.findable();
      store.write(() => meta.drop(INDEX_MARK));
    }
    return { ...found, repaired: repair };
  }
}
