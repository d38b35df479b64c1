import { OfferBoard } from '../support/offer-board.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { interceptFromNow } from '../support/screen-intercept.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';
import { column, cursorCard, offersChanged, openOffers } from '../support/screen-offers.ts';

test.beforeEach(({ desk }) => {
  test.skip(desk.shell === 'electron', 'made offers answer over HTTP alone');
});

const OPEN = 'Open to me';

/** A LionDesk that never answers: the desk has a source of offers. */
async function connectLionDesk(desk: Desk): Promise<void> {
  await desk.call('connections.save', {
    kind: 'liondesk',
    name: 'LionDesk',
    url: 'http://127.0.0.1:9',
    password: 'token',
    source: { kind: 'liondesk' },
  });
}

test('narrowed by keys: team, rank, search; in the address; cleared', async ({ desk }) => {
  const page = await openOffers(desk, new OfferBoard(120));
  const keys = page.keyboard;
  const rows = () => column(page, OPEN).getAttribute('aria-rowcount');
  await expect(column(page, OPEN)).toBeFocused();
  expect(await rows()).toBe('72');

  await test.step('a team, with how many offers it has', async () => {
    await keys.press('f');
    await expect(page.getByRole('dialog', { name: 'Filter by' })).toBeVisible();
    await keys.press('1');
    const teams = page.getByRole('listbox', { name: 'Team' });
    await keys.type('ibm');
    await expect(teams.getByRole('option')).toHaveCount(1);
    await expect(teams.getByRole('option')).toContainText(/\d/);
    await keys.press('Enter');
    await expect(teams.getByRole('option', { selected: true })).toHaveCount(1);
    await looksRight(page, 'values of a filter');
    await keys.press('Escape');
    await expect(page).toHaveURL(/team=3%3AIBM/);
    await expect.poll(async () => Number(await rows())).toBeLessThan(72);
  });
  await test.step('a rank', async () => {
    await keys.press('f');
    await keys.press('3');
    await keys.type('1');
    await keys.press('Tab');
    await keys.type('2');
    await keys.press('Escape');
    await expect(page).toHaveURL(/rank=1-2/);
    await expect(page.getByRole('button', { name: 'Rank 1 to 2' })).toBeVisible();
    await expect(page.getByText('Only team IBM, rank 1 to 2')).toHaveCount(1);
  });
  await test.step('the address alone leads back here', async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: 'Team IBM' })).toBeVisible();
    await expect(column(page, OPEN)).toBeFocused();
  });
  await test.step('nothing matches, and all is cleared', async () => {
    await keys.press('/');
    await keys.type('zzz');
    await expect(page.getByText('No offer matches')).toBeVisible();
    await looksRight(page, 'no offer matches');
    await keys.press('Escape');
    await expect(column(page, OPEN)).toBeVisible();
    await keys.press('Escape');
    await keys.press('Shift+F');
    await expect(page).toHaveURL(/#\/offers$/);
    await expect.poll(rows).toBe('72');
  });
  await test.step('everyone’s board, in another order', async () => {
    await keys.press('m');
    await expect(column(page, 'Open to anyone')).toBeVisible();
    await keys.press('s');
    await expect(page).toHaveURL(/as=%40everyone.*sort=rank/);
  });
});

test('opened, followed by the cursor, closed; folded columns open at the keys', async ({ desk }) => {
  const offers = new OfferBoard(60);
  const page = await openOffers(desk, offers);
  const keys = page.keyboard;
  const pane = page.getByRole('region', { name: 'The open offer' });
  await expect(column(page, OPEN)).toBeFocused();
  await keys.press('Enter');
  const card = cursorCard(page, OPEN);
  const first = (await card.locator('span[title]').first().textContent()) ?? '';
  await expect(pane.getByRole('heading', { level: 2 })).toHaveText(first);
  await expect(page).toHaveURL(/offers\/\d+$/);
  await expect(pane.getByRole('list', { name: 'Who is offered it, earliest first' }).getByRole('listitem')).toHaveCount(
    3,
  );
  await looksRight(page, 'an offer that is open');
  await keys.press('j');
  await expect(pane.getByRole('heading', { level: 2 })).not.toHaveText(first);
  await keys.press('l');
  await keys.press('l');
  await expect(column(page, 'Claimed by others')).toBeFocused();
  await expect(cursorCard(page, 'Claimed by others')).toHaveCount(1);
  await keys.press('Escape');
  await expect(pane).toHaveCount(0);
  await expect(column(page, 'Claimed by others')).toBeFocused();
  await page.goBack();
  await expect(pane).toBeVisible();
});

test('handed over to a colleague, and handed back, by keys', async ({ desk }) => {
  const offers = new OfferBoard(60);
  const page = await openOffers(desk, offers);
  const keys = page.keyboard;
  await expect(column(page, OPEN)).toBeFocused();
  await keys.press('c');
  const card = cursorCard(page, OPEN);
  await expect(card).toContainText('Claimed here');
  await keys.press('o');
  const dialog = page.getByRole('dialog', { name: /^Hand .* over$/ });
  await expect(dialog.getByRole('option')).toHaveCount(2);
  await looksRight(page, 'to whom it is handed over');
  await keys.press('1');
  await expectSaid(page, ' handed over to Dana');
  expect(offers.asked.at(-1)).toMatchObject({ command: 'offers.handOver', input: { to: 'Dana' } });
  await expect(column(page, OPEN)).toBeFocused();
  await keys.press('j');
  await keys.press('c');
  await expect(card).toContainText('Claimed here');
  await keys.press('u');
  await expectSaid(page, 'is handed back and open again');
  await expect(card).toContainText('Open');
});

test('an offer is submitted: what LionDesk demands, its refusal, and the act', async ({ desk }) => {
  const offers = new OfferBoard(60);
  offers.refused = 'The lead’s distribution target is not “Team Rollout”. Change it in LionDesk first.';
  const page = await openOffers(desk, offers);
  const keys = page.keyboard;
  await expect(column(page, OPEN)).toBeFocused();
  await keys.press('Enter');
  await keys.press('Shift+S');
  const dialog = page.getByRole('dialog', { name: /^Submit .* to LionDesk$/ });
  await expect(dialog.getByText('Not met')).toBeVisible();
  await expect(dialog.getByText('Unknown')).toBeVisible();
  await expect(dialog.getByRole('alert')).toContainText('Change it in LionDesk first');
  await expect(dialog.getByRole('button', { name: 'Submit 1 lead to LionDesk' })).toBeDisabled();
  await looksRight(page, 'an offer that would be refused');
  await keys.press('Escape');
  offers.refused = null;
  await keys.press('Shift+S');
  await expect(dialog.getByRole('button', { name: 'Submit 1 lead to LionDesk' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Cancel' }).focus();
  await keys.press('Tab');
  await keys.press('Enter');
  await expect(dialog).toHaveCount(0);
  await offersChanged(page);
  const pane = page.getByRole('region', { name: 'The open offer' });
  await expect(pane.getByText('LionDesk took it.')).toBeVisible();
  await pane.getByRole('button', { name: 'LionDesk’s answer' }).click();
  await expect(pane.getByText('{"id":77}')).toBeVisible();
  await looksRight(page, 'what was done here');
});

test('to the dialer as a callback for one of its users', async ({ desk, dialer }) => {
  const offers = new OfferBoard(60);
  await desk.call('connections.save', { name: 'Main dialer', url: dialer.url, user: 'loader', password: 'word' });
  const page = await openOffers(desk, offers);
  const keys = page.keyboard;
  await expect(column(page, OPEN)).toBeFocused();
  await keys.press('d');
  const dialog = page.getByRole('dialog', { name: /to the dialer$/ });
  const send = dialog.getByRole('button', { name: 'Send 1 callback to Main dialer' });
  await expect(send).toBeDisabled();
  await keys.press('Tab');
  await keys.type('6666');
  await keys.press('Tab');
  await keys.type('101');
  await keys.press('Tab');
  await keys.type('PRACTICE');
  await looksRight(page, 'a callback for one user');
  await keys.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect(offers.asked.at(-1)).toMatchObject({
    command: 'offers.toDialer',
    input: { listId: '101', campaignId: 'PRACTICE', user: '6666' },
  });
});

test('what arrived while one was away is told, shown, and then seen', async ({ desk }) => {
  const offers = new OfferBoard(60);
  offers.lookedAt = Date.now() - 3_600_000;
  offers.seenUpTo = 54;
  const page = await openOffers(desk, offers);
  await expect(page.getByText('Arrived while you were away: 3.')).toBeVisible();
  await looksRight(page, 'arrived while away');
  expect(offers.seenUpTo).toBe(54);
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog', { name: 'While you were away' }).getByRole('option')).toHaveCount(3);
  await looksRight(page, 'those that arrived');
  await page.keyboard.press('1');
  await expect(page.getByRole('region', { name: 'The open offer' })).toBeVisible();
  await expect.poll(() => offers.seenUpTo).toBe(60);
  await expect(page.getByText('While you were away')).toHaveCount(0);
});

test('empty: no source, nothing for me, nothing open, no network, an error', async ({ desk }) => {
  const offers = new OfferBoard(0);
  const page = await openOffers(desk, offers);

  await test.step('no LionDesk', async () => {
    await expect(page.getByRole('button', { name: 'Connect LionDesk' })).toBeVisible();
    await looksRight(page, 'no LionDesk');
  });
  await test.step('nothing for me', async () => {
    await connectLionDesk(desk);
    await expect(page.getByText('No offers for you yet')).toBeVisible();
    await looksRight(page, 'nothing for me');
    await page.keyboard.press('m');
    await expect(page.getByText('No offers yet')).toBeVisible();
    await page.keyboard.press('m');
  });
  await test.step('nothing open, and when the next one is', async () => {
    offers.add(6).notifyAt = Date.now() + 90 * 60_000;
    await offersChanged(page);
    await expect(page.getByText('No open offers for you.')).toBeVisible();
    await expect(page.getByText(/The next one opens in 1:\d\d:\d\d\./)).toBeVisible();
    await looksRight(page, 'nothing open');
  });
  await test.step('no network', async () => {
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
      dispatchEvent(new Event('offline'));
    });
    await expect(page.getByText('Offline: claims are queued')).toBeVisible();
    await looksRight(page, 'no network');
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => true });
      dispatchEvent(new Event('online'));
    });
  });
  await test.step('an error, and asked again', async () => {
    const fail = '**/api/call/offers.board';
    await interceptFromNow(page);
    await page.route(fail, (route) =>
      route.fulfill({ json: { ok: false, error: { code: 'failed', message: 'The disk is full.' } } }),
    );
    await offersChanged(page);
    await expect(page.getByRole('alert')).toContainText('The disk is full.');
    await looksRight(page, 'an error');
    await page.unroute(fail);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});

test('at 200 % zoom and on a large screen all of it can be reached', async ({ desk }) => {
  const page = await openOffers(desk, new OfferBoard(60));
  await page.setViewportSize({ width: 640, height: 400 });
  await expect(column(page, OPEN)).toBeVisible();
  await expect(page.getByRole('button', { name: /^6 Upcoming$/ })).toBeVisible();
  await looksRight(page, '200 % zoom');
  await page.keyboard.press('l');
  await expect(column(page, 'Upcoming')).toBeFocused();
  await expect(column(page, 'Upcoming').getByRole('row').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'The open offer' })).toBeVisible();
  await looksRight(page, 'an open offer at 200 % zoom');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect(page.getByRole('button', { name: /^6 Upcoming$/ })).toHaveCount(0);
  await looksRight(page, '1920 × 1080');
});
