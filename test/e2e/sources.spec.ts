import { startPracticeDesk } from '../../src-main/practice/liondesk/start-practice-desk.ts';
import { startPracticeBoard } from '../../src-main/practice/locumjobs/start-practice-board.ts';
import { expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

const SECRET = 'Plover-55-reeds';
const WRONG = 'Dunlin-12-shore';

test('a job board is connected by keys alone: its wrong password stops it with the reason, put right its leads come, and what can’t be read is shown as text', async ({
  desk,
}) => {
  test.slow();
  const board = await startPracticeBoard({ user: 'agent', password: SECRET, leads: 120 });
  const { page } = desk;
  const strip = page.getByRole('contentinfo');
  const form = page.getByRole('region', { name: 'New connection' });
  const pane = page.getByRole('region', { name: 'The open connection' });
  const standing = pane.getByRole('region', { name: 'Status' });

  await test.step('from the first screen to the form, each wrong field named', async () => {
    await expect(page.getByRole('heading', { name: 'Welcome to Trunkline' })).toBeVisible();
    await page.keyboard.press('s');
    await expect(form.getByLabel('Name')).toBeFocused();
    await expect(form.getByLabel('Name')).toHaveValue('LocumJobsOnline');
    await expect(form.getByLabel('Address')).toHaveValue('https://www.locumjobsonline.com');
    await page.keyboard.press('Control+Enter');
    await expect(form.getByLabel('User', { exact: true })).toBeFocused();
    await expect(form.getByLabel('User', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await expect(form.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
    await looksRight(page, 'a source with nothing filled in');
  });

  await test.step('a filter without a value, and half a radius, are not saved', async () => {
    await form.getByLabel('Address').fill(board.url);
    await form.getByLabel('User', { exact: true }).fill('agent');
    await form.getByLabel('Password').fill(WRONG);
    await form.getByLabel('Add a filter').selectOption({ label: 'Lives within' });
    await expect(form.getByLabel('Lives within', { exact: true })).toBeFocused();
    await page.keyboard.type('50');
    await form.getByLabel('Add a filter').selectOption({ label: 'Licensed in' });
    await form.getByLabel('Licensed in', { exact: true }).selectOption('FL');
    await form.getByLabel('Licensed in', { exact: true }).selectOption('GA');
    await page.keyboard.press('Control+Enter');
    await expect(form).toContainText('Add the “of ZIP code” filter');
    expect(await desk.call('connections.list', {})).toEqual([]);
    await looksRight(page, 'filters of a source');
    await form.getByRole('button', { name: 'Remove: Lives within' }).click();
    await form.getByRole('button', { name: 'Remove: Licensed in' }).click();
    await page.keyboard.press('Control+Enter');
    await expectSaid(page, 'LocumJobsOnline is connected.');
  });

  await test.step('a wrong password is tried once and told', async () => {
    await expect(standing).toContainText('Stopped');
    await expect(standing.getByRole('alert')).toContainText(/refused the login/i);
    await expect(strip.getByRole('link', { name: 'LocumJobsOnline stopped' })).toBeVisible();
    expect(board.requests).toHaveLength(1);
    await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('1 connection needs attention');
    expect(await page.content()).not.toContain(WRONG);
    await looksRight(page, 'a source that stopped');
  });

  await test.step('put right and resumed, all its leads come', async () => {
    await pane.getByLabel('Password').fill(SECRET);
    await page.keyboard.press('Control+Enter');
    await expectSaid(page, 'LocumJobsOnline saved.');
    await page.getByRole('grid', { name: 'Lead sources' }).focus();
    await page.keyboard.press('p');
    await expect(standing).toContainText('Up to date');
    await expect(standing.getByRole('definition').filter({ hasText: '120' })).toBeVisible();
    const [{ count } = { count: 0 }] = await desk.call('leads.counts', { filters: [{}] });
    expect(count).toBe(120);
  });

  await test.step('paused and taken back; new ones are fetched when told to', async () => {
    await page.keyboard.press('p');
    await expect(standing).toContainText('Paused');
    // The state and the button come by two answers, and the key does what the button says.
    await expect(standing.getByRole('button', { name: 'Resume' })).toBeVisible();
    await page.keyboard.press('p');
    await expect(standing.getByRole('button', { name: 'Fetch now' })).toBeEnabled();
    board.arrive(3);
    await page.keyboard.press('f');
    await expect(standing.getByRole('definition').filter({ hasText: '123' })).toBeVisible();
    await expect(standing).toContainText('Up to date');
    const before = board.requests.length;
    await page.keyboard.press('Shift+F');
    await expect.poll(() => board.requests.length).toBeGreaterThan(before);
    await expect(standing).toContainText('Up to date');
    await expect(standing.getByRole('definition').filter({ hasText: '123' })).toBeVisible();
  });

  await test.step('the list holds dialers and sources apart', async () => {
    await page.keyboard.press('Escape');
    await expect(pane).toHaveCount(0);
    const row = page.getByRole('grid', { name: 'Lead sources' }).getByRole('row', { name: /LocumJobsOnline/ });
    await expect(row).toContainText('Up to date');
    await expect(row).toContainText('123');
    await expect(page.getByRole('region', { name: 'Dialers' })).toContainText('No dialer to send dial lists to.');
    await looksRight(page, 'connections');
  });

  await test.step('removed, it says what stays', async () => {
    await page.keyboard.press('Enter');
    await standing.getByRole('button', { name: 'Remove …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove LocumJobsOnline?' });
    await expect(dialog).toContainText('Its leads stay in the inbox');
    await dialog.getByRole('button', { name: 'Remove LocumJobsOnline' }).click();
    await expect(page.getByText('No dialer or lead source is connected yet')).toBeVisible();
    const [{ count } = { count: 0 }] = await desk.call('leads.counts', { filters: [{}] });
    expect(count).toBe(123);
  });
  await board.close();
});

test('LionDesk lets the desk in once: its address is shown, a wrong code is told by its field, the right one brings the leads', async ({
  desk,
}) => {
  test.slow();
  const vendor = await startPracticeDesk({ token: 'unused', clientId: 'desk-7', clientSecret: SECRET, leads: 40 });
  const { page } = desk;
  const form = page.getByRole('region', { name: 'New connection' });
  const pane = page.getByRole('region', { name: 'The open connection' });
  await desk.goTo('/settings/dialers/new');
  await page
    .getByRole('radiogroup', { name: 'Choose what to connect' })
    .getByRole('radio', { name: 'LionDesk' })
    .check();
  await expect(form.getByLabel('Address', { exact: true })).toHaveValue('https://api-v2.liondesk.com');
  await form.getByLabel('Authentication').selectOption({ label: 'Client ID and secret' });
  await form.getByLabel('Address', { exact: true }).fill(vendor.url);
  await form.getByLabel('Client ID').fill('desk-7');
  await form.getByLabel('Client secret').fill(SECRET);
  await form.getByRole('button', { name: 'Add a condition' }).click();
  await expect(form.getByLabel('Field of condition 1')).toBeFocused();
  await form.getByRole('button', { name: 'Connect' }).click();
  await expect(form.getByRole('alert')).toContainText('A field of the offer, such as rank');
  await looksRight(page, 'a condition without a field');
  await form.getByLabel('Field of condition 1').fill('rank');
  await form.getByLabel('Operator of condition 1').selectOption('is at least  $gte');
  await form.getByLabel('Value of condition 1').fill('0');
  await form.getByRole('button', { name: 'Connect' }).click();
  await expectSaid(page, 'Authorize access');
  const [saved] = await desk.call('connections.list', {});
  expect(saved?.source).toMatchObject({ auth: 'oauth', only: [{ field: 'rank', operator: '$gte', values: ['0'] }] });

  await pane.getByRole('button', { name: 'Authorize access' }).click();
  const address = pane.getByLabel('Authorization address');
  await expect(address).toHaveValue(/\/oauth2\/authorize\?response_type=code&client_id=desk-7/);
  const link = pane.getByRole('link', { name: 'Open in browser' });
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', /noopener/);
  const code = pane.getByLabel('Code, or the address you were sent to');
  await code.fill('not-a-code');
  await code.press('Enter');
  await expect(code).toHaveAttribute('aria-invalid', 'true');
  await looksRight(page, 'a code that LionDesk refused');
  const state = new URL(await address.inputValue()).searchParams.get('state') ?? '';
  await code.fill(`http://127.0.0.1/liondesk?code=practice-code&state=${state}`);
  await code.press('Enter');
  await expect(pane.getByRole('region', { name: 'Status' })).toContainText('Up to date');
  const [{ count } = { count: 0 }] = await desk.call('leads.counts', { filters: [{}] });
  expect(count).toBeGreaterThan(0);
  expect(await page.content()).not.toContain(SECRET);
  await vendor.close();
});

test('a lead that was unlocked stands in the log as what it is, with no row and no phone', async ({ desk }) => {
  const board = await startPracticeBoard({ user: 'agent', password: SECRET, leads: 30 });
  const { page } = desk;
  const { id } = await desk.call('connections.save', {
    kind: 'locumjobs',
    name: 'Board',
    url: board.url,
    user: 'agent',
    password: SECRET,
  });
  await desk.call('sources.sync', { id, wait: true });
  const { ids } = await desk.call('leads.rows', {
    filter: { any: { unlocked: ['no'] } },
    limit: 2,
    columns: ['name'],
  });
  await desk.call('unlock.start', { which: { ids }, expected: 2 });
  await expect.poll(async () => (await desk.call('jobs.counts', {})).delivered).toBe(2);

  await desk.goTo('/deliveries');
  const row = page.getByRole('grid', { name: 'Deliveries' }).getByRole('row', { name: /Lead \d+/ });
  await expect(row).toHaveCount(2);
  await expect(row.first()).toContainText('Board · Unlock 2 leads');
  await expect(row.first().getByRole('gridcell').nth(2)).toHaveText('');
  await row.first().click();
  const detail = page.getByRole('region', { name: 'The open row' });
  await expect(detail).toContainText('The vendor says that the lead is unlocked.');
  await expect(detail).toContainText('GET http://127.0.0.1');
  await expect(detail).not.toContainText('row 0');
  await expect(detail).not.toContainText('Row 0');
  await expect(detail).not.toContainText('dialer');
  await looksRight(page, 'an unlocked lead in the log');
  await page.getByLabel('Vendor', { exact: true }).selectOption({ label: 'Board' });
  await expect(row).toHaveCount(2);
  await board.close();
});
