import { describe, expect, test } from 'vitest';
import { OFFER_TOKEN, type OfferDesk, offerDesk, type ScriptedOffer } from '../../support/offer-desk.ts';
import { healthOf, idsOf, startDesk, type TestDesk, untilFetched } from './support.ts';

const DAY = 24 * 3_600_000;
const range = (count: number, from = 1) => Array.from({ length: count }, (_, n) => n + from);
/** One offer a lead. */
const offersOf = (ids: readonly number[]): ScriptedOffer[] =>
  ids.map((id) => ({ id, lead: 1_000 + id, notifyAt: Date.now() - DAY + id * 60_000 }));
const leadsOf = (offers: number) => range(offers, 1_001);

async function connect(desk: TestDesk, url: string, pageSize = 100): Promise<number> {
  const { id } = await desk.call('connections.save', {
    kind: 'liondesk',
    name: 'Lion',
    url,
    user: '',
    password: OFFER_TOKEN,
    timeoutMs: 5_000,
    // The vendor is on this machine: its pace is not what is tested.
    perSecond: 1_000,
    source: { kind: 'liondesk', everyMinutes: 24 * 60, pageSize },
  });
  return id;
}

async function fetched(script: Partial<OfferDesk>, offers = 300, pageSize = 100) {
  const lion = await offerDesk(offersOf(range(offers)), { leads: leadsOf(offers), ...script });
  const desk = await startDesk();
  const id = await connect(desk, lion.url, pageSize);
  const health = await untilFetched(desk, id);
  return { lion, desk, id, health };
}

type Paging = NonNullable<OfferDesk['paging']>;
const cut = (rows: readonly object[], limit: number, skip: number) => rows.slice(skip, skip + limit);
const few = (rows: readonly object[], limit: number, skip: number) => cut(rows, Math.min(limit, 25), skip);

const WRONG: readonly [string, Paging][] = [
  ['a total that is too small', (rows, limit, skip) => ({ total: 25, limit, skip, data: few(rows, limit, skip) })],
  ['a total of 0', (rows, limit, skip) => ({ total: 0, limit, skip, data: few(rows, limit, skip) })],
  [
    'a total as large as the page',
    (rows, limit, skip) => {
      const data = cut(rows, limit, skip);
      return { total: data.length, limit, skip, data };
    },
  ],
  ['a total that is less than none', (rows, limit, skip) => ({ total: -1, limit, skip, data: few(rows, limit, skip) })],
  ['a total as text', (rows, limit, skip) => ({ total: '100', limit: '100', skip: '0', data: few(rows, limit, skip) })],
  ['a total that is no number', (rows, limit, skip) => ({ total: 'many', limit, skip, data: few(rows, limit, skip) })],
  ['no total', (rows, limit, skip) => ({ limit, skip, data: few(rows, limit, skip) })],
  ['a bare list, shorter than asked for', (rows, limit, skip) => few(rows, limit, skip)],
  ['a bare list', (rows, limit, skip) => cut(rows, limit, skip)],
  [
    'wrong echoes of what was asked',
    (rows, limit, skip) => ({ total: 300, limit: 1, skip: 299, data: few(rows, limit, skip) }),
  ],
  [
    'a limit of its own, of 3',
    (rows, limit, skip) => ({ total: 3, limit, skip, data: cut(rows, Math.min(limit, 3), skip) }),
  ],
  [
    'a limit of its own that changes',
    (rows, limit, skip) => {
      const some = 7 + ((skip * 31) % 40);
      return { total: some, limit, skip, data: cut(rows, Math.min(limit, some), skip) };
    },
  ],
  [
    'pages that overlap',
    (rows, limit, skip) => ({ total: 10, limit, skip, data: cut(rows, 30, Math.max(0, skip - 11)) }),
  ],
  ['all at once, whatever is asked for', (rows) => rows],
  ['the same page whatever is skipped', (rows, limit) => ({ total: 100, limit, skip: 0, data: cut(rows, limit, 0) })],
  ['the same bare list whatever is skipped', (rows) => cut(rows, 25, 0)],
];

describe('all of 300 offers are held', () => {
  test.each(WRONG)('though the vendor gives %s', async (_, paging) => {
    const { lion, desk, id, health } = await fetched({ paging });
    expect(idsOf(desk, id)).toEqual(leadsOf(300));
    expect(health).toMatchObject({ error: null, gap: null });
    // It ends, and does not ask over and over.
    expect(lion.asked.length).toBeLessThan(400);
  });

  test.each([WRONG[0], WRONG[7], WRONG[14]] as [string, Paging][])(
    'lead by lead though the vendor gives %s',
    async (_, paging) => {
      const { desk, id, health } = await fetched({ all: 'nowhere', leads: leadsOf(60), paging }, 60, 20);
      expect(idsOf(desk, id)).toEqual(leadsOf(60));
      expect(health).toMatchObject({ error: null });
    },
  );

  test.each([0, 1, 24, 25, 26, 99, 100, 101])('of %i there are as many, with a total that is 0', async (count) => {
    const { desk, id } = await fetched(
      { paging: (rows, limit, skip) => ({ total: 0, limit, skip, data: few(rows, limit, skip) }) },
      count,
    );
    expect(idsOf(desk, id)).toEqual(leadsOf(count));
  });

  test('though new ones come in before those that are read, which stand newest first', async () => {
    let made = 300;
    const lion = await offerDesk(offersOf(range(300)), {
      paging: (rows, limit, skip) => ({ total: 20, limit, skip, data: few(rows.toReversed(), limit, skip) }),
    });
    lion.before = (n) => {
      if (n > 3 && n < 8) lion.offers.push(...offersOf(range(n === 5 ? 25 : 4, made + 1)));
      made = lion.offers.length;
    };
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual(expect.arrayContaining(leadsOf(300)));
  });
});

describe('what may be missing is told', () => {
  test('where the vendor gives one page whatever is asked for, and counts more', async () => {
    const lion = await offerDesk(offersOf(range(300)));
    lion.paging = (_, limit) => ({ total: 300, limit, skip: 0, data: FIRST });
    const FIRST = offersOf(range(100)).map(({ id, lead }) => ({ id, lead: { id: lead } }));
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    const { gap } = await untilFetched(desk, id);
    expect(gap).toBe('Offers of Lion may be missing: it reports 300 but returned 100.');
    expect(lion.asked.filter(({ path }) => path.endsWith('/offers')).length).toBeLessThan(10);
    lion.paging = null;
    await desk.call('sources.sync', { id, wait: true, everything: true });
    expect((await healthOf(desk, id)).gap).toBeNull();
    expect(idsOf(desk, id)).toEqual(leadsOf(300));
  });

  test('and a vendor that does not know the question by id is asked it once', async () => {
    const lion = await offerDesk(offersOf(range(300)));
    lion.paging = (rows) => cut(rows, 100, 0);
    lion.instead = () => null;
    lion.before = () => {
      const asksById = lion.asked.at(-1)?.query.get('id[$gt]') != null;
      lion.instead = () => (asksById ? { status: 400 } : null);
    };
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    const { error } = await untilFetched(desk, id);
    expect(error).toBeNull();
    expect(idsOf(desk, id)).toEqual(leadsOf(100));
    expect(lion.asked.filter(({ query }) => query.has('id[$gt]'))).toHaveLength(1);
  });
});

test('a question with a limit is answered with as many, also where the vendor gives fewer at once', async () => {
  const lion = await offerDesk(offersOf(range(300)), {
    paging: (rows, limit, skip) => ({ total: 0, limit, skip, data: few(rows, limit, skip) }),
  });
  const desk = await startDesk();
  const id = await connect(desk, lion.url);
  await untilFetched(desk, id);
  const ids = async (input: object) =>
    (await desk.call('offers.query', { connectionId: id, ...input })).offers.map(({ externalId }) =>
      Number(externalId),
    );
  expect(await ids({ limit: 120 })).toEqual(range(120));
  expect(await ids({ limit: 60, skip: 20 })).toEqual(range(60, 21));
  expect(await ids({ limit: 1_000 })).toEqual(range(300));
});
