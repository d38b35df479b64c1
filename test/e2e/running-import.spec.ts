import { expect, test } from '../support/screen.ts';
import { connect, startedList } from '../support/screen-lists.ts';
import { looksRight } from '../support/screen-look.ts';

const ROWS = 400;

/** An answer takes so long while the page is looked at, ms: nothing ends meanwhile, however slow the machine is. */
const SLOW_MS = 2_000;
/** And so long while rows are to go by, ms. */
const QUICK_MS = 40;

test('a running import is paused, goes on, is left and come back to, and its rest called off', async ({
  desk,
  dialer,
}) => {
  dialer.admin.setBehaviour({ latencyMs: SLOW_MS });
  const id = await startedList(desk, await connect(desk, dialer, { concurrency: 2 }), ROWS);
  await desk.goTo(`/dial-lists/${id}/result`);
  const settled = async () =>
    Number(/^[\d,]+/.exec((await desk.page.getByRole('heading', { level: 2 }).textContent()) ?? '')?.[0]);

  await test.step('paused: what is on the wire ends, nothing new goes out', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText(/^Paused: requests in flight finish/)).toBeVisible();
    await expect(page.getByRole('row', { name: /Held/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /Sending/ })).toHaveCount(0);
    await dialer.admin.untilIdle();
    const requests = dialer.admin.counts().requests;
    expect(requests).toBeLessThan(ROWS);
    await expect(page.getByRole('heading', { name: `${requests} of ${ROWS} rows done` })).toBeVisible();
    await looksRight(page, 'paused');
  });

  await test.step('the pause outlives the page', async () => {
    const requests = dialer.admin.counts().requests;
    await desk.reopen();
    await desk.goTo('/dial-lists');
    const { page } = desk;
    await page
      .getByRole('grid', { name: 'Dial lists' })
      .getByRole('row', { name: /leads\.csv.*Paused/ })
      .click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    expect(dialer.admin.counts().requests).toBe(requests);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  });

  await test.step('it goes on while no page is open, and the page shows where it is', async () => {
    const before = dialer.admin.counts().requests;
    await desk.page.goto('about:blank');
    dialer.admin.setBehaviour({ latencyMs: QUICK_MS });
    await dialer.admin.untilRequests(before + 20);
    dialer.admin.setBehaviour({ latencyMs: SLOW_MS });
    await desk.reopen();
    await desk.goTo(`/dial-lists/${id}/result`);
    await expect.poll(settled).toBeGreaterThanOrEqual(before + 10);
    await expect(desk.page.getByText(/\d\/s/).first()).toBeVisible();
  });

  await test.step('what is not sent is called off, with its number on the button; all rows add up', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText(/^Paused:/)).toBeVisible();
    await expect(page.getByRole('row', { name: /Sending/ })).toHaveCount(0);
    await dialer.admin.untilIdle();
    const sent = dialer.admin.counts().requests;
    const rest = ROWS - sent;
    await page.getByRole('button', { name: `Cancel ${rest} unsent rows` }).click();
    const dialog = page.getByRole('dialog', { name: `Cancel ${rest} unsent rows?` });
    await expect(dialog).toBeVisible();
    await looksRight(page, 'canceling the rest');
    await dialog.getByRole('button', { name: `Cancel ${rest} unsent rows` }).click();
    await expect(page.getByRole('row', { name: `Canceled ${rest}` })).toBeVisible();
    await expect(page.getByRole('row', { name: `Delivered ${sent}` })).toBeVisible();
    await expect(page.getByRole('row', { name: /Held|Waiting|Sending/ })).toHaveCount(0);
    expect(dialer.admin.count()).toBe(sent);
    expect(dialer.admin.counts().requests).toBe(sent);
  });
});
