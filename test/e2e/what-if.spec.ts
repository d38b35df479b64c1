import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { expect, test } from '../support/screen.ts';
import { postLeads, shot } from '../support/screen-account.ts';
import { pressInTurn } from '../support/screen-keys.ts';
import { looksRight } from '../support/screen-look.ts';

let vendor: PracticeLeadExec;
test.beforeEach(async () => {
  vendor = await startPracticeLeadExec({ secret: 'practice' });
});
test.afterEach(() => vendor.close());

test('a team lead changes a price and a maximum, and sees revenue, moved leads and reasons, by keyboard alone', async ({
  desk,
}) => {
  const { page } = desk;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await postLeads(desk, vendor);
  await expect(page.getByRole('link', { name: 'What if', exact: true })).toBeVisible();
  await pressInTurn(page, 'g', 'f');
  await expect(page.getByRole('heading', { level: 1, name: 'What if' })).toBeVisible();
  await looksRight(page, 'nothing run yet');

  await page.getByRole('button', { name: 'Refresh copies' }).press('Enter');
  await expect(page.getByText('The copies of the account are up to date.')).toBeVisible();
  const glance = page.getByLabel('At a glance').getByRole('definition');
  await page.getByRole('button', { name: 'Run without changes' }).press('Enter');
  await expect(glance).toHaveText([/^\$600\.00/, /^24/, /^0/, /^100%/, /^0/]);

  await test.step('changes are put together', async () => {
    const add = page.getByRole('group', { name: 'New change' });
    const account = add.getByLabel('Delivery account', { exact: true });
    const change = async (number: string, field: string, value: string, listed: string) => {
      await add.getByLabel('Find delivery account').fill(number);
      const option = account.locator('option', { hasText: `(${number})` });
      await expect(option).toHaveCount(1);
      await account.selectOption((await option.getAttribute('value')) ?? '');
      await expect(account.locator('option:checked')).toHaveText(new RegExp(`\\(${number}\\)`));
      await add.getByLabel('Field').selectOption(field);
      await expect(add.getByText(/^Now: /)).toBeVisible();
      await add.getByLabel('New value').fill(value);
      await add.getByRole('button', { name: 'Add change' }).press('Enter');
      await expect(page.getByRole('listitem').filter({ hasText: listed })).toHaveCount(1);
    };
    await change('511', 'Price', '30', 'Price: $25.00 → $30.00');
    await change('501', 'Hourly max', '5', 'Hourly max: no maximum → 5');
  });

  await test.step('they are run, and tell what moves and why', async () => {
    await page.keyboard.press('Control+Enter');
    await expect(glance).toHaveText([/^\$485\.00−\$115\.00/, /^17−7 of 12 leads/, /^7/, /^100%/, /^0/]);
    await shot(desk, 'what-if-result');
    await looksRight(page, 'a result');
    await page.getByRole('radio', { name: /^Clients/ }).press('Space');
    await expect(page.getByRole('table', { name: 'Sends and revenue by client' }).getByRole('row')).toHaveCount(3);
    await page.getByRole('radio', { name: /^Running full/ }).press('Space');
    await expect(page.getByRole('row', { name: /Maximum in 60 minutes, Auto client1234 5 5 100% 7/ })).toBeVisible();
    await page.getByRole('radio', { name: /^Reasons/ }).press('Space');
    await expect(page.getByRole('row', { name: 'Maximum reached 0 7 +7' })).toBeVisible();
    await page.getByRole('radio', { name: /^Moved leads/ }).press('Space');
    const moves = page.getByRole('table', { name: 'Leads that go to others' });
    await expect(moves.getByRole('row')).toHaveCount(8);
    await expect(moves.getByRole('row').nth(1)).toContainText('Its maximum of 5 in 60 minutes was reached.');
    await shot(desk, 'what-if-moves');
    await looksRight(page, 'moved leads');
  });

  await test.step('one of them is explained', async () => {
    await page.getByRole('table').getByRole('button').first().press('Enter');
    const why = page.getByRole('dialog', { name: /^Why, and why not: lead/ });
    await expect(why.getByRole('row', { name: /\(501\)/ })).toContainText('Bought it for $25.00.');
    await expect(why.getByRole('row', { name: /\(531\)/ })).toContainText('The client Active.');
    await shot(desk, 'what-if-explain');
    await looksRight(page, 'an explanation');
    await page.keyboard.press('Escape');
    await expect(why).toHaveCount(0);
  });

  await test.step('the table is written to a file', async () => {
    await page.keyboard.press('e');
    await expect(page.getByText(/^7 rows written to .*what-if moves/)).toBeVisible();
  });
});
