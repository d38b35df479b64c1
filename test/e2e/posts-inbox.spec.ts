import { expect } from '@playwright/test';
import { addPerson } from '../support/screen-leads.ts';
import { looksRight } from '../support/screen-look.ts';
import { shots, tabTo, test } from '../support/screen-posts.ts';

test.describe.configure({ timeout: 120_000 });

const CALIFORNIAN = { state: 'CA', zip: '90210', city: 'Beverly Hills' } as const;

test('leads of the inbox are posted by keyboard: one, a selection, all that match', async ({ desk, receiver }) => {
  const { page } = desk;
  await receiver.connect(desk);
  for (let n = 1; n <= 5; n++) await addPerson(desk, n, CALIFORNIAN);
  await desk.call('dnc.add', { phones: ['7275550002'] });
  await desk.goTo('/inbox?tab=2');
  const inbox = page.getByRole('grid', { name: 'Leads' });
  const toInbox = async () => {
    await expect(inbox).toHaveAttribute('aria-rowcount', '6');
    await inbox.focus();
  };
  const posted = (words: RegExp) => expect(page.getByRole('heading', { name: words })).toBeVisible();

  // One: the lead under the cursor.
  await toInbox();
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+P');
  await expect(page).toHaveURL(/#\/posts\/new\/columns$/);
  await expect(page.getByText('10 of 10 columns mapped')).toBeVisible();
  await shots(page, 'inbox-columns');
  await looksRight(page, 'columns of a lead of the inbox');
  await tabTo(page, page.getByLabel('Address2 becomes'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(page.getByText('9 of 10 columns mapped')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await posted(/^1 lead of 1 can be posted/);
  await page.keyboard.press('Control+Enter');
  await posted(/^1 lead done, \$25.00 earned/);
  await shots(page, 'inbox-result');
  await expect(page.getByRole('button', { name: 'Show the lead' })).toBeVisible();
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/#\/deliveries\?.*job=\d+/);
  await expect(page.getByText(/Posted, attempt 1: Accepted/)).toBeVisible();

  // A selection: its mapping is the campaign's last one. Back leads to the list that it was chosen in.
  await desk.goTo('/inbox?tab=2');
  await toInbox();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await expect(page.getByRole('region', { name: 'Selected leads' })).toContainText('2 leads selected');
  await page.keyboard.press('Shift+P');
  await expect(page.getByText('9 of 10 columns mapped, as for this campaign’s last posts')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await posted(/leads? of 2 can be posted/);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page).toHaveURL(/#\/posts\/new\/columns$/);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page).toHaveURL(/#\/inbox\?tab=2/);

  // All that match: who is on the do-not-call list is left out, and who was posted before is pointed out.
  await toInbox();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('region', { name: 'Selected leads' })).toContainText('5 leads selected');
  await page.keyboard.press('Shift+P');
  await expect(page).toHaveURL(/#\/posts\/new\/columns$/);
  await expect(page.getByRole('heading', { name: 'Post 5 leads' })).toBeVisible();
  await expect(page.getByText('9 of 10 columns mapped')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await posted(/^4 leads of 5 can be posted/);
  const found = page.getByRole('list', { name: 'What was found' });
  await expect(found).toContainText('1 row with a phone on your do-not-call list');
  await expect(found).toContainText('1 row posted to this source before');
  await expect(page.getByText(/posted to this source before \(job \d+, delivered\)/)).toBeVisible();
  await shots(page, 'inbox-all-checks');
  await looksRight(page, 'checks of leads of the inbox');
  await tabTo(page, page.getByLabel('Leave them out'));
  await page.keyboard.press('Space');
  await posted(/^3 leads of 5 can be posted/);
  // What is decided by a key keeps the focus there.
  await expect(page.getByLabel('Leave them out')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await posted(/^All 3 leads done/);
  await expect(page.getByRole('region', { name: 'Left out', exact: true })).toContainText('on the do-not-call list');
  await shots(page, 'inbox-all-result');
  await looksRight(page, 'result of leads of the inbox');
  expect(receiver.vendor.admin.count()).toBe(4);
});
