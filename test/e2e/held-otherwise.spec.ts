import { dialSettings } from '../../src-preload/contract/index.ts';
import { expect, LOADER, test } from '../support/screen.ts';
import { checkedList, putFile } from '../support/screen-lists.ts';
import { looksRight } from '../support/screen-look.ts';

test('a delivered row that the dialer holds otherwise is found, and shows each value', async ({ desk, dialer }) => {
  const { page } = desk;
  const { id: connectionId } = await desk.call('connections.save', {
    ...{ name: 'Main dialer', url: dialer.url, user: LOADER.user, password: LOADER.password },
    traits: { profile: 'as-is', accents: 'keep', plus: 'keep' },
  });
  const path = putFile(desk, 'held.csv', 'Phone,First Name\n7275551111,Ann & Co\n7275551112,Bob\n');
  const settings = dialSettings.parse({ list_id: '101', campaign: 'PRACTICE' });
  const { id } = await checkedList(desk, connectionId, path, settings);
  await desk.call('imports.start', { id });
  await expect.poll(async () => (await desk.call('jobs.concerns', {})).differs).toBe(1);
  await desk.goTo('/deliveries');
  await page.getByLabel('Delivered, but').selectOption({ label: 'Value differs in dialer: 1' });
  const row = page.getByRole('grid', { name: 'Deliveries' }).getByRole('row', { name: /555.1111/ });
  await expect(row).toContainText('Values differ in the dialer: first_name');
  await expect(page.getByRole('grid', { name: 'Deliveries' }).getByRole('row')).toHaveCount(2);
  await row.click();
  const pane = page.getByRole('region', { name: 'Status' });
  await expect(pane).toContainText(/First name\s*Ann & Co → Ann\s+Co/);
  await expect(page.getByRole('list', { name: 'Steps' })).toContainText('1 stored differently');
  await looksRight(page, 'held otherwise');
});
