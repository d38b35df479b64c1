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
  // The names of clients are read once the page is open.
  const { connections } = await desk.call('desk.status', {});
  const connectionId = connections.find(({ kind }) => kind === 'leadexec')?.id ?? 0;
  const buyer = { connectionId, kind: 'clients', id: 1234 } as const;
  await expect.poll(async () => (await desk.call('leadexec.record', buyer))?.clientName).toBe('Demo Company');
  const glance = page.getByLabel('At a glance').getByRole('definition');
  await page.getByRole('button', { name: 'Run without changes' }).press('Enter');
  await expect(glance).toHaveText([/^\$600\.00as before/, /^24as before/, /^0of 12 leads/, /^100%/, /^0/]);

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
    await expect(glance).toHaveText([
      ...[/^\$485\.00−\$115\.00 against \$600\.00/, /^17−7 against 24/, /^7of 12 leads/, /^100%/, /^0/],
    ]);
    await shot(desk, 'what-if-result');
    await looksRight(page, 'a result');
    await page.getByRole('radio', { name: /^Clients/ }).press('Space');
    await expect(page.getByRole('table', { name: 'Sends and revenue by client' }).getByRole('row')).toHaveCount(3);
    await page.getByRole('radio', { name: /^Running full/ }).press('Space');
    await expect(page.getByRole('row', { name: /Maximum in 60 minutes, Auto Demo Company 5 5 100% 7/ })).toBeVisible();
    await page.getByRole('radio', { name: /^Reasons/ }).press('Space');
    await expect(page.getByRole('row', { name: 'Maximum reached 0 7 +7' })).toBeVisible();
    await page.getByRole('radio', { name: /^Moved leads/ }).press('Space');
    const moves = page.getByRole('table', { name: 'Leads that go to other clients' });
    await expect(moves.getByRole('row')).toHaveCount(8);
    await expect(moves.getByRole('row').nth(1)).toContainText('Its maximum of 5 in 60 minutes was reached.');
    await shot(desk, 'what-if-moves');
    await looksRight(page, 'moved leads');
  });

  await test.step('one of them is explained', async () => {
    await page.getByRole('table').getByRole('button').first().press('Enter');
    const why = page.getByRole('dialog', { name: /^Why, and why not: lead/ });
    await expect(why.getByRole('row', { name: /\(501\)/ })).toContainText('Bought it for $25.00.');
    await expect(why.getByRole('row', { name: /^Demo Company, .*\(501\)/ })).toBeVisible();
    await expect(why.getByText(/^LeadExec reports it was sent to: .*Demo Company for \$25\.00/)).toBeVisible();
    await expect(why.getByRole('row', { name: /\(531\)/ })).toContainText('The client Active.');
    await why.getByRole('button', { name: 'Ask LeadExec for its log' }).press('Enter');
    await expect(why.getByText(/LeadExec’s log, read .*agrees in all \d+ accounts/)).toBeVisible();
    await expect(why.getByRole('row', { name: /\(501\)/ })).toContainText('Agrees');
    await shot(desk, 'what-if-explain');
    await looksRight(page, 'an explanation');
    await page.keyboard.press('Escape');
    await expect(why).toHaveCount(0);
  });

  await test.step('the table is written to a file', async () => {
    await page.keyboard.press('e');
    await expect(page.getByText(/^7 rows written to .*what-if moves/)).toBeVisible();
  });

  await test.step('a campaign that takes fewer leads refuses the others at the door', async () => {
    await page.getByRole('button', { name: 'Remove all changes' }).press('Enter');
    const add = page.getByRole('group', { name: 'New change' });
    await add.getByLabel('What').selectOption('Campaign');
    const campaign = add.getByLabel('Campaign', { exact: true });
    await expect(campaign.locator('option', { hasText: '(23)' })).toHaveCount(1);
    await campaign.selectOption('Auto, web (23)');
    await add.getByLabel('Field').selectOption('Daily max of leads');
    await expect(add.getByText('Now: no maximum')).toBeVisible();
    await add.getByLabel('New value').fill('4');
    await add.getByRole('button', { name: 'Add change' }).press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('radio', { name: /^Refused when posted/ }).press('Space');
    const reasons = page.getByRole('table', { name: 'Leads refused when posted, by reason' });
    await expect(reasons.getByRole('row').nth(1)).toContainText('The campaign’s maximum of 4 a day was reached.');
    await expect(
      page.getByRole('table', { name: 'Leads refused when posted', exact: true }).getByRole('row'),
    ).toHaveCount(9);
    await shot(desk, 'what-if-intake');
    await looksRight(page, 'leads refused when posted');
  });

  await test.step('the account’s rules are set, which LeadExec does not show', async () => {
    await page.keyboard.press('Shift+A');
    const rules = page.getByRole('dialog', { name: 'Rules of the account' });
    await expect(rules.getByLabel('Time zone').locator('option:checked')).toHaveText('America/Los Angeles');
    await looksRight(page, 'the rules of the account');
    await rules.getByLabel('Time zone').selectOption('America/New York');
    await rules.getByLabel('Find delivery account').fill('501');
    const option = rules.getByLabel('Delivery account', { exact: true }).locator('option', { hasText: '(501)' });
    await expect(option).toHaveCount(1);
    await rules
      .getByLabel('Delivery account', { exact: true })
      .selectOption((await option.getAttribute('value')) ?? '');
    await expect(rules.getByRole('listitem')).toHaveText(/, Auto \(501\)Remove$/);
    await shot(desk, 'what-if-rules');
    await rules.getByRole('button', { name: 'Save' }).press('Enter');
    await expect(page.getByText('The account’s rules are saved on this desk.')).toBeVisible();
    await expect(rules).toHaveCount(0);
    const account = (await desk.call('connections.list', {})).find(({ kind }) => kind === 'leadexec');
    expect(await desk.call('leadexec.rules', { connectionId: account?.id ?? 0 })).toEqual({
      ...{ timeZone: 'America/New_York', preference: 'Price', exclusiveAccounts: [501] },
    });
  });

  await test.step('values that may be none, a time zone, and days of one’s own are entered', async () => {
    const add = page.getByRole('group', { name: 'New change' });
    await add.getByLabel('What').selectOption('Whole account');
    await add.getByLabel('Field').selectOption('Time zone');
    await add.getByLabel('New value').selectOption('Europe/Berlin');
    await add.getByRole('button', { name: 'Add change' }).press('Enter');
    await expect(page.getByRole('listitem').filter({ hasText: 'Time zone: Europe/Berlin' })).toHaveCount(1);
    await add.getByLabel('What').selectOption('Order');
    const order = add.getByLabel('Order', { exact: true });
    await expect(order.locator('option').nth(1)).toBeAttached();
    await order.selectOption({ index: 1 });
    await add.getByLabel('Field').selectOption('Leads of each item');
    await add.getByLabel('By dollars').press('Space');
    await add.getByRole('button', { name: 'Add change' }).press('Enter');
    await expect(page.getByRole('listitem').filter({ hasText: 'Leads of each item: by dollars' })).toHaveCount(1);
    await add.getByLabel('Field').selectOption('Start');
    await expect(add.getByText(/^Now: \w+ \d+, 2026/)).toBeVisible();
    await add.getByLabel('New value').fill('2026-01-02');
    await add.getByRole('button', { name: 'Add change' }).press('Enter');
    await expect(page.getByRole('listitem').filter({ hasText: '→ Jan 2, 2026' })).toHaveCount(1);
    await page.getByRole('radio', { name: 'Between …' }).press('Space');
    await page.getByLabel('First day').fill('2020-03-01');
    await page.getByLabel('Last day').fill('2020-03-05');
    await page.keyboard.press('Control+Enter');
    await expect(glance).toHaveText([/^\$0\.00/, /^0as before/, /^0of 0 leads/, /^–no sends reported/, /^0/]);
    await shot(desk, 'what-if-days');
    await looksRight(page, 'days of one’s own');
  });
});
