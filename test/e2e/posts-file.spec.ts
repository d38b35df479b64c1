import { expect, type Page } from '@playwright/test';
import type { Desk } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';
import { bringFields, field, shots, tabTo, test } from '../support/screen-posts.ts';

test.describe.configure({ timeout: 180_000 });

const HEAD = 'First,Last,Mail,Mobile,State,Zip,Number called,Call duration,Call date';

/** A file of two leads that no other file has. */
function fileOf(no: number): { name: string; mimeType: string; buffer: Buffer } {
  const line = (n: number) =>
    `Ann,Davis,ann${n}@example.com,702555${String(n).padStart(4, '0')},CA,90210,8005551212,61,11/27/2026 06:05 PM`;
  const text = `${HEAD}\n${line(no * 10 + 1)}\n${line(no * 10 + 2)}\n`;
  return { name: `leads-${no}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function openFile(desk: Desk, no: number): Promise<void> {
  const { page } = desk;
  await desk.goTo('/posts');
  await expect(page.getByRole('button', { name: 'Post a file' })).toBeVisible();
  await page.keyboard.press('n');
  const button = page.getByRole('button', { name: 'Choose a file' });
  await expect(button).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await button.press('Enter');
  await (await chooser).setFiles(fileOf(no));
  await expect(page.getByRole('heading', { level: 1, name: `leads-${no}.csv` })).toBeVisible();
}

async function mapColumn(page: Page, column: string, to: string): Promise<void> {
  const select = page.getByLabel(`${column} becomes`);
  await tabTo(page, select);
  await page.keyboard.type(to);
  await expect(select.locator('option:checked')).toHaveText(new RegExp(`^${to}`));
}

test('a file is posted as every kind, by keyboard: mapped once, remembered, a call in the operator’s own time', async ({
  desk,
  receiver,
}) => {
  test.skip(desk.shell === 'electron', 'its file dialog belongs to the system');
  const { page } = desk;
  const id = await receiver.connect(desk);
  await bringFields(desk, id, [
    field('FirstName', { required: true, contact: true }),
    field('LastName', { required: true, contact: true }),
    field('Email', { required: true, type: 'email', contact: true }),
    field('PrimaryPhone', { required: true, type: 'phone', contact: true }),
    field('State', { required: true }),
    field('Zip', { required: true, type: 'zip' }),
  ]);
  await openFile(desk, 0);
  await expect(page.getByLabel('State becomes').locator('option:checked')).toHaveText(/^State/);
  await mapColumn(page, 'First', 'FirstName');
  await mapColumn(page, 'Last', 'LastName');
  await mapColumn(page, 'Mail', 'Email');
  await mapColumn(page, 'Mobile', 'PrimaryPhone');
  await shots(page, 'file-columns');
  await looksRight(page, 'columns of a file of leads');
  const words = ['General', 'Manual redirect', 'Automatic redirect', 'Return sends', 'Transfer', 'Call data'];
  for (const [no, word] of words.entries()) {
    if (no > 0) {
      await openFile(desk, no);
      await expect(page.getByText('6 of 9 columns mapped, as for this campaign’s last posts')).toBeVisible();
    }
    const kind = page.getByLabel('As', { exact: true });
    await tabTo(page, kind);
    await page.keyboard.type(word);
    await expect(kind.locator('option:checked')).toHaveText(new RegExp(`^${word}`));
    if (word === 'Call data') {
      // What tells of a call is found by its name; the date is shown as it leaves.
      await expect(page.getByText('9 of 9 columns mapped')).toBeVisible();
      await shots(page, 'file-call-columns');
      await looksRight(page, 'columns of a file of calls');
    }
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: '2 leads of 2 can be posted' })).toBeVisible();
    if (word === 'Call data') {
      await expect(page.getByRole('insertion').first()).toHaveText(/^11\/2\d\/2026 \d{2}:05 [AP]M Pacific$/);
      await shots(page, 'file-call-checks');
    }
    await page.keyboard.press('Control+Enter');
    if (word === 'Automatic redirect') {
      await expect(page.getByRole('heading', { name: 'All 2 leads done', exact: true })).toBeVisible();
      await expect(page.getByText('The price of 2 accepted leads is not in the answer')).toBeVisible();
    } else await expect(page.getByRole('heading', { name: /^All 2 leads done, \$/ })).toBeVisible();
  }
  await shots(page, 'file-result');
  const kinds = receiver.vendor.admin.ledger().map(({ kind }) => kind);
  expect(kinds).toEqual(
    ['general', 'manualredirect', 'autoredirect', 'returnsends', 'transfer', 'calldata'].flatMap((kind) => [
      kind,
      kind,
    ]),
  );
  await desk.goTo('/posts');
  await expect(page.getByRole('grid', { name: 'Posts' })).toHaveAttribute('aria-rowcount', '7');
  await shots(page, 'posts');
  await looksRight(page, 'the list of posts');
});

test('with LeadExec out of reach no price is made up, and nothing is lost', async ({ desk, receiver }) => {
  test.skip(desk.shell === 'electron', 'its file dialog belongs to the system');
  const { page } = desk;
  await receiver.connect(desk);
  await openFile(desk, 1);
  await expect(page.getByText('9 of 9 columns mapped')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: '2 leads of 2 can be posted' })).toBeVisible();
  await receiver.vendor.close();
  await page.keyboard.press('e');
  await expect(page.getByText(/^No estimate: .*Nothing was posted\.$/)).toBeVisible();
  await shots(page, 'down-estimate');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/posts\/\d+$/);
  await expect(page.getByRole('heading', { name: /^0 of 2 leads done/ })).toBeVisible();
  await shots(page, 'down-result');
  await looksRight(page, 'posts to a receiver that is out of reach');
  expect(await desk.call('jobs.counts', {})).toMatchObject({ total: 2, delivered: 0, unknown: 0, rejected: 0 });
});
