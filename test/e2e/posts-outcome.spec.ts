import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { sampleLead } from '../support/delivery-desk.ts';
import { expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';

let vendor: PracticeLeadExec;
test.beforeEach(async () => {
  vendor = await startPracticeLeadExec({ secret: 'practice' });
});
test.afterEach(() => vendor.close());

test('posts of unknown outcome are checked for duplicates all at once, by keyboard', async ({ desk }) => {
  const { page } = desk;
  const receiver = { vid: 18, lid: 1, aid: 23 };
  const connection = { kind: 'receiver', name: 'LeadExec', url: vendor.url } as const;
  const { id } = await desk.call('connections.save', {
    ...{ ...connection, receiver, secrets: { password: 'practice', token: '' } },
  });
  vendor.admin.setFaults([{ kind: 'answer-lost-reset', path: '/processor/insert', times: 2 }]);
  await desk.call('delivery.post', { connectionId: id, leads: [sampleLead(1), sampleLead(2), sampleLead(3)] });
  await expect
    .poll(async () => await desk.call('jobs.counts', { connectionId: id }))
    .toMatchObject({ unknown: 2, delivered: 1 });
  await desk.call('connections.save', { ...connection, id, receiver: { ...receiver, duplicateCheck: true } });

  await desk.goTo('/deliveries?state=unknown');
  const log = page.getByRole('grid', { name: 'Deliveries' });
  await expect(log.getByRole('row')).toHaveCount(3);
  await log.focus();
  await page.keyboard.press('*');
  const all = page.getByRole('dialog', { name: /^All matching rows/ });
  await expect(all).toBeVisible();
  await looksRight(page, 'acts on all posts that match');
  await all.getByRole('button', { name: 'Check for duplicate …' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Check 2 rows for duplicates at LeadExec?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check 2 rows' })).toBeEnabled();
  await looksRight(page, 'a duplicate check of posts, asked first');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Checking 2 rows for duplicates.')).toBeVisible();
  await expect
    .poll(async () => (await desk.call('jobs.counts', { connectionId: id })).delivered, { timeout: 30_000 })
    .toBe(3);
  expect(vendor.admin.count()).toBe(3);
});
