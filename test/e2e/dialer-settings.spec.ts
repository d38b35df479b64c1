import { expect, LOADER, test } from '../support/screen.ts';
import { checkedList, plainList, putFile } from '../support/screen-lists.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

const WRONG = 'Heron-11-marsh';

test('a dialer with a wrong password is asked once, stops with its reason, and goes on once it is put right', async ({
  desk,
  dialer,
}) => {
  const { page } = desk;
  const strip = page.getByRole('contentinfo');
  const pane = page.getByRole('region', { name: 'The open connection' });

  await test.step('connect', async () => {
    await page.getByRole('button', { name: 'Connect your dialer' }).click();
    const form = page.getByRole('region', { name: 'New connection' });
    await expect(form.getByLabel('Name')).toBeFocused();
    await form.getByRole('button', { name: 'Connect' }).click();
    await expect(form.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
    await looksRight(page, 'a connection with nothing filled in');
    await form.getByLabel('Name').fill('Main dialer');
    await form.getByLabel('Address').fill(dialer.url);
    await form.getByLabel('API user').fill(LOADER.user);
    await form.getByLabel('Password').fill(WRONG);
    await form.getByRole('button', { name: 'Connect' }).click();
    await expectSaid(page, 'Main dialer is connected.');
    await expect(strip.getByRole('link', { name: 'Main dialer stopped' })).toBeVisible();
    await expect(pane).toContainText('Login incorrect');
  });

  await test.step('one login try, and the connection stops', async () => {
    const [connection] = await desk.call('connections.list', {});
    const path = putFile(desk, 'leads.csv', plainList(20));
    const { id } = await checkedList(desk, connection?.id ?? 0, path);
    await desk.goTo(`/dial-lists/${id}/start`);
    await page.getByRole('button', { name: 'Send 20 rows' }).click();
    await expect(strip.getByRole('link', { name: 'Main dialer stopped' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Main dialer is not sending.');
    await dialer.admin.untilIdle();
    expect(dialer.admin.counts().requests).toBe(1);
    await looksRight(page, 'a list whose dialer stopped');
  });

  await test.step('the reason stands in words where the dialer is, the password nowhere', async () => {
    await page.getByRole('link', { name: 'To the dialer' }).click();
    const standing = pane.getByRole('region', { name: 'Status' });
    await expect(standing).toContainText('Stopped');
    await expect(standing).toContainText(/password|log ?in/i);
    await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('1 dialer needs attention');
    expect(await page.content()).not.toContain(WRONG);
    await looksRight(page, 'a dialer that stopped');
  });

  await test.step('put right and resumed, all rows go out', async () => {
    await pane.getByLabel('Password').fill(LOADER.password);
    await pane.getByRole('button', { name: 'Save' }).click();
    await expectSaid(page, 'Main dialer saved.');
    await pane.getByRole('button', { name: 'Resume' }).click();
    await expect(strip.getByRole('link', { name: 'Main dialer running' })).toBeVisible();
    await expect(pane.getByRole('img', { name: '20 delivered' })).toBeVisible();
    expect(dialer.admin.count()).toBe(20);
  });

  await test.step('neither password stands in the page, in the log’s own detail or in what the desk answers', async () => {
    const { jobs } = await desk.call('jobs.list', {});
    const details = await Promise.all(jobs.map(({ id }) => desk.call('jobs.get', { id })));
    await desk.goTo(`/deliveries?job=${details[0]?.id ?? 0}`);
    const steps = page.getByRole('list', { name: 'Steps' });
    await expect(steps.getByText('The dialer’s own answer')).toHaveCount(1);
    for (const text of [await page.content(), JSON.stringify(details)]) {
      expect(text).not.toContain(WRONG);
      expect(text).not.toContain(LOADER.password);
    }
  });

  await test.step('a dialer with rows that went through it can be removed, and says what stays', async () => {
    await page.getByRole('link', { name: 'Main dialer running' }).click();
    await pane.getByRole('button', { name: 'Remove …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove Main dialer?' });
    await expect(dialog).toContainText('stay in the log');
    await looksRight(page, 'removing a dialer');
    await dialog.getByRole('button', { name: 'Remove Main dialer' }).click();
    await expect(page.getByText('No dialer or lead source is connected yet')).toBeVisible();
  });
});
