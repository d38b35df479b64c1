import { describe, expect, test } from 'vitest';
import { startPracticeDesk } from '../../../src-main/practice/liondesk/start-practice-desk.ts';
import { until } from '../../support/fault-until.ts';
import { OFFER_TOKEN, type OfferDesk, offerDesk, type ScriptedOffer } from '../../support/offer-desk.ts';
import { healthOf, idsOf, startDesk, type TestDesk, untilFetched, untilSource } from './support.ts';

const MINUTE = 60_000;
const YESTERDAY = Date.now() - 24 * 60 * MINUTE;
const range = (count: number, from = 1) => Array.from({ length: count }, (_, n) => n + from);
/** Two offers a lead, a minute apart. */
const offersFor = (leads: readonly number[]): ScriptedOffer[] =>
  leads.flatMap((lead) => [0, 1].map((n) => ({ id: lead * 2 + n, lead, notifyAt: YESTERDAY + lead * MINUTE + n })));

async function connect(
  desk: TestDesk,
  url: string,
  options: { name?: string; password?: string; user?: string; source?: object } = {},
): Promise<number> {
  const { name = 'Lion', password = OFFER_TOKEN, user = '', source = {} } = options;
  const made = await desk.call('connections.save', {
    kind: 'liondesk',
    name,
    url,
    user,
    password,
    timeoutMs: 5_000,
    // The vendor is on this machine: its pace is not what is tested.
    perSecond: 1_000,
    source: { kind: 'liondesk', everyMinutes: 24 * 60, pageSize: 20, ...source },
  });
  return made.id;
}

describe('the leads of all offers', () => {
  test.each<[OfferDesk['all'], number]>([
    ['any-lead', 14],
    ['no-lead', 16],
    // Each lead's offers, and that no more of them come.
    ['nowhere', 120],
  ])('are found where the vendor has them (%s), page by page, and the place is remembered', async (all, most) => {
    const lion = await offerDesk(offersFor(range(50)), { all, leads: range(55) });
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    const health = await untilFetched(desk, id);
    expect(health).toMatchObject({ leads: 50, rejects: 0, gap: null });
    expect(idsOf(desk, id)).toEqual(range(50));
    expect(lion.asked.length).toBeLessThanOrEqual(most);
    // An offer's own facts stand in the record, as they came.
    const [record] = desk.rows<{ raw: string }>(`SELECT raw FROM lead_record WHERE external_id = '7'`);
    expect(JSON.parse(record?.raw ?? '')).toMatchObject({
      id: 7,
      contact: { first_name: 'Mary7' },
      offers: [{ id: 14, rank: '3', team: { name: 'IBM' } }, { id: 15 }],
    });
    const asked = lion.asked.length;
    lion.offers.push({ id: 900, lead: 51, notifyAt: Date.now() });
    lion.leads.push(56);
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).toEqual(range(51));
    // No more looking for the place; and only what may be new.
    const again = lion.asked.slice(asked);
    const offers = again.filter(({ path }) => path.endsWith('/offers'));
    expect(offers.every(({ query }) => query.get('notify_at[$gte]') !== null)).toBe(true);
    expect(again.some(({ query }) => query.get('$limit') === '50')).toBe(false);
  });

  test('all come in though offers go and come while the pages are read, and the vendor gives less than asked for', async () => {
    const lion = await offerDesk(offersFor(range(200)), { cap: 13 });
    lion.before = (n) => {
      // Rows before those that are read next go: what stands behind them moves up.
      if (n === 5 || n === 9) lion.offers = lion.offers.filter(({ id }) => id > n * 4 || id % 2 === 0);
      if (n === 12) lion.offers.push({ id: 5_000, lead: 3_000, notifyAt: Date.now() });
    };
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual([...range(200), 3_000]);
  });

  test('are read on behind a restart in the middle', async () => {
    const lion = await offerDesk(offersFor(range(150)));
    let desk = await startDesk();
    const id = await connect(desk, lion.url);
    await until(() => lion.asked.length > 8, 'some pages are read');
    const { dataDir, secrets } = desk;
    await desk.close();
    const asked = lion.asked.length;
    desk = await startDesk({ dataDir, secrets });
    await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual(range(150));
    const first = lion.asked.slice(asked).find(({ path }) => path.endsWith('/offers'));
    expect(Number(first?.query.get('$skip'))).toBeGreaterThan(40);
  });

  test('come also where an offer says no time, with the next reading of everything', async () => {
    const lion = await offerDesk(offersFor(range(5)));
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    await untilFetched(desk, id);
    lion.offers.push({ id: 700, lead: 70, notifyAt: null });
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).not.toContain(70);
    desk.clock.skip(25 * 60 * MINUTE);
    await until(() => idsOf(desk, id).includes(70), 'it is here');
  });

  test('by the connection’s own conditions, as the document writes them', async () => {
    const lion = await offerDesk(offersFor(range(5)));
    const desk = await startDesk();
    const only = [{ field: 'team_id', operator: '$eq', values: ['3'] }];
    const id = await connect(desk, lion.url, { source: { only } });
    expect(await untilFetched(desk, id)).toMatchObject({ leads: 0, error: null });
    expect(lion.asked.at(-1)?.query.get('team_id')).toBe('3');
  });

  test('nothing anywhere is no error; an address that is no LionDesk is', async () => {
    const lion = await offerDesk([]);
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    expect(await untilFetched(desk, id)).toMatchObject({ leads: 0, error: null });
    lion.offers = offersFor(range(3));
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).toEqual(range(3));
    const elsewhere = await connect(desk, `${lion.url}/elsewhere`, { name: 'Elsewhere' });
    const { error } = await until(async () => {
      const health = await healthOf(desk, elsewhere);
      return health.state === 'backing-off' ? health : null;
    }, 'it says what is wrong');
    expect(error).toContain('LionDesk has nothing at this address');
  });

  test('of the practice desk, with those that arrive', async () => {
    const lion = await startPracticeDesk({ token: OFFER_TOKEN, leads: 60 });
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    await untilFetched(desk, id);
    const wanted = () => [...new Set(lion.offers().map(({ lead }) => Number(lead.id)))].sort((a, b) => a - b);
    expect(idsOf(desk, id)).toEqual(wanted());
    lion.arrive(5);
    await desk.call('sources.sync', { id, wait: true });
    expect(idsOf(desk, id)).toEqual(wanted());
    await desk.close();
    await lion.close();
  });
});

describe('tokens', () => {
  const oauth = { user: 'client-1', password: 'client-secret-77', source: { auth: 'oauth' } };
  const tokens = (n: number, expires_in: number | null = 3600) => ({
    status: 200,
    body: {
      access_token: `access-${n}`,
      refresh_token: `refresh-${n}`,
      ...(expires_in === null ? {} : { expires_in }),
    },
  });

  test('a token that the vendor refuses stops the source', async () => {
    const lion = await offerDesk(offersFor(range(3)));
    const desk = await startDesk();
    const id = await connect(desk, lion.url, { password: 'other' });
    const { error } = await untilSource(desk, id, ({ state }) => state === 'stopped', 'it has stopped');
    expect(error).toContain('Lion rejected the token');
    expect(lion.asked.length).toBe(1);
    await expect(desk.call('sources.authorizeUrl', { id })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a person lets the desk in; the tokens are renewed before they run out, and once on a refusal', async () => {
    const lion = await offerDesk(offersFor(range(3)), { tokens: new Set(['access-1']) });
    lion.refresh = () => tokens(1);
    const desk = await startDesk();
    const id = await connect(desk, lion.url, oauth);
    const { error } = await untilSource(desk, id, ({ state }) => state === 'stopped', 'nobody has let it in');
    expect(error).toBe('Access has not been authorized yet. Authorize Lion in Settings.');
    expect(lion.asked).toEqual([]);

    const { url } = await desk.call('sources.authorizeUrl', { id });
    const address = new URL(url);
    expect(`${address.origin}${address.pathname}`).toBe(`${lion.url}/oauth2/authorize`);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'client-1',
      redirect_uri: 'http://127.0.0.1/liondesk',
      scope: 'write',
    });
    const back = (state: string) => `http://127.0.0.1/liondesk?code=c%2F1&state=${state}`;
    await expect(desk.call('sources.authorize', { id, code: back('other') })).rejects.toThrow(
      'different authorization request',
    );
    await desk.call('sources.authorize', { id, code: back(address.searchParams.get('state') ?? '') });
    expect(JSON.parse(lion.asked[0]?.body ?? '')).toEqual({
      grant_type: 'authorization_code',
      code: 'c/1',
      redirect_uri: 'http://127.0.0.1/liondesk',
      client_id: 'client-1',
      client_secret: 'client-secret-77',
    });
    await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual(range(3));

    // An hour later: renewed before anything is asked with the old one.
    lion.refresh = () => tokens(2, null);
    lion.tokens = new Set(['access-2']);
    let asked = lion.asked.length;
    desk.clock.skip(59.5 * MINUTE);
    await desk.call('sources.sync', { id, wait: true });
    expect(lion.asked[asked]?.path).toBe('/oauth2/token');
    expect(JSON.parse(lion.asked[asked]?.body ?? '')).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
    });
    expect((await healthOf(desk, id)).error).toBeNull();

    // Refused though nobody said that it would run out: renewed once, and the question asked again.
    lion.refresh = () => tokens(3);
    lion.tokens = new Set(['access-3']);
    asked = lion.asked.length;
    await desk.call('sources.sync', { id, wait: true });
    expect(lion.asked.slice(asked, asked + 3).map(({ path, token }) => [path, token])).toEqual([
      ['/leads/3/offers', 'access-2'],
      ['/oauth2/token', ''],
      ['/leads/3/offers', 'access-3'],
    ]);

    // A restart keeps them; a refresh that is refused stops the source, with words.
    const { dataDir, secrets } = desk;
    await desk.close();
    const again = await startDesk({ dataDir, secrets });
    await again.call('sources.sync', { id, wait: true });
    expect((await healthOf(again, id)).error).toBeNull();
    lion.tokens = new Set();
    lion.refresh = () => ({ status: 400, body: { error: 'invalid_grant' } });
    await again.call('sources.sync', { id, wait: true });
    const stopped = await healthOf(again, id);
    expect(stopped.state).toBe('stopped');
    expect(stopped.error).toContain('Authorize Lion again');
    expect(JSON.stringify(stopped)).not.toMatch(/refresh-3|client-secret/);
  });
});
