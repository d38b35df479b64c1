import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Handlers } from '../../../src-main/commands/handlers.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { registerInbox } from '../../../src-main/inbox/handlers.ts';
import { LeadIndex } from '../../../src-main/lead-index/index.ts';
import type {
  CommandArguments,
  CommandOutput,
  CoreCommandName,
  LeadFacet,
  Reply,
} from '../../../src-preload/contract/index.ts';
import { insertLead, testStore } from '../lead-index/support.ts';

let store: Store;
let index: LeadIndex;
let handlers: Handlers;
let told: string[];

beforeEach(() => {
  store = testStore();
  index = new LeadIndex(store);
  handlers = new Handlers();
  told = [];
  registerInbox(handlers, { store, index, now: () => 5000, changed: (topic) => told.push(topic) });
});
afterEach(() => store.close());

const call = (name: CoreCommandName, input: unknown): Promise<Reply> => handlers.call(name, input);

async function ask<N extends CoreCommandName>(name: N, input: CommandArguments<N> | object): Promise<CommandOutput<N>> {
  const reply = await call(name, input);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as CommandOutput<N>;
}

function people(): void {
  store
    .prepare(
      `INSERT INTO connection (id, kind, name, url, user, options, timeout_ms, run_state, not_before, created_at)
       VALUES (1, 'locumjobs', 'Locum Jobs', '', '', '{}', 1000, 'running', 0, 0)`,
    )
    .run();
  store.write(() => {
    for (let id = 1; id <= 6; id++)
      insertLead(store, { id, first: 'Ann', last: `Lee${id}`, state: id % 2 ? 'FL' : 'NY' });
    index.put([
      { id: 1, before: null, after: { state: ['FL'], source: ['1'], license: ['MD'] } },
      { id: 2, before: null, after: { state: ['NY'], source: ['1', 'hand'], license: ['MD'] } },
      { id: 3, before: null, after: { state: ['FL'], source: ['hand'], license: ['DO'] } },
      { id: 4, before: null, after: { state: ['NY'], source: ['file'], owner: ['Me'] } },
      { id: 5, before: null, after: { state: ['FL'], source: ['1'], license: ['MD'] } },
      { id: 6, before: null, after: { state: ['NY'], source: ['1'], license: ['NP'] } },
    ]);
    index.add('tag', 'hot', index.setOf([2, 5]));
    index.add('tag', 'again', index.setOf([2]));
    index.move('status', 'done', index.setOf([5]));
  });
}

describe('the commands of lists', () => {
  it('open a list, give its rows as columns, and the place of a lead', async () => {
    people();
    const filter = { any: { source: ['1'] } };
    const { count, exact, upTo } = await ask('leads.open', { filter });
    expect({ count, exact, upTo }).toEqual({ count: 4, exact: true, upTo: 6 });
    const columns = ['name', 'status', 'state', 'owner', 'tags', 'sources', 'receivedAt'];
    expect(await ask('leads.rows', { filter, upTo, at: 1, limit: 2, columns })).toEqual({
      ids: [5, 2],
      columns: {
        name: ['Ann Lee5', 'Ann Lee2'],
        status: ['done', 'new'],
        state: ['FL', 'NY'],
        owner: [null, null],
        tags: ['hot', 'again, hot'],
        sources: ['Locum Jobs', 'By hand, Locum Jobs'],
        receivedAt: [50, 20],
      },
    });
    expect(await ask('leads.place', { filter, id: 2 })).toEqual({ at: 2 });
    expect(await ask('leads.place', { filter, id: 3 })).toEqual({ at: null });
    expect(await ask('leads.place', { filter, upTo: 5, id: 2 })).toEqual({ at: 1 });
  });

  it('count many filters at once', async () => {
    people();
    const filters = [
      {},
      { any: { owner: ['@me'] } },
      { any: { state: ['FL'], license: ['MD'] } },
      { empty: ['license'] },
    ];
    expect((await ask('leads.counts', { filters })).map(({ count }) => count)).toEqual([6, 1, 2, 1]);
  });

  it('finds a value by what people call it: a state by its name or its letters, a month by its name', async () => {
    store.write(() =>
      index.put(
        ['CA', 'NC', 'SC', 'NC'].map((state, i) => ({
          id: i + 1,
          before: null,
          after: { state: [state], sentMonth: [i === 0 ? '2026-11' : '2026-10'], reach: ['email'] },
        })),
      ),
    );
    const found = async (facet: LeadFacet, text: string, filter: object = {}) =>
      (await ask('leads.facet', { facet, filter, text })).map(({ label }) => label);
    expect(await found('state', 'cal')).toEqual(['California (CA)']);
    expect(await found('state', 'ca')).toEqual(['California (CA)', 'North Carolina (NC)', 'South Carolina (SC)']);
    expect(await found('state', 'CA', { any: { reach: ['email'] } })).toEqual([
      'California (CA)',
      'North Carolina (NC)',
      'South Carolina (SC)',
    ]);
    expect(await found('state', 'carolina nor')).toEqual(['North Carolina (NC)']);
    expect(await found('sentMonth', 'nov')).toEqual(['2026-11']);
    expect(await found('reach', 'e-mail')).toEqual(['email']);
  });

  it('count the values of a facet under what else is chosen', async () => {
    people();
    expect(await ask('leads.facet', { facet: 'source', filter: {} })).toEqual([
      { value: '1', label: 'Locum Jobs', count: 4 },
      { value: 'hand', label: 'By hand', count: 2 },
      { value: 'file', label: 'From a file', count: 1 },
    ]);
    const filter = { any: { license: ['NP'], state: ['FL'] } };
    expect(await ask('leads.facet', { facet: 'license', filter })).toEqual([
      { value: 'MD', label: 'MD', count: 2 },
      { value: 'DO', label: 'DO', count: 1 },
    ]);
    expect(await ask('leads.facet', { facet: 'source', filter: {}, text: 'hA' })).toEqual([
      { value: 'hand', label: 'By hand', count: 2 },
    ]);
    // Counted again after a change, and only for leads in the time asked for.
    store.write(() => index.put([{ id: 3, before: { license: ['DO'] }, after: { license: ['MD'] } }]));
    expect(await ask('leads.facet', { facet: 'license', filter })).toEqual([{ value: 'MD', label: 'MD', count: 3 }]);
    store.write(() => index.put([{ id: 7, before: null, after: { state: ['FL'], license: ['DO'] } }]));
    expect(await ask('leads.facet', { facet: 'license', filter })).toEqual([
      { value: 'MD', label: 'MD', count: 3 },
      { value: 'DO', label: 'DO', count: 1 },
    ]);
    store.write(() => index.put([{ id: 7, before: null, after: null }]));
    const since = { ...filter, received: { from: 25 } };
    expect(await ask('leads.facet', { facet: 'license', filter: since })).toEqual([
      { value: 'MD', label: 'MD', count: 2 },
    ]);
  });
});

describe('views', () => {
  const names = async () => (await ask('views.list', {})).map(({ name }) => name);

  it('begin with seven; all but that of every lead can be changed and removed, and do not come back', async () => {
    const first = await ask('views.list', {});
    expect(first.map(({ name }) => name)).toEqual([
      'All',
      'New',
      'Mine',
      'Callbacks due',
      'Unlocked',
      'Locked',
      'Done',
    ]);
    for (const { id } of first.slice(1)) await ask('views.remove', { id });
    expect(await names()).toEqual(['All']);
    expect(await names()).toEqual(['All']);
    expect(told.every((topic) => topic === 'views')).toBe(true);
    expect(told).toHaveLength(6);
  });

  it('go to their place, and the others make room', async () => {
    const base = (await ask('views.list', {}))[0];
    const { id: _id, position: _position, ...view } = base as NonNullable<typeof base>;
    const last = await ask('views.save', { ...view, name: 'Mine too' });
    expect(last.position).toBe(7);
    await ask('views.save', { ...last, position: 1 });
    expect((await names()).slice(0, 3)).toEqual(['All', 'Mine too', 'New']);
    const positions = (await ask('views.list', {})).map(({ position }) => position);
    expect(positions).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const { position: __, ...unplaced } = last;
    await ask('views.save', { ...unplaced, name: 'Renamed' });
    expect((await names()).slice(0, 3)).toEqual(['All', 'Renamed', 'New']);
  });

  it('always have one of every lead, which nothing narrows, renames, moves or removes', async () => {
    const [all] = await ask('views.list', {});
    expect(all).toMatchObject({ name: 'All', fixed: true, position: 0 });
    const refused = { ok: false, error: { code: 'conflict' } };
    expect(await call('views.save', { ...all, filter: { text: 'silva' } })).toMatchObject(refused);
    expect(await call('views.save', { ...all, filter: { any: { state: ['CA'] } } })).toMatchObject(refused);
    expect(await call('views.save', { ...all, name: 'Everyone' })).toMatchObject(refused);
    expect(await call('views.remove', { id: all?.id })).toMatchObject(refused);
    const sort = { by: 'name', direction: 'ascending' };
    expect(await ask('views.save', { ...all, sort, position: 3 })).toMatchObject({ sort, position: 0, fixed: true });
    const [, second] = await ask('views.list', {});
    await ask('views.save', { ...second, position: 0 });
    expect((await names()).slice(0, 2)).toEqual(['All', 'New']);
  });

  it('have it back where a search was saved in it, or it was removed', async () => {
    await ask('views.list', {});
    store.prepare("DELETE FROM meta WHERE key = 'lead-view-of-every-lead'").run();
    store.prepare(`UPDATE lead_view SET filter = '{"text":"silva"}' WHERE name = 'All'`).run();
    expect((await ask('views.list', {}))[0]).toMatchObject({ name: 'All', fixed: true, filter: { text: '' } });
    store.prepare("DELETE FROM lead_view WHERE name = 'All'").run();
    expect((await ask('views.list', {}))[0]).toMatchObject({ name: 'All', fixed: true, filter: { text: '' } });
    expect(await names()).toHaveLength(7);
  });

  it('refuse no name, and a view that is gone', async () => {
    const [view] = await ask('views.list', {});
    expect(await call('views.save', { ...view, name: '  ' })).toMatchObject({ ok: false, error: { field: 'name' } });
    expect(await call('views.save', { ...view, id: 999 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await call('views.remove', { id: 999 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

it('what was read is forgotten without anything being counted otherwise, also what is not written yet', async () => {
  people();
  const states = () => ask('leads.facet', { facet: 'state', filter: { any: { source: ['1'] } }, text: '' });
  const before = await states();
  expect(before).toMatchObject([
    { value: 'FL', count: 2 },
    { value: 'NY', count: 2 },
  ]);
  index.bits.forgetRead();
  expect(await states()).toEqual(before);
  store.write(() => {
    index.move('status', 'done', index.setOf([1]));
    index.bits.forgetRead();
  });
  const done = () => ask('leads.counts', { filters: [{ any: { status: ['done'] } }] });
  expect(await done()).toEqual([{ count: 2, exact: true }]);
  index.bits.forgetRead();
  expect(await done()).toEqual([{ count: 2, exact: true }]);
});
