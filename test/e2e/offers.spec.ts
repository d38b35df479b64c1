import type { Page } from '@playwright/test';
import { OfferBoard } from '../support/offer-board.ts';
import { expect, test } from '../support/screen.ts';
import { pressInTurn } from '../support/screen-keys.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';
import { column, cursorCard, offersChanged, openOffers } from '../support/screen-offers.ts';

test.beforeEach(({ desk }) => {
  test.skip(desk.shell === 'electron', 'made offers answer over HTTP alone');
});

const OPEN = 'Open to me';

/** Where a card stands on the screen, px from the top. */
const topOf = (page: Page, title: string, name: string) =>
  column(page, title)
    .getByRole('row', { name })
    .evaluate((row) => Math.round(row.getBoundingClientRect().top));

test('claimed by keyboard: on its way, here, and at last confirmed', async ({ desk }) => {
  const offers = new OfferBoard(60);
  let letGo = () => {};
  offers.hold = new Promise((done) => {
    letGo = done;
  });
  const page = await openOffers(desk, offers, '/inbox');
  await pressInTurn(page, 'g', 'o');
  await expect(column(page, OPEN)).toBeFocused();
  await expect(page.getByRole('link', { name: /Offers/ })).toContainText('36');
  await looksRight(page, 'the board');
  await page.keyboard.press('j');
  const card = cursorCard(page, OPEN);
  const name = (await card.locator('span[title]').first().textContent()) ?? '';

  await test.step('on its way', async () => {
    await page.keyboard.press('c');
    await expect(card).toContainText('Claiming …');
    await page.keyboard.press('c');
    letGo();
  });
  await test.step('here, and not more than that', async () => {
    await expectSaid(page, `Claimed here: ${name}. Not confirmed by LionDesk yet.`);
    await expect(card).toContainText('Claimed here');
    await expect(card).toContainText(name);
    await expect(column(page, 'Mine').getByRole('row', { name })).toContainText('contact within');
    expect(offers.asked.filter((one) => one.command === 'offers.claim')).toHaveLength(1);
    await looksRight(page, 'claimed here');
  });
  await test.step('confirmed by the event', async () => {
    const made = offers.offers.find((o) => o.holder === 'Me' && o.state === 'claimed-here');
    if (made === undefined) throw new Error('nothing is claimed');
    made.state = 'claimed';
    await offersChanged(page);
    await expect(column(page, 'Mine').getByRole('row', { name: made.name })).not.toContainText('Claimed here');
    await expect(column(page, 'Mine').getByRole('row', { name: made.name })).toContainText('Claimed');
  });
  await test.step('the next key is about the next card, not about the one that closed up', async () => {
    await page.keyboard.press('j');
    await expect(card).not.toContainText(name);
    await expect(column(page, OPEN)).toHaveAttribute('aria-rowcount', '35');
  });
});

test('a claim takes one key: the board opens with the next offer under the cursor', async ({ desk }) => {
  const offers = new OfferBoard(60);
  const page = await openOffers(desk, offers);
  const card = cursorCard(page, OPEN);
  await expect(column(page, OPEN)).toBeFocused();
  const name = (await card.locator('span[title]').first().textContent()) ?? '';
  const pressed: string[] = [];
  await page.exposeFunction('notePressed', (key: string) => pressed.push(key));
  await page.evaluate(() => {
    const { notePressed } = window as unknown as { notePressed(key: string): void };
    addEventListener('keydown', ({ key }) => notePressed(key), { capture: true });
  });
  await page.keyboard.press('c');
  await expect(column(page, 'Mine').getByRole('row', { name })).toBeVisible();
  expect(offers.asked.filter((one) => one.command === 'offers.claim')).toHaveLength(1);
  expect(pressed).toEqual(['c']);
});

test('names are whole at 1280 px: a time that is past makes way, one that runs out does not', async ({ desk }) => {
  test.skip(desk.shell === 'electron', 'a window has no viewport to set');
  const offers = new OfferBoard(60);
  for (const one of offers.offers) if (one.holder !== '') one.name = 'Elizabeth Hernández';
  const page = await openOffers(desk, offers);
  await page.setViewportSize({ width: 1280, height: 800 });
  const names = column(page, 'Missed').locator('span[title="Elizabeth Hernández"]');
  await expect(names.first()).toBeVisible();
  const cut = page
    .locator('[role=gridcell] span[title]')
    .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
  expect(await cut).toEqual([]);
  await expect(column(page, 'Mine').getByRole('row').first()).toContainText(/in \d+/);
});

test('a race that is lost says to whom, on the card under the hand', async ({ desk }) => {
  const offers = new OfferBoard(60);
  const page = await openOffers(desk, offers);
  await expect(column(page, OPEN)).toBeFocused();
  await page.keyboard.press('j');
  const card = cursorCard(page, OPEN);
  const name = (await card.locator('span[title]').first().textContent()) ?? '';
  offers.rival = 'Katherine Johnson';
  await page.keyboard.press('c');
  await expectSaid(page, `Katherine Johnson was quicker and has ${name}.`);
  await expect(card).toContainText('Lost to Katherine Johnson');
  await expect(column(page, 'Missed').getByRole('row', { name: new RegExp(name) })).toContainText('Lost to');
  await looksRight(page, 'a race that is lost');
  await page.keyboard.press('c');
  await expectSaid(page, `Katherine Johnson has ${name}.`);
  expect(offers.asked.filter((one) => one.command === 'offers.claim')).toHaveLength(1);
});

test('each outcome has its own word', async ({ desk }) => {
  const offers = new OfferBoard(60);
  const page = await openOffers(desk, offers);
  await expect(column(page, OPEN)).toBeFocused();
  const card = cursorCard(page, OPEN);
  for (const [outcome, word] of [
    ['claimed', 'Claimed'],
    ['unknown', 'Unknown'],
    ['intent', 'Waiting for the network'],
  ] as const) {
    offers.outcome = outcome;
    await page.keyboard.press('c');
    await expect(card).toContainText(word);
    await expect(card).not.toContainText('Claimed here');
    await page.keyboard.press('j');
  }
  await looksRight(page, 'every outcome');
});

test('nothing moves under the pointer or the cursor while others claim and new ones come', async ({ desk }) => {
  const offers = new OfferBoard(60);
  const page = await openOffers(desk, offers);
  await expect(column(page, OPEN)).toBeFocused();
  const names = () =>
    column(page, OPEN)
      .locator('[role=row]')
      .evaluateAll((rows) => rows.slice(0, 6).map((row) => row.querySelector('span[title]')?.textContent ?? ''));

  await test.step('the cursor', async () => {
    for (let n = 0; n < 3; n++) await page.keyboard.press('j');
    const card = cursorCard(page, OPEN);
    const name = (await card.locator('span[title]').first().textContent()) ?? '';
    const top = await topOf(page, OPEN, name);
    for (const id of [61, 62]) offers.add(id, offers.now - 1000);
    offers.add(63, offers.now).name = 'Zora Neale';
    await offersChanged(page);
    await expect(page.getByRole('button', { name: '3 new' })).toBeVisible();
    expect(await topOf(page, OPEN, name)).toBe(top);
    await expect(card).toContainText(name);
    await looksRight(page, 'three new ones above');
    await page.keyboard.press('.');
    await expect(page.getByRole('button', { name: '3 new' })).toHaveCount(0);
    await expect(cursorCard(page, OPEN)).toContainText('Zora Neale');
  });

  await test.step('the pointer', async () => {
    const before = await names();
    await column(page, OPEN)
      .getByRole('row', { name: before[3] ?? '' })
      .hover();
    const left = offers.offers.find((o) => o.name === before[1] && o.state === 'open');
    if (left === undefined) throw new Error('no such card');
    offers.taken(left.id, 'Annie Easley');
    await offersChanged(page);
    await expect(
      column(page, OPEN)
        .getByRole('row', { name: before[1] ?? '' })
        .first(),
    ).toContainText('Annie Easley');
    expect(await names()).toEqual(before);
    await page.getByRole('heading', { level: 1 }).hover();
    await expect.poll(async () => (await names()).slice(1, 3)).toEqual([before[2], before[3]]);
  });
});

test('a countdown ticks each second, and its card moves when its time comes', async ({ desk }) => {
  const offers = new OfferBoard(60);
  const soon = offers.offers.find((o) => o.id % 10 === 6);
  if (soon === undefined) throw new Error('nothing is to come');
  soon.notifyAt = offers.now + 9 * 60_000;
  soon.name = 'Soon Enough';
  const page = await openOffers(desk, offers);
  const card = column(page, 'Upcoming').getByRole('row', { name: 'Soon Enough' });
  await expect(card).toContainText(/in \d:\d\d/);
  const said = await card.textContent();
  await expect(card).not.toHaveText(said ?? '');
  soon.notifyAt = offers.now - 1;
  await offersChanged(page);
  await expect(card).toHaveCount(0);
  await expect(column(page, OPEN).getByRole('row', { name: 'Soon Enough' })).toHaveCount(1);
});

test('50,000 offers: to both ends, and none unfilled at the wheel’s pace', async ({ desk }) => {
  const offers = new OfferBoard(50_000);
  const page = await openOffers(desk, offers);
  const list = column(page, OPEN);
  await expect(list).toHaveAttribute('aria-rowcount', '30000');
  await list.hover();
  for (let n = 0; n < 10; n++) {
    await page.mouse.wheel(0, 1200);
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
  }
  await expect(list.locator('[data-waiting]')).toHaveCount(0);
  await page.keyboard.press('End');
  const last = list.locator('[aria-rowindex="30000"]');
  await expect(last).toBeInViewport();
  await expect(last).toContainText('Open');
  await page.keyboard.press('Home');
  await expect(list.locator('[aria-rowindex="1"]')).toBeInViewport();
});
