import { expect } from '@playwright/test';
import { looksRight } from '../support/screen-look.ts';
import { bringFields, field, shots, tabTo, test } from '../support/screen-posts.ts';

test.describe.configure({ timeout: 120_000 });

const FIELDS = [
  field('FirstName', { required: true, invalidChars: '[^A-Za-z ]', contact: true }),
  field('LastName', { required: true, contact: true }),
  field('Email', { required: true, type: 'email', contact: true }),
  field('PrimaryPhone', { required: true, type: 'phone', validation: '^\\d{10}$', contact: true }),
  field('State', { required: true, values: ['CA', 'NV'] }),
  field('Zip', { required: true, type: 'zip', maxLength: 5 }),
];

test.describe('an order of a ping that ends soon', () => {
  test.use({ leadexec: { behaviour: { orderMs: 4_000 } } });

  test('a lead is typed in, checked, priced by a ping that expires, and posted, by keyboard', async ({
    desk,
    receiver,
  }) => {
    const { page } = desk;
    const id = await receiver.connect(desk, { aid: 24 });
    await bringFields(desk, id, FIELDS);
    await desk.goTo('/posts');
    await expect(page.getByRole('button', { name: 'Post a lead by hand' })).toBeVisible();
    await page.keyboard.press('Shift+N');
    await expect(page.getByLabel('FirstName, required')).toBeFocused();
    await page.keyboard.type('Ann3');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Davis');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ann@example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('702555');
    await tabTo(page, page.getByLabel('State, required'));
    await page.keyboard.type('NV');
    await tabTo(page, page.getByLabel('Zip, required'));
    await page.keyboard.type('89101');
    await shots(page, 'hand');
    await looksRight(page, 'a lead typed in');
    // Enter in a field goes on.
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/posts\/new\/columns$/);
    await tabTo(page, page.getByLabel('Ping first'));
    await page.keyboard.press('Space');
    await shots(page, 'hand-options');
    await looksRight(page, 'options of a lead typed in');
    await page.keyboard.press('Control+Enter');

    // Nothing leaves: what is wrong stands there, and what the vendor's expression takes out before → after.
    await expect(page.getByRole('heading', { name: 'This lead can’t be posted as it is' })).toBeVisible();
    const found = page.getByRole('list', { name: 'What was found' });
    await expect(found).toContainText('1 row whose Email is of the wrong type');
    await expect(found).toContainText('1 row whose PrimaryPhone does not match the vendor’s expression');
    await expect(found).toContainText('1 row whose FirstName loses characters');
    await expect(page.getByRole('deletion')).toHaveText('Ann3');
    await expect(page.getByRole('insertion')).toHaveText('Ann');
    await expect(page.getByRole('button', { name: 'Post 0 leads' })).toBeDisabled();
    await shots(page, 'hand-wrong');
    await looksRight(page, 'a lead typed in that is wrong');
    expect(receiver.vendor.admin.entries()).toBe(0);

    // Back twice: what was typed is there.
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.getByLabel('FirstName, required')).toHaveValue('Ann3');
    await tabTo(page, page.getByLabel('Email, required'));
    await page.keyboard.press('End');
    await page.keyboard.type('.com');
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await page.keyboard.type('0123');
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(/#\/posts\/new\/columns$/);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: '1 lead of 1 can be posted' })).toBeVisible();

    await page.keyboard.press('e');
    const price = page.getByRole('region', { name: 'Estimated price' });
    await expect(price).toContainText('Estimated price: $');
    await expect(price).toContainText(
      'Contact details are never in a ping: FirstName, LastName, Email, PrimaryPhone were left out',
    );
    await shots(page, 'hand-estimate');
    await expect(price).toContainText('This estimate has expired', { timeout: 30_000 });
    await looksRight(page, 'an estimate that has expired');
    await page.keyboard.press('e');
    await expect(price).not.toContainText('This estimate has expired');
    expect(receiver.vendor.admin.contactDetailsInPings()).toEqual([]);

    const pings = () => receiver.vendor.admin.ledger().filter(({ kind }) => kind === 'ping').length;
    const asked = pings();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: /^1 lead done, \$/ })).toBeVisible();
    // With an order of its own, never with one that was only an estimate.
    expect(pings()).toBe(asked + 1);
    expect(receiver.vendor.admin.count()).toBe(1);
  });
});

test('a call is typed in with its date in the operator’s own time, posted in Pacific Time', async ({
  desk,
  receiver,
}) => {
  const { page } = desk;
  const id = await receiver.connect(desk);
  await bringFields(desk, id, FIELDS);
  await desk.goTo('/posts/hand');
  await expect(page.getByLabel('FirstName, required')).toBeFocused();
  for (const text of ['Ann', 'Davis', 'ann@example.com', '7025550123']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('NV');
  await page.keyboard.press('Tab');
  await page.keyboard.type('89101');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('As', { exact: true }));
  await page.keyboard.type('Call data');
  await expect(page.getByText('posted in Pacific Time.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const found = page.getByRole('list', { name: 'What was found' });
  await expect(found).toContainText('1 row without ivrnumber, which is required');
  await page.keyboard.press('Alt+ArrowLeft');
  const call = page.getByRole('group', { name: 'The call' });
  await tabTo(page, call.getByLabel('Number called, required'));
  await page.keyboard.type('8005551212');
  await page.keyboard.press('Tab');
  await page.keyboard.type('61');
  await tabTo(page, call.getByLabel('Date and time'));
  await page.keyboard.type('11/27/2026 06:05 PM');
  await shots(page, 'hand-call');
  await looksRight(page, 'a call typed in');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: '1 lead of 1 can be posted' })).toBeVisible();
  await expect(page.getByRole('insertion')).toHaveText(/^11\/2\d\/2026 \d{2}:05 [AP]M Pacific$/);
  await shots(page, 'hand-call-checks');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: /^1 lead done/ })).toBeVisible();
  expect(receiver.vendor.admin.ledger()[0]?.properties).toMatchObject({
    ivrnumber: '8005551212',
    calldate: expect.stringMatching(/^11\/2\d\/2026 \d{2}:05 [AP]M$/),
  });
});
