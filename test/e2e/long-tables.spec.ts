import type { Locator } from '@playwright/test';
import { expect, test } from '../support/screen.ts';
import { checkedList, connect, plainList, putFile } from '../support/screen-lists.ts';

const ROWS = 30_000;
const ROW = 32;

/** Of the rows that have room in sight below the head, those that are there with their words in them. */
async function filled(grid: Locator): Promise<{ readonly room: number; readonly rows: number }> {
  return grid.evaluate((el, height) => {
    const { top, bottom } = el.getBoundingClientRect();
    const rows = [...el.querySelectorAll('[role=rowgroup] > [role=row]')].filter((row) => {
      const at = row.getBoundingClientRect();
      return at.top < bottom && at.bottom > top + height && (row.textContent ?? '').trim() !== '';
    });
    return { room: Math.floor((bottom - top - height) / height), rows: rows.length };
  }, ROW);
}

/** Turns the wheel over the table as fast as a hand can, then waits until it has stood still for two frames. */
async function scrollBy(grid: Locator, by: number): Promise<void> {
  await grid.evaluate(
    (el, pixels) =>
      new Promise<void>((done) => {
        let left = pixels;
        const step = () => {
          const now = Math.sign(left) * Math.min(2000, Math.abs(left));
          el.scrollTop += now;
          left -= now;
          if (left !== 0) requestAnimationFrame(step);
          else requestAnimationFrame(() => requestAnimationFrame(() => done()));
        };
        step();
      }),
    by,
  );
}

async function staysFilled(grid: Locator): Promise<void> {
  await expect.poll(async () => (await filled(grid)).room, 'the table has room for rows').toBeGreaterThan(5);
  const turn = async (by: number) => {
    await scrollBy(grid, by);
    await expect
      .poll(async () => {
        const { room, rows } = await filled(grid);
        return rows >= room;
      }, `every row in sight is filled after scrolling by ${by}`)
      .toBe(true);
  };
  for (const by of [3_000, 40_000, -15_000, 60_000]) await turn(by);
  // How far one turn gets depends on how soon the rows come.
  await expect
    .poll(async () => {
      await turn(5_000);
      return (await grid.evaluate((el) => el.scrollTop)) / ROW;
    }, 'more rows came than were there at first')
    .toBeGreaterThan(400);
  await turn(-88_000);
}

test(`tables of ${ROWS.toLocaleString('en-US')} rows scroll, and no row in sight stays unfilled`, async ({
  desk,
  dialer,
}) => {
  const { page } = desk;
  const connectionId = await connect(desk, dialer);
  await desk.call('connections.pause', { id: connectionId });
  const { id, rows } = await checkedList(desk, connectionId, putFile(desk, 'long.csv', plainList(ROWS)));
  expect(rows.send).toBe(ROWS);

  await test.step('the checked rows', async () => {
    await desk.goTo(`/dial-lists/${id}/checks`);
    const grid = page.getByRole('grid', { name: 'Checked rows' });
    await expect(grid).toHaveAttribute('aria-rowcount', String(ROWS + 1));
    await staysFilled(grid);
    await page.getByRole('textbox', { name: 'Go to row' }).fill('29,990');
    await page.keyboard.press('Enter');
    await expect(grid.getByRole('row', { name: /^29,990 / })).toBeVisible();
    await expect(grid.getByRole('row', { name: /^30,000 / })).toBeVisible();
  });

  await test.step('the delivery log', async () => {
    await desk.call('imports.start', { id });
    await expect.poll(async () => (await desk.call('imports.get', { id })).jobs.total).toBe(ROWS);
    await desk.goTo('/deliveries');
    const grid = page.getByRole('grid', { name: 'Deliveries' });
    await expect(grid).toHaveAttribute('aria-rowcount', String(ROWS + 1));
    await staysFilled(grid);
    await page.getByRole('searchbox', { name: 'Search deliveries' }).fill('557 9999');
    await expect(grid.getByRole('row', { name: /\(727\) 557-9999/ })).toBeVisible();
    await expect(grid.getByRole('row')).toHaveCount(2);
  });
  expect(dialer.admin.counts().requests).toBe(0);
});
