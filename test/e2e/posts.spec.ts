import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import { PRACTICE_PASSWORD } from '../../src-main/practice/names.ts';
import { expect, test } from '../support/screen.ts';
import { interceptFromNow } from '../support/screen-intercept.ts';
import { looksRight } from '../support/screen-look.ts';

test.describe.configure({ timeout: 120_000 });

test('leads of a file are posted by keyboard: connected, mapped, checked, posted, explained', async ({ desk }) => {
  const { page } = desk;
  await expect(page.getByRole('heading', { name: 'Welcome to Trunkline' })).toBeVisible();
  await page.keyboard.press('4');
  await expect(page).toHaveURL(/#\/posts\/new\/columns$/);
  await expect(page.getByLabel('Phone becomes')).toHaveValue(/./);
  await expect(page.getByText('11 of 12 columns mapped')).toBeVisible();
  await shot(page, 'columns');
  await looksRight(page, 'columns of leads to post');

  await page.getByLabel('Reference').selectOption({ label: 'Lead ID' });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: '485 leads of 500 can be posted' })).toBeVisible();
  await expect(page.getByText('5 rows whose FirstName loses characters')).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByText('LeadExec answered and declined the ping')).toBeVisible();
  await expect(page.getByText('Contact details are never in a ping')).toBeVisible();
  await shot(page, 'checks');
  await looksRight(page, 'checks of leads to post');

  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/posts\/\d+$/);
  await expect(page.getByRole('heading', { name: /^All 485 leads done/ })).toBeVisible();
  await shot(page, 'result');
  await looksRight(page, 'result of posts');

  await page.getByRole('link', { name: 'Show all in Deliveries' }).click();
  await expect(page.getByRole('grid', { name: 'Deliveries' })).toHaveAttribute('aria-rowcount', '486');
  // The keys are the table's once it has the focus and a row under its cursor.
  const log = page.getByRole('grid', { name: 'Deliveries' });
  await log.focus();
  await page.keyboard.press('j');
  await expect(log).toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Posted, attempt \d+: Accepted/)).toBeVisible();
  await shot(page, 'log');
  await looksRight(page, 'a posted lead in the log');
});

async function shot(page: import('@playwright/test').Page, name: string): Promise<void> {
  if (process.env.SHOTS !== undefined) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
}

test('a call is transferred by keyboard: who takes it stands large, is called by one key and recorded', async ({
  desk,
}) => {
  const { page } = desk;
  const { posting } = await desk.call('practice.start', { receiver: true });
  const connectionId = posting?.connectionId ?? 0;
  const lead = {
    ...{ FirstName: 'Ann', LastName: 'Davis', Email: 'ann@example.com', PrimaryPhone: '7025550123' },
    ...{ City: 'Las Vegas', State: 'NV', Zip: '89101' },
  };
  const { batch } = await desk.call('delivery.post', { connectionId, kind: 'transfer', leads: [lead] });
  await desk.goTo(`/posts/${batch?.id ?? 0}`);
  await expect(page.getByRole('heading', { name: /^1 lead done/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Transfer the call' })).toBeEnabled();
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/#\/posts\/transfer\/\d+$/);
  const agents = page.getByRole('list', { name: 'Agents' });
  const call = agents.getByRole('link').first();
  await expect(call).toHaveAttribute('href', /^tel:\+1\d{10}$/);
  const size = await call.evaluate((link) => Number.parseFloat(getComputedStyle(link).fontSize));
  expect(size, 'read at a glance').toBeGreaterThanOrEqual(30);
  await shot(page, 'transfer');
  await page.keyboard.press('t');
  await page.keyboard.press('1');
  await expect(agents.getByText('Took the call')).toBeVisible();
  await looksRight(page, 'transfer of a call');
});

test('how far a check is stands on the screen, and it can be cancelled', async ({ desk }) => {
  test.skip(desk.shell === 'electron', 'the check is held over HTTP alone');
  const { page } = desk;
  await expect(page.getByRole('heading', { name: 'Welcome to Trunkline' })).toBeVisible();
  await page.keyboard.press('4');
  await expect(page.getByText('11 of 12 columns mapped')).toBeVisible();
  // The check is held where it is, so that it can be looked at.
  let cancelled = false;
  await interceptFromNow(page);
  await page.route('**/call/delivery.checkProgress', (route) =>
    route.fulfill({ json: { ok: true, value: { rows: 1_200, share: 0.34 } } }),
  );
  await page.route('**/call/delivery.cancelCheck', (route) => {
    cancelled = true;
    return route.fulfill({ json: { ok: true, value: { canceled: true } } });
  });
  await page.route('**/call/delivery.post', async (route) => {
    await expect.poll(() => cancelled).toBe(true);
    const error = { code: 'conflict', message: 'Canceled: nothing was posted.' };
    await route.fulfill({ json: { ok: false, error } });
  });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('progressbar', { name: 'Leads checked' })).toHaveAttribute('aria-valuenow', '34');
  await expect(page.getByText('1,200 rows checked, 34')).toBeVisible();
  await shot(page, 'checking');
  await looksRight(page, 'a check of leads under way');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Canceled: nothing was posted.')).toBeVisible();
});

test('beside the account: the lead type’s fields are read from it, and a redirect is confirmed to it', async ({
  desk,
}) => {
  const { page } = desk;
  const { posting } = await desk.call('practice.start', { receiver: true });
  const connectionId = posting?.connectionId ?? 0;
  const receiver = (await desk.call('connections.list', {})).find(({ id }) => id === connectionId);
  await desk.call('connections.save', {
    ...{
      kind: 'leadexec',
      name: 'Our account',
      url: receiver?.url ?? '',
      user: SAMPLE.apiClientId,
      password: PRACTICE_PASSWORD,
    },
  });
  const lead = {
    ...{ FirstName: 'Ann', LastName: 'Davis', Email: 'ann@example.com', PrimaryPhone: '7025550123' },
    ...{ City: 'Las Vegas', State: 'NV', Zip: '89101' },
  };
  await desk.call('delivery.post', { connectionId, kind: 'manualredirect', leads: [lead] });
  const jobId = await waitFor(async () => {
    const { jobs } = await desk.call('jobs.list', { filter: { connectionId, state: 'delivered' } });
    return jobs[0]?.id;
  });
  await desk.goTo(`/deliveries?job=${jobId}`);
  const confirm = page.getByRole('button', { name: 'Confirm to Our account' });
  await expect(confirm).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open outside' })).toHaveAttribute('href', /^https:/);
  await shot(page, 'redirect');
  await looksRight(page, 'a redirect that can be confirmed');
  await confirm.press('Enter');
  await expect(page.getByText('The result of the redirect was reported to the account.')).toBeVisible();

  await desk.goTo(`/settings/dialers/${connectionId}`);
  await expect(page.getByText(/^18 fields known, 6 required. From your posting instructions/)).toBeVisible();
  await page.getByRole('button', { name: 'Read from Our account' }).press('Enter');
  await expect(page.getByText(/fields known, \d+ required. Read from Our account, updated/)).toBeVisible();
  await shot(page, 'fields-of-account');
  await looksRight(page, 'lead fields of an account');
});

async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  let found: T | undefined;
  await expect
    .poll(async () => {
      found = await look();
      return found !== undefined;
    })
    .toBe(true);
  return found;
}
