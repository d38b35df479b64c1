import { readFileSync } from 'node:fs';
import { databaseFile, openStore } from '../../src-main/db/open.ts';
import { type FilledLead, fillNames, fillOffers, fillSource } from '../support/fill-offers.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { pressInTurn } from '../support/screen-keys.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

const MINUTE = 60_000;

/** One day for the whole of a run, also of one that goes on past midnight. */
const TODAY = new Date();

/** Nine in the morning some days ago, by this machine's calendar. */
const morning = (daysAgo: number): number => {
  const day = new Date(TODAY);
  day.setDate(day.getDate() - daysAgo);
  return day.setHours(9, 0, 0, 0);
};

/** Puts offers into the desk's store, as a poll would; a setting kept as it is tells the page that offers changed. */
async function offer(desk: Desk, leads: readonly FilledLead[], names = true): Promise<void> {
  const store = openStore(databaseFile(desk.dataDir));
  try {
    const source = names ? fillSource(store) : 1;
    if (names) {
      fillNames(store, source, {
        users: { 5: 'Dorothy Vaughan', 6: 'Mary Jackson', 7: 'Katherine Johnson' },
        teams: { 1: 'IBM', 2: 'NASA' },
        me: ['5'],
      });
    }
    fillOffers(store, source, leads);
  } finally {
    store.close();
  }
  await desk.call('offers.setSettings', {});
}

const mary = (at: number) => ({ user: '6', team: '1', at });
const katherine = (at: number) => ({ user: '7', team: '2', at });
const hers = (user: string, claimedAt: number) => ({ state: 'claimed', holderUser: user, claimedAt }) as const;

/** Mary claims three of four, after 1, 2 and 3 minutes; Katherine one of three, after 20 s, a day before the others. */
const LEADS: readonly FilledLead[] = [
  { offers: [mary(morning(2)), katherine(morning(2))], ...hers('6', morning(2) + MINUTE) },
  { offers: [mary(morning(2)), katherine(morning(2))], ...hers('6', morning(2) + 2 * MINUTE) },
  { offers: [mary(morning(2))], ...hers('6', morning(2) + 3 * MINUTE) },
  { offers: [mary(morning(2) + 60 * MINUTE)], ...hers('99', morning(2) + 61 * MINUTE) },
  { offers: [katherine(morning(3))], ...hers('7', morning(3) + MINUTE / 3) },
];

const figures = (desk: Desk) => desk.page.getByLabel('In this period').getByRole('definition');
const rates = (desk: Desk) => desk.page.getByRole('table', { name: /^Claim and miss rates by/ });
const cells = async (desk: Desk) =>
  (await rates(desk).getByRole('row').allInnerTexts()).map((text) => text.split(/\s*\t\s*|\n+/).filter(Boolean));

test('a team lead reads who claims and misses, by keyboard alone, and takes it along as CSV', async ({ desk }) => {
  const { page } = desk;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await pressInTurn(page, 'g', 'r');
  await expect(page.getByRole('heading', { level: 1, name: 'Reports' })).toBeVisible();
  await expect(page.getByText('No leads offered yet')).toBeVisible();
  await looksRight(page, 'nothing offered yet');

  await test.step('what comes in stands there without a touch', async () => {
    await offer(desk, LEADS);
    await expect(figures(desk)).toHaveText([
      /^5\s*none open$/,
      /^80%\s*4 leads$/,
      /^20%\s*1 lead$/,
      /^1 min 30 s\s*90% within 3 min$/,
      /^0\s*claims by this desk$/,
    ]);
    expect(await cells(desk)).toEqual([
      [
        'Person',
        'Claim rate',
        'Claimed against missed',
        'Miss rate',
        'Offered',
        'Claimed',
        'Missed',
        'Open',
        'Lost',
        'Median',
        '90% within',
      ],
      ['Mary Jackson', '75%', '25%', '4', '3', '1', '0', '0', '2 min', '3 min'],
      ['Katherine Johnson', '33%', '67%', '3', '1', '2', '0', '0', '20 s', '20 s'],
      ['All, each lead once', '80%', '20%', '5', '4', '1', '0', '0', '1 min 30 s', '3 min'],
    ]);
    await expect(page.getByRole('img', { name: 'Mary Jackson: 75% claimed, 25% missed' })).toBeVisible();
    await looksRight(page, 'reports');
  });

  await test.step('each plot says its numbers, and has them in a table', async () => {
    await expect(
      page.getByRole('img', {
        name: 'Time to claim of 4 claims, half of them within 1 min 30 s: 10 s to 30 s 1, 1 min to 2 min 1, 2 min to 5 min 2',
      }),
    ).toBeVisible();
    const times = page.getByRole('table', { name: 'Claims by time to claim' });
    await expect(times.getByRole('row', { name: 'Claims' }).getByRole('cell')).toHaveText([
      '0',
      '1',
      '0',
      '1',
      '2',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
    ]);
    await expect(
      page.getByRole('img', { name: /09:00 4 offered, 4 claimed, 0 missed; 10:00 1 offered, 0 claimed, 1 missed$/ }),
    ).toBeVisible();
    const hours = page.getByRole('table', { name: /^Leads by hour offered/ });
    await expect(hours.getByRole('row', { name: 'Offered' }).getByRole('cell')).toHaveText(
      Array.from({ length: 24 }, (_, hour) => (hour === 9 ? '4' : hour === 10 ? '1' : '0')),
    );
  });

  await test.step('sorted by a column’s head', async () => {
    const head = rates(desk).getByRole('columnheader', { name: 'Median' });
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await expect(rates(desk).getByRole('rowheader')).toHaveText(['Katherine Johnson', 'Mary Jackson', /^All/]);
    await page.keyboard.press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await expect(rates(desk).getByRole('rowheader')).toHaveText(['Mary Jackson', 'Katherine Johnson', /^All/]);
    await expect(head.getByRole('button')).toBeFocused();
  });

  await test.step('by team, and another time, by their keys; the address keeps it', async () => {
    await page.keyboard.press('t');
    await expect(rates(desk).getByRole('rowheader')).toHaveText(['IBM', 'NASA', /^All/]);
    await page.keyboard.press('1');
    await expect(page.getByText('No leads offered in this period')).toBeVisible();
    await expect.poll(() => page.url()).toContain('#/reports?when=today&by=team&sort=-median');
    await page.goBack();
    await expect(rates(desk).getByRole('rowheader')).toHaveText(['IBM', 'NASA', /^All/]);
    await desk.reopen();
    await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible();
    await desk.goTo('/reports?when=month&by=team');
    await expect(rates(desk).getByRole('rowheader')).toHaveText(['IBM', 'NASA', /^All/]);
  });
});

test('narrowed to a team and to days of one’s own, and as CSV', async ({ desk }) => {
  const { page } = desk;
  await offer(desk, LEADS);
  await desk.goTo('/reports');
  await expect(figures(desk).first()).toHaveText(/^5/);
  await page.getByRole('combobox', { name: 'Team' }).selectOption('NASA');
  await expect(figures(desk).first()).toHaveText(/^3/);
  await expect(rates(desk).getByRole('rowheader')).toHaveText(['Katherine Johnson', /^All/]);
  await page.getByRole('radio', { name: 'Between …' }).check();
  const day = (at: number) => {
    const there = new Date(at);
    return `${there.getFullYear()}-${String(there.getMonth() + 1).padStart(2, '0')}-${String(there.getDate()).padStart(2, '0')}`;
  };
  await page.getByLabel('First day').fill(day(morning(2)));
  await page.getByLabel('Last day').fill(day(morning(2)));
  await expect(figures(desk).first()).toHaveText(/^2/);
  expect(await cells(desk)).toContainEqual(['Katherine Johnson', '0%', '100%', '2', '0', '2', '0', '0', '–', '–']);

  const saved = async (key: string) => {
    await page.getByRole('heading', { level: 1 }).click();
    const download = desk.shell === 'browser' ? page.waitForEvent('download') : null;
    await page.keyboard.press(key);
    const told = await expectSaid(page, ' written to ');
    const path = (await download)?.path() ?? / written to (.*\.csv)/.exec(told)?.[1] ?? '';
    return readFileSync(await path, 'utf8').split('\r\n');
  };
  expect((await saved('e')).slice(1)).toEqual(['Katherine Johnson,2,0,2,0,0,0,100,,,0', '']);
  expect((await saved('d')).at(0)).toBe('\uFEFFFrom (s),Until (s),Claims');
  expect((await saved('h')).at(10)).toBe('09:00,2,0,2,0,0,0,100,,,0');

  await page.keyboard.press('Shift+F');
  await expect(figures(desk).first()).toHaveText(/^4/);
});

test('the numbers before stay in sight until the new ones are there', async ({ desk }) => {
  const { page } = desk;
  await offer(desk, LEADS);
  await desk.goTo('/reports');
  await expect(figures(desk).first()).toHaveText(/^5/);
  await page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(window, { seen });
    new MutationObserver(() => {
      seen.add(document.querySelector('[aria-label="In this period"] dd')?.textContent ?? 'nothing');
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await offer(desk, [{ offers: [mary(morning(1))] }], false);
  await expect(figures(desk).first()).toHaveText(/^6\s*1 still open/);
  await page.keyboard.press('3');
  await page.keyboard.press('t');
  await expect(rates(desk).getByRole('columnheader', { name: 'Team' })).toBeVisible();
  const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
  expect(seen).not.toContain('nothing');
});

test('how it is counted is told, and at 200 % all can be reached', async ({ desk }) => {
  const { page } = desk;
  await offer(desk, LEADS);
  await desk.goTo('/reports');
  await expect(figures(desk).first()).toHaveText(/^5/);
  await page.keyboard.press('i');
  const help = page.getByRole('dialog', { name: 'How this is counted' });
  await expect(help).toContainText('after someone else had the lead');
  await looksRight(page, 'how it is counted');
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);

  test.skip(desk.shell === 'electron', 'a window has no viewport to set');
  await page.setViewportSize({ width: 640, height: 400 });
  for (const title of ['Claimed and missed', 'Time to claim', 'By hour offered']) {
    const button = page.getByRole('region', { name: title, exact: true }).getByRole('button', { name: 'Export CSV' });
    await button.scrollIntoViewIfNeeded();
    await expect(button).toBeInViewport({ ratio: 0.99 });
  }
  const last = page.getByRole('table', { name: /^Leads by hour offered/ }).getByRole('columnheader', { name: '23' });
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, 'the frame scrolls sideways').toBe(0);
  await looksRight(page, 'reports at 200 %');
});
