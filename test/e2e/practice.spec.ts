import { expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';

test.describe.configure({ timeout: 120_000 });

test('practice starts where the role works: leads in the inbox, offers on the board', async ({ desk }) => {
  const { page } = desk;
  await expect(page.getByRole('heading', { name: 'Welcome to Trunkline' })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page).toHaveURL(/#\/offers/);
  await expect(page.getByRole('grid', { name: 'Open to me' }).getByRole('row').first()).toBeVisible({
    timeout: 60_000,
  });
  await desk.goTo('/settings/practice');
  await page.getByRole('button', { name: 'Work leads' }).click();
  await expect(page).toHaveURL(/#\/inbox$/);
  await expect(page.getByRole('grid', { name: 'Leads' }).getByRole('row').nth(5)).toBeVisible();
});

test('faults of the practice vendors are switched on and off, and strike at once', async ({ desk }) => {
  const { page } = desk;
  await desk.goTo('/settings/practice');
  await expect(page.getByText('Start the practice vendors to try out faults')).toBeVisible();
  await desk.call('practice.start', {});
  const dialer = page.getByRole('group', { name: 'Practice dialer' });
  await expect(dialer).toBeVisible();
  const source = (await desk.call('desk.status', {})).connections.find(({ name }) => name === 'Practice dialer');
  const verdict = async () => (await desk.call('connections.test', { id: source?.id ?? 0 })).verdict;
  expect(await verdict()).toBe('ok');

  await dialer.getByRole('switch', { name: 'Wrong password' }).check();
  await expect(page.getByRole('button', { name: 'Switch all off' })).toBeEnabled();
  expect(await verdict(), 'struck at once').toBe('refused');
  await looksRight(page, 'faults of the practice vendors');
  await dialer.getByLabel('How often Practice dialer fails').selectOption({ label: 'Every 3rd request' });
  // A page that is left at once may not have sent it.
  await expect
    .poll(async () => (await desk.call('practice.faults', {})).vendors.find(({ vendor }) => vendor === 'dialer')?.every)
    .toBe(3);
  await page.reload();
  await expect(dialer.getByRole('switch', { name: 'Wrong password' })).toBeChecked();
  await expect(dialer.getByLabel('How often Practice dialer fails').locator('option:checked')).toHaveText(
    'Every 3rd request',
  );

  await page.getByRole('button', { name: 'Switch all off' }).click();
  await expect(dialer.getByRole('switch', { name: 'Wrong password' })).not.toBeChecked();
  expect(await verdict()).toBe('ok');
});
