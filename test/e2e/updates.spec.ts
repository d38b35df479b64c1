import { expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';
import { startFeed } from '../support/update-feed.ts';

test('a newer version is told in one line once someone entered a feed; a wrong signature is told in the settings alone', async ({
  desk,
}) => {
  const { page } = desk;
  const feed = await startFeed();
  try {
    await desk.goTo('/settings/updates');
    const daily = page.getByRole('switch', { name: 'Check for a newer version once a day' });
    await expect(daily).not.toBeChecked();
    await expect(daily).toBeDisabled();
    await page.getByLabel('Feed address').fill(feed.url);
    await page.getByLabel('Public key').fill('AAAA');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Not an Ed25519 public key.')).toBeVisible();
    await page.getByLabel('Public key').fill(feed.publicLine);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(daily).toBeEnabled();
    await daily.click();
    await expect(daily).toBeChecked();

    const signed = feed.answer;
    feed.answer = (_, response) => response.end('{"release":"{}","signature":"AAAA"}');
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect(page.getByText('The signature does not match the public key.')).toBeVisible();
    const line = page.getByRole('complementary', { name: 'Update' });
    await expect(line).toHaveCount(0);

    feed.answer = signed;
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect(line).toContainText('Trunkline 9.1.0 is available.');
    await expect(page.getByText('Faster lists.')).toBeVisible();
    await looksRight(page, 'a newer version');
    const link = line.getByRole('link', { name: 'Get version 9.1.0' });
    await expect(link).toHaveAttribute('href', 'https://downloads.example/trunkline');
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');

    await desk.goTo('/inbox');
    await line.getByRole('button', { name: 'Dismiss' }).click();
    await expect(line).toHaveCount(0);
    await desk.reopen();
    await expect(desk.page.getByRole('contentinfo')).toBeVisible();
    await expect(desk.page.getByRole('complementary', { name: 'Update' })).toHaveCount(0);
  } finally {
    await feed.close();
  }
});
