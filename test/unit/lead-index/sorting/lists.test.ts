import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../../src-main/db/store.ts';
import { LeadIndex } from '../../../../src-main/lead-index/index.ts';
import { LeadLists } from '../../../../src-main/lead-index/sorting/lists.ts';
import { type LeadFilterInput, type LeadSort, leadStatus } from '../../../../src-preload/contract/index.ts';
import { filterOf, insertLead, seeded, testStore } from '../support.ts';

interface Known {
  id: number;
  last: string;
  state: string[];
  license: string[];
  experience: string[];
  status: string;
  sentAt: number | null;
  callbackAt: number | null;
  touchedAt: number | null;
}

const context = { now: 0, me: 'Me' };
const bys: LeadSort['by'][] = [
  'received',
  'name',
  'sent',
  'state',
  'license',
  'experience',
  'status',
  'callback',
  'touched',
];

let store: Store;
let index: LeadIndex;
let leads: Map<number, Known>;
let below: (n: number) => number;
let clock: number;

beforeEach(() => {
  store = testStore();
  index = new LeadIndex(store);
  leads = new Map();
  below = seeded(11);
  clock = 1000;
});
afterEach(() => store.close());

const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

function arrive(n: number): void {
  store.write(() => {
    for (let i = 0; i < n; i++) {
      const id = Math.max(0, ...leads.keys()) + 1 + (below(50) === 0 ? 5000 : 0);
      const lead: Known = {
        id,
        last: pick(['Adams', 'Brown', 'Clark', 'Evans', '']),
        state: pick([[], ['AK'], ['FL'], ['NY']]),
        license: pick([[], ['MD'], ['DO'], ['MD', 'DO'], ['NP', 'DO', 'MD']]),
        experience: pick([[], ['3'], ['12'], ['20'], ['9']]),
        status: 'new',
        sentAt: pick([null, below(20), below(20)]),
        callbackAt: pick([null, null, below(9)]),
        touchedAt: null,
      };
      leads.set(id, lead);
      insertLead(store, { ...lead, first: '', state: lead.state[0] ?? '', license: '', experience: null });
      index.put([
        { id, before: null, after: { state: lead.state, license: lead.license, experience: lead.experience } },
      ]);
    }
  });
}

function change(): void {
  store.write(() => {
    const lead = leads.get(pick([...leads.keys()])) as Known;
    const kind = below(6);
    const facets = { state: lead.state, license: lead.license, experience: lead.experience };
    if (kind === 0) {
      leads.delete(lead.id);
      store.prepare('DELETE FROM lead WHERE id = ?').run(lead.id);
      index.put([{ id: lead.id, before: facets, after: null }]);
    } else if (kind === 1) {
      lead.last = pick(['Adams', 'Zorn', '']);
      lead.sentAt = pick([null, 5, 50]);
      store
        .prepare('UPDATE lead SET last_name = ?, name_key = ?, sent_at = ? WHERE id = ?')
        .run(lead.last, lead.last.toLowerCase(), lead.sentAt, lead.id);
      index.put([{ id: lead.id, before: facets, after: facets }]);
    } else if (kind === 2) {
      lead.license = pick([[], ['DO'], ['NP', 'MD']]);
      index.put([{ id: lead.id, before: facets, after: { ...facets, license: lead.license } }]);
    } else if (kind === 3) {
      lead.status = pick(leadStatus.options);
      index.move('status', lead.status, index.setOf([lead.id]));
    } else if (kind === 4) {
      lead.touchedAt = ++clock;
      store.prepare('UPDATE lead SET touched_at = ? WHERE id = ?').run(lead.touchedAt, lead.id);
      index.noteChanged([lead.id]);
    } else {
      lead.callbackAt = pick([null, 4]);
      store.prepare('UPDATE lead SET callback_at = ? WHERE id = ?').run(lead.callbackAt, lead.id);
      index.noteChanged([lead.id]);
    }
  });
}

function keyOf(lead: Known, { by, direction }: LeadSort): string | number | null {
  const sign = direction === 'ascending' ? 1 : -1;
  const best = (values: (string | number)[]) => values.sort((a, b) => sign * (a < b ? -1 : a > b ? 1 : 0))[0] ?? null;
  switch (by) {
    case 'received':
      return lead.id;
    case 'name':
      return lead.last.toLowerCase() || null;
    case 'sent':
      return lead.sentAt;
    case 'callback':
      return lead.callbackAt;
    case 'touched':
      return lead.touchedAt;
    case 'state':
      return best([...lead.state]);
    case 'license':
      return best([...lead.license]);
    case 'experience':
      return best(lead.experience.map(Number));
    case 'status':
      return leadStatus.options.indexOf(lead.status as (typeof leadStatus.options)[number]);
  }
}

function expected(matches: (lead: Known) => boolean, sort: LeadSort): number[] {
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return [...leads.values()]
    .filter(matches)
    .map((lead) => ({ id: lead.id, key: keyOf(lead, sort) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === b.key ? sign * (a.id - b.id) : a.key === null ? 1 : -1;
      return sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id);
    })
    .map(({ id }) => id);
}

const filters: [LeadFilterInput, (lead: Known) => boolean][] = [
  [{}, () => true],
  [{ any: { license: ['MD'] } }, (lead) => lead.license.includes('MD')],
  [
    { any: { state: ['FL', 'AK'] }, none: { license: ['DO'] } },
    (lead) => /FL|AK/.test(lead.state.join()) && !lead.license.includes('DO'),
  ],
  [{ callback: { due: 'any' } }, (lead) => lead.callbackAt !== null],
];

describe('lists of leads', () => {
  it.each([0, 100_000])(
    'stand in any order, from any place, whatever changes (sorted on the spot up to %i)',
    async (few) => {
      const lists = new LeadLists(store, index, few);
      arrive(300);
      for (let round = 0; round < 6; round++) {
        for (const by of bys) {
          const direction = pick(['ascending', 'descending'] as const);
          const sort: LeadSort = { by, direction };
          for (const [input, matches] of filters) {
            const filter = filterOf(input);
            const all = expected(matches, sort);
            const opened = await lists.open(filter, sort, context);
            expect(opened).toEqual({ count: all.length, exact: true, upTo: Math.max(...leads.keys(), opened.upTo) });
            const asked = { ...context, upTo: opened.upTo };
            expect(
              await lists.page(filter, sort, asked, 0, 500),
              `${JSON.stringify(sort)} ${JSON.stringify(input)}`,
            ).toEqual(all);
            const n = below(all.length + 1);
            expect(await lists.page(filter, sort, asked, n, 7)).toEqual(all.slice(n, n + 7));
            const id = all[n];
            if (id !== undefined) expect(await lists.placeOf(filter, sort, asked, id)).toBe(n);
          }
        }
        arrive(below(12));
        for (let i = 0; i < 15; i++) change();
      }
    },
  );

  it('keep their rows in place while new leads arrive', async () => {
    const lists = new LeadLists(store, index, 0);
    arrive(200);
    for (const by of bys) {
      const sort: LeadSort = { by, direction: 'descending' };
      const filter = filterOf({});
      const { upTo } = await lists.open(filter, sort, context);
      const before = await lists.page(filter, sort, { ...context, upTo }, 0, 500);
      arrive(5);
      expect(await lists.page(filter, sort, { ...context, upTo }, 0, 500)).toEqual(before);
      const newest = Math.max(...leads.keys());
      expect(await lists.placeOf(filter, sort, { ...context, upTo }, newest)).toBe(null);
      expect((await lists.open(filter, sort, context)).count).toBe(leads.size);
      expect([...(await lists.page(filter, sort, context, 0, 500))].sort((a, b) => a - b)).toEqual([...leads.keys()]);
    }
  });

  it('show their first places before an order is in memory', async () => {
    const lists = new LeadLists(store, index, 0);
    arrive(200);
    const sort: LeadSort = { by: 'sent', direction: 'descending' };
    const all = expected(() => true, sort);
    expect(await lists.page(filterOf({}), sort, context, 3, 20)).toEqual(all.slice(3, 23));
    expect(await lists.page(filterOf({}), sort, context, 180, 20)).toEqual(all.slice(180));
  });

  it('put leads right that moved while the order was being read', async () => {
    const lists = new LeadLists(store, index, 0);
    store.write(() => {
      const batch = [];
      for (let id = 1; id <= 25_000; id++) {
        insertLead(store, { id, first: '', last: `n${String(id).padStart(6, '0')}` });
        batch.push({ id, before: null, after: {} });
      }
      index.put(batch);
    });
    const sort: LeadSort = { by: 'name', direction: 'ascending' };
    const reading = lists.page(filterOf({}), sort, context, 20_000, 3);
    // The first slice is read; now one moves from its beginning to the end, one from the end to the beginning, and one goes.
    store.write(() => {
      const rename = store.prepare('UPDATE lead SET name_key = ? WHERE id = ?');
      rename.run('z', 1);
      rename.run('a', 25_000);
      store.prepare('DELETE FROM lead WHERE id = 2').run();
      index.put([
        { id: 1, before: {}, after: {} },
        { id: 25_000, before: {}, after: {} },
        { id: 2, before: {}, after: null },
      ]);
    });
    await reading;
    await lists.open(filterOf({}), sort, context);
    expect(await lists.page(filterOf({}), sort, context, 0, 3)).toEqual([25_000, 3, 4]);
    expect(await lists.page(filterOf({}), sort, context, 24_996, 9)).toEqual([24_998, 24_999, 1]);
  });
});

it('a list of the last days is another tomorrow, though nothing was written', async () => {
  const lists = new LeadLists(store, index, 0);
  const noon = new Date(2026, 4, 5, 12).getTime();
  const day = 24 * 3_600_000;
  store.write(() => {
    insertLead(store, { id: 1, last: 'Adams', receivedAt: noon - day });
    insertLead(store, { id: 2, last: 'Brown', receivedAt: noon });
    index.put([1, 2].map((id) => ({ id, before: null, after: {} })));
  });
  const today = filterOf({ received: { lastDays: 1 } });
  const byName = { by: 'name', direction: 'ascending' } as const;
  const at = async (now: number) => {
    const asked = { now, me: 'Me' };
    const { upTo } = await lists.open(today, byName, asked);
    return [...(await lists.page(today, byName, { ...asked, upTo }, 0, 10))];
  };
  expect([await at(noon - day), await at(noon), await at(noon + day)]).toEqual([[1, 2], [2], []]);
});

describe('the queries behind a list', () => {
  const plan = (sql: string, n: number) =>
    (store.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array(n).fill(1)) as { detail: string }[]).map(
      ({ detail }) => detail,
    );

  it('read the bits of a value as one range of rows', () => {
    expect(plan('SELECT id, n, bits FROM lead_bits WHERE id >= ? AND id < ?', 2)).toEqual([
      'SEARCH lead_bits USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
    ]);
  });

  it.each([
    ['name_key', 'lead_name', `name_key > ''`],
    ['sent_at', 'lead_sent', 'sent_at IS NOT NULL'],
    ['callback_at', 'lead_callback', 'callback_at IS NOT NULL'],
    ['touched_at', 'lead_touched', 'touched_at IS NOT NULL'],
  ])('walk an order by %s through its covering index, without sorting', (column, name, has) => {
    for (const [order, side] of [
      ['ASC', '>'],
      ['DESC', '<'],
    ]) {
      const details = plan(
        `SELECT id, ${column} FROM lead INDEXED BY ${name} WHERE ${has} AND (${column}, id) ${side} (?, ?) ORDER BY ${column} ${order}, id ${order} LIMIT ?`,
        3,
      );
      expect(details).toHaveLength(1);
      expect(details[0]).toMatch(new RegExp(`SEARCH lead USING COVERING INDEX ${name}`));
    }
  });
});
