import { writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import type { PracticeLeadExec } from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { sampleCsv } from './delivery-desk.ts';
import { type Desk, expect, test } from './screen.ts';

/** The number of leads that are posted. */
const LEADS = 12;
/** So many fields and links at most stand before the one that is looked for. */
const TABS = 120;

/** A desk that has posted leads to the practice LeadExec and is connected to its account. */
export async function postLeads(desk: Desk, vendor: PracticeLeadExec, secret = 'practice'): Promise<void> {
  const { id } = await desk.call('connections.save', {
    ...{ kind: 'receiver', name: 'LeadExec', url: vendor.url, receiver: { vid: 18, lid: 1, aid: 23 } },
    secrets: { password: secret, token: '' },
  });
  const account = { kind: 'leadexec', name: 'Practice account', url: vendor.url, user: SAMPLE.apiClientId } as const;
  await desk.call('connections.save', { ...account, password: secret });
  const path = test.info().outputPath('leads.csv');
  writeFileSync(path, sampleCsv(LEADS));
  const { batch } = await desk.call('delivery.post', { connectionId: id, kind: 'returnsends', path });
  await expect.poll(async () => (await desk.call('delivery.batch', { id: batch?.id ?? 0 })).jobs.delivered).toBe(LEADS);
}

/** Screenshots of the page, light and dark, in the folder that `SHOTS` names. */
export async function shot({ page }: Desk, name: string): Promise<void> {
  if (process.env.SHOTS === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Starts a new record by its key, once the list that it is for is there. */
export async function pressNew(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('button', { name: title })).toBeEnabled();
  await page.keyboard.press('n');
}

/** Goes to a field by Tab. */
export async function reach(page: Page, field: Locator): Promise<void> {
  await expect(field).toBeVisible();
  for (let i = 0; i < TABS; i++) {
    if (await field.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(field, 'reached by Tab').toBeFocused();
}

/** Fills a field that is reached by Tab. */
export async function type(page: Page, name: string, text: string): Promise<void> {
  const field = page.getByLabel(name, { exact: true });
  await reach(page, field);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await expect(field).toHaveValue(text);
}

/** Chooses by the letters of the first word. */
export async function choose(page: Page, name: string, label: string): Promise<void> {
  const select = page.getByRole('combobox', { name, exact: true });
  await expect(select.getByRole('option', { name: label, exact: true })).toBeAttached();
  await reach(page, select);
  if ((await select.locator('option:checked').textContent()) === label) return;
  await page.keyboard.type(label.split(' ')[0] ?? '');
  await expect(select.locator('option:checked')).toHaveText(label);
}

/** Reviews a new record and creates it. */
export async function create(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Review the new record' });
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
}

/** Waits until the record that was made is open. */
export const made = (page: Page, title: string) =>
  expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();

/** A new record is below another: which one is asked first. */
export async function below(page: Page, label: string, number: string, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await type(page, `${label} number`, number);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: new RegExp(`^Review the ${title.toLowerCase()}`) })).toBeVisible();
}
