import { expect, test } from '../support/screen.ts';
import { checkedList, connect, phoneOf, plainList, putFile } from '../support/screen-lists.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

test('rows whose answer was lost are shown, decided on all at once, and never sent twice by themselves', async ({
  desk,
  dialer,
}) => {
  const { page } = desk;
  const log = page.getByRole('grid', { name: 'Deliveries' });
  const rows = log.locator('[role=row][aria-selected]');
  const lost = [2, 4, 6].map(phoneOf);
  dialer.admin.setFaults(lost.map((phone) => ({ kind: 'answer-lost-reset', phone, times: 1 })));
  dialer.admin.addDnc([phoneOf(9)]);
  const connectionId = await connect(desk, dialer, { concurrency: 1 });
  const settings = { list_id: '101', campaign: 'PRACTICE', dnc_check: 'Y' as const };
  const { id } = await checkedList(desk, connectionId, putFile(desk, 'leads.csv', plainList(10)), settings);

  await test.step('the result says what is in doubt, and leads there', async () => {
    await desk.goTo(`/dial-lists/${id}/start`);
    await page.getByRole('button', { name: 'Send 10 rows' }).click();
    await expect(page.getByRole('heading', { name: 'Sent; 3 rows are still unknown' })).toBeVisible();
    await looksRight(page, 'a result with unknown rows');
    await page.getByRole('link', { name: 'Review', exact: true }).click();
    await expect(log.getByRole('row', { name: /^.*Unknown/ })).toHaveCount(3);
    await expect(page.getByRole('contentinfo').getByRole('link', { name: '3 unknown' })).toBeVisible();
    await looksRight(page, 'unknown rows');
    expect(lost.map((phone) => dialer.admin.attempts(phone))).toEqual([1, 1, 1]);
  });

  await test.step('one is sent again, seeing what was tried', async () => {
    await log
      .getByRole('row', { name: /Unknown/ })
      .last()
      .click();
    const detail = page.getByRole('region', { name: 'The open row' });
    await expect(detail).toContainText('Result unknown');
    await detail.getByRole('button', { name: 'Send it again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send 1 row again, though it may have arrived?' });
    await expect(dialog.getByRole('region', { name: 'Earlier attempts' })).toContainText('Result unknown');
    await looksRight(page, 'sending again in spite of the doubt');
    await dialog.getByRole('button', { name: 'Send 1 row again' }).click();
    await expectSaid(page, '1 row will be sent again.');
    await expect(detail).toContainText('Attempt 2: The dialer has it');
    await page.keyboard.press('Escape');
  });

  await test.step('all that are left at once, with the number on the button', async () => {
    await page.getByRole('button', { name: 'All matching …' }).click();
    await looksRight(page, 'acts on all that match');
    await page
      .getByRole('dialog', { name: 'All matching rows: 2 rows' })
      .getByRole('button', { name: 'Mark as delivered …' })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Mark 2 rows as delivered?' });
    await dialog.getByRole('button', { name: 'Mark 2 rows as delivered' }).click();
    await expectSaid(page, '2 rows marked as delivered.');
    await expect(page.getByText('No row matches')).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Delivered 9' })).toBeVisible();
    await looksRight(page, 'no row matches');
  });

  await test.step('what the dialer refused is sent again by a button with its number', async () => {
    await page.getByRole('radio', { name: 'Rejected 1' }).check();
    await expect(rows).toHaveCount(1);
    await log
      .getByRole('row', { name: /Rejected/ })
      .getByRole('checkbox')
      .check();
    await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Send 1 again' }).click();
    await page
      .getByRole('dialog', { name: 'Send 1 row again?' })
      .getByRole('button', { name: 'Send 1 row again' })
      .click();
    await dialer.admin.untilRequests(12);
    await expect(page.getByRole('radio', { name: 'Rejected 1' })).toBeVisible();
    expect(dialer.admin.attempts(phoneOf(9))).toBe(2);
  });

  await test.step('calling off asks nothing and can be taken back', async () => {
    await desk.call('connections.pause', { id: connectionId });
    await page.getByRole('radio', { name: /^Rejected/ }).check();
    await expect(rows).toHaveCount(1);
    await log
      .getByRole('row', { name: /Rejected/ })
      .getByRole('checkbox')
      .check();
    await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Send 1 again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send 1 row again' }).click();
    await page.getByRole('radio', { name: 'Held 1' }).check();
    await expect(rows.filter({ hasText: 'Held' })).toHaveCount(1);
    await expect(rows).toHaveCount(1);
    await log.getByRole('row', { name: /Held/ }).getByRole('checkbox').check();
    await looksRight(page, 'a ticked row');
    await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Cancel 1' }).click();
    await expect(page.getByRole('radio', { name: 'Canceled 1' })).toBeVisible();
    await expectSaid(page, '1 row canceled');
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('radio', { name: 'Held 1' })).toBeVisible();
    expect(dialer.admin.attempts(phoneOf(9))).toBe(2);
  });
});
