import { expect } from '@playwright/test';
import { sampleLead } from '../support/delivery-desk.ts';
import { looksRight } from '../support/screen-look.ts';
import { bringFields, field, postAndWait, shots, tabTo, test } from '../support/screen-posts.ts';

test.describe.configure({ timeout: 120_000 });

test('a posted lead is updated by keyboard: only what changes is sent, checked first', async ({ desk, receiver }) => {
  const { page } = desk;
  const connectionId = await receiver.connect(desk);
  await bringFields(desk, connectionId, [
    field('FirstName', { required: true, contact: true }),
    field('Email', { required: true, type: 'email', contact: true }),
    field('City', { invalidChars: '\\d' }),
  ]);
  const [job] = await postAndWait(desk, { connectionId, leads: [sampleLead(1)] });
  await desk.goTo(`/deliveries?job=${job?.id ?? 0}`);
  await expect(page.getByText(/Posted, attempt 1: Accepted/)).toBeVisible();
  await page.keyboard.press('Shift+U');
  const dialog = page.getByRole('dialog', { name: /^Update lead \d+ at LeadExec/ });
  await expect(dialog.getByLabel('FirstName, required')).toBeFocused();
  await expect(dialog.getByLabel('FirstName, required')).toHaveValue('Ann');
  await expect(dialog.getByRole('button', { name: 'Update the lead' })).toBeDisabled();
  await tabTo(page, dialog.getByLabel('Email, required'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('ann at example.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Reno5');
  await shots(page, 'update');
  await looksRight(page, 'an update of a lead');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByLabel('Email, required')).toBeFocused();
  await expect(dialog).toContainText('Nothing was sent. Email must be of the type email: “ann at example.com”.');
  await looksRight(page, 'an update that is wrong');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('ann.davis@example.com');
  await expect(dialog.getByRole('button', { name: 'Update 2 fields' })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/posts\/\d+$/);
  await expect(page.getByRole('heading', { name: '1 lead done', exact: true })).toBeVisible();
  await shots(page, 'update-result');
  const updated = receiver.vendor.admin.ledger().find(({ kind }) => kind === 'update');
  expect(updated?.fields).toEqual({ Email: 'ann.davis@example.com', City: 'Reno' });
  expect(receiver.vendor.admin.count()).toBe(1);

  // Its own timeline, and the post's, lead to each other.
  await desk.goTo(`/deliveries?job=${job?.id ?? 0}`);
  await expect(page.getByText(/Updated by job \d+/)).toBeVisible();
  await page.getByRole('link', { name: /^job \d+$/ }).press('Enter');
  await expect(page.getByText(/Updated, attempt 1: Accepted/)).toBeVisible();
  await shots(page, 'update-timeline');
  await looksRight(page, 'the timeline of an update');
});

test('a lead is replayed as a new linked attempt, and its timeline holds no secret', async ({ desk, receiver }) => {
  const { page } = desk;
  const connectionId = await receiver.connect(desk);
  const leads = [{ ...sampleLead(1), Zip: 'nowhere' }];
  const [job] = await postAndWait(desk, { connectionId, leads });
  await desk.goTo(`/deliveries?job=${job?.id ?? 0}`);
  await expect(page.getByRole('button', { name: 'Replay as a new post …' })).toBeEnabled();
  await page.keyboard.press('Shift+R');
  const dialog = page.getByRole('dialog', { name: /^Post .* again\?$/ });
  await expect(dialog).toContainText('it may be sold again');
  await shots(page, 'replay');
  await looksRight(page, 'a replay, asked first');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/posts\/\d+$/);
  await expect(page.getByRole('heading', { name: /^1 lead done/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show the lead' })).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByText(`Replay of job ${job?.id ?? 0}.`)).toBeVisible();
  const request = page.getByText('Request', { exact: true }).first();
  await request.press('Enter');
  await expect(page.locator('pre').first()).toContainText('PrimaryPhone');
  expect(await page.locator('main').textContent()).not.toContain('practice');
  await shots(page, 'timeline');
  await looksRight(page, 'the timeline of a replay');
});

test.describe('a vendor that rejects what it reviews', () => {
  test.use({ leadexec: { behaviour: { reviewMs: 1_000, reviewRejectsEvery: 1 } } });
  test('what turns about posted leads is told, listed, and counted until it is looked at', async ({
    desk,
    receiver,
  }) => {
    const { page } = desk;
    const connectionId = await receiver.connect(desk, { aid: 25, returnDays: 30 });
    const jobs = await postAndWait(desk, { connectionId, leads: [sampleLead(1), sampleLead(2)] });
    await desk.goTo('/inbox');
    const posts = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Posts/ });
    const messages = page.getByRole('region', { name: 'Messages' });
    await expect(messages).toContainText(/rejected in review.* See Posts, Changes\./);
    // Both leads, one status a second.
    await expect(posts).toContainText(/\d changes? to posted leads/);
    await shots(page, 'turned');
    await looksRight(page, 'a lead that was rejected in review is told');
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: /^Changes: \d+ new/ })).toBeVisible();
    await page.keyboard.press('c');
    const changes = page.getByRole('grid', { name: 'Changes to posted leads' });
    await expect(changes).toContainText('Rejected in review');
    await shots(page, 'changes');
    await looksRight(page, 'changes of posted leads');
    await expect(posts).toHaveText('Posts');
    await changes.focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/deliveries\?job=\d+$/);
    expect(jobs.map(({ id }) => page.url().endsWith(`job=${id}`))).toContain(true);
    await expect(page.getByText('Review: pending → rejected')).toBeVisible();
    await shots(page, 'turned-timeline');
  });
});
