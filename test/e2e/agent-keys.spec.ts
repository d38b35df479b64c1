import type { Page } from '@playwright/test';
import { type Desk, expect, test } from '../support/screen.ts';
import { addPerson, holdTelephone, setHours } from '../support/screen-leads.ts';

const pane = (page: Page) => page.getByRole('region', { name: 'The open lead' });
const grid = (page: Page) => page.getByRole('grid', { name: 'Leads' });
const outcome = (page: Page) => pane(page).getByRole('region', { name: 'Outcome of the call' });

/** People of these numbers, the list of new leads, the newest of them open. */
async function workNew(desk: Desk, people: number): Promise<readonly number[]> {
  await setHours(desk, true);
  const ids: number[] = [];
  for (let n = 1; n <= people; n++) ids.push(await addPerson(desk, n));
  const views = await desk.call('views.list', {});
  const tab = views.find(({ name }) => name === 'New');
  await desk.goTo(`/inbox?tab=${tab?.id}`);
  await expect(grid(desk.page).getByRole('row', { name: /Person/ })).toHaveCount(people);
  await grid(desk.page).focus();
  await desk.page.keyboard.press('Enter');
  await isOpen(desk.page, people);
  return ids;
}

/** The lead that is open, and the one the cursor is on. */
async function isOpen(page: Page, n: number): Promise<void> {
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(`Ann Person ${n}`);
  const underCursor = () =>
    grid(page).evaluate((e) => document.getElementById(e.getAttribute('aria-activedescendant') ?? '')?.textContent);
  await expect.poll(underCursor, 'the cursor is on the lead that is open').toContain(`Ann Person ${n}`);
}

test('call, outcome and the next lead: nobody is skipped, whether one presses “next” or not', async ({ desk }) => {
  const { page } = desk;
  const keys = page.keyboard;
  await workNew(desk, 7);
  const opened = await holdTelephone(desk);

  await test.step('the outcome moves on by itself where the lead leaves the list', async () => {
    await expect(pane(page).getByText('OK to call')).toBeVisible();
    await keys.press('c');
    await expect(outcome(page)).toBeVisible();
    await keys.press('2');
    await isOpen(page, 6);
  });

  await test.step('with “next” pressed in the same breath it is the same lead: three keys', async () => {
    await expect(pane(page).getByText('OK to call')).toBeVisible();
    await keys.press('c');
    await expect(outcome(page)).toBeVisible();
    // Both before the desk has answered, as quick hands do it.
    await page.evaluate(() => {
      for (const key of ['2', 'j']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
    await isOpen(page, 5);
    await expect.poll(async () => (await desk.call('calls.open', {})).length).toBe(0);
    await isOpen(page, 5);
  });

  await test.step('in a list where the lead stays it moves on too', async () => {
    await keys.press('1');
    await expect(grid(page).getByRole('row', { name: /Person/ })).toHaveCount(7);
    await isOpen(page, 5);
    await expect(pane(page).getByText('OK to call')).toBeVisible();
    await keys.press('c');
    await expect(outcome(page)).toBeVisible();
    await keys.press('2');
    await isOpen(page, 4);
  });
  expect(await opened()).toHaveLength(3);
});

test('a lead that leaves the list by another act is followed by the one in its place', async ({ desk }) => {
  const { page } = desk;
  const keys = page.keyboard;
  const ids = await workNew(desk, 5);
  const count = page.getByRole('region', { name: 'Filters' }).getByRole('status');
  // Somebody else takes the lead that is open: it stays open, and no work on it is lost.
  await desk.call('leads.act', { which: { ids: [ids[4] ?? 0] }, act: { kind: 'status', status: 'working' } });
  await expect(count).toHaveText('4 leads');
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Ann Person 5');
  await keys.press('j');
  await isOpen(page, 4);
  await keys.press('e');
  await isOpen(page, 3);
  await keys.press('k');
  await isOpen(page, 3);
});

test('the link of a number leaves the keyboard to the outcome, and a saved note to the list', async ({ desk }) => {
  const { page } = desk;
  const keys = page.keyboard;
  await workNew(desk, 2);
  const opened = await holdTelephone(desk);
  const link = pane(page).getByRole('link', { name: /^Call / });
  await expect(pane(page).getByText('OK to call')).toBeVisible();
  await link.focus();
  await keys.press('Enter');
  await expect(outcome(page)).toBeFocused();
  await keys.press('Enter');
  expect(await opened()).toHaveLength(1);
  await keys.press('2');
  await isOpen(page, 1);
  await keys.press('n');
  await keys.type('Asked for a text first');
  await keys.press('Control+Enter');
  await expect(page.getByText('Note saved')).toBeVisible();
  await expect(pane(page).getByLabel('Note', { exact: true })).not.toBeFocused();
  await keys.press('Escape');
  await expect(pane(page)).toHaveCount(0);
});

test('a filter is found by what people type: its name, a value of it, or any text that leads have', async ({
  desk,
}) => {
  const { page } = desk;
  const keys = page.keyboard;
  for (const [n, city, state, zip] of [
    [1, 'Sacramento', 'CA', '95814'],
    [2, 'Charlotte', 'NC', '28202'],
    [3, 'Tampa', 'FL', '33602'],
  ] as const)
    await addPerson(desk, n, { city, state, zip });
  await desk.goTo('/inbox');
  await expect(grid(page).getByRole('row', { name: /Person/ })).toHaveCount(3);
  await grid(page).focus();
  const options = page.getByRole('listbox', { name: 'Filters' }).getByRole('option');
  const chip = (name: string) => page.getByRole('button', { name, exact: true });

  await keys.press('f');
  await keys.type('cal');
  await expect(options.filter({ hasText: 'Callback' })).toHaveCount(1);
  await options.filter({ hasText: 'State is California (CA)' }).click();
  await expect(chip('State is California')).toBeVisible();
  await expect(grid(page).getByRole('row', { name: /Person/ })).toHaveCount(1);
  await keys.press('Shift+f');

  await keys.press('f');
  await keys.type('NC');
  await expect(options.filter({ hasText: 'State is North Carolina (NC)' })).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Filter by' }).fill('city');
  await expect(options.first()).toHaveText('City');
  await keys.press('Enter');
  await keys.type('tampa');
  await keys.press('Enter');
  await expect(grid(page).getByRole('row', { name: /Person/ })).toHaveCount(1);
  await expect(page.getByRole('searchbox', { name: 'Search leads' })).toHaveValue('tampa');
});

test('a lead by the last four digits of its phone: six keys, in the search and from anywhere', async ({ desk }) => {
  const { page } = desk;
  const keys = page.keyboard;
  for (const n of [4711, 4712, 4721]) await addPerson(desk, n);
  await desk.goTo('/inbox');
  await expect(grid(page).getByRole('row', { name: /Person/ })).toHaveCount(3);
  await grid(page).focus();
  // Without waiting for anything between them.
  for (const key of ['/', '4', '7', '1', '2', 'Enter']) await keys.press(key);
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Ann Person 4712');

  await desk.goTo('/deliveries');
  await expect(page.getByRole('heading', { level: 1, name: 'Deliveries' })).toBeVisible();
  for (const key of ['Control+k', '4', '7', '2', '1', 'Enter']) await keys.press(key);
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Ann Person 4721');
});

test('a search changes no list, and nothing changes the list of every lead', async ({ desk }) => {
  const { page } = desk;
  const keys = page.keyboard;
  for (const n of [1, 2, 3]) await addPerson(desk, n);
  await desk.goTo('/inbox');
  const count = page.getByRole('region', { name: 'Filters' }).getByRole('status');
  await expect(count).toHaveText('3 leads');
  await keys.press('/');
  await keys.type('0002');
  await expect(count).toHaveText('1 lead');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
  await keys.press('Escape');
  await keys.press('Escape');
  await keys.press('2');
  await expect(page.getByRole('link', { name: /^New/ })).toHaveAttribute('aria-current', 'page');
  await keys.press('/');
  await keys.type('0003');
  await expect(count).toHaveText('1 lead');
  await keys.press('Enter');
  await keys.press('Escape');
  await keys.press('Shift+s');
  await keys.type('name');
  await keys.press('Enter');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await keys.press('Control+s');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
  const views = await desk.call('views.list', {});
  expect(views.map(({ filter }) => filter.text)).toEqual(views.map(() => ''));
  expect(views.find(({ name }) => name === 'New')?.sort.by).toBe('name');
  await expect(page.getByRole('button', { name: /^(Edit list|Rename).*All/ })).toHaveCount(0);
});
