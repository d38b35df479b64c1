import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-account.ts';
import type { PracticeLeadExec } from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { sampleCsv } from './delivery-desk.ts';
import { type Desk, expect, test } from './screen.ts';

/** The number of leads that are posted. */
const LEADS = 12;

/** A desk that has posted leads to the practice LeadExec and is connected to its account. */
export async function postLeads(desk: Desk, vendor: PracticeLeadExec): Promise<void> {
  const { id } = await desk.call('connections.save', {
    ...{ kind: 'receiver', name: 'LeadExec', url: vendor.url, receiver: { vid: 18, lid: 1, aid: 23 } },
    secrets: { password: 'practice', token: '' },
  });
  const account = { kind: 'leadexec', name: 'Practice account', url: vendor.url, user: SAMPLE.apiClientId } as const;
  await desk.call('connections.save', { ...account, password: 'practice' });
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
