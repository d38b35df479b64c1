import type { Page } from '@playwright/test';
import { type Desk, expect } from '../support/screen.ts';
import { holdAnswers } from '../support/screen-intercept.ts';
import { addPerson, holdTelephone, setHours } from '../support/screen-leads.ts';
import { connect, putFile } from '../support/screen-lists.ts';
import { expectSaid } from '../support/screen-messages.ts';
import { bringFields, field, test } from '../support/screen-posts.ts';

const pane = (page: Page) => page.getByRole('region', { name: 'The open lead' });
const outcome = (page: Page) => pane(page).getByRole('region', { name: 'Outcome of the call' });
const isOpen = (page: Page, n: number) =>
  expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(`Ann Person ${n}`);

/** Two people, the newer of them open beside the list, and known to be callable. */
async function openSecond(desk: Desk): Promise<void> {
  const { page } = desk;
  await setHours(desk, true);
  for (const n of [1, 2]) await addPerson(desk, n);
  await desk.goTo('/inbox');
  const grid = page.getByRole('grid', { name: 'Leads' });
  await expect(grid.getByRole('row', { name: /Person/ })).toHaveCount(2);
  await grid.focus();
  await page.keyboard.press('Enter');
  await isOpen(page, 2);
  await expect(pane(page).getByText('OK to call')).toBeVisible();
}

test('an outcome that is pressed before the outcomes are there is logged, also when the next lead is open by then', async ({
  desk,
}) => {
  test.skip(desk.shell === 'electron', 'its bridge can’t be held up from here');
  const { page } = desk;
  await openSecond(desk);
  await holdTelephone(desk);
  const answer = await holdAnswers(page, 'dispositions.list');
  await page.keyboard.press('c');
  await expect(outcome(page)).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('j');
  await isOpen(page, 1);
  answer();
  await expectSaid(page, 'Ann Person 2: ');
  expect(await desk.call('calls.open', {})).toEqual([]);
});

test('a call that is begun twice before it is shown is one call', async ({ desk }) => {
  test.skip(desk.shell === 'electron', 'its bridge can’t be held up from here');
  const { page } = desk;
  await openSecond(desk);
  const opened = await holdTelephone(desk);
  const answer = await holdAnswers(page, 'calls.start');
  await page.keyboard.press('c');
  await page.keyboard.press('c');
  answer();
  await expect(outcome(page)).toBeVisible();
  expect(await opened()).toHaveLength(1);
  expect(await desk.call('calls.open', {})).toHaveLength(1);
});

test('what is typed while a note is being saved stays in the field', async ({ desk }) => {
  test.skip(desk.shell === 'electron', 'its bridge can’t be held up from here');
  const { page } = desk;
  await openSecond(desk);
  const answer = await holdAnswers(page, 'notes.add');
  const note = pane(page).getByLabel('Note', { exact: true });
  await page.keyboard.press('n');
  await page.keyboard.type('Call after six');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type(', not before');
  answer();
  await expectSaid(page, 'Note saved');
  await expect(note).toHaveValue(', not before');
});

test('an import of leads that ends while one works elsewhere calls nobody back', async ({ desk }) => {
  test.skip(desk.shell === 'electron', 'its bridge can’t be held up from here');
  const { page } = desk;
  await desk.goTo('/leads/import');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(putFile(desk, 'people.csv', 'First name,Last name,Phone\nAnn,Lee,7275550199\n'));
  await expect(page.getByRole('heading', { level: 1, name: 'people.csv' })).toBeVisible();
  const answer = await holdAnswers(page, 'leads.importFile');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: /^Importing rows/ })).toBeVisible();
  await desk.goTo('/inbox');
  await expect(page.getByRole('row', { name: /Ann Lee/ })).toBeVisible();
  const answered = page.waitForResponse('**/api/call/leads.importFile');
  answer();
  await (await answered).finished();
  // By then the page has done what it does with the answer.
  await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve))));
  await expect(page).toHaveURL(/#\/inbox/);
  await desk.goTo('/leads/import/columns');
  await expect(page.getByRole('heading', { name: '1 row of 1 imported' })).toBeVisible();
});

test('lead fields are saved as the text on screen has them, not as one before', async ({ desk, receiver }) => {
  test.skip(desk.shell === 'electron', 'its bridge can’t be held up from here');
  const { page } = desk;
  const connectionId = await receiver.connect(desk);
  await bringFields(desk, connectionId, [field('FirstName')]);
  await desk.goTo(`/settings/dialers/${connectionId}`);
  await page.getByRole('button', { name: 'Change lead fields …' }).click();
  const dialog = page.getByRole('dialog');
  const save = dialog.getByRole('button', { name: /^Save / });
  await expect(save).toBeEnabled();
  const answer = await holdAnswers(page, 'delivery.readFields');
  await dialog.getByRole('textbox', { name: 'Posting instructions' }).fill('FirstName*\nLastName*');
  await expect(save).toBeDisabled();
  await page.keyboard.press('Control+Enter');
  answer();
  await expect(save).toHaveText(/2 fields/);
  await page.keyboard.press('Control+Enter');
  await expectSaid(page, '2 lead fields saved.');
  expect(await desk.call('delivery.fields', { connectionId })).toHaveLength(2);
});

test('what is typed into a connection while it is being saved stays, and the next save keeps what the first one stored', async ({
  desk,
  dialer,
}) => {
  test.skip(desk.shell === 'electron', 'its bridge can’t be held up from here');
  const { page } = desk;
  const id = await connect(desk, dialer);
  await desk.goTo(`/settings/dialers/${id}`);
  const open = page.getByRole('region', { name: 'The open connection' });
  const [name, user] = [open.getByLabel('Name', { exact: true }), open.getByLabel('API user')];
  await name.fill('West');
  const answer = await holdAnswers(page, 'desk.status');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await desk.call('connections.list', {}))[0]?.name).toBe('West');
  await user.fill('loader2');
  await page.keyboard.press('Control+Enter');
  answer();
  // The page goes on asking, also while the test ends.
  await page.unrouteAll({ behavior: 'wait' });
  await expectSaid(page, 'West saved.');
  await expect(user).toHaveValue('loader2');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(async () => (await desk.call('connections.list', {}))[0])
    .toMatchObject({ name: 'West', user: 'loader2' });
});
