import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { type PracticeDesk, startPracticeDesk } from '../../src-main/practice/liondesk/start-practice-desk.ts';
import { deskTeam } from '../../src-main/practice/liondesk/teams.ts';
import { ME } from '../../src-main/practice/liondesk/world.ts';
import { heard, toldAt, watchNotices, withEars } from '../support/offer-notices.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { comeToFront, isFront } from '../support/screen-front.ts';
import { interceptFromNow } from '../support/screen-intercept.ts';
import { pressInTurn } from '../support/screen-keys.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

const TOKEN = 'Whimbrel-31-flats';

const HOUR = 3_600_000;

let vendor: PracticeDesk;
let wire: Wire;
/** How far the vendor's clock is ahead of its start, ms. It began an hour ago: what it offers is open now. */
let ahead = 0;
test.beforeEach(async () => {
  const start = Date.now() - HOUR;
  ahead = 0;
  vendor = await startPracticeDesk({ token: TOKEN, leads: 3, clock: () => start + ahead });
  // Every lead of a team is offered to whoever the token belongs to, and to nobody else.
  const alone = { created_by_user_id: ME.id, options: [{ user_id: ME.id }] };
  vendor.setTeams([6, 9].map((id) => deskTeam.parse({ ...alone, id, name: `Team ${id}` })));
  wire = await wireTo(vendor.url);
});
test.afterEach(async () => {
  await wire.close();
  await vendor.close();
});

interface Wire {
  readonly url: string;
  /** When the first answer about offers since it was last set to NaN had gone by, ms since 1970. */
  answeredAt: number;
  /** How often it was asked. */
  asked: number;
  close(): Promise<void>;
}

/** A wire to the vendor that notes when it answered. */
async function wireTo(url: string): Promise<Wire> {
  const server = createServer((asked, answer) => {
    const { method, headers, url: target = '/' } = asked;
    made.asked++;
    const on = request(new URL(target, url), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer).on('finish', () => {
        if (target.includes('/offers') && Number.isNaN(made.answeredAt)) made.answeredAt = Date.now();
      });
    });
    asked.pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: Wire = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answeredAt: Number.NaN,
    asked: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return made;
}

/** Connects the practice LionDesk, which is asked when a test says so and not before; its number. */
async function connect(desk: Desk): Promise<number> {
  const { id } = await desk.call('connections.save', {
    kind: 'liondesk',
    name: 'LionDesk',
    url: wire.url,
    user: '',
    password: TOKEN,
    source: { kind: 'liondesk', everyMinutes: 1440 },
  });
  await desk.call('sources.sync', { id, wait: true });
  await told(desk, desk.page);
  await putBehind(desk.page);
  return id;
}

/** What was told up to now is read, and what comes next doesn't come at once with it. */
async function putBehind(page: Page): Promise<void> {
  const close = page.getByRole('button', { name: 'Dismiss' });
  while ((await close.count()) > 0) await close.first().click();
  await page.evaluate(() => {
    const marks = JSON.parse(localStorage.getItem('trunkline.offers-told') ?? '{}');
    localStorage.setItem('trunkline.offers-told', JSON.stringify({ ...marks, burst: { from: 0, offers: 0 } }));
  });
}

/** What this page has told up to now is all that there is to tell. */
async function told(desk: Desk, page: Page): Promise<void> {
  const { latest } = await desk.call('offers.arrivals', {});
  await expect
    .poll(() => page.evaluate(() => JSON.parse(localStorage.getItem('trunkline.offers-told') ?? '{}').latest))
    .toBe(latest);
}

/** So many leads are offered, one after the other, and fetched. */
async function arrive(desk: Desk, id: number, count: number): Promise<void> {
  const wanted = vendor.offers().length + count;
  // Some leads that come in are for no team, and offered to nobody.
  while (vendor.offers().length < wanted) {
    vendor.setArrivals({ everySeconds: 1, count: 1 });
    ahead += 1000;
  }
  await desk.call('sources.sync', { id, wait: true });
}

const notices = (page: Page) => page.getByRole('list', { name: 'New offers' }).getByRole('listitem');

for (const place of ['/inbox', '/offers']) {
  test(`an offer is told of once the poll is answered, without another, at ${place}, and claimed by its key`, async ({
    desk,
  }) => {
    const { page } = desk;
    const id = await connect(desk);
    await desk.goTo(place);
    await expect(notices(page)).toHaveCount(0);
    const took: number[] = [];
    for (let n = 0; n < 3; n++) {
      await putBehind(page);
      await watchNotices(page);
      wire.answeredAt = Number.NaN;
      await arrive(desk, id, 1);
      const { asked } = wire;
      await expect(notices(page)).toHaveCount(1);
      expect(wire.asked, 'the vendor was not asked again').toBe(asked);
      took.push((await toldAt(page)) - wire.answeredAt);
    }
    // Noted, not asserted: how long it takes is the machine's.
    test.info().annotations.push({ type: 'from the answer to the notice', description: `${took.join(', ')} ms` });

    const { arrived } = await desk.call('offers.arrivals', { since: 0 });
    const newest = arrived.reduce((one, other) => (other.id > one.id ? other : one));
    await expect(notices(page)).toContainText(`${newest.name} is offered to you`);
    await expect(notices(page)).toContainText('LionDesk');
    await looksRight(page, `an offer that arrived, at ${place}`);
    await page.keyboard.press('Alt+c');
    await expect.poll(async () => (await desk.call('offers.get', { id: newest.id })).card.mine).toBe(true);
    await expect(notices(page)).not.toContainText('is offered to you');
    await expect(notices(page).getByRole('button', { name: 'Claim' })).toHaveCount(0);
    await page.keyboard.press('Alt+s');
    await expect(notices(page)).toHaveCount(0);
    expect(await page.evaluate(() => location.hash)).toBe(`#/offers/${newest.id}`);
  });
}

test('what somebody else claims is no longer told of; many at once are one', async ({ desk }) => {
  const { page } = desk;
  const id = await connect(desk);
  await desk.goTo('/inbox');
  await arrive(desk, id, 1);
  await expect(notices(page)).toHaveCount(1);
  const { arrived } = await desk.call('offers.arrivals', { since: 0 });
  const newest = arrived.reduce((one, other) => (other.id > one.id ? other : one));
  await desk.call('offers.claim', { id: newest.id, agent: 'Tom' });
  await expect(notices(page)).toHaveCount(0);

  await arrive(desk, id, 12);
  await expect(notices(page)).toHaveCount(1);
  await expect(notices(page)).toHaveText(/\d+ leads are offered to you/);
  await looksRight(page, 'many offers at once');
  await notices(page).getByRole('button', { name: 'Show' }).click();
  expect(await page.evaluate(() => location.hash)).toBe('#/offers');
  await expect(notices(page)).toHaveCount(0);
});

test('Settings by keyboard: the browser is asked for notices, the tone is tried, quiet hours hold, names stay hidden', async ({
  desk,
}) => {
  test.skip(desk.shell === 'electron', 'there the shell shows the notices: test/unit/shells/electron');
  test.slow();
  await withEars(desk);
  const { page } = desk;
  const keys = page.keyboard;
  const id = await connect(desk);
  const settings = () => desk.call('offers.settings', {});
  const pane = page.getByRole('region', { name: 'Offers', exact: true });

  await test.step('each setting takes effect at once', async () => {
    await pressInTurn(page, 'g', 's');
    await expect(page.getByRole('navigation', { name: 'Settings' })).toBeVisible();
    await keys.press('6');
    await expect(pane).toContainText('hasn’t been asked for permission');
    await looksRight(page, 'settings of offers');
    await pane.getByRole('button', { name: 'Allow notifications' }).focus();
    await keys.press('Enter');
    await expect(pane).toContainText('even when this page is in the background');
    await pane.getByLabel('Play a sound').focus();
    await keys.press('Space');
    await expect.poll(async () => (await settings()).sound).toBe(true);
    await keys.press('Tab');
    await expect(pane.getByRole('button', { name: 'Test' })).toBeFocused();
    await keys.press('Enter');
    await expect.poll(async () => (await heard(page)).tones).toBe(2);
    await keys.press('Tab');
    await keys.press('Space');
    await expect.poll(async () => (await settings()).quiet).toEqual({ from: '20:00', to: '08:00' });
    // The page has read them again too: what is typed before that would be lost to it.
    await expect(pane.getByLabel('From', { exact: true })).toHaveValue('20:00');
    await expect(pane.getByLabel('To', { exact: true })).toHaveValue('08:00');
    await pane.getByLabel('To', { exact: true }).fill('20:00');
    await expect(pane).toContainText('Enter two different times');
    expect((await settings()).quiet).toEqual({ from: '20:00', to: '08:00' });
    await looksRight(page, 'quiet hours that can’t be');
    await pane.getByLabel('To', { exact: true }).fill('07:30');
    await expect.poll(async () => (await settings()).quiet).toEqual({ from: '20:00', to: '07:30' });
    await pane.getByLabel('Quiet hours').focus();
    await keys.press('Space');
    await expect.poll(async () => (await settings()).quiet).toBeNull();
    await pane.getByLabel('Call within, minutes').fill('0');
    await expect(pane).toContainText('From 1 to 1,440 minutes');
    await pane.getByLabel('Call within, minutes').fill('7');
    await keys.press('Enter');
    await expect.poll(async () => (await settings()).firstTouchMinutes).toBe(7);
    await desk.call('agents.add', { name: 'Tom' });
    await pane.getByLabel('Who is notified').selectOption('Tom');
    await expect.poll(async () => (await settings()).teamLead).toBe('Tom');
    await pane.getByLabel('First-contact timer').focus();
    await keys.press('Space');
    await expect.poll(async () => (await settings()).firstTouchMinutes).toBeNull();
    await expect(pane.getByLabel('Who is notified')).toHaveCount(0);
  });

  await test.step('one window speaks for all of them, once', async () => {
    const other = await page.context().newPage();
    await other.goto(new URL('/', page.url()).href);
    await comeToFront(other);
    await comeToFront(page);
    await page.getByRole('heading', { name: 'Settings' }).click();
    await arrive(desk, id, 1);
    await expect(notices(page)).toHaveCount(1);
    await told(desk, page);
    expect((await heard(page)).notices).toEqual([expect.stringMatching(/ is offered to you \| LionDesk$/)]);
    expect((await heard(page)).tones).toBe(4);
    expect((await heard(other)).notices).toEqual([]);
    await expect(notices(other)).toHaveCount(0);
    await page.evaluate(() => (window as unknown as { lastNotice: { onclick(): void } }).lastNotice.onclick());
    expect(await page.evaluate(() => location.hash)).toMatch(/^#\/offers\/\d+$/);
    await other.close();
    await putBehind(page);
  });

  await test.step('in quiet hours nothing pops up and nothing sounds', async () => {
    await desk.call('offers.setSettings', { quiet: { from: '00:00', to: '23:59' } });
    await page.clock.setFixedTime(new Date(2026, 6, 14, 12));
    const before = await heard(page);
    await arrive(desk, id, 1);
    await told(desk, page);
    expect(await heard(page)).toEqual(before);
    await expect(notices(page)).toHaveCount(0);
  });

  await test.step('hidden names stay hidden', async () => {
    await page.clock.setFixedTime(new Date(2026, 6, 14, 13));
    await desk.call('offers.setSettings', { quiet: null, blind: true });
    const before = (await heard(page)).notices.length;
    await arrive(desk, id, 1);
    await expect(notices(page)).toHaveText([/^A new lead (is|will be) offered to you/]);
    const { arrived } = await desk.call('offers.arrivals', { since: 0 });
    expect(arrived.every(({ name, source }) => name === '' && source === '')).toBe(true);
    expect((await heard(page)).notices.slice(before)).toEqual([
      expect.stringMatching(/^A new lead \S+( \S+)? offered/),
    ]);
  });
});

test('what a window has asked for before another came to the front, that other one tells', async ({ desk }) => {
  test.skip(desk.shell === 'electron', 'it has one window');
  const { page } = desk;
  const id = await connect(desk);
  const other = await page.context().newPage();
  await other.goto(new URL('/', page.url()).href);
  await comeToFront(other);
  await told(desk, other);
  let answer = () => {};
  await interceptFromNow(other);
  const asked = new Promise<void>((resolve) => {
    void other.route('**/api/call/offers.arrivals', async (route) => {
      const response = await route.fetch();
      resolve();
      await new Promise<void>((go) => {
        answer = go;
      });
      await route.fulfill({ response });
    });
  });
  await arrive(desk, id, 1);
  await asked;
  await comeToFront(page);
  answer();
  await expect(notices(page)).toHaveCount(1);
  await expect(notices(other)).toHaveCount(0);

  await other.unroute('**/api/call/offers.arrivals');
  await putBehind(page);
  await comeToFront(other);
  await other.close();
  await expect.poll(() => isFront(page), 'the last that is open is in front').toBe(true);
  await arrive(desk, id, 1);
  await expect(notices(page)).toHaveCount(1);
});

test('who has not called in time is said in the strip until it is called', async ({ desk }) => {
  test.skip(desk.shell === 'electron', 'the minute that has to go by is the browser’s to fake');
  const { page } = desk;
  // The page's time stands still: how long ago it was is part of what is said.
  const now = Date.now();
  await page.clock.setFixedTime(now);
  const alert = {
    ...{ id: 7, leadId: null, name: 'Mary Jackson', agent: 'Ann' },
    ...{ claimedAt: now - 6.5 * 60_000, dueAt: now - 90_000 },
  };
  let alerts: (typeof alert)[] = [];
  await interceptFromNow(page);
  await page.route('**/api/call/offers.alerts', (route) => route.fulfill({ json: { ok: true, value: alerts } }));
  const strip = page.getByRole('contentinfo');
  const changed = () => desk.call('offers.setSettings', {});
  await told(desk, page);
  alerts = [alert];
  await changed();
  const said = strip.getByRole('link', { name: 'Ann has not called Mary Jackson, claimed 6 min ago. Show' });
  await expect(said).toBeVisible();
  alerts = [alert, { ...alert, id: 8, name: 'John Glenn', agent: 'Tom', dueAt: alert.dueAt + 1 }];
  await changed();
  await expect(strip).toContainText('Ann has not called Mary Jackson, claimed 6 min ago and 1 more. Show');
  await expect(notices(page)).toHaveText([/^Tom has not called John Glenn/]);
  await page.getByRole('button', { name: '1 more' }).click();
  await expect(notices(page)).toHaveText([/^Ann has not called Mary Jackson/, /^Tom has not called John Glenn/]);
  // Only now: a notice goes after its time, which a long look may take.
  await looksRight(page, 'a first touch that is overdue');

  await desk.call('agents.add', { name: 'Lee' });
  await desk.call('offers.setSettings', { teamLead: 'Lee' });
  await expect(strip).not.toContainText('has not called');
  await expect(notices(page)).toHaveCount(0);
  await desk.call('agents.me', { name: 'Lee' });
  await changed();
  await expect(strip).toContainText('Ann has not called Mary Jackson');
  await strip.getByRole('link', { name: /Ann has not called/ }).click();
  expect(await page.evaluate(() => location.hash)).toBe('#/offers/7');
  alerts = [];
  await changed();
  await expect(strip).not.toContainText('has not called');
});

test('a connection says what LionDesk is told of claims, and keeps it', async ({ desk }) => {
  const { page } = desk;
  const id = await connect(desk);
  await desk.goTo(`/settings/dialers/${id}`);
  const pane = page.getByRole('region', { name: 'The open connection' });
  await expect(pane).toContainText('They exist on this desk only, until LionDesk says who has the lead');
  await pane.getByLabel('Report each claim to LionDesk').focus();
  await page.keyboard.press('Space');
  await expect(pane).toContainText('Each claim is reported to LionDesk (claimed_via)');
  await pane.getByLabel('Claimed via').selectOption('By text message (Text)');
  await looksRight(page, 'a connection that writes claims back');
  await page.keyboard.press('Control+Enter');
  await expectSaid(page, 'LionDesk saved.');
  await pane.getByLabel('Name').fill('Our desk');
  await page.keyboard.press('Control+Enter');
  await expectSaid(page, 'Our desk saved.');
  const [saved] = await desk.call('connections.list', {});
  expect(saved).toMatchObject({ name: 'Our desk', source: { writeBack: true, claimedVia: 'Text' } });
});
