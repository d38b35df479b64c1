import { expect } from '@playwright/test';
import { sampleLead } from '../support/delivery-desk.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';
import { postAndWait, shots, test } from '../support/screen-posts.ts';

test.describe.configure({ timeout: 120_000 });

test('500 posts of unknown outcome are decided by keyboard, all at once, with what is known beside each', async ({
  desk,
  receiver,
}) => {
  const { page } = desk;
  const { admin } = receiver.vendor;
  const connectionId = await receiver.connect(desk);
  admin.setFaults([{ kind: 'answer-lost-reset', path: '/processor/insert', times: 1 }]);
  const leads = Array.from({ length: 500 }, (_, at) => sampleLead(at));
  const jobs = await postAndWait(desk, { connectionId, leads, together: 500 });
  expect(jobs.filter(({ state }) => state === 'unknown')).toHaveLength(500);
  await desk.goTo(`/posts/${(await desk.call('delivery.batches', {}))[0]?.id ?? 0}`);
  await expect(page.getByText('500 leads were posted with an unknown result.')).toBeVisible();
  await shots(page, 'unknown-result');
  await looksRight(page, 'a result of unknown outcome');
  await page.getByRole('link', { name: 'Decide' }).press('Enter');
  await expect(page).toHaveURL(/#\/deliveries\?.*state=unknown/);
  const log = page.getByRole('grid', { name: 'Deliveries' });
  await expect(log).toHaveAttribute('aria-rowcount', '501');
  await log.focus();
  // One by one: what the row knows, then the word on it.
  await page.keyboard.press('j');
  await expect(log).toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('Enter');
  await expect(page.getByText('LeadExec may have it and may have sold it')).toBeVisible();
  await shots(page, 'unknown-one');
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'Mark 1 row as not posted?' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(log).toHaveAttribute('aria-rowcount', '500');
  await page.keyboard.press('Escape');

  await page.keyboard.press('*');
  const all = page.getByRole('dialog', { name: 'All matching rows: 499 rows' });
  // Nothing here is a dialer's.
  await expect(all.getByRole('button', { name: 'Check for duplicate …' })).toBeVisible();
  await expect(all.getByRole('button', { name: /dialer/ })).toHaveCount(0);
  await shots(page, 'unknown-all');
  await looksRight(page, 'acts on unknown posts');
  await all.getByRole('button', { name: 'Mark as posted …' }).press('Enter');
  const sure = page.getByRole('dialog', { name: 'Mark 499 rows as posted?' });
  await expect(sure.getByRole('region', { name: 'Earlier attempts' }).getByRole('listitem').first()).toContainText(
    'Result unknown',
  );
  await expect(sure.getByText('489 more.')).toBeVisible();
  await shots(page, 'unknown-sure');
  await looksRight(page, 'a word on 499 unknown posts');
  await sure.getByRole('button', { name: 'Show 10 more' }).press('Enter');
  await expect(sure.getByText('479 more.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('499 rows marked as posted.')).toBeVisible();
  await expect(page.getByText('No row matches')).toBeVisible();
  expect(await desk.call('jobs.counts', { connectionId })).toMatchObject({ unknown: 0, delivered: 499, rejected: 1 });
  // Nothing was posted again.
  expect(admin.count()).toBe(500);
});

test('500 posts of unknown outcome are checked for duplicates by keyboard, stopped on the way, and checked again', async ({
  desk,
  receiver,
}) => {
  test.slow();
  const { page } = desk;
  const { admin, url } = receiver.vendor;
  const connectionId = await receiver.connect(desk);
  admin.setFaults([{ kind: 'answer-lost-reset', path: '/processor/insert', times: 1 }]);
  const leads = Array.from({ length: 500 }, (_, at) => sampleLead(at));
  await postAndWait(desk, { connectionId, leads, together: 500 });
  const pace = (perSecond: number | null) =>
    desk.call('connections.save', {
      ...{ id: connectionId, kind: 'receiver', name: 'LeadExec', url, perSecond },
      receiver: { vid: 18, lid: 1, aid: 23, duplicateCheck: true },
    });
  await pace(1);
  const log = page.getByRole('grid', { name: 'Deliveries' });
  const checkAll = async () => {
    await desk.goTo('/deliveries?state=unknown');
    await expect(log.locator('[role=row][aria-selected]').first()).toBeVisible();
    await log.focus();
    await page.keyboard.press('*');
    const all = page.getByRole('dialog', { name: /^All matching rows/ });
    await all.getByRole('button', { name: 'Check for duplicate …' }).press('Enter');
    await expect(page.getByRole('button', { name: /^Check \d+ rows$/ })).toBeEnabled();
    await page.keyboard.press('Control+Enter');
  };
  await checkAll();
  await expect(page.getByText('Checking 500 rows for duplicates.')).toBeVisible();
  // How far it is: those found are delivered, and the others still checked.
  await expect(page.getByRole('radio', { name: /^Delivered [1-9]/ })).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Unknown \d+ (?:\d+ )?checking$/ })).toBeVisible();
  await shots(page, 'unknown-checking');
  await looksRight(page, 'duplicate checks on their way');
  await log.focus();
  await page.keyboard.press('*');
  await page
    .getByRole('dialog', { name: /^All matching rows/ })
    .getByRole('button', { name: 'Stop checking …' })
    .press('Enter');
  await expect(page.getByRole('button', { name: /^Stop checking \d+ rows$/ })).toBeEnabled();
  await shots(page, 'unknown-stop');
  await page.keyboard.press('Control+Enter');
  await expectSaid(page, 'will not be checked');
  await expect.poll(async () => (await desk.call('jobs.counts', { connectionId })).checking).toBe(0);
  const { unknown, delivered } = await desk.call('jobs.counts', { connectionId });
  expect(unknown + delivered).toBe(500);
  expect(unknown).toBeGreaterThan(400);
  await expect(page.getByRole('radio', { name: `Unknown ${unknown}` })).toBeVisible();

  await pace(null);
  await checkAll();
  await expectSaid(page, `Checking ${unknown} rows for duplicates.`);
  await expect
    .poll(() => desk.call('jobs.counts', { connectionId }), { timeout: 120_000 })
    .toMatchObject({ unknown: 0, delivered: 500 });
  expect(admin.counts().byCall.duplicate).toBe(500);
  expect(admin.count()).toBe(500);
});

test('a post whose answer was cut is asked for by its id, by keyboard', async ({ desk, receiver }) => {
  const { page } = desk;
  const { admin } = receiver.vendor;
  const connectionId = await receiver.connect(desk);
  admin.setFaults([
    { kind: 'cut-mid-answer', path: '/processor/insert', times: 1 },
    { kind: 'http503', path: '/information' },
  ]);
  const [job] = await postAndWait(desk, { connectionId, leads: [sampleLead(1)] });
  expect(job).toMatchObject({ state: 'unknown', checkBy: 'status' });
  await desk.goTo(`/deliveries?job=${job?.id ?? 0}`);
  await expect(page.getByRole('button', { name: 'Ask for status' })).toBeVisible();
  await looksRight(page, 'a post of unknown outcome');
  const log = page.getByRole('grid', { name: 'Deliveries' });
  await log.focus();
  await expect(log).toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('t');
  await expect(page.getByRole('dialog', { name: 'Ask LeadExec for the status of 1 row?' })).toBeVisible();
  admin.setFaults([]);
  await page.keyboard.press('Control+Enter');
  const status = page.getByRole('region', { name: 'Status' });
  await expect(status.getByText('Its status says that it was accepted')).toBeVisible();
  await shots(page, 'unknown-settled');
  expect(admin.count()).toBe(1);
});
