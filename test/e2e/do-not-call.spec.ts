import { expect, test } from '../support/screen.ts';
import { checkedList, connect, phoneOf, plainList, putFile } from '../support/screen-lists.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

test('numbers on the do-not-call list are left out of an import, unless the operator says otherwise', async ({
  desk,
  dialer,
}) => {
  const { page } = desk;
  const messages = page.getByRole('region', { name: 'Messages' });
  const list = page.getByRole('grid', { name: 'Do-not-call list' });
  await desk.goTo('/settings/do-not-call');

  await test.step('numbers are added in any format; what can’t be read stays to be mended', async () => {
    await expect(page.getByText('Your do-not-call list is empty')).toBeVisible();
    await looksRight(page, 'an empty do-not-call list');
    await page.getByRole('button', { name: 'Add numbers …' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add numbers to the do-not-call list' });
    await expect(dialog.getByLabel('Phone numbers')).toBeFocused();
    await dialog.getByLabel('Phone numbers').fill('+1 (727) 555-0002\n727-555-0004, 727 555 0006\nnot a phone');
    await dialog.getByRole('button', { name: 'Add 4 numbers' }).click();
    await expect(dialog).toContainText('This one is no phone number of 6 to 16 digits');
    await expect(dialog.getByLabel('Phone numbers')).toHaveValue('not a phone');
    await looksRight(page, 'numbers that can’t be read');
    await page.keyboard.press('Escape');
    await expect(page.getByText('3 numbers on the list')).toBeVisible();
  });

  await test.step('one is taken off, and put back', async () => {
    const row = list.getByRole('row', { name: /\(727\) 555-0004/ });
    await row.click();
    await page.getByRole('button', { name: 'Remove (727) 555-0004' }).click();
    // Its button goes with the message, after some seconds.
    await messages.getByRole('button', { name: 'Undo' }).click();
    await expectSaid(page, 'removed from the do-not-call list');
    await expect(row).toBeVisible();
    await looksRight(page, 'the do-not-call list');
    await page.getByLabel('Search by any digits').fill('0006');
    await expect(list.getByRole('row')).toHaveCount(2);
  });

  await test.step('an import leaves its rows out and says why', async () => {
    const { id } = await checkedList(desk, await connect(desk, dialer), putFile(desk, 'leads.csv', plainList(10)));
    await desk.goTo(`/dial-lists/${id}`);
    await expect(page.getByRole('button', { name: 'Start: 7 rows' })).toBeVisible();
    await page.getByRole('link', { name: /^Phone is on your do-not-call list/ }).click();
    await expect(
      page.getByRole('grid', { name: 'Checked rows' }).getByRole('row', { name: /Do not call/ }),
    ).toHaveCount(3);
  });

  await test.step('one row goes all the same, on the operator’s word', async () => {
    await page
      .getByRole('row', { name: /Do not call.*0002/ })
      .getByText('Do not call')
      .dblclick();
    const row = page.getByRole('region', { name: 'The row', exact: true });
    await row.getByRole('button', { name: 'Send this row' }).click();
    await page.getByRole('button', { name: 'Start: 8 rows' }).click();
    await expect(page.getByRole('main')).toContainText('2 because their phone is on your do-not-call list');
    await page.getByRole('button', { name: 'Send 8 rows' }).click();
    await expect(page.getByRole('heading', { name: 'All 8 rows done' })).toBeVisible();
    expect([2, 4, 6].map((n) => dialer.admin.leadsByPhone(phoneOf(n)).length)).toEqual([1, 0, 0]);
    await expect(page.getByRole('row', { name: /Left out 2/ })).toContainText('2 do not call');
  });
});
