import { describe, expect, test } from 'vitest';
import type { LeadAction, LeadStatus } from '../../../src-preload/contract/index.ts';
import { manyLeads, workDesk } from './support.ts';

/** A small generator whose numbers are the same at every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One respect of one lead, as a person would keep it on paper: what was done, each thing upon the last. */
interface Pile {
  readonly before: string;
  readonly done: { readonly actId: number; readonly value: string }[];
}

/** Acts and undoing, in the plainest way: every lead by itself. */
class Paper {
  readonly #piles = new Map<string, Pile>();

  #pile(id: number, respect: string): Pile {
    const key = `${id} ${respect}`;
    const pile = this.#piles.get(key) ?? { before: respect === 'status' ? 'new' : '', done: [] };
    this.#piles.set(key, pile);
    return pile;
  }

  value(id: number, respect: string): string {
    const { before, done } = this.#pile(id, respect);
    return done.at(-1)?.value ?? before;
  }

  act(actId: number, ids: readonly number[], act: LeadAction): number {
    const respect = act.kind === 'tag' || act.kind === 'untag' ? `tag ${act.tag}` : act.kind;
    const value =
      act.kind === 'tag' ? 'yes' : act.kind === 'untag' ? '' : act.kind === 'owner' ? (act.owner ?? '') : act.status;
    const changed = ids.filter((id) => this.value(id, respect) !== value);
    for (const id of changed) this.#pile(id, respect).done.push({ actId, value });
    return changed.length;
  }

  undo(actId: number): number {
    let changed = 0;
    for (const { done } of this.#piles.values()) {
      if (done.at(-1)?.actId !== actId) continue;
      done.pop();
      changed++;
    }
    return changed;
  }
}

const STATUSES: LeadStatus[] = ['new', 'working', 'callback', 'waiting', 'done', 'do-not-call'];

describe('acts on any number of leads, and undoing them', () => {
  test.each([1, 2, 3, 4])(
    'after random actions and undoing, every lead has the values that a simple model expects (seed %i)',
    async (seed) => {
      const desk = workDesk();
      // Two chunks of the index, so that sets have several rows.
      const { first, last } = manyLeads(desk, 16_500);
      const among = [first, first + 1, first + 2, first + 3, first + 4, first + 5, last - 3, last - 2, last - 1, last];
      const pick = random(seed);
      const paper = new Paper();
      const acts: number[] = [];
      for (let step = 0; step < 90; step++) {
        desk.clock.turn(1000);
        if (acts.length > 0 && pick(3) === 0) {
          const actId = acts[pick(acts.length)] as number;
          const { changed } = await desk.call('leads.undo', { actId });
          expect(changed).toBe(paper.undo(actId));
        } else {
          const ids = among.filter(() => pick(2) === 0);
          if (ids.length === 0) continue;
          const what: LeadAction[] = [
            { kind: 'tag', tag: pick(2) === 0 ? 'hot' : 'cold' },
            { kind: 'untag', tag: pick(2) === 0 ? 'hot' : 'cold' },
            { kind: 'owner', owner: [null, 'Ann', 'Bob'][pick(3)] ?? null },
            { kind: 'status', status: STATUSES[pick(STATUSES.length)] ?? 'new' },
          ];
          const act = what[pick(what.length)] as LeadAction;
          const { actId, changed } = await desk.call('leads.act', { which: { ids }, act });
          expect(changed).toBe(paper.act(actId, ids, act));
          if (changed > 0) acts.push(actId);
        }
        for (const id of among) {
          expect(desk.index.valuesOf(id, 'status')).toEqual([paper.value(id, 'status')]);
          expect(desk.index.valuesOf(id, 'owner').join()).toBe(paper.value(id, 'owner'));
          const tags = ['cold', 'hot'].filter((tag) => paper.value(id, `tag ${tag}`) === 'yes');
          expect(desk.index.valuesOf(id, 'tag').sort()).toEqual(tags);
        }
      }
      expect(acts.length).toBeGreaterThan(25);
    },
  );

  test('what matches, seen or not, up to what could be seen and without exceptions; later leads stay out', async () => {
    const desk = workDesk();
    const { first, last } = manyLeads(desk, 300);
    manyLeads(desk, 20);
    await desk.call('leads.act', { which: { ids: [first, first + 1] }, act: { kind: 'tag', tag: 'kept' } });
    const { actId, changed } = await desk.call('leads.act', {
      which: { filter: { none: { tag: ['kept'] } }, upTo: last, except: [last] },
      act: { kind: 'status', status: 'done' },
    });
    expect(changed).toBe(297);
    expect(desk.index.values('status')).toEqual([
      { value: 'done', count: 297 },
      { value: 'new', count: 23 },
    ]);
    expect(await desk.call('leads.undo', { actId })).toEqual({ changed: 297 });
    expect(desk.index.values('status')).toEqual([{ value: 'new', count: 320 }]);
    expect(await desk.call('leads.undo', { actId })).toEqual({ changed: 0 });
    const [newest] = await desk.call('leads.acts', {});
    expect(newest).toMatchObject({ actId, what: 'Status set to Done', changed: 297, undone: true, who: 'Me' });
  });

  test('an act that changes nothing leaves no trace; one that is not known is refused', async () => {
    const desk = workDesk();
    const { first } = manyLeads(desk, 3);
    expect(
      await desk.call('leads.act', { which: { ids: [first, 999] }, act: { kind: 'status', status: 'new' } }),
    ).toEqual({
      actId: 0,
      changed: 0,
    });
    expect(await desk.call('leads.acts', {})).toEqual([]);
    await expect(desk.call('leads.undo', { actId: 7 })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('an act over a search reaches every lead that matches, not only those a screen would show', async () => {
    const desk = workDesk();
    const { first, last } = manyLeads(desk, 1_100);
    const texts = Array.from({ length: last - first + 1 }, (_, i) => ({
      id: first + i,
      name: 'Smith',
      places: '',
      words: '',
      notes: '',
      phones: [],
    }));
    desk.store.write(() => desk.index.putSearch([], texts));
    const act = { kind: 'tag', tag: 'x' } as const;
    const { actId, changed } = await desk.call('leads.act', { which: { filter: { text: 'Smith' } }, act });
    expect(changed).toBe(1_100);
    expect(await desk.call('tags.list', {})).toEqual([{ tag: 'x', count: 1_100 }]);
    expect(await desk.call('leads.undo', { actId })).toEqual({ changed: 1_100 });
  });

  test('a hundred thousand leads: one act, in portions of a few thousand', async () => {
    const desk = workDesk();
    manyLeads(desk, 100_000);
    const portions: number[] = [];
    let tagged = 0;
    const { prepare } = desk.store;
    desk.store.prepare = ((sql: string) => {
      if (sql === 'COMMIT' && tagged > 0) portions.push(tagged);
      if (sql === 'COMMIT') tagged = 0;
      if (/lead_tag \(|FROM lead_tag WHERE lead_id/.test(sql)) tagged++;
      return prepare.call(desk.store, sql);
    }) as typeof prepare;
    const { actId, changed } = await desk.call('leads.act', {
      which: { filter: {} },
      act: { kind: 'tag', tag: 'all' },
    });
    const count = (table: string) => desk.store.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    expect(changed).toBe(100_000);
    expect(count('lead_tag')).toBe(100_000);
    expect(count('lead_act')).toBe(1);
    expect(count('lead_act_set')).toBe(Math.ceil(100_001 / 16_384));
    expect(count('lead_act_todo')).toBe(0);
    expect(await desk.call('leads.undo', { actId })).toEqual({ changed: 100_000 });
    desk.store.prepare = prepare;
    expect(count('lead_tag')).toBe(0);
    expect(desk.index.values('tag')).toEqual([]);
    expect(portions.length).toBeGreaterThanOrEqual(100);
    expect(Math.max(...portions)).toBeLessThanOrEqual(2_000);
  });

  test('what a stop interrupts goes on at the next start; what was changed since stays', async () => {
    const desk = workDesk();
    const { first, last } = manyLeads(desk, 5_000);
    const stopped = new Error('stopped');
    const { write } = desk.store;
    let writes = 0;
    desk.store.write = ((fn: () => unknown) => {
      writes++;
      // The act itself, and its first portion; then the machine stops.
      if (writes > 2) throw stopped;
      return write.call(desk.store, fn);
    }) as typeof write;
    const done = { kind: 'status', status: 'done' } as const;
    await expect(desk.call('leads.act', { which: { filter: {} }, act: done })).rejects.toThrow('stopped');
    desk.store.write = write;
    expect(desk.index.values('status')).toEqual([
      { value: 'new', count: 3_000 },
      { value: 'done', count: 2_000 },
    ]);
    await desk.call('leads.act', { which: { ids: [first, last] }, act: { kind: 'status', status: 'working' } });
    expect(await desk.room.resume()).toBe(1);
    expect(desk.index.values('status')).toEqual([
      { value: 'done', count: 4_998 },
      { value: 'working', count: 2 },
    ]);
    const [, bulk] = await desk.call('leads.acts', {});
    expect(bulk).toMatchObject({ what: 'Status set to Done', changed: 4_999 });
    expect(await desk.call('leads.undo', { actId: bulk?.actId ?? 0 })).toEqual({ changed: 4_998 });
    expect(desk.index.values('status')).toEqual([
      { value: 'new', count: 4_998 },
      { value: 'working', count: 2 },
    ]);
    expect(await desk.room.resume()).toBe(0);
  });

  test('agents: a new owner is known from then on, by the name as it was first written', async () => {
    const desk = workDesk();
    const { first } = manyLeads(desk, 2);
    expect(await desk.call('agents.list', {})).toEqual({ me: 'Me', agents: ['Me'] });
    await desk.call('agents.me', { name: 'Zoe' });
    await desk.call('leads.act', { which: { ids: [first] }, act: { kind: 'owner', owner: 'zoe' } });
    expect(desk.index.valuesOf(first, 'owner')).toEqual(['Zoe']);
    expect(await desk.call('agents.add', { name: 'Ann' })).toEqual({ me: 'Zoe', agents: ['Ann', 'Zoe'] });
  });
});
