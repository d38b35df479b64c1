import { expect, test } from '../support/screen.ts';
import { checkedList, connect, plainList, putFile, startedList } from '../support/screen-lists.ts';
import { breaches, looksRight } from '../support/screen-look.ts';

test('what no other flow passes breaks no rule of axe either, in light and dark', async ({ desk, dialer }) => {
  const { page } = desk;
  await desk.goTo('/settings/dialers');
  await expect(page.getByText('No dialer or lead source is connected yet')).toBeVisible();
  await looksRight(page, 'no dialer yet');
  await desk.goTo('/dial-lists');
  await expect(page.getByText('Your dial lists will appear here')).toBeVisible();
  await looksRight(page, 'no dial list yet');
  await desk.goTo('/deliveries');
  await expect(page.getByText('Nothing has been sent yet')).toBeVisible();
  await looksRight(page, 'nothing sent yet');

  const connectionId = await connect(desk, dialer);
  await startedList(desk, connectionId, 5);
  await checkedList(desk, connectionId, putFile(desk, 'next.csv', plainList(8)));
  const { id } = await desk.call('imports.open', { path: putFile(desk, 'draft.csv', plainList(3)) });

  await desk.goTo('/dial-lists');
  const lists = page.getByRole('grid', { name: 'Dial lists' });
  await expect(lists.getByRole('row')).toHaveCount(4);
  await looksRight(page, 'dial lists');
  await lists.focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog', { name: 'Delete draft.csv?' })).toBeVisible();
  await looksRight(page, 'forgetting a draft');
  await page.keyboard.press('Escape');

  await desk.goTo('/dial-lists/new');
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  await looksRight(page, 'new import');

  await desk.goTo(`/dial-lists/${id}/columns`);
  // It goes on as the list before it; here nothing is said of where it goes.
  await page.getByLabel('List', { exact: true }).fill('');
  await page.getByRole('button', { name: /^Check about/ }).click();
  await expect(page.getByLabel('List', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  for (const part of [
    'Duplicates',
    'Do not call',
    'Hopper',
    'Number checks',
    'Place and time',
    'Callbacks',
    'List and custom fields',
  ]) {
    await page.getByRole('region', { name: 'The dial list' }).getByText(part, { exact: true }).click();
  }
  await page.getByLabel('Make each lead a scheduled callback').check();
  await page.getByLabel('Add to hopper').check();
  await looksRight(page, 'every setting, with errors');

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await looksRight(page, 'palette');
  await page.keyboard.type('no act is called this');
  await expect(page.getByText('No match.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).click();
  // So low that the keys scroll: a region that only the mouse could scroll is a breach.
  if (desk.shell === 'browser') await page.setViewportSize({ width: 1280, height: 480 });
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await looksRight(page, 'key sheet');
  await page.keyboard.press('Escape');
  if (desk.shell === 'browser') await page.setViewportSize({ width: 1280, height: 800 });

  for (const [path, sign] of [
    ['/settings/dialers', 'Concurrent'],
    ['/settings/look', 'Takes effect immediately'],
    ['/settings/practice', 'A simulated dialer'],
    ['/no-such-place', 'Page not found'],
    ['/dial-lists/999', 'All dial lists'],
  ] as const) {
    await desk.goTo(path);
    await expect(page.getByRole('main')).toContainText(sign);
    await looksRight(page, path);
  }
});

test('a text without contrast in one mode alone is found, also on a page that was looked at before', async ({
  desk,
}) => {
  const { page } = desk;
  await desk.goTo('/deliveries');
  await expect(page.getByText('Nothing has been sent yet')).toBeVisible();
  expect(await breaches(page)).toEqual([]);
  for (const [mode, media, name] of [
    ['light', '(prefers-color-scheme: light) and (forced-colors: none)', 'faint-light'],
    ['dark', '(prefers-color-scheme: dark)', 'faint-dark'],
    ['forced colors', '(forced-colors: active)', 'faint-forced'],
  ] as const) {
    const rule = `.${name} { color: #777 !important; background: #888 !important; forced-color-adjust: none }`;
    // By script, because the page's policy refuses a style element.
    await page.evaluate((content) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(content);
      document.adoptedStyleSheets.push(sheet);
    }, `@media ${media} { ${rule} }`);
    const text = page.getByText('Nothing has been sent yet');
    await text.evaluate((element, added) => element.classList.add(added), name);
    for (const time of ['first', 'second']) {
      const found = await breaches(page);
      expect(found, `${mode}, the ${time} time`).toEqual([expect.stringMatching(`^${mode}, color-contrast`)]);
    }
    await text.evaluate((element, added) => element.classList.remove(added), name);
  }
  expect(await breaches(page)).toEqual([]);
});

test('light and dark follow the system, and can be chosen', async ({ desk }) => {
  const ground = () => desk.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await desk.page.emulateMedia({ colorScheme: 'light' });
  const light = await ground();
  await desk.page.emulateMedia({ colorScheme: 'dark' });
  const dark = await ground();
  expect(dark).not.toBe(light);
  await desk.goTo('/settings/look');
  await desk.page.getByRole('radio', { name: 'Light' }).check();
  await expect.poll(ground).toBe(light);
  await desk.page.getByRole('radio', { name: 'Dark' }).check();
  await desk.page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(ground).toBe(dark);
  await desk.reopen();
  await desk.page.emulateMedia({ colorScheme: 'light' });
  await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(ground, 'the choice is kept').toBe(dark);
});

test('at 200 % the frame fits, and every main act can be reached', async ({ desk, dialer }) => {
  test.skip(desk.shell === 'electron', 'a window has no viewport to set');
  const connectionId = await connect(desk, dialer);
  const started = await startedList(desk, connectionId, 5);
  // Five of the eight were loaded before.
  const { id } = await checkedList(desk, connectionId, putFile(desk, 'next.csv', plainList(8)));
  const { page } = desk;
  await page.setViewportSize({ width: 640, height: 400 });
  for (const [path, action] of [
    ['/welcome', 'Connect your dialer'],
    ['/dial-lists', 'Import a file'],
    ['/dial-lists/new', 'Choose a file'],
    [`/dial-lists/${id}/file`, 'Columns'],
    [`/dial-lists/${id}/columns`, 'Check about'],
    [`/dial-lists/${id}/checks`, 'Start: 3 rows'],
    [`/dial-lists/${id}/start`, 'Send 3 rows'],
    [`/dial-lists/${started}/result`, null],
    ['/deliveries', 'Export 5 rows'],
    ['/deliveries?job=1', 'Close'],
    ['/settings/dialers/new', 'Connect'],
    ['/settings/do-not-call', 'Add numbers …'],
    ['/settings/look', null],
  ] as const) {
    await desk.goTo(path);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeInViewport();
    if (action !== null) {
      const button = page
        .getByRole('button', { name: action, exact: action === 'Close' || action === 'Connect' })
        .first();
      await expect(button, `${path}: ${action}`).toBeVisible();
      await button.scrollIntoViewIfNeeded();
      await expect(button, `${path}: ${action}`).toBeInViewport({ ratio: 0.99 });
    }
    if (path.endsWith('/checks') || path === '/deliveries') {
      const row = page.getByRole('grid').getByRole('row').nth(3);
      await row.scrollIntoViewIfNeeded();
      await expect(row, `${path}: a row can be brought into sight`).toBeInViewport({ ratio: 0.3 });
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${path} scrolls sideways`).toBe(0);
    const tall = await page.evaluate(
      () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
    );
    expect(tall, `${path}: the frame scrolls`).toBe(0);
    expect((await page.getByRole('contentinfo').boundingBox())?.y, `${path}: the strip is at the bottom`).toBeLessThan(
      400,
    );
  }
  await desk.goTo('/deliveries?job=1');
  await expect(page.getByRole('list', { name: 'Steps' })).toBeVisible();
  await looksRight(page, 'one delivery at 200 %');
});

test('who wishes for less motion gets none', async ({ desk }) => {
  const { page } = desk;
  await desk.goTo('/settings/practice');
  const moving = () =>
    page.evaluate(() => {
      const styles = [...document.querySelectorAll('*')].map((el) => getComputedStyle(el));
      return styles.filter((s) => parseFloat(s.transitionDuration) > 0 || parseFloat(s.animationDuration) > 0.001)
        .length;
    });
  await expect(page.getByRole('heading', { name: 'Practice vendors' })).toBeVisible();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toBe(0);
  await desk.goTo('/settings/do-not-call');
  await page.getByRole('button', { name: 'Add numbers …' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await moving()).toBe(0);
});

test('the first stop of Tab leads over navigation and bar to the content', async ({ desk }) => {
  const { page } = desk;
  await desk.goTo('/settings/look');
  await expect(page.getByRole('main')).toBeVisible();
  // From the top of the page, as after it was opened.
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await page.keyboard.press('Tab');
  const skip = page.getByRole('button', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await looksRight(page, 'the link over the navigation');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true);
});

test('colors that the system forces keep the place, what is selected, and the parts of bars', async ({
  desk,
  dialer,
}) => {
  const connectionId = await connect(desk, dialer);
  await startedList(desk, connectionId, 5);
  const { page } = desk;
  await page.emulateMedia({ forcedColors: 'active' });
  await desk.goTo('/dial-lists');
  const line = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((one) => getComputedStyle(one).outlineStyle);
  await expect(page.locator('nav [aria-current=page]').first()).toBeVisible();
  expect(await line('nav [aria-current=page]')).toBe('solid');
  await page.getByRole('grid', { name: 'Dial lists' }).focus();
  await page.keyboard.press('j');
  expect(await line('[role=row][aria-selected=true]')).toBe('solid');
  const parts = page.locator('[data-bar] > span');
  await expect(parts.first()).toBeVisible();
  const colors = await parts.first().evaluate((part) => {
    const bar = part.parentElement;
    return [getComputedStyle(part).backgroundColor, bar === null ? '' : getComputedStyle(bar).backgroundColor];
  });
  expect(colors[0]).not.toBe(colors[1]);
});
