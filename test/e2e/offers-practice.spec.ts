import { z } from 'zod';
import { startPracticeDesk } from '../../src-main/practice/liondesk/start-practice-desk.ts';
import type { OfferCard } from '../../src-preload/contract/index.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { interceptFromNow } from '../support/screen-intercept.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';
import { column, cursorCard } from '../support/screen-offers.ts';

const TOKEN = 'Kestrel-93-brook';
const OPEN = 'Open to anyone';

/** Everyone's board of a desk that has fetched the offers of a practice LionDesk. */
async function openBoardOf(desk: Desk, url: string, soleUse: boolean): Promise<void> {
  await desk.call('connections.save', {
    kind: 'liondesk',
    name: 'LionDesk',
    url,
    password: TOKEN,
    source: { kind: 'liondesk', everyMinutes: 0.1, writeBack: true, soleUse },
  });
  const open = async () => (await desk.call('offers.board', { filter: { as: '@everyone' } })).counts.open ?? 0;
  await expect.poll(open).toBeGreaterThan(3);
  await desk.goTo('/offers?as=@everyone');
  await expect(cursorCard(desk.page, OPEN)).toHaveCount(1);
  await expect(column(desk.page, OPEN)).toBeFocused();
}

async function underCursor(desk: Desk): Promise<OfferCard> {
  // By its name: its place changes when another one opens.
  const name = await cursorCard(desk.page, OPEN).locator('span[title]').first().textContent();
  const { cards } = await desk.call('offers.cards', { filter: { as: '@everyone' }, column: 'open', limit: 100 });
  const [card, another] = cards.filter((one) => one.name === name);
  if (card === undefined || another !== undefined) throw new Error(`not exactly one ${name} is open`);
  return card;
}

test('over the whole desk: claimed by key and confirmed by LionDesk; a race is lost to who was first', async ({
  desk,
}) => {
  test.skip(desk.shell === 'electron', 'the second client comes in between over HTTP');
  const lion = await startPracticeDesk({ token: TOKEN, leads: 40, lively: true });
  try {
    // Who is first is up to the test.
    lion.setColleagues({ on: false, everySeconds: 60 });
    lion.setArrivals(null);
    await openBoardOf(desk, lion.url, true);
    const { page } = desk;
    const keys = page.keyboard;
    const card = cursorCard(page, OPEN);

    await test.step('won, and confirmed', async () => {
      const { id, name } = await underCursor(desk);
      await keys.press('c');
      await expect(column(page, 'Mine').getByRole('row', { name })).toHaveCount(1);
      await expect.poll(async () => (await desk.call('offers.get', { id })).card.state).toBe('claimed');
      await expect(card).toContainText(name);
      await expect(card).toContainText('Claimed');
      await expect(card).not.toContainText('Claimed here');
      await looksRight(page, 'a claim that LionDesk confirmed');
    });

    await test.step('lost to a colleague at this desk, who was first by a moment', async () => {
      await keys.press('j');
      let raced: Promise<OfferCard> | null = null;
      await interceptFromNow(page);
      await page.route('**/api/call/offers.claim', async (route) => {
        // The page's own claim waits on its way, whichever lead it is for; the colleague's goes through.
        if (raced === null) {
          const { id } = z.object({ id: z.number() }).parse(route.request().postDataJSON());
          raced = desk.call('offers.claim', { id, agent: 'Dana' }).then((claimed) => claimed.card);
          await raced;
        }
        await route.continue();
      });
      await keys.press('c');
      await expectSaid(page, 'Dana');
      const { id, name } = (await raced) ?? { id: 0, name: 'nobody: the page claimed nothing' };
      await expect(card).toContainText(name);
      await expect(card).toContainText('Dana');
      expect((await desk.call('offers.get', { id })).card).toMatchObject({ holder: 'Dana', mine: false });
    });
  } finally {
    await lion.close();
  }
});

test('an account that other desks may use: no claim is said to be this desk’s own', async ({ desk }) => {
  test.skip(desk.shell === 'electron', 'the practice vendor is on loopback');
  const lion = await startPracticeDesk({ token: TOKEN, leads: 40, lively: true });
  try {
    lion.setColleagues({ on: false, everySeconds: 60 });
    await openBoardOf(desk, lion.url, false);
    lion.setArrivals(null);
    const { page } = desk;
    const { id, name } = await underCursor(desk);
    await page.keyboard.press('c');
    await expect.poll(async () => (await desk.call('offers.get', { id })).card.confirmed).toBe('account');
    await expect(column(page, 'Mine').getByRole('row', { name })).toContainText('Claimed with your account');
    await desk.goTo(`/offers/${id}?as=@everyone`);
    const acts = page.getByRole('list', { name: 'History on this desk, newest first' });
    await expect(acts).toContainText('Claimed with your account, here or on another desk');
    await expect(acts).not.toContainText('onfirm');
    await looksRight(page, 'a claim with an account that others may use');
  } finally {
    await lion.close();
  }
});
