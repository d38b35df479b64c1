import { expect, type Locator, type Page } from '@playwright/test';
import {
  type PracticeLeadExec,
  type PracticeLeadExecOptions,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import type { CommandInput, CommandOutput, ReceiverField, ReceiverOptions } from '../../src-preload/contract/index.ts';
import { receiverField } from '../../src-preload/contract/index.ts';
import { test as base, type Desk } from './screen.ts';

const SECRET = 'practice';

/** A practice receiver under the test's control, with functions to post to it. */
export interface Receiver {
  readonly vendor: PracticeLeadExec;
  /** Connects the desk to campaign 23 of source 18, or as in `options`. @returns the connection's id */
  connect(desk: Desk, options?: Partial<ReceiverOptions>): Promise<number>;
}

/** `receiver` is a practice LeadExec under the test's control; `leadexec` are its options. */
export const test = base.extend<{ receiver: Receiver; leadexec: PracticeLeadExecOptions }>({
  leadexec: [{}, { option: true }],
  receiver: async ({ leadexec }, use) => {
    const vendor = await startPracticeLeadExec({ secret: SECRET, ...leadexec });
    await use({
      vendor,
      connect: async (desk, options = {}) => {
        const { id } = await desk.call('connections.save', {
          ...{ kind: 'receiver', name: 'LeadExec', url: vendor.url, timeoutMs: 5_000 },
          receiver: { vid: 18, lid: 1, aid: 23, ...options },
          secrets: { password: SECRET, token: '' },
        });
        return id;
      },
    });
    await vendor.close();
  },
});

/** A field of posting instructions, by default optional text. */
export function field(name: string, rules: Partial<ReceiverField> = {}): ReceiverField {
  return receiverField.parse({ name, ...rules });
}

/** Imports the fields of the practice account's lead type, by which its leads are checked. */
export async function bringFields(desk: Desk, connectionId: number, fields: readonly ReceiverField[]): Promise<void> {
  await desk.call('delivery.setFields', { connectionId, fields: [...fields] });
}

/** Posts by commands, for tests of something else, and waits until nothing is being sent. */
export async function postAndWait(
  desk: Desk,
  input: CommandInput<'delivery.post'>,
): Promise<CommandOutput<'jobs.list'>['jobs']> {
  const { batch } = await desk.call('delivery.post', input);
  const batchId = batch?.id ?? 0;
  await expect
    .poll(async () => {
      const { jobs } = await desk.call('delivery.batch', { id: batchId });
      return jobs.total > 0 && jobs.ready + jobs.sending === 0;
    }, 'the posts have left')
    .toBe(true);
  return (await desk.call('jobs.list', { filter: { post: { batchId } }, order: 'oldest', limit: 1000 })).jobs;
}

/** Moves focus with the Tab key. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let at = 0; at < 120; at++) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** Screenshots of the page at the sizes of an office screen, light and dark, in the folder that `SHOTS` names. */
export async function shots(page: Page, name: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (folder === undefined) return;
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}
