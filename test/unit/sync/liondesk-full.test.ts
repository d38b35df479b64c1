import { expect, test } from 'vitest';
import { until } from '../../support/fault-until.ts';
import { OFFER_TOKEN, offerDesk, type ScriptedOffer } from '../../support/offer-desk.ts';
import { healthOf, idsOf, startDesk, type TestDesk, untilFetched } from './support.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const range = (count: number, from = 1) => Array.from({ length: count }, (_, n) => n + from);
const offersOf = (ids: readonly number[], at = Date.now() - 10 * DAY): ScriptedOffer[] =>
  ids.map((id) => ({ id, lead: 100 + id, notifyAt: at + id * 60_000 }));

async function connect(desk: TestDesk, url: string): Promise<number> {
  const { id } = await desk.call('connections.save', {
    ...{ kind: 'liondesk', name: 'Lion', url, user: '', password: OFFER_TOKEN, perSecond: 1_000, timeoutMs: 5_000 },
    source: { kind: 'liondesk', everyMinutes: 24 * 60, pageSize: 20 },
  });
  return id;
}

test('what changed on an old lead, came late or is gone is seen by the next reading of everything', async () => {
  const lion = await offerDesk(offersOf(range(50)));
  const desk = await startDesk();
  const id = await connect(desk, lion.url);
  const first = await untilFetched(desk, id);
  expect(first).toMatchObject({ leads: 50, gone: 0 });
  expect(first.fullReadAt).not.toBeNull();

  // A change, an offer that was sent before the overlap, and two that are gone.
  lion.offers = [...offersOf(range(48, 3)), ...offersOf([60], Date.now() - 30 * DAY)];
  lion.emails.set(110, 'changed@example.com');
  await desk.call('sources.sync', { id, wait: true });
  expect(idsOf(desk, id)).not.toContain(160);
  expect(await healthOf(desk, id)).toMatchObject({ fullReadAt: first.fullReadAt, gone: 0 });

  desk.clock.skip(25 * HOUR);
  const after = await until(async () => {
    const health = await healthOf(desk, id);
    return health.state === 'waiting' && health.fullReadAt !== first.fullReadAt ? health : null;
  }, 'everything was read again');
  expect(idsOf(desk, id)).toContain(160);
  expect(idsOf(desk, id)).toContain(101);
  expect(after).toMatchObject({ gone: 2, gap: null });
  const [changed] = desk.rows<{ raw: string }>(`SELECT raw FROM lead_record WHERE external_id = '110'`);
  expect(changed?.raw).toContain('changed@example.com');
});

test('nothing counts as gone where the vendor gives less than it counts', async () => {
  const lion = await offerDesk(offersOf(range(50)));
  const desk = await startDesk();
  const id = await connect(desk, lion.url);
  await untilFetched(desk, id);
  lion.paging = (rows, limit, skip) => ({ total: 50, limit, skip, data: rows.slice(0, 30).slice(skip, skip + limit) });
  const { fullReadAt } = await healthOf(desk, id);
  desk.clock.skip(25 * HOUR);
  const after = await until(async () => {
    const health = await healthOf(desk, id);
    return health.state === 'waiting' && health.fullReadAt !== fullReadAt ? health : null;
  }, 'everything was read again');
  expect(after).toMatchObject({ gone: 0, gap: 'Offers of Lion may be missing: it reports 50 but returned 30.' });
});

test('an offer that is dated days ahead hides none that come in meanwhile', async () => {
  const lion = await offerDesk([...offersOf(range(20)), { id: 21, lead: 121, notifyAt: Date.now() + 9 * DAY }]);
  const desk = await startDesk();
  const id = await connect(desk, lion.url);
  await untilFetched(desk, id);
  lion.offers.push({ id: 22, lead: 122, notifyAt: Date.now() });
  await desk.call('sources.sync', { id, wait: true });
  expect(idsOf(desk, id)).toContain(122);
});

test('a clock that was ahead and is put back hides nothing', async () => {
  const lion = await offerDesk([...offersOf(range(20)), { id: 21, lead: 121, notifyAt: Date.now() + 9 * DAY }]);
  const desk = await startDesk();
  desk.clock.skip(6 * DAY);
  const id = await connect(desk, lion.url);
  await untilFetched(desk, id);
  desk.clock.skip(-6 * DAY);
  lion.offers.push({ id: 22, lead: 122, notifyAt: Date.now() });
  await desk.call('sources.sync', { id, wait: true });
  expect(idsOf(desk, id)).toContain(122);
});
