import type { DeskEvent, LeadFilter } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { Store } from '../db/store.ts';
import { FacetCounts } from './facet-counts.ts';
import type { LeadIndex } from './index.ts';
import { LeadLists } from './lists.ts';
import { me } from './me.ts';
import { listViews, removeView, saveView } from './views.ts';

export interface LeadIndexPorts {
  readonly store: Store;
  readonly index: LeadIndex;
  readonly now: () => number;
  readonly changed: (topic: DeskEvent['topic']) => void;
}

/** Registers what lists of leads are asked: rows, places, counts, values, views. */
export function registerLeadIndex(handlers: Handlers, { store, index, now, changed }: LeadIndexPorts): void {
  const lists = new LeadLists(store, index);
  const facets = new FacetCounts(store, index);
  const context = (upTo?: number) => ({ now: now(), me: me(store), ...(upTo === undefined ? {} : { upTo }) });
  const findable = async (...filters: readonly LeadFilter[]) => {
    if (filters.some(({ text }) => text.trim() !== '')) await index.findable();
  };
  let warmed = false;
  handlers.on('leads.open', async ({ filter, sort }) => {
    await findable(filter);
    // After the first list is on its way: until then nothing may be slower for it, and what is read is only a help.
    if (!warmed) setImmediate(() => index.warm(facets.warm()).catch(() => undefined));
    warmed = true;
    return lists.open(filter, sort, context());
  });
  handlers.on('leads.rows', async ({ filter, sort, upTo, at, limit, columns }) => {
    await findable(filter);
    return index.rows(await lists.page(filter, sort, context(upTo), at, limit), columns);
  });
  handlers.on('leads.place', async ({ filter, sort, upTo, id }) => {
    await findable(filter);
    return { at: await lists.placeOf(filter, sort, context(upTo), id) };
  });
  handlers.on('leads.counts', async ({ filters }) => {
    await findable(...filters);
    const asked = context();
    return filters.map((filter) => {
      const set = index.select(filter, asked);
      return { count: set.count(), exact: set.exact };
    });
  });
  handlers.on('leads.facet', async ({ facet, filter, text }) => {
    await findable(filter);
    return facets.of(facet, filter, context(), text);
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
}
