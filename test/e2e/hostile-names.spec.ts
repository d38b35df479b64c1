import type { Page } from '@playwright/test';
import { OfferBoard } from '../support/offer-board.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { checkedList, connect, putFile } from '../support/screen-lists.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';
import { column, cursorCard, offersChanged, openOffers } from '../support/screen-offers.ts';

/** What somebody may have written where a name belongs: each does something to the line, the page or the width it is shown in. */
const NAMES = {
  markup: '<img src=x onerror="document.title=1">&lt;b&gt;',
  turned: 'Ann \u202Egpj.exe\u202C \u2067fdp\u2069 \u200F\u061CLee',
  control: 'Bo\u0007\u001B[31m\u009B2J\u0085Lee',
  unseen: 'C\u200Bl\u2060a\uFEFF\u{E0041}\u3164ra\u00ADLee',
  script: '"></title><script>document.title=1</script>',
  long: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(5),
  joined: 'Zoë\u0301\u0301\u0301\u0301 👩🏽‍⚕️ \u0627\u0644\u0633\u064A\u062F\u0629',
} as const;
const all = Object.values(NAMES);

/** Nothing in the page turns, hides or breaks what stands around it; nothing became markup, ran, or pushes the page aside. */
async function isHarmless(page: Page, what: string): Promise<void> {
  const found = await page.evaluate(() => {
    const harmful = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u3164]|[\u{E0000}-\u{E0FFF}]/u;
    const harms = (text: string | null) => harmful.test((text ?? '').replace(/[\n\r\t]/g, ''));
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(node.textContent ?? '');
    for (const element of document.querySelectorAll('*'))
      for (const name of ['title', 'aria-label', 'aria-description', 'alt', 'placeholder', 'aria-valuetext'])
        texts.push(element.getAttribute(name) ?? '');
    return {
      harmful: texts.filter(harms).map((text) => JSON.stringify(text)),
      inTitle: harms(document.title) || document.title === '1',
      markup: document.querySelectorAll('img[src=x], body script:not([src])').length,
      aside: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  expect.soft(found, what).toEqual({ harmful: [], inTitle: false, markup: 0, aside: 0 });
}

async function goTo(desk: Desk, path: string): Promise<void> {
  await desk.goTo(path);
  await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('names that would harm are shown harmlessly: in the inbox, on a lead, in what is said', async ({ desk }) => {
  const { page } = desk;
  const ids: number[] = [];
  for (const [n, name] of all.entries()) {
    const fields = { firstName: name, lastName: `Row ${n}`, city: name, phone: `727555${String(1_000 + n)}` };
    ids.push((await desk.call('leads.add', { fields })).id);
  }
  await goTo(desk, '/inbox');
  const grid = page.getByRole('grid', { name: 'Leads' });
  for (const n of all.keys()) await expect(grid.getByRole('row', { name: `Row ${n}` })).toBeVisible();
  await isHarmless(page, 'the inbox');
  await looksRight(page, 'names that would harm, in the inbox');
  for (const [n, id] of ids.entries()) {
    await goTo(desk, `/inbox?lead=${id}`);
    const pane = page.getByRole('region', { name: 'The open lead' });
    await expect(pane.getByRole('heading', { level: 2 })).toContainText(`Row ${n}`);
    await desk.call('notes.add', { leadId: id, text: all[n] ?? '' });
    await expect(pane.getByRole('list', { name: 'Timeline, newest first' }).getByRole('listitem')).not.toHaveCount(0);
    await isHarmless(page, `a lead called ${JSON.stringify(all[n])}`);
  }
  await looksRight(page, 'a lead with a name that would harm');
  await goTo(desk, `/inbox?lead=${ids[1]}`);
  await expect(page.getByRole('heading', { level: 2, name: 'Row 1' })).toBeVisible();
  await page.keyboard.press('Shift+Delete');
  const dialog = page.getByRole('dialog', { name: /^Erase/ });
  await expect(dialog).toBeVisible();
  await isHarmless(page, 'a dialog about a lead');
  await dialog.getByRole('button', { name: /^Erase/ }).click();
  expect(await expectSaid(page, 'was erased')).toMatch(/^Ann \uFFFDgpj\.exe\uFFFD/);
});

test('and on the board of offers, and in what is said of them', async ({ desk }) => {
  test.skip(desk.shell === 'electron', 'made offers answer over HTTP alone');
  const offers = new OfferBoard(20);
  const open = offers.offers.filter(({ state, notifyAt, toMe }) => state === 'open' && toMe && notifyAt <= offers.now);
  for (const [n, name] of all.entries()) {
    const one = open[n];
    if (one === undefined) throw new Error('too few offers are open');
    Object.assign(one, { name, team: name, user: name });
  }
  const page = await openOffers(desk, offers);
  const list = column(page, 'Open to me');
  await expect(list).toBeFocused();
  await expect(list.locator('[role=row]')).not.toHaveCount(0);
  await isHarmless(page, 'the board');
  await looksRight(page, 'names that would harm, on the board');
  for (const { id, name } of open.slice(0, all.length)) {
    await goTo(desk, `/offers/${id}`);
    const pane = page.getByRole('region', { name: 'The open offer' });
    await expect(pane.getByRole('heading', { level: 2 })).toBeVisible();
    await isHarmless(page, `an offer called ${JSON.stringify(name)}`);
  }
  await goTo(desk, '/offers');
  await expect(list).toBeFocused();
  await page.keyboard.press('c');
  await expect(cursorCard(page, 'Open to me')).toContainText('Claimed here');
  await expectSaid(page, 'Claimed here: ');
  await offersChanged(page);
  await isHarmless(page, 'a claim');
});

test('and in a file: its name, its columns, the checks, the result, the deliveries', async ({ desk, dialer }) => {
  const { page } = desk;
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const header = ['Phone', 'First Name', 'Last Name', 'City', 'State', 'ZIP', quoted(`Note ${NAMES.turned}`)];
  const rows = all.map((name, n) =>
    [`727555${String(2_000 + n)}`, quoted(name), `Row ${n}`, quoted(name), 'FL', '33602', quoted(name)].join(','),
  );
  const connectionId = await connect(desk, dialer);
  const file = `<b>\u202Egpj ${'x'.repeat(60)}\u200B.csv`;
  const path = putFile(desk, file, `${[header.join(','), ...rows].join('\n')}\n`);
  const { id } = await checkedList(desk, connectionId, path);
  for (const [step, sign] of [
    ['file', page.getByRole('region', { name: 'First rows of the file' })],
    ['columns', page.getByLabel('Phone becomes')],
    ['checks', page.getByRole('grid', { name: 'Checked rows' })],
    ['start', page.getByRole('heading', { name: 'Ready to start' })],
  ] as const) {
    await goTo(desk, `/dial-lists/${id}/${step}`);
    await expect(sign).toBeVisible();
    await isHarmless(page, step);
  }
  await desk.call('imports.start', { id });
  await goTo(desk, `/dial-lists/${id}/result`);
  await expect(page.getByRole('heading', { name: /rows done$/ })).toBeVisible();
  await isHarmless(page, 'the result');
  await goTo(desk, '/dial-lists');
  await expect(page.getByRole('grid', { name: 'Dial lists' }).getByRole('row')).toHaveCount(2);
  await isHarmless(page, 'the dial lists');
  await goTo(desk, '/deliveries');
  const log = page.getByRole('grid', { name: 'Deliveries' });
  await expect(log.getByRole('row')).toHaveCount(all.length + 1);
  await isHarmless(page, 'the deliveries');
  for (const n of all.keys()) {
    await log
      .getByRole('row')
      .nth(n + 1)
      .click();
    const detail = page.getByRole('region', { name: 'The open row' });
    await expect(detail.getByRole('heading', { level: 2 })).toBeVisible();
    await expect(detail.getByRole('term').first()).toBeVisible();
    await isHarmless(page, `delivery ${n + 1}`);
  }
  await looksRight(page, 'a delivery with a name that would harm');
});
