import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';

test.describe.configure({ timeout: 120_000 });

const lead = (n: number) => ({
  ...{ FirstName: 'Ann', LastName: 'Davis', Email: `ann${n}@example.com` },
  ...{ PrimaryPhone: `702555${String(1000 + n)}`, City: 'Las Vegas', State: 'NV', Zip: '89101' },
});

async function shot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS !== undefined) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
}

/** Moves the focus by Tab, as a person without a mouse does, to a field of the filters. */
async function tabTo(page: Page, field: Locator): Promise<void> {
  await expect(field).toBeVisible();
  for (let at = 0; at < 60; at++) {
    if (await field.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(field).toBeFocused();
}

test('posted leads are filtered by what came back, by keyboard, and the address keeps it', async ({ desk }) => {
  const { page } = desk;
  const { posting } = await desk.call('practice.start', { receiver: true });
  const connectionId = posting?.connectionId ?? 0;
  await desk.call('delivery.post', { connectionId, kind: 'general', leads: [lead(1), lead(2)] });
  await desk.call('delivery.post', { connectionId, kind: 'returnsends', leads: [lead(3), lead(4), lead(5)] });
  await expect.poll(async () => (await desk.call('jobs.counts', { connectionId })).delivered).toBe(5);
  const { jobs } = await desk.call('jobs.list', { filter: { post: { kind: 'returnsends' } } });
  const [client = ''] = (await desk.call('delivery.logChoices', {})).clients;
  const theirs = jobs.filter(({ sends }) => sends?.some((one) => one.client === client));
  const price = Math.min(...theirs.map((one) => one.price ?? 0));
  const highest = Math.max(...theirs.map((one) => one.price ?? 0));
  expect(theirs.length).toBeGreaterThan(0);

  await desk.goTo('/deliveries');
  const log = page.getByRole('grid', { name: 'Deliveries' });
  await expect(log).toHaveAttribute('aria-rowcount', '6');
  await looksRight(page, 'a log with posted leads');

  const kind = page.getByRole('combobox', { name: 'Posted as' });
  await tabTo(page, kind);
  // By its first letter, which no other has.
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/kind=returnsends/);
  await expect(log.getByRole('row')).toHaveCount(4);
  await expect(log.getByRole('columnheader', { name: 'Client' })).toBeVisible();
  await expect(log.getByRole('row').nth(1)).toContainText(client);
  await expect(kind).toBeFocused();

  await tabTo(page, page.getByRole('combobox', { name: 'Client', exact: true }));
  await page.keyboard.type(client);
  await expect(page).toHaveURL((url) => new URLSearchParams(url.hash.split('?')[1]).get('client') === client);

  await tabTo(page, page.getByRole('textbox', { name: 'Price from, dollars' }));
  await page.keyboard.type(`${highest + 1}`);
  await expect(page).toHaveURL(/min-price=/);
  await expect(page.getByText('No row matches')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(`${price}`);
  await expect(log.getByRole('row')).toHaveCount(theirs.length + 1);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await shot(page, 'log-filters-wide');
  await page.setViewportSize({ width: 1280, height: 800 });
  await shot(page, 'log-filters');
  await looksRight(page, 'posted leads, filtered');

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Price from, dollars' })).toHaveValue(String(price));
  await expect(kind).toHaveValue(
    await kind.locator('option', { hasText: 'Return sends' }).getAttribute('value').then(String),
  );
  await expect(log.getByRole('row')).toHaveCount(theirs.length + 1);

  await log.focus();
  await page.keyboard.press('Shift+F');
  await expect(page).toHaveURL(/#\/deliveries$/);
  await expect(log).toHaveAttribute('aria-rowcount', '6');

  await page.keyboard.press('Shift+J');
  const written = page.getByText(/^5 rows written to .*\.json/);
  await expect(written).toBeVisible();
  const path = ((await written.textContent()) ?? '').replace(/^5 rows written to /, '').replace(/\.json.*$/s, '.json');
  const rows = JSON.parse(readFileSync(path, 'utf8')) as { kind?: string }[];
  expect(rows.map(({ kind }) => kind).toSorted()).toEqual([
    ...['general', 'general'],
    ...['returnsends', 'returnsends', 'returnsends'],
  ]);
});
