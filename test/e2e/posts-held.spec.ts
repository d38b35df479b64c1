import { expect, type Page } from '@playwright/test';
import { sampleLead } from '../support/delivery-desk.ts';
import { holdAnswers } from '../support/screen-intercept.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';
import { shots, test } from '../support/screen-posts.ts';

const log = (page: Page) => page.getByRole('grid', { name: 'Deliveries' });

test('from a held post its batch or its connection is resumed, and its number found on the do-not-call list', async ({
  desk,
  receiver,
}) => {
  test.slow();
  const { page } = desk;
  const connectionId = await receiver.connect(desk);
  const { PrimaryPhone: phone = '' } = sampleLead(2);
  await desk.call('connections.pause', { id: connectionId });
  const { batch } = await desk.call('delivery.post', { connectionId, leads: [sampleLead(1), sampleLead(2)] });
  const id = batch?.id ?? 0;
  await desk.call('delivery.pause', { id });
  await desk.call('dnc.add', { phones: [phone], source: 'by hand' });
  const [first, second] = (await desk.call('jobs.list', { filter: { post: { batchId: id } }, order: 'oldest' })).jobs;

  await desk.goTo(`/deliveries?job=${first?.id ?? 0}`);
  const status = page.getByRole('region', { name: 'Status' });
  await test.step('the batch, which is the first to be resumed', async () => {
    await expect(status).toContainText('Its batch is paused');
    await expect(status.getByRole('button', { name: `Resume ${first?.importName ?? ''}` })).toBeVisible();
    await expect(status.getByRole('button', { name: 'Post again' })).toHaveCount(0);
    await shots(page, 'held-batch');
    await looksRight(page, 'a post of a paused batch');
    await page.keyboard.press('p');
    await expectSaid(page, `${first?.importName ?? ''} resumed.`);
  });

  await test.step('then the connection', async () => {
    await expect(status.getByRole('button', { name: 'Resume LeadExec' })).toBeVisible();
    await page.keyboard.press('p');
    await expectSaid(page, 'LeadExec resumed.');
    await expect(page.getByText(/Posted, attempt 1: Accepted/)).toBeVisible();
  });

  await test.step('a number on the do-not-call list is found there, taken off, and the lead sent again', async () => {
    await desk.goTo(`/deliveries?job=${second?.id ?? 0}`);
    await expect(status).toContainText('The phone is on your do-not-call list');
    await expect(status.getByRole('button', { name: 'Open do-not-call list' })).toBeVisible();
    await shots(page, 'held-listed');
    await looksRight(page, 'a post to a number on the do-not-call list');
    await page.keyboard.press('l');
    const list = page.getByRole('grid', { name: 'Do-not-call list' });
    await expect(list.locator('[role=row][aria-selected]')).toHaveCount(1);
    await list.focus();
    await page.keyboard.press('j');
    await expect(page.getByRole('button', { name: /^Remove/ })).toBeVisible();
    await page.keyboard.press('Delete');
    await expectSaid(page, 'removed from the do-not-call list.');
    await page.goBack();
    await expect(status.getByRole('button', { name: 'Post again' })).toBeVisible();
    await page.keyboard.press('r');
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Post 1 row again' })).toBeEnabled();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/Posted, attempt 1: Accepted/)).toBeVisible();
    expect(receiver.vendor.admin.count()).toBe(2);
  });
});

test('keys of an open row do what its buttons show, while the list still has the row as it was', async ({
  desk,
  receiver,
}) => {
  test.skip(desk.shell === 'electron', 'answers are held in the browser shell alone');
  test.slow();
  const { page } = desk;
  const connectionId = await receiver.connect(desk);
  await desk.call('connections.pause', { id: connectionId });
  const { batch } = await desk.call('delivery.post', { connectionId, leads: [sampleLead(1)] });
  const id = batch?.id ?? 0;
  await desk.call('delivery.pause', { id });
  const [job] = (await desk.call('jobs.list', { filter: { post: { batchId: id } } })).jobs;
  await desk.goTo(`/deliveries?job=${job?.id ?? 0}`);
  await expect(log(page)).toHaveAttribute('aria-rowcount', '2');
  const status = page.getByRole('region', { name: 'Status' });
  await expect(status).toContainText('Its batch is paused');

  const letGo = await holdAnswers(page, 'jobs.list');
  await desk.call('delivery.resume', { id });
  await expect(status.getByRole('button', { name: 'Resume LeadExec' })).toBeVisible();
  await page.keyboard.press('p');
  await expect.poll(async () => (await desk.call('jobs.counts', { connectionId })).delivered).toBe(1);
  letGo();
  await expectSaid(page, 'LeadExec resumed.');
});

test('rows of an earlier filter can’t be selected, and say nothing about the number that matches', async ({
  desk,
  receiver,
}) => {
  test.skip(desk.shell === 'electron', 'answers are held in the browser shell alone');
  test.slow();
  const { page } = desk;
  const connectionId = await receiver.connect(desk);
  await desk.call('delivery.post', { connectionId, leads: [sampleLead(1), sampleLead(2)] });
  await expect.poll(async () => (await desk.call('jobs.counts', { connectionId })).delivered).toBe(2);
  await desk.goTo('/deliveries');
  await expect(log(page)).toHaveAttribute('aria-rowcount', '3');
  await log(page).focus();
  await page.keyboard.press('j');
  await expect(log(page)).toHaveAttribute('aria-activedescendant', /./);

  // As while the posts are still being read after the start.
  await page.route('**/api/call/delivery.logProgress', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('"value":null', '"value":{"read":400000,"posts":1000000}');
    await route.fulfill({ response, body });
  });
  const letGo = await holdAnswers(page, 'jobs.list');
  await page.getByRole('combobox', { name: 'Posted as' }).selectOption({ label: 'Transfer' });
  await expect(log(page)).toHaveAttribute('aria-busy', 'true');
  await expect(page.getByText('Posts are still being read: 400,000 of 1,000,000 posts')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '… rows' })).toBeVisible();
  await shots(page, 'still-being-read');
  await looksRight(page, 'posts that are still being read');
  await log(page).focus();
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selected rows' })).toHaveCount(0);
  await expect(log(page).getByRole('checkbox').first()).toBeDisabled();
  letGo();
  await expect(page.getByText('No row matches')).toBeVisible();
  await expect(log(page)).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByText('Posts are still being read')).toHaveCount(0);
});
