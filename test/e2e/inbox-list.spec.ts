import type { Page } from '@playwright/test';
import { InboxDesk } from '../support/inbox-desk.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { answerWith } from '../support/screen-inbox.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

test.beforeEach(({ desk }) => {
  test.skip(desk.shell === 'electron', 'made leads answer over HTTP alone');
});

async function openInbox(desk: Desk, leads: InboxDesk, onRows: (at: number) => void = () => {}): Promise<Page> {
  const { page } = desk;
  page.on('response', (response) => {
    if (response.url().endsWith('/api/call/leads.rows')) onRows(response.request().postDataJSON().at);
  });
  await answerWith(page, leads);
  await desk.goTo('/inbox');
  await expect(grid(page).getByRole('row', { name: /555/ })).not.toHaveCount(0);
  return page;
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Leads' });

/** The place of the row that is seen on top, 0 being the first; and whether any row in view waits for its data. */
function seen(page: Page): Promise<{ top: number; rows: number; waiting: number }> {
  return grid(page).evaluate((element) => {
    const below = element.getBoundingClientRect().top + 32;
    const rows = [...element.querySelectorAll<HTMLElement>('[role=rowgroup] > [role=row]:not([hidden])')];
    const inView = rows.filter((r) => r.getBoundingClientRect().bottom > below + 1);
    const places = inView.map((r) => Number(r.getAttribute('aria-rowindex')) - 2);
    return {
      top: Math.min(...places),
      rows: inView.length,
      waiting: inView.filter((r) => r.hasAttribute('data-waiting')).length,
    };
  });
}

test('five million leads: the wheel moves row by row, the scroll bar to any place, the keys to both ends', async ({
  desk,
}) => {
  const page = await openInbox(desk, new InboxDesk(5_000_000));
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '5000001');
  expect((await seen(page)).top).toBe(0);

  await test.step('the wheel, to the pixel, here and in the middle', async () => {
    await grid(page).hover();
    await page.mouse.wheel(0, 32 * 7);
    await expect.poll(async () => (await seen(page)).top).toBe(7);
    await grid(page).evaluate((e) => {
      e.scrollTop = e.scrollHeight / 2;
    });
    await expect.poll(async () => (await seen(page)).top).toBeGreaterThan(2_400_000);
    const { top } = await seen(page);
    expect(top).toBeLessThan(2_600_000);
    await page.mouse.wheel(0, -32 * 3);
    await expect.poll(async () => (await seen(page)).top).toBe(top - 3);
    await expect.poll(async () => (await seen(page)).waiting).toBe(0);
  });

  await test.step('the keys', async () => {
    await grid(page).focus();
    await page.keyboard.press('End');
    const last = page.getByRole('row').and(page.locator('[aria-rowindex="5000001"]'));
    await expect(last).toBeInViewport();
    await expect(last).toContainText('555-0001');
    await page.keyboard.press('k');
    await expect(grid(page)).toHaveAttribute('aria-activedescendant', /-4999998$/);
    await page.keyboard.press('Home');
    await expect(grid(page)).toHaveAttribute('aria-activedescendant', /-0$/);
    expect((await seen(page)).top).toBe(0);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('j');
    await expect(grid(page)).toHaveAttribute('aria-activedescendant', /-(1[5-9]|2\d)$/);
  });

  await test.step('the scroll bar to its end', async () => {
    await grid(page).evaluate((e) => {
      e.scrollTop = e.scrollHeight;
    });
    await expect(page.locator('[aria-rowindex="5000001"]')).toBeInViewport();
  });
});

test('no row is unfilled while 2,000 px go by a frame', async ({ desk }) => {
  const leads = new InboxDesk(1_000_000);
  const asked: number[] = [];
  const page = await openInbox(desk, leads, (at) => asked.push(at));
  // Nobody scrolls like that in the moment it opens: the first pages ahead are there by then.
  await expect.poll(() => asked.length).toBeGreaterThan(5);
  // An answer is there two frames after it was asked for: how far ahead rows are asked for is measured, not this machine.
  const waited = await grid(page).evaluate(async (element) => {
    const { fetch } = window;
    const asking = new Set<Promise<unknown>>();
    window.fetch = (...request) => {
      const answer = fetch(...request);
      const read = answer.then((response) => response.clone().text()).catch(() => null);
      asking.add(read);
      void read.then(() => asking.delete(read));
      return answer;
    };
    const frame = () => new Promise((painted) => requestAnimationFrame(painted));
    let rows = 0;
    for (let step = 0; step < 120; step++) {
      const before = [...asking];
      element.scrollTop += 2000;
      await Promise.all([frame(), ...before]);
      await frame();
      rows += element.querySelectorAll('[role=row][data-waiting]:not([hidden])').length;
    }
    window.fetch = fetch;
    return rows;
  });
  expect(waited).toBe(0);
  await expect.poll(async () => (await seen(page)).top).toBe((2000 * 120) / 32);
});

test('by keys alone: narrowed, ticked, marked, taken back, saved as a list', async ({ desk }) => {
  const leads = new InboxDesk(3000);
  const page = await openInbox(desk, leads);
  const keys = page.keyboard;
  const count = page.getByRole('region', { name: 'Filters' }).getByRole('status');
  await grid(page).focus();

  await test.step('a filter, its values with their counts', async () => {
    await keys.press('f');
    await keys.type('lice');
    await keys.press('Enter');
    const values = page.getByRole('listbox', { name: 'License' });
    await expect(values.getByRole('option')).toHaveCount(6);
    await keys.type('crna');
    await expect(values.getByRole('option')).toHaveCount(1);
    await looksRight(page, 'values of a filter');
    await keys.press('Enter');
    await expect(values.getByRole('option', { selected: true })).toHaveText(/CRNA/);
    await keys.press('Escape');
    await expect(page.getByRole('button', { name: 'License is CRNA', exact: true })).toBeVisible();
    await expect(count).not.toHaveText('3,000 leads');
    await expect(page).toHaveURL(/CRNA/);
  });
  const matching = Number((await count.textContent())?.replace(/\D/g, ''));

  await test.step('all that match are ticked and marked, with their number, and taken back', async () => {
    await grid(page).focus();
    await keys.press('Control+a');
    await expect(page.getByText(`${matching.toLocaleString('en-US')} leads selected`)).toBeVisible();
    await looksRight(page, 'all ticked');
    await keys.press('e');
    await expectSaid(page, `${matching.toLocaleString('en-US')} leads marked done`);
    await expect(grid(page).getByRole('row').nth(1)).toContainText('Done');
    await keys.press('Control+z');
    await expectSaid(page, `Undone for ${matching.toLocaleString('en-US')} leads`);
  });

  await test.step('a range is ticked, and given a status by its digit', async () => {
    await keys.press('Home');
    await keys.press('x');
    await keys.press('Shift+ArrowDown');
    await keys.press('Shift+J');
    await expect(page.getByText('3 leads selected')).toBeVisible();
    await keys.press('s');
    await expect(page.getByRole('dialog', { name: 'Set status: 3 leads' })).toBeVisible();
    await looksRight(page, 'set status');
    await keys.press('4');
    await expectSaid(page, '3 leads marked waiting');
  });

  await test.step('saved as a list of its own, renamed, and removed', async () => {
    await keys.press('Control+Shift+S');
    await expect(page.getByRole('dialog', { name: 'Save as new list' })).toBeVisible();
    await keys.type('Nurse anesthetists');
    await keys.press('Enter');
    const tab = page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: /Nurse anesthetists/ });
    await expect(tab).toHaveAttribute('aria-current', 'page');
    await expect(tab).toContainText(matching.toLocaleString('en-US'));
    await keys.press('1');
    await expect(count).toHaveText('3,000 leads');
    await keys.press('5');
    await expect(count).toHaveText(`${matching.toLocaleString('en-US')} leads`);
    await keys.press('Control+k');
    await keys.type('remove list');
    await keys.press('Enter');
    await expect(tab).toHaveCount(0);
    await keys.press('Control+z');
    await expect(tab).toHaveCount(1);
  });

  await test.step('search while typing, nothing found, and everything again', async () => {
    await keys.press('1');
    await keys.press('/');
    await keys.type('silva');
    await expect(count).not.toHaveText('3,000 leads');
    await expect(grid(page).getByRole('row', { name: /Silva/ })).not.toHaveCount(0);
    await keys.type('zzz');
    await expect(page.getByText('No lead matches')).toBeVisible();
    await looksRight(page, 'no lead matches');
    await keys.press('Escape');
    await expect(count).toHaveText('3,000 leads');
  });
});

test('columns are chosen, moved, sized and sorted, and stay so', async ({ desk }) => {
  const page = await openInbox(desk, new InboxDesk(500));
  const heads = () => grid(page).getByRole('columnheader').allTextContents();
  await grid(page).focus();
  await page.keyboard.press('v');
  await page.getByRole('checkbox', { name: 'Email' }).check();
  await page.getByRole('checkbox', { name: 'City' }).uncheck();
  await page.getByRole('button', { name: 'Move Phone to the left' }).click();
  await looksRight(page, 'columns');
  await page.keyboard.press('Escape');
  expect((await heads()).slice(1, 4)).toEqual(['Name', 'Phone', 'Status']);
  await expect(grid(page).getByRole('row').nth(1)).toContainText('@example.org');
  const head = grid(page).getByRole('columnheader', { name: /^Name/ });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).toHaveURL(/sort=name/);
  // The same by keys alone: from the head itself, by the key of its own, and from the palette.
  await head.getByRole('button').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(head.getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await grid(page).focus();
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('dialog', { name: 'Sort by' })).toContainText('descending now');
  await looksRight(page, 'sort by a column');
  await page.keyboard.type('licen');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sort=license/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sort by name');
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const box = await grid(page)
    .getByRole('columnheader', { name: /^License/ })
    .boundingBox();
  const from = await head.boundingBox();
  if (box === null || from === null) throw new Error('no heads');
  await page.mouse.move(from.x + 20, from.y + 16);
  await page.mouse.down();
  await page.mouse.move(box.x + 20, box.y + 16, { steps: 4 });
  await page.mouse.up();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const behindLicense = async () => {
    const now = await heads();
    return now.indexOf('Name') > now.indexOf('License') && now.includes('Email');
  };
  await expect.poll(behindLicense).toBe(true);
  await page.reload();
  await expect.poll(behindLicense).toBe(true);
});

test('a lead open beside the list: the list stays, the keys move on, Esc closes', async ({ desk }) => {
  const page = await openInbox(desk, new InboxDesk(500));
  await grid(page).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/lead=499/);
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/lead=498/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/lead=/);
  await expect(grid(page)).toBeFocused();
});

test('new leads move nothing and wait to be asked for', async ({ desk }) => {
  const leads = new InboxDesk(4000);
  const page = await openInbox(desk, leads);
  await grid(page).evaluate((e) => {
    e.scrollTop = 3200;
  });
  await expect.poll(async () => (await seen(page)).top).toBe(100);
  leads.receive(12);
  // A real change of the desk's own leads: the event that the page asks again at.
  await desk.call('leads.add', { fields: { firstName: 'Ann', lastName: 'Lee', phone: '7275551111' } });
  await expect(page.getByRole('button', { name: '12 new leads · Show' })).toBeVisible();
  expect((await seen(page)).top).toBe(100);
  await looksRight(page, 'new leads');
  await page.keyboard.press('.');
  await expect(page.getByRole('button', { name: /new leads/ })).toHaveCount(0);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4013');
  await expect.poll(async () => (await seen(page)).top).toBe(0);
});

test('a key of one’s own holds at once and is shown in its place; a clash is told', async ({ desk }) => {
  const page = await openInbox(desk, new InboxDesk(50));
  await desk.goTo('/settings/keys');
  const done = page.getByRole('button', { name: /^Mark done: .$/ });
  await done.click();
  await page.keyboard.press('x');
  await expect(page.getByText('“Select lead” has this key too')).toBeVisible();
  await looksRight(page, 'keys with a clash');
  await done.click();
  await page.keyboard.press('y');
  await expect(page.getByText('has this key too')).toHaveCount(0);
  await desk.goTo('/inbox');
  await expect(grid(page).getByRole('row', { name: /555/ })).not.toHaveCount(0);
  await grid(page).focus();
  await page.keyboard.press('y');
  await expectSaid(page, '1 lead marked done');
  await page.keyboard.press('?');
  const line = page.getByRole('dialog', { name: 'Keyboard shortcuts' }).locator('dl > div', { hasText: 'Mark done' });
  await expect(line).toContainText('Y');
});
