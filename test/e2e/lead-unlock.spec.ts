import { expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';

test('an unlock says its number first, waits in the outbox, and is believed when the vendor says so', async ({
  desk,
}) => {
  const { page } = desk;
  const keys = page.keyboard;
  await desk.call('practice.start', {});
  const lockedOnes = async () =>
    (await desk.call('leads.rows', { filter: { any: { unlocked: ['no'] } }, limit: 5, columns: ['name'] })).ids;
  await expect.poll(async () => (await lockedOnes()).length, { timeout: 30_000 }).toBe(5);
  const [first = 0, ...others] = await lockedOnes();
  await desk.call('unlock.setLimits', { perDay: 2, perMonth: 50 });

  await desk.goTo(`/inbox?lead=${first}`);
  const pane = page.getByRole('region', { name: 'The lead that is open' });
  await expect(pane.getByText('Locked', { exact: true })).toBeVisible();
  await keys.press('u');
  const dialog = page.getByRole('dialog', { name: 'Unlock 1 lead?' });
  await expect(dialog.getByRole('button', { name: 'Unlock 1 of 2 left today' })).toBeEnabled();
  await expect(dialog.getByRole('button', { name: 'Leave it' })).toBeFocused();
  await expect(dialog.getByRole('row', { name: /Today/ })).toContainText('2');
  await looksRight(page, 'an unlock, before it happens');
  await keys.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('The unlock waits in the outbox');
  await expect(pane.getByText(/^Unlocked by/)).toBeVisible({ timeout: 30_000 });
  await expect(pane.getByRole('button', { name: 'Unlock …' })).toHaveCount(0);
  await expect(pane.getByRole('list', { name: 'What happened, newest first' })).toContainText('to unlock the lead');
  await looksRight(page, 'a lead that was unlocked');

  await test.step('the limit holds', async () => {
    const [second = 0] = others;
    await desk.goTo(`/inbox?lead=${second}`);
    await expect(pane.getByText('Locked', { exact: true })).toBeVisible();
    await desk.call('unlock.setLimits', { perDay: 1, perMonth: 50 });
    await keys.press('u');
    const refused = page.getByRole('dialog', { name: 'Unlock 1 lead?' });
    await expect(refused).toContainText('Your limit is 1 a day; 1 are used');
    await expect(refused.getByRole('button', { name: /^Unlock/ })).toBeDisabled();
    await looksRight(page, 'an unlock past the limit');
    await keys.press('Escape');
    expect(await desk.call('unlock.trail', {})).toHaveLength(1);
  });

  await test.step('the trail says who, when and what became of it', async () => {
    await desk.goTo('/settings/unlock-limits');
    const trail = page.getByRole('region', { name: 'What was unlocked' });
    await expect(trail.getByRole('row')).toHaveCount(2);
    await expect(trail).toContainText('unlocked by');
    await page.getByLabel('At most a day').fill('30');
    await page.getByRole('button', { name: 'Keep' }).click();
    await expect.poll(() => desk.call('unlock.limits', {})).toEqual({ perDay: 30, perMonth: 50 });
    await looksRight(page, 'limits and the trail of unlocks');
  });
});
