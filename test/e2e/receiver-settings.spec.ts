import { expect } from '@playwright/test';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import { looksRight } from '../support/screen-look.ts';
import { shots, tabTo, test } from '../support/screen-posts.ts';

test.describe.configure({ timeout: 120_000 });

test('a receiver is connected with a token, gets a password beside it, is tested and removed, by keyboard', async ({
  desk,
  receiver,
}) => {
  const { page } = desk;
  await desk.goTo('/settings/dialers');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Shift+R');
  const form = page.getByRole('region', { name: 'Connection' });
  await expect(form.getByLabel('Name')).toBeFocused();
  await looksRight(page, 'a new receiver');
  await page.keyboard.press('Control+Enter');
  // What is missing has the focus, and says what it wants.
  await expect(form.getByLabel('Lead source (vid)')).toBeFocused();
  await expect(form).toContainText('Enter the number of the lead source (vid)');
  await shots(page, 'receiver-wrong');
  await looksRight(page, 'a new receiver that is wrong');
  await page.keyboard.type(String(SAMPLE.tokenSource));
  await tabTo(page, form.getByLabel('Lead type (lid)'));
  await page.keyboard.type(String(SAMPLE.auto));
  await tabTo(page, form.getByLabel('Campaign (aid)'));
  await page.keyboard.type(String(SAMPLE.campaign.token));
  await tabTo(page, form.getByLabel('Token', { exact: true }));
  await page.keyboard.type('wrong');
  await page.keyboard.press('Shift+Tab');
  await tabTo(page, form.getByLabel('Address'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(receiver.vendor.url);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('LeadExec is connected. Test it with a ping')).toBeVisible();
  const [saved] = await desk.call('connections.list', {});
  await expect(page).toHaveURL(new RegExp(`#/settings/dialers/${saved?.id}$`));

  const tested = page.getByRole('region', { name: 'Test' });
  await expect(tested.getByRole('button', { name: /^Test/ })).toBeEnabled();
  await page.keyboard.press('t');
  await expect(tested.getByRole('alert').or(tested.getByRole('note')).first()).toBeVisible();
  await expect(tested).not.toContainText('it would accept such a lead');
  await shots(page, 'receiver-refused');
  await looksRight(page, 'a receiver that refuses its test');

  // Another token: the rest of the form stays, what is saved is said.
  await tabTo(page, form.getByLabel('Token', { exact: true }));
  await page.keyboard.type('practice');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('LeadExec saved.')).toBeVisible();
  // What the test found was about the token before.
  await expect(tested.getByRole('alert').or(tested.getByRole('note'))).toHaveCount(0);
  // Outside a field letters are keys.
  await tabTo(page, form.getByLabel('No token'));
  await page.keyboard.press('t');
  await expect(tested).toContainText('LeadExec answered');
  await shots(page, 'receiver-tested');

  // Both: the token stays when a password comes beside it.
  await tabTo(page, form.getByLabel('Lead source (vid)'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(String(SAMPLE.bothSource));
  await tabTo(page, form.getByLabel('Campaign (aid)'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(String(SAMPLE.campaign.both));
  await tabTo(page, form.getByLabel('Campaign password'));
  await page.keyboard.type('practice');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await desk.call('connections.list', {}))[0]?.receiver?.vid).toBe(SAMPLE.bothSource);
  const state = { State: 'CA', Zip: '90210' };
  await expect
    .poll(async () => (await desk.call('delivery.ping', { connectionId: saved?.id ?? 0, set: state })).words)
    .not.toMatch(/password|token/i);

  // Without its token it is refused again.
  await tabTo(page, form.getByLabel('No token'));
  await page.keyboard.press('Space');
  await expect(form.getByLabel('Token', { exact: true })).toBeDisabled();
  await shots(page, 'receiver-no-token');
  await looksRight(page, 'a receiver that loses its token');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByLabel('No token')).not.toBeChecked();

  await page.getByRole('button', { name: 'Remove …' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Remove LeadExec?' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await looksRight(page, 'a receiver to be removed');
  await dialog.getByRole('button', { name: 'Remove LeadExec' }).press('Enter');
  await expect.poll(async () => (await desk.call('connections.list', {})).length).toBe(0);
});
