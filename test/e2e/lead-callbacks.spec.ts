import { expect, test } from '../support/screen.ts';
import { pressInTurn } from '../support/screen-keys.ts';
import { addPerson, setHours } from '../support/screen-leads.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

const HOUR = 3_600_000;

test('callbacks by keyboard: what is overdue, today and later, mine and everyone’s, handed over and done', async ({
  desk,
}) => {
  const { page } = desk;
  const keys = page.keyboard;
  await desk.goTo('/callbacks');
  await expect(page.getByText('No callbacks')).toBeVisible();
  await looksRight(page, 'no callback');
  await desk.call('agents.me', { name: 'Dana' });
  await desk.call('agents.add', { name: 'Tom' });
  const now = Date.now();
  for (const [n, dueAt, owner] of [
    [1, now - 30 * HOUR, 'Dana'],
    [2, now - 20 * HOUR, 'Tom'],
    [3, now + 80 * HOUR, null],
  ] as const) {
    await desk.call('callbacks.set', { leadId: await addPerson(desk, n), dueAt, owner, note: 'About pay' });
  }
  const overdue = page.getByRole('region', { name: 'Overdue' });
  await expect(overdue.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Later' }).getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('link', { name: /^Callbacks ?, 2 due today, 2 overdue$/ })).toBeVisible();
  await looksRight(page, 'callbacks');

  await keys.press('m');
  await expect(overdue.getByRole('listitem')).toHaveCount(1);
  await keys.press('m');
  await expect(overdue.getByRole('listitem')).toHaveCount(2);
  await keys.press('j');
  await keys.press('j');
  await keys.press('Enter');
  const pane = page.getByRole('region', { name: 'The open lead' });
  await expect(pane.getByRole('heading', { level: 2 })).toHaveText('Ann Person 2');
  await expect(pane.getByRole('region', { name: 'Callback' })).toContainText('for Tom');
  await looksRight(page, 'a callback that is open');

  await keys.press('h');
  await expect(page.getByRole('dialog', { name: 'Hand over callback' })).toBeVisible();
  await looksRight(page, 'handing a callback over');
  await keys.type('Dana');
  await keys.press('Enter');
  await expect(pane.getByRole('region', { name: 'Callback' })).toContainText('for you');
  await keys.press('b');
  await expect(page.getByRole('dialog', { name: 'Call Ann Person 2 back' })).toBeVisible();
  await looksRight(page, 'another time for a callback');
  await keys.press('1');
  await expect(overdue.getByRole('listitem')).toHaveCount(1);
  await keys.press('Escape');
  await expect(pane).toHaveCount(0);
  await keys.press('k');
  await keys.press('k');
  await keys.press('e');
  await expect(overdue).toHaveCount(0);
  expect((await desk.call('callbacks.list', {})).total).toBe(2);
  await expectSaid(page, 'Ann Person 1: callback done');
  await keys.press('Control+z');
  await expect(overdue.getByRole('listitem')).toHaveCount(1);
  expect((await desk.call('callbacks.list', {})).total).toBe(3);
});

test('who is to be called now is said wherever one is, and stays until it is dealt with', async ({ desk }) => {
  const { page } = desk;
  await setHours(desk, true);
  const id = await addPerson(desk, 9);
  await desk.goTo('/settings/look');
  const waiting = page.getByRole('region', { name: 'Reminders' });
  await desk.call('callbacks.set', { leadId: id, dueAt: Date.now() + 1500, note: 'The night shifts' });
  await expect(waiting).toContainText('Call Ann Person 9 now');
  await expect(waiting).toContainText('The night shifts');
  await looksRight(page, 'a callback that is due');
  await desk.goTo('/deliveries');
  await expect(waiting).toContainText('Call Ann Person 9 now');
  const clicked = Date.now();
  await waiting.getByRole('button', { name: 'In 10 min' }).click();
  await expect(waiting).toHaveCount(0);
  const [later] = (await desk.call('callbacks.list', {})).callbacks;
  expect(later?.dueAt).toBeGreaterThanOrEqual(clicked + 10 * 60_000);
  expect(later?.note).toBe('The night shifts');

  await desk.call('callbacks.set', { leadId: id, dueAt: Date.now() - 1000 });
  await expect(waiting).toContainText('Call Ann Person 9 now');
  await pressInTurn(page, 'g', 'n');
  await expect(page.getByRole('region', { name: 'The open lead' })).toContainText('Ann Person 9');
  await expect(waiting).toHaveCount(0);
});
