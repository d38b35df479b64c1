import { expect, test } from '../support/screen.ts';
import { checkedList, connect, plainList, putFile, startedList } from '../support/screen-lists.ts';

test('every place has its own address; back, forward and Esc lead where they should', async ({ desk, dialer }) => {
  const connectionId = await connect(desk, dialer);
  const started = await startedList(desk, connectionId, 5);
  const { id } = await checkedList(desk, connectionId, putFile(desk, 'next.csv', plainList(12)));
  const { page } = desk;
  const title = page.getByRole('heading', { level: 1 });
  const log = page.getByRole('grid', { name: 'Deliveries' });
  const detail = page.getByRole('region', { name: 'The open row' });

  await test.step('by address', async () => {
    const places = [
      ['/dial-lists', 'Dial lists', page.getByRole('grid', { name: 'Dial lists' })],
      ['/dial-lists/new', 'New import', page.getByRole('button', { name: 'Choose a file' })],
      [`/dial-lists/${id}/file`, 'next.csv', page.getByLabel('Encoding')],
      [`/dial-lists/${id}/columns`, 'next.csv', page.getByLabel('Phone becomes')],
      [`/dial-lists/${id}/checks?verdict=send`, 'next.csv', page.getByRole('grid', { name: 'Checked rows' })],
      [`/dial-lists/${id}/start`, 'next.csv', page.getByRole('heading', { name: 'Ready to start' })],
      [`/dial-lists/${started}/result`, 'leads.csv', page.getByRole('heading', { name: /rows done/ })],
      ['/deliveries?state=delivered', 'Deliveries', page.getByRole('radio', { name: /^Delivered/, checked: true })],
      ['/deliveries?job=1', 'Deliveries', detail],
      ['/settings/dialers', 'Settings', page.getByRole('grid', { name: 'Dialers' })],
      [`/settings/dialers/${connectionId}`, 'Settings', page.getByLabel('Address')],
      ['/settings/dialers/new', 'Settings', page.getByRole('region', { name: 'New connection' })],
      ['/settings/do-not-call', 'Settings', page.getByText('Your do-not-call list is empty')],
      ['/settings/look', 'Settings', page.getByRole('radiogroup', { name: 'Theme' })],
      ['/settings/practice', 'Settings', page.getByRole('heading', { name: 'Practice vendors' })],
      ['/welcome', 'Welcome to Trunkline', page.getByRole('button', { name: 'Connect your dialer' })],
      ['/no-such-place', 'Page not found', page.getByRole('button', { name: 'Go to the home screen' })],
      ['/dial-lists/999', 'This dial list can’t be shown', page.getByRole('button', { name: 'All dial lists' })],
    ] as const;
    for (const [path, name, sign] of places) {
      await desk.goTo(path);
      await expect(title, path).toHaveText(name);
      await expect(sign, path).toBeVisible();
      expect(new URL(page.url()).hash, path).toBe(`#${path}`);
    }
  });

  await test.step('what is no number leads to the list', async () => {
    for (const [path, list] of [
      ['/dial-lists/none', '/dial-lists'],
      ['/posts/none', '/posts'],
      ['/posts/transfer/none', '/posts'],
    ] as const) {
      await desk.goTo(path);
      await expect(page, path).toHaveURL(new RegExp(`#${list}$`));
    }
  });

  await test.step('a step that is not open yet gives way to the one that is', async () => {
    await desk.goTo(`/dial-lists/${id}/result`);
    await expect(page).toHaveURL(new RegExp(`#/dial-lists/${id}/checks$`));
  });

  await test.step('back and forward', async () => {
    await desk.goTo('/deliveries');
    await page.getByRole('radio', { name: /^Delivered/ }).check();
    await expect(page).toHaveURL(/state=delivered/);
    await log
      .getByRole('row', { name: /Delivered/ })
      .first()
      .click();
    await expect(detail).toBeVisible();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
    await expect(title).toHaveText('Settings');
    await page.goBack();
    await expect(detail).toBeVisible();
    await expect(page.getByRole('radio', { name: /^Delivered/ })).toBeChecked();
    await page.goBack();
    await expect(detail).toHaveCount(0);
    await expect(page.getByRole('radio', { name: /^Delivered/ })).toBeChecked();
    await page.goBack();
    await expect(page.getByRole('radio', { name: /^All/ })).toBeChecked();
    await page.goForward();
    await expect(page.getByRole('radio', { name: /^Delivered/ })).toBeChecked();
    await page.goForward();
    await expect(detail).toBeVisible();
  });

  await test.step('Esc closes the detail and keeps the filter', async () => {
    await page.keyboard.press('Escape');
    await expect(detail).toHaveCount(0);
    await expect(page).toHaveURL(/\/deliveries\?state=delivered$/);
    await expect(log).toBeFocused();
  });

  await test.step('an address survives a reload', async () => {
    await desk.goTo('/deliveries?state=delivered&job=3');
    await expect(detail).toBeVisible();
    await page.reload();
    await expect(detail).toBeVisible();
    await expect(page.getByRole('radio', { name: /^Delivered/ })).toBeChecked();
  });
});
