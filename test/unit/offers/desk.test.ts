import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { CommandOutput, DeskEvent, OfferColumn, OfferFilterInput } from '../../../src-preload/contract/index.ts';
import { until } from '../../support/fault-until.ts';
import { OFFER_TOKEN, offerDesk, type ScriptedOffer } from '../../support/offer-desk.ts';
import { healthOf, startDesk, type TestDesk, untilFetched } from '../sync/support.ts';
import { MINUTE } from './support.ts';

const offer = (lead: number, more: Partial<ScriptedOffer> = {}): ScriptedOffer => ({
  id: lead * 10,
  lead,
  notifyAt: Date.now() - MINUTE,
  automatic: false,
  ...more,
});

async function connect(desk: TestDesk, url: string, name = 'Lion'): Promise<number> {
  const source = { kind: 'liondesk' as const, everyMinutes: 24 * 60 };
  const made = await desk.call('connections.save', {
    kind: 'liondesk',
    perSecond: 1_000,
    name,
    url,
    user: '',
    password: OFFER_TOKEN,
    timeoutMs: 5_000,
    source,
  });
  await untilFetched(desk, made.id);
  return made.id;
}
const sync = (desk: TestDesk, id: number) => desk.call('sources.sync', { id, wait: true, everything: true });

/** The vendor's ids in a column. */
async function inColumn(desk: TestDesk, column: OfferColumn, filter: OfferFilterInput = {}): Promise<number[]> {
  const { cards } = await desk.call('offers.cards', { filter, column, sort: 'offered' });
  return cards.map(({ externalId }) => Number(externalId)).sort((a, b) => a - b);
}

async function card(desk: TestDesk, externalId: number) {
  const [row] = desk.rows<{ id: number }>('SELECT id FROM offered_lead WHERE external_id = ?', String(externalId));
  return (await desk.call('offers.get', { id: row?.id ?? 0 })).card;
}

/** Resolves at the event of offers at which `ask` gives what is wanted; without such an event, never. */
function atEvent<T>(desk: TestDesk, ask: () => Promise<T>, wanted: T): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = desk.core.subscribe(({ topic }: DeskEvent) => {
      if (topic !== 'offers') return;
      ask().then((found) => {
        if (!isDeepStrictEqual(found, wanted)) return;
        stop();
        resolve();
      }, reject);
    });
  });
}

describe('offers that a sync brings', () => {
  test('are on the board when its event comes, and known as one’s own from the first', async () => {
    const lion = await offerDesk([offer(1)], { me: 5 });
    const desk = await startDesk();
    const first = atEvent(desk, () => inColumn(desk, 'open'), [1]);
    const id = await connect(desk, lion.url);
    await first;

    lion.offers.push(offer(2), offer(3, { user: 7 }), offer(4, { notifyAt: Date.now() + 60 * MINUTE }));
    const seen = atEvent(desk, async () => [await inColumn(desk, 'open'), await inColumn(desk, 'coming')], [
      [1, 2],
      [4],
    ]);
    await sync(desk, id);
    await seen;
    const everyone = { as: '@everyone' };
    expect(await inColumn(desk, 'open', everyone)).toEqual([1, 2, 3]);
    expect(await inColumn(desk, 'open', { as: `${id}:7` })).toEqual([3]);
    // Who the token belongs to is asked once.
    expect(lion.asked.filter(({ path }) => path === '/me')).toHaveLength(1);
    const board = await desk.call('offers.board', {});
    expect(board.counts).toEqual({ mine: 0, open: 2, coming: 1, others: 0, missed: 0 });
    expect(board.users).toEqual([
      { key: `${id}:5`, name: 'Dorothy Vaughan', me: true, count: 3 },
      { key: `${id}:7`, name: 'Mary Jackson', me: false, count: 0 },
    ]);
    expect(board.nextAt).toBe(lion.offers[3]?.notifyAt);

    // The offers of a connection that is removed leave the board.
    await desk.call('connections.remove', { id });
    expect(await inColumn(desk, 'open', everyone)).toEqual([]);
    expect((await desk.call('offers.board', {})).users).toEqual([]);
  });

  test('of a vendor that does not say whose the token is are everyone’s', async () => {
    const lion = await offerDesk([offer(1), offer(2, { user: 7 })], { me: null });
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    expect(await healthOf(desk, id)).toMatchObject({ error: null });
    expect(await inColumn(desk, 'open')).toEqual([1, 2]);
  });

  test('open, and are claimed where the vendor assigns them, at their time', async () => {
    const desk = await startDesk();
    const soon = desk.clock.now() + 60 * MINUTE;
    const lion = await offerDesk(
      [offer(1, { notifyAt: soon }), offer(2, { notifyAt: soon + 60 * MINUTE, automatic: true })],
      { me: 5 },
    );
    await connect(desk, lion.url);
    expect(await inColumn(desk, 'coming')).toEqual([1, 2]);
    const opened = atEvent(desk, async () => [await inColumn(desk, 'open'), await inColumn(desk, 'coming')], [
      [1],
      [2],
    ]);
    desk.clock.skip(60 * MINUTE + 1_000);
    await opened;
    const given = atEvent(desk, () => inColumn(desk, 'mine'), [2]);
    desk.clock.skip(60 * MINUTE);
    await given;
    expect(await card(desk, 2)).toMatchObject({
      state: 'claimed',
      holder: 'Dorothy Vaughan',
      mine: true,
      automatic: true,
    });
  });

  test('and fell due while the desk was closed are claimed when it starts', async () => {
    const desk = await startDesk();
    const lion = await offerDesk([offer(1, { notifyAt: desk.clock.now() + MINUTE, automatic: true })], { me: 5 });
    const id = await connect(desk, lion.url);
    await desk.call('connections.pause', { id });
    const { dataDir, secrets, clock } = desk;
    await desk.close();
    clock.skip(60 * MINUTE);
    const again = await startDesk({ dataDir, secrets, clock });
    await until(async () => (await inColumn(again, 'mine')).length === 1, 'the lead is mine');
  });
});

describe('who has what was offered', () => {
  test.each(['understood', 'ignored', 'refused'] as const)(
    'is asked after a sync, together or one by one, and shown by name (a query for several is %s)',
    async (several) => {
      const lion = await offerDesk(
        [offer(50, { automatic: true }), ...[1, 2, 3, 4].map((lead) => offer(lead)), offer(9, { user: 7 })],
        {
          me: 5,
          several,
          leads: [1, 2, 3, 4],
        },
      );
      const desk = await startDesk();
      const id = await connect(desk, lion.url);
      lion.claims.set(1, { user: 7, at: Date.now() });
      lion.claims.set(2, { user: 5, at: Date.now() });
      const asked = lion.asked.length;
      await sync(desk, id);
      expect(await inColumn(desk, 'missed')).toEqual([1]);
      expect(await inColumn(desk, 'mine')).toEqual([2, 50]);
      expect(await inColumn(desk, 'open')).toEqual([3, 4]);
      expect(await card(desk, 1)).toMatchObject({ state: 'claimed', holder: 'Mary Jackson', mine: false });
      const questions = lion.asked
        .slice(asked)
        .filter(({ path, query }) => /^\/leads(\/\d+)?$/.test(path) && (path !== '/leads' || query.has('id[$in]')));
      expect(questions).toHaveLength(several === 'understood' ? 1 : 6);
      expect((await healthOf(desk, id)).error).toBeNull();
    },
  );

  test('one by one, what was claimed here and is not confirmed comes first, then what was asked about longest ago', async () => {
    const leads = Array.from({ length: 40 }, (_, n) => n + 1);
    const lion = await offerDesk(
      leads.map((lead) => offer(lead)),
      { me: 5 },
    );
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    const askedOf = (from: number) =>
      lion.asked.slice(from).flatMap(({ path }) => Number(/^\/leads\/(\d+)$/.exec(path)?.[1] ?? 0) || []);
    expect(askedOf(0)).toEqual(leads.slice(0, 30));
    const claimed = await card(desk, 20);
    await desk.call('offers.claim', { id: claimed.id });
    const from = lion.asked.length;
    await sync(desk, id);
    expect(askedOf(from).slice(0, 11)).toEqual([20, ...leads.slice(30)]);
    expect(askedOf(from)).toHaveLength(30);
  });

  test('a vendor that asks for patience gets it; one that fails otherwise harms no sync', async () => {
    const lion = await offerDesk([offer(1)], {
      me: 5,
      instead: (path) => (path === '/leads/1' ? { status: 500 } : null),
    });
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    expect(await healthOf(desk, id)).toMatchObject({ error: null, state: 'waiting' });
    expect(lion.asked.filter(({ path }) => path === '/leads/1')).toHaveLength(1);
    lion.instead = (path) => (path === '/leads/1' ? { status: 429, retryAfter: 600 } : null);
    void sync(desk, id);
    const { nextAt } = await until(async () => {
      const health = await healthOf(desk, id);
      return health.state === 'backing-off' ? health : null;
    }, 'it waits');
    expect((nextAt ?? 0) - desk.clock.now()).toBeGreaterThan(9 * MINUTE);
  });
});

describe('what hangs on an offered lead', () => {
  test('names and sources stay hidden until claimed, and are not found', async () => {
    const lion = await offerDesk([offer(1), offer(2)], { me: 5 });
    const desk = await startDesk();
    await connect(desk, lion.url);
    expect(await inColumn(desk, 'open', { text: 'MARY1' })).toEqual([1]);
    expect(await inColumn(desk, 'open', { text: 'jackson, Márý1' })).toEqual([1]);
    expect(await inColumn(desk, 'open', { text: 'jackson2 mary1' })).toEqual([]);
    await desk.call('offers.setSettings', { blind: true });
    expect(await card(desk, 1)).toMatchObject({ hidden: true, name: '', source: '' });
    expect(await inColumn(desk, 'open', { text: 'mary1' })).toEqual([]);
    expect((await desk.call('offers.arrivals', {})).arrived).toMatchObject([{ name: '', source: '' }, { name: '' }]);
    await desk.call('offers.claim', { id: (await card(desk, 1)).id });
    expect(await card(desk, 1)).toMatchObject({ hidden: false, name: 'Mary1 Jackson1', source: 'Lion' });
    expect(await inColumn(desk, 'mine', { text: 'mary1' })).toEqual([1]);
    expect(await desk.call('offers.settings', {})).toMatchObject({ blind: true, notify: true, firstTouchMinutes: 5 });
  });

  test('arrivals are told until they were looked at, to each agent apart', async () => {
    const lion = await offerDesk([offer(1), offer(2, { user: 7 }), offer(3, { automatic: true })], { me: 5 });
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    const names = ({ arrived }: CommandOutput<'offers.arrivals'>) => arrived.map(({ name }) => name);
    const first = await desk.call('offers.arrivals', {});
    expect(names(first)).toEqual(['Mary1 Jackson1']);
    expect(first).toMatchObject({ latest: 3, more: 0, lookedAt: null });
    await desk.call('offers.seen', { upTo: first.latest });
    lion.offers.push(offer(4));
    await sync(desk, id);
    const next = await desk.call('offers.arrivals', {});
    expect(names(next)).toEqual(['Mary4 Jackson4']);
    expect(next.lookedAt).not.toBeNull();
    expect(names(await desk.call('offers.arrivals', { since: 0 }))).toEqual(['Mary4 Jackson4', 'Mary1 Jackson1']);
    expect((await desk.call('offers.board', {})).latest).toBe(4);
    await desk.call('agents.me', { name: 'Ada' });
    expect(names(await desk.call('offers.arrivals', {}))).toHaveLength(2);
  });

  test('goes with a person who is forgotten, and no sync brings it back', async () => {
    const lion = await offerDesk([offer(1), offer(2)], { me: 5 });
    const desk = await startDesk();
    const id = await connect(desk, lion.url);
    const { id: offered, leadId } = await card(desk, 1);
    await desk.call('offers.claim', { id: offered });
    await desk.call('leads.forget', { id: leadId ?? 0 });
    const left = () => [
      desk.rows('SELECT external_id FROM offered_lead'),
      desk.rows('SELECT external_id FROM offer'),
      desk.rows(
        `SELECT 1 FROM offer_act WHERE external_id <> '' OR offered_lead_id IS NOT NULL OR what <> '' OR line <> ''`,
      ),
    ];
    const wanted = [[{ external_id: '2' }], [{ external_id: '20' }], []];
    expect(left()).toEqual(wanted);
    await sync(desk, id);
    expect(left()).toEqual(wanted);
    expect(await inColumn(desk, 'mine')).toEqual([]);
    expect(await inColumn(desk, 'open', { as: '@everyone' })).toEqual([2]);
  });

  test('follows its record when leads are joined, split and joined again', async () => {
    const lion = await offerDesk([offer(1)], { me: 5 });
    const desk = await startDesk();
    await connect(desk, lion.url);
    // The same person at another vendor: one lead, two offers of it.
    const other = await offerDesk([offer(1)], { me: 5 });
    await connect(desk, other.url, 'Other');
    const { cards } = await desk.call('offers.cards', { column: 'open', sort: 'name' });
    const [leadId] = new Set(cards.map((one) => one.leadId));
    expect(cards.map((one) => one.leadId)).toEqual([leadId, leadId]);
    expect(await desk.call('offers.ofLead', { leadId: leadId ?? 0 })).toHaveLength(2);

    const { records } = await desk.call('leads.get', { id: leadId ?? 0 });
    const moved = records.find(({ source }) => source === 'Other');
    const split = await desk.call('leads.split', { id: leadId ?? 0, recordId: moved?.id ?? 0 });
    const sources = async (id: number) =>
      (await desk.call('offers.ofLead', { leadId: id })).map(({ card: one }) => one.source);
    const stored = () =>
      desk.rows<{ lead_id: number }>('SELECT lead_id FROM offered_lead ORDER BY id').map((row) => row.lead_id);
    expect(await sources(leadId ?? 0)).toEqual(['Lion']);
    expect(await sources(split.id)).toEqual(['Other']);
    expect(stored()).toEqual([leadId, split.id]);
    await desk.call('leads.join', { id: split.id, others: [leadId ?? 0] });
    expect(await sources(split.id)).toEqual(['Lion', 'Other']);
    expect(stored()).toEqual([split.id, split.id]);
  });
});
