import { expect, onTestFinished, test } from 'vitest';
import { Handlers } from '../../../src-main/commands/handlers.ts';
import { ingest } from '../../../src-main/leads/ingest.ts';
import { registerOffers } from '../../../src-main/offers/handlers.ts';
import { Offers } from '../../../src-main/offers/offers.ts';
import { offerFilter } from '../../../src-preload/contract/index.ts';
import { record } from '../leads/support.ts';
import { MINUTE, type OfferStore, offerStore } from './support.ts';

/** A clock that stands still until it is put on. */
function stillClock(desk: OfferStore) {
  const timers = new Set<{ at: number; fn: () => void }>();
  return {
    now: () => desk.time,
    after(ms: number, fn: () => void) {
      const timer = { at: desk.time + ms, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    timers,
    /** What is due by then happens, in order. */
    to(at: number) {
      desk.time = at;
      for (const timer of [...timers].filter((one) => one.at <= at).sort((a, b) => a.at - b.at)) {
        timers.delete(timer);
        timer.fn();
      }
    },
  };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));
const stateOf = (desk: OfferStore, externalId: string) =>
  desk.rows<{ state: string }>('SELECT state FROM offered_lead WHERE external_id = ?', externalId)[0]?.state;

function room() {
  const desk = offerStore();
  const clock = stillClock(desk);
  let told = 0;
  const offers = new Offers({
    store: desk.store,
    clock,
    publish: () => {
      told += 1;
    },
  });
  onTestFinished(() => offers.close());
  registerOffers(new Handlers(), { store: desk.store, now: desk.now, hooks: desk.hooks, offers });
  const lion = desk.lion();
  return { desk, clock, offers, lion, told: () => told };
}

test('one timer, for the next offer that is sent; at each of them it is told, and what is automatic is given away', async () => {
  const { desk, clock, offers, lion, told } = room();
  offers.start();
  expect(clock.timers.size).toBe(0);
  const at = (minutes: number) => desk.time + minutes * MINUTE;
  const [first, second, third] = [at(10), at(20), at(30)];
  const auto = { assignAutomatically: true };
  offers.changed(
    desk.tell(
      lion,
      { id: '1', leadId: '1', notifyAt: first },
      { id: '2', leadId: '2', notifyAt: second, ...auto },
      { id: '3', leadId: '3', notifyAt: second, ...auto },
      { id: '4', leadId: '4', notifyAt: third, ...auto },
    ).touched,
  );
  await soon();
  expect([...clock.timers].map((timer) => timer.at)).toEqual([first]);
  let before = told();
  clock.to(first);
  expect(told()).toBeGreaterThan(before);
  await soon();
  expect([...clock.timers].map((timer) => timer.at)).toEqual([second]);
  clock.to(second);
  expect([stateOf(desk, '1'), stateOf(desk, '2'), stateOf(desk, '3'), stateOf(desk, '4')]).toEqual([
    'open',
    'claimed',
    'claimed',
    'open',
  ]);
  // Before the timer is set again, the next hour strikes: it is not missed.
  before = told();
  clock.to(third);
  await soon();
  clock.to(third);
  expect(stateOf(desk, '4')).toBe('claimed');
  expect(told()).toBeGreaterThan(before);
  await soon();
  expect(clock.timers.size).toBe(0);
  // A clock that is put back strikes the same hours again.
  clock.to(first);
  offers.changed(desk.tell(lion, { id: '5', leadId: '5', notifyAt: second, ...auto }).touched);
  await soon();
  clock.to(second);
  expect(stateOf(desk, '5')).toBe('claimed');
  offers.close();
  expect(clock.timers.size).toBe(0);
});

test('a disk that refuses is tried again', async () => {
  const { desk, clock, offers, lion } = room();
  const at = desk.time + MINUTE;
  offers.changed(desk.tell(lion, { id: '1', leadId: '1', notifyAt: at, assignAutomatically: true }).touched);
  await soon();
  desk.store.raw.pragma('query_only = ON');
  clock.to(at);
  expect(stateOf(desk, '1')).toBe('open');
  desk.store.raw.pragma('query_only = OFF');
  await soon();
  clock.to(at + MINUTE);
  expect(stateOf(desk, '1')).toBe('claimed');
});

test('a name that a source tells anew is the one that the board finds', async () => {
  const { desk, offers, lion } = room();
  desk.tell(lion, { id: '1', leadId: '1' });
  const found = async (text: string) =>
    (await offers.board.ask(offerFilter.parse({ as: '@everyone', text }))).list('open', 'name').length;
  expect(await found('jackson1')).toBe(1);
  ingest(desk, {
    connectionId: lion,
    kind: 'liondesk',
    source: 'Lion',
    records: [record('1', { firstName: 'José', lastName: 'Núñez', email: 'mary1@example.com' })],
    rejects: [],
  });
  expect(await found('jose nun')).toBe(1);
  expect(await found('jackson1')).toBe(0);
});
