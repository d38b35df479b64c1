import type { DeskEvent, LeadFilter } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import { LeadLists } from '../lead-index/sorting/lists.ts';
import { listRows } from '../leads/list-rows.ts';
import { logError } from '../platform/log/log.ts';
import { yieldToCommands } from '../platform/yielding.ts';
import { facetValues } from './facet-values.ts';
import { forgetAtRest } from './forget-at-rest.ts';
import { listViews, removeView, saveView } from './views.ts';

export interface InboxPorts {
  readonly store: Store;
  readonly index: LeadIndex;
  readonly now: () => number;
  readonly changed: (topic: DeskEvent['topic']) => void;
}

/**
 * Registers the commands of lists of leads: rows, places, counts, values, views. @returns a function that stops what runs in the background
 */
export function registerInbox(handlers: Handlers, ports: InboxPorts): () => void {
  const { store, index, now, changed } = ports;
  const lists = new LeadLists(store, index);
  const context = (upTo?: number) => ({ now: now(), me: me(store), ...(upTo === undefined ? {} : { upTo }) });
  let indexing = false;
  /** Adds the newest leads to the search, or returns the newest lead that is in it. Publishes an event when all are. */
  const findable = async (...filters: readonly LeadFilter[]) => {
    rest.used();
    if (filters.every(({ text }) => text.trim() === '')) return null;
    const soon = await index.findableSoon();
    if (soon && !indexing) {
      indexing = true;
      const ended = () => {
        indexing = false;
        changed('leads');
      };
      // A disk error is reported by whatever writes next. The search continues if possible.
      index.findable(yieldToCommands).then(ended, ended);
    }
    return soon;
  };
  const within = (upTo: number | undefined, soon: { upTo: number } | null): number | undefined =>
    soon === null ? upTo : Math.min(upTo ?? soon.upTo, soon.upTo);
  let warmed = false;
  const rest = forgetAtRest(() => {
    index.bits.forgetRead();
    // The next list is read ahead like the first one.
    warmed = false;
  });
  handlers.on('leads.open', async ({ filter, sort }) => {
    const soon = await findable(filter);
    // This starts after the first list was requested, which must not be slowed down. Reading ahead is optional.
    if (!warmed)
      setImmediate(() => index.warm().catch((error: unknown) => logError('the lists could not be read ahead', error)));
    warmed = true;
    return { ...(await lists.open(filter, sort, context(within(undefined, soon)))), indexing: soon?.leads ?? 0 };
  });
  handlers.on('leads.rows', async ({ filter, sort, upTo, at, limit, columns }) => {
    const soon = await findable(filter);
    return listRows(ports, await lists.page(filter, sort, context(within(upTo, soon)), at, limit), columns);
  });
  handlers.on('leads.place', async ({ filter, sort, upTo, id }) => {
    const soon = await findable(filter);
    return { at: await lists.placeOf(filter, sort, context(within(upTo, soon)), id) };
  });
  handlers.on('leads.counts', async ({ filters }) => {
    const soon = await findable(...filters);
    const all = context();
    const found = context(within(undefined, soon));
    return filters.map((filter) => {
      const set = index.select(filter, filter.text.trim() === '' ? all : found);
      return { count: set.count(), exact: set.exact };
    });
  });
  handlers.on('leads.facet', async ({ facet, filter, text }) => {
    const soon = await findable(filter);
    return facetValues(ports, facet, filter, context(within(undefined, soon)), text);
  });
  handlers.on('views.list', () => listViews(store));
  handlers.on('views.save', (view) => {
    const saved = saveView(store, view);
    changed('views');
    return saved;
  });
  handlers.on('views.remove', ({ id }) => {
    removeView(store, id);
    changed('views');
    return {};
  });
  return rest.stop;
}
