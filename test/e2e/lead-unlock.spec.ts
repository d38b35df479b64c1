import { type PracticeBoard, startPracticeBoard } from '../../src-main/practice/locumjobs/start-practice-board.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

const BOARD = { user: 'agent', password: 'Heron-58-willow', leads: 30 } as const;
let board: PracticeBoard;

test.beforeEach(async () => {
  board = await startPracticeBoard(BOARD);
});
test.afterEach(() => board.close());

/** Connects the board, fetches it whole, and tells its locked leads. */
async function lockedLeads(desk: Desk): Promise<readonly number[]> {
  const { id } = await desk.call('connections.save', {
    kind: 'locumjobs',
    name: 'Job board',
    url: board.url,
    user: BOARD.user,
    password: BOARD.password,
    source: { kind: 'locumjobs', everyMinutes: 1440 },
  });
  await desk.call('sources.sync', { id, wait: true });
  const { ids } = await desk.call('leads.rows', { filter: { any: { unlocked: ['no'] } }, columns: ['name'] });
  return ids;
}
const retrieved = () => board.requests.filter(({ target }) => /leads\/\d+\./.test(target)).length;

test('an unlock says its number first, waits in the outbox, and is believed when the vendor says so', async ({
  desk,
}) => {
  const { page } = desk;
  const keys = page.keyboard;
  const [first = 0, second = 0, third = 0] = await lockedLeads(desk);
  await desk.call('unlock.setLimits', { perDay: 2, perMonth: 50 });
  await desk.goTo(`/inbox?lead=${first}`);
  const pane = page.getByRole('region', { name: 'The open lead' });
  const dialog = page.getByRole('dialog', { name: 'Unlock 1 lead?' });

  await test.step('nothing is retrieved before the number is agreed to', async () => {
    await expect(pane.getByText('Locked', { exact: true })).toBeVisible();
    await keys.press('u');
    await expect(dialog.getByRole('button', { name: 'Unlock 1 of 2 left today' })).toBeEnabled();
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expect(dialog.getByRole('row', { name: /Today/ })).toHaveText('Today012');
    await looksRight(page, 'an unlock, before it happens');
    expect(retrieved()).toBe(0);
  });

  await test.step('what the vendor says is believed', async () => {
    await keys.press('Control+Enter');
    await expectSaid(page, 'Unlock queued');
    await expect(pane.getByText(/^Unlocked by/)).toBeVisible();
    await expect(pane.getByRole('button', { name: 'Unlock …' })).toHaveCount(0);
    await expect(pane.getByRole('list', { name: 'Timeline, newest first' })).toContainText('Requested the unlock from');
    await looksRight(page, 'a lead that was unlocked');
    expect(retrieved()).toBe(1);
  });

  await test.step('a lead that the vendor keeps locked is told so', async () => {
    board.keepLocked(true);
    await desk.goTo(`/inbox?lead=${second}`);
    await expect(pane.getByText('Locked', { exact: true })).toBeVisible();
    await keys.press('u');
    await expect(dialog.getByRole('button', { name: 'Unlock 1 of 1 left today' })).toBeEnabled();
    await keys.press('Control+Enter');
    await expect(pane.getByText(/still reports the lead as locked/).first()).toBeVisible();
    await expect(pane.getByText('Locked', { exact: true })).toBeVisible();
    await looksRight(page, 'a lead that stayed locked');
    board.keepLocked(false);
  });

  await test.step('the limit holds', async () => {
    await desk.call('unlock.setLimits', { perDay: 1, perMonth: 50 });
    await desk.goTo(`/inbox?lead=${third}`);
    await expect(pane.getByText('Locked', { exact: true })).toBeVisible();
    await keys.press('u');
    await expect(dialog).toContainText('Your limit is 1 a day; 1 are used');
    await expect(dialog.getByRole('button', { name: /^Unlock/ })).toBeDisabled();
    await looksRight(page, 'an unlock past the limit');
    await keys.press('Control+Enter');
    await keys.press('Escape');
    await expect(dialog).toHaveCount(0);
    expect(retrieved()).toBe(2);
  });

  await test.step('the trail says who, when and what became of it', async () => {
    await desk.goTo('/settings/unlock-limits');
    const trail = page.getByRole('region', { name: 'Unlock history' });
    await expect(trail.getByRole('row')).toHaveCount(3);
    await expect(trail.getByRole('row').nth(1)).toContainText('still reports the lead as locked');
    await expect(trail.getByRole('row').nth(2)).toContainText('unlocked by');
    await page.getByLabel('Daily limit').fill('30');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => desk.call('unlock.limits', {})).toEqual({ perDay: 30, perMonth: 50 });
    await looksRight(page, 'limits and the trail of unlocks');
  });
});

test('one key unlocks what is ticked, or else the lead under the cursor', async ({ desk }) => {
  const { page } = desk;
  await lockedLeads(desk);
  await desk.goTo('/inbox');
  const grid = page.getByRole('grid', { name: 'Leads' });
  // Rows that are still to come have no words, and no lead to unlock.
  await expect(grid.getByRole('row').nth(1)).toContainText(/[a-z]/);
  await grid.focus();
  await page.keyboard.press('u');
  await expect(page.getByRole('dialog', { name: /Unlock 1 lead\?|Nothing to unlock/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Unlock', exact: true }).hover();
  await expect(page.getByText('Unlock: 30 leads')).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByRole('dialog', { name: /^Unlock \d\d leads\?$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Sort by column');
  await expect(sheet.getByText(/^Unlock/)).toHaveCount(1);
});

test('somebody who is here already is pointed out before an unlock is spent', async ({ desk }) => {
  const { page } = desk;
  const [id = 0] = await lockedLeads(desk);
  const { fields } = await desk.call('leads.get', { id });
  const { firstName, lastName, state, zip, license } = fields;
  // Known by hand, with a phone of their own.
  const held = await desk.call('leads.add', {
    fields: { firstName, lastName, state, zip, license, phone: '7275550123' },
  });
  await desk.goTo(`/inbox?lead=${id}`);
  await expect(page.getByText('Possible duplicate')).toBeVisible();
  await page.keyboard.press('u');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { level: 2 })).toHaveText('You already have this person');
  await expect(dialog.getByRole('link', { name: `${firstName} ${lastName}` })).toHaveAttribute(
    'href',
    `#/inbox?lead=${held.id}`,
  );
  await expect(dialog.getByRole('button', { name: /^Unlock/ })).toBeDisabled();
  await looksRight(page, 'an unlock of somebody who is here already');
  await dialog.getByLabel('Leave out people you already have').uncheck();
  await dialog.getByRole('button', { name: 'Unlock 1 lead' }).click();
  await expect(page.getByRole('region', { name: 'The open lead' }).getByText(/^Unlocked by/)).toBeVisible();
});

test('twenty leads are unlocked in three actions', async ({ desk }) => {
  const { page } = desk;
  await lockedLeads(desk);
  const views = await desk.call('views.list', {});
  await desk.goTo(`/inbox?tab=${views.find(({ name }) => name === 'Locked')?.id}`);
  const grid = page.getByRole('grid', { name: 'Leads' });
  await expect(grid.getByRole('row').nth(20)).toContainText(/[a-z]/);
  const last = grid.getByRole('row').nth(20).getByRole('gridcell').nth(1);
  await last.scrollIntoViewIfNeeded();
  await last.click({ modifiers: ['Shift'] });
  await expect(page.getByText('20 leads selected')).toBeVisible();
  await page.keyboard.press('u');
  const dialog = page.getByRole('dialog', { name: 'Unlock 20 leads?' });
  await expect(dialog.getByRole('button', { name: /^Unlock 20/ })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect.poll(retrieved).toBe(20);
});
