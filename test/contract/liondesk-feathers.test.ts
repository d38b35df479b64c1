import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page, readQuery } from '../../src-main/practice/liondesk/feathers-query.ts';
import { pick, seededRandom } from '../../src-main/practice/seeded-random.ts';
import { HttpClient } from '../../src-main/vendors/http.ts';
import { allOffers, leadOffers } from '../../src-main/vendors/liondesk/client.ts';
import type { LiondeskQuery } from '../../src-main/vendors/liondesk/query.ts';
import type { LiondeskCondition, LiondeskOperator } from '../../src-preload/contract/index.ts';
import { type DocumentOffer, type Keeps, type OfferService, serveOffers } from './feathers-offers.ts';

const SEED = Number(process.env.TRUNKLINE_SEED ?? 4);
const OFFERS = 400;
const QUERIES = 120;
const NAMES = ['Dorothy', "O'Neil", 'José', 'Mary Ann', 'A&B=C', '100%', 'a+b', 'x]=y', '[$in]', '', 'Zoë;#'];

const client = new HttpClient();
const random = seededRandom(SEED);
const whole = (most: number) => Math.floor(random() * most);
const flag = () => String(random() < 0.5);

/** Ranks up to 12 where they are numbers; below 10 where a service compares them as text. */
function anOffer(id: number, ranks: number): DocumentOffer {
  const at = Date.UTC(2018, 0, 1) + whole(700) * 43_200_000;
  return {
    id,
    lead: {
      id: 1 + whole(90),
      distribution_target: 'Team Rollout',
      contact: { id: 2, first_name: pick(random, NAMES) },
    },
    user: { id: 1 + whole(7), first_name: pick(random, NAMES), last_name: 'Vaughan', email: 'dot@example.com' },
    notify_at: ranks > 9 && random() < 0.05 ? null : new Date(at).toISOString(),
    rank: ranks > 9 && random() < 0.05 ? null : String(1 + whole(ranks)),
    assign_automatically: flag(),
    has_call_alert: flag(),
    has_text_alert: flag(),
    has_email_alert: flag(),
    team: { id: 3 + whole(6), name: 'IBM' },
  };
}

/** An instant as the document writes them: a day, in UTC, or with a distance from it. */
function instantText(keeps: Keeps): string {
  const at = Date.UTC(2018, 0, 1) + whole(700) * 43_200_000;
  const iso = new Date(at).toISOString();
  if (keeps === 'text') return random() < 0.5 ? iso : `${iso.slice(0, 10)}T06:30:00.000Z`;
  const zone = pick(random, ['', 'Z', '-07:00', '+07:00', '+05:30']);
  if (zone === '') return iso.slice(0, 10);
  return zone === 'Z' ? iso.replace('.000Z', 'Z') : iso.replace('.000Z', zone);
}

const FIELDS: Readonly<Record<string, (keeps: Keeps) => string>> = {
  id: () => String(1000 + whole(OFFERS)),
  team_id: () => String(2 + whole(8)),
  user_id: () => String(1 + whole(8)),
  lead_id: () => String(1 + whole(95)),
  rank: (keeps) => String(1 + whole(keeps === 'text' ? 9 : 13)),
  assign_automatically: flag,
  has_text_alert: flag,
  notify_at: instantText,
  'lead.contact.first_name': () => pick(random, NAMES),
  'user.first_name': () => pick(random, NAMES),
};
const OPERATORS: readonly LiondeskOperator[] = ['$eq', '$ne', '$in', '$nin', '$lt', '$lte', '$gt', '$gte'];

function aQuery(keeps: Keeps): LiondeskQuery {
  const where: LiondeskCondition[] = [];
  const names = Object.keys(FIELDS);
  for (let n = whole(4); n > 0; n -= 1) {
    const field = pick(random, names);
    const value = FIELDS[field];
    if (value === undefined || where.some((one) => one.field === field)) continue;
    // Ids that are texts of unlike length have no order.
    const unordered = keeps === 'text' && field === 'lead_id';
    const range = random() < 0.3 && !unordered;
    for (const operator of range
      ? (['$gte', '$lt'] as const)
      : [pick(random, unordered ? OPERATORS.slice(0, 4) : OPERATORS)]) {
      const many = operator === '$in' || operator === '$nin' ? 1 + whole(random() < 0.1 ? 100 : 4) : 1;
      where.push({ field, operator, values: Array.from({ length: many }, () => value(keeps)) });
    }
  }
  const sortBy = names.filter((name) => keeps === 'columns' || name !== 'lead_id');
  const sort = Array.from({ length: whole(4) }, () => pick(random, sortBy));
  return {
    where,
    ...(random() < 0.6 ? { limit: random() < 0.1 ? 0 : whole(60) } : {}),
    ...(random() < 0.5 ? { skip: whole(80) } : {}),
    sort: [...new Set(sort)].map((field) => ({ field, direction: random() < 0.5 ? 1 : -1 })),
  };
}

/** The query in the document's own spelling: nothing escaped but what would mean something else. */
function documentSpelling({ where = [], limit, skip, sort = [] }: LiondeskQuery): string {
  const escaped = (value: string) => value.replace(/[%&+#;=[\]]/g, encodeURIComponent);
  const parts = where.flatMap(({ field, operator, values }) => {
    const list = operator.endsWith('in') && values.length > 1 && random() < 0.5 ? '[]' : '';
    return values.map((value) => `${field}${operator === '$eq' ? '' : `[${operator}]`}${list}=${escaped(value)}`);
  });
  if (limit !== undefined) parts.push(`$limit=${limit}`);
  if (skip !== undefined) parts.push(`$skip=${skip}`);
  return [...parts, ...sort.map(({ field, direction }) => `$sort[${field}]=${direction}`)].join('&');
}

describe.each(['columns', 'text'] as const)('LionDesk’s queries at a FeathersJS service that keeps %s', (keeps) => {
  const offers = Array.from({ length: OFFERS }, (_, n) => anOffer(1000 + n, keeps === 'text' ? 9 : 12));
  let service: OfferService;
  beforeAll(async () => {
    service = await serveOffers(offers, keeps);
  });
  afterAll(() => service.close());

  const raw = async (query: string) => {
    const answer = await fetch(`${service.url}/leads/3/offers?${query}`);
    const { total, data } = (await answer.json()) as { total: number; data: { id: number | string }[] };
    return { total, ids: data.map(({ id }) => String(id)) };
  };
  const ours = async (query: LiondeskQuery, all = false) => {
    const access = { base: service.url, token: 'token-4711', timeoutMs: 10_000 };
    const answer = await (all ? allOffers(client, access, query) : leadOffers(client, access, '3', query));
    if (answer.kind === 'refused') throw new Error(answer.sentence);
    expect(answer.unread).toEqual([]);
    return { total: answer.total, ids: answer.offers.map(({ id }) => id) };
  };
  const practice = (query: string) => {
    const { total, data } = page(offers, readQuery(new URLSearchParams(query)));
    return { total, ids: data.map(({ id }) => String(id)) };
  };

  it(`are answered alike in the document’s spelling, to our client and by the practice LionDesk (seed ${SEED})`, async () => {
    let telling = 0;
    for (let n = 0; n < QUERIES; n += 1) {
      const query = aQuery(keeps);
      const spelling = documentSpelling(query);
      const expected = await raw(spelling);
      expect(await ours(query, n % 5 === 0), spelling).toEqual(expected);
      expect(practice(spelling), spelling).toEqual(expected);
      if (expected.total > 0 && expected.total < OFFERS) telling += 1;
    }
    expect(telling).toBeGreaterThan(QUERIES / 3);
  });

  it.each([
    'rank=1&assign_automatically=true',
    'team_id[$ne]=3',
    '$limit=2',
    'team_id=3&$limit=2&$skip=2',
    '$limit=10&$sort[notify_at]=-1',
    'team_id[$in]=4',
    'team_id[$nin]=4',
    'team_id[$in][]=4&team_id[$in][]=5',
    'team_id[$in]=4&team_id[$in][]=5',
    'team_id[$in][0]=4&team_id[$in][1]=5',
    'notify_at[$lt]=2018-06-01T00:00:00.000Z',
    'notify_at[$gte]=2018-05-07T10:00:00.000Z',
    'notify_at[$gte]=2018-02-01T00:00:00.000Z&notify_at[$lte]=2018-03-31T00:00:00.000Z',
    '$sort[rank]=1&$sort[notify_at]=-1&$sort[id]=-1&$limit=300',
    // What is not as it should be, the service reads as it can.
    'rank=1&rank=2',
    'rank[]=1',
    'rank[$ne]=1&rank[$ne]=2',
    'rank[$lt]=4&rank[$lt]=6',
    'rank[$gt]=soon',
    'rank=',
    'user.first_name=',
    'nothing=1',
    'nothing[$ne]=1',
    '$limit=many',
    '$limit=-1',
    '$limit=5000&$skip=-3',
    '$skip=some&$limit=3',
    '$limit=7.9',
    '$sort[id]=down&$limit=5',
    'user[first_name]=Dorothy',
  ])('%s', async (query) => {
    expect(practice(query)).toEqual(await raw(query));
  });

  it.each(['rank[$regex]=1', 'rank[$eq]=1', '$where=1', 'rank[$in][$gt]=1&x[$foo]=2'])(
    '%s is refused',
    async (query) => {
      const answer = await fetch(`${service.url}/leads/3/offers?${query}`);
      const said = (await answer.json()) as { name: string; message: string; code: number };
      expect([answer.status, said.name]).toEqual([400, 'BadRequest']);
      expect(() => practice(query)).toThrow(said.message);
      expect(
        await leadOffers(
          client,
          { base: `${service.url}/leads/3/offers?${query}#`, token: 'token-4711', timeoutMs: 5_000 },
          '3',
        ),
      ).toMatchObject({ kind: 'refused', sentence: expect.stringContaining(said.message) });
    },
  );

  it('a hundred conditions, and as many values as one may have', async () => {
    const names = Array.from({ length: 100 }, (_, n) => `field_${n}`);
    const where = names.map((field): LiondeskCondition => ({ field, operator: '$nin', values: ['1', '2', '3'] }));
    const few = { field: 'team_id', operator: '$in' as const, values: ['4', '5'] };
    expect(await ours({ where: [...where, few] })).toEqual(await raw('team_id[$in]=4&team_id[$in]=5'));
    const values = Array.from({ length: 100 }, (_, n) => String(1000 + 3 * n));
    const answer = await ours({ where: [{ field: 'id', operator: '$in', values }], limit: 1000 });
    expect(answer).toEqual({ total: 100, ids: values });
  });
});

afterAll(() => client.close());
