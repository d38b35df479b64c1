import { writeFileSync } from 'node:fs';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { sampleCsv } from '../support/delivery-desk.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { postLeads, shot } from '../support/screen-account.ts';
import { pressInTurn } from '../support/screen-keys.ts';
import { looksRight } from '../support/screen-look.ts';

let vendor: PracticeLeadExec;
test.beforeEach(async () => {
  vendor = await startPracticeLeadExec({ secret: 'practice' });
});
test.afterEach(() => vendor.close());

/** The first five people again: the receiver refuses them as duplicates. */
async function postDuplicates(desk: Desk): Promise<void> {
  const receiver = (await desk.call('connections.list', {})).find(({ kind }) => kind === 'receiver');
  const path = test.info().outputPath('again.csv');
  writeFileSync(path, sampleCsv(5));
  const { batch } = await desk.call('delivery.post', {
    connectionId: receiver?.id ?? 0,
    ...({ kind: 'returnsends', path } as const),
  });
  await expect.poll(async () => (await desk.call('delivery.batch', { id: batch?.id ?? 0 })).jobs.duplicate).toBe(5);
}

test('a team lead sees revenue, shares, refusals and what runs full, offline, by keyboard alone', async ({ desk }) => {
  const { page } = desk;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await postLeads(desk, vendor);
  await postDuplicates(desk);
  await expect(page.getByRole('link', { name: 'Account', exact: true })).toBeVisible();
  await pressInTurn(page, 'g', 'a');
  await expect(page.getByRole('grid', { name: 'Clients' })).toHaveAttribute('aria-rowcount', '41');
  await page.keyboard.press('m');
  await expect(page.getByRole('heading', { level: 1, name: 'Money and fairness' })).toBeVisible();

  await test.step('without copies of the account it says what to do', async () => {
    await expect(page.getByRole('alert')).toContainText('This desk has no copies of the account’s');
    await looksRight(page, 'no copies yet');
    await page.keyboard.press('Shift+R');
    await expect(page.getByText('The copies of the account are up to date.')).toBeVisible();
  });

  await test.step('the numbers are there, with their plots', async () => {
    await vendor.close();
    const glance = page.getByLabel('At a glance').getByRole('definition');
    await expect(glance).toHaveText([/^\$600\.00from 24 sales/, /^\$/, /^71%12 of 17 posts/, /^100%0 refused/, /^0/]);
    const clients = page.getByRole('table', { name: 'Clients' });
    await expect(clients.getByRole('row')).toHaveCount(3);
    await expect(clients.getByRole('row').nth(1)).toContainText('50%$300.00120100%0');
    await expect(page.getByRole('table', { name: 'Campaigns' }).getByRole('row', { name: /^Auto, web/ })).toContainText(
      '12571%$600.00',
    );
    await expect(page.getByRole('table', { name: 'Why posts were refused' })).toContainText(
      'The receiver already has this lead',
    );
    const days = page.getByRole('table', { name: 'Revenue and leads by day' });
    await expect(days.getByRole('row', { name: /^Revenue/ })).toContainText('$600');
    await shot(desk, 'money');
    await looksRight(page, 'money and fairness');
  });

  await test.step('other days are chosen', async () => {
    await page.getByRole('radio', { name: '90 days' }).press('Space');
    await expect(page.getByRole('table', { name: 'Revenue and leads by week' })).toBeVisible();
    await shot(desk, 'money-weeks');
    await page.getByRole('radio', { name: 'Between …' }).press('Space');
    await page.getByLabel('First day').fill('2020-03-01');
    await page.getByLabel('Last day').fill('2020-03-05');
    await expect(page.getByText('Nothing was posted in these days')).toBeVisible();
    await shot(desk, 'money-none');
    await looksRight(page, 'no leads in these days');
    await page.getByRole('radio', { name: '7 days' }).press('Space');
    await expect(page.getByRole('table', { name: 'Clients' })).toBeVisible();
  });

  await test.step('a table is written to a file', async () => {
    await pressInTurn(page, 'e', 'c');
    await expect(page.getByText(/^2 rows written to .*money clients/)).toBeVisible();
  });
});
