import { expect, test } from '../support/screen.ts';
import { checkedList, connect, plainList, putFile } from '../support/screen-lists.ts';

/** What stood in each field when it could first be typed in, and what it was changed to though nobody typed. */
interface Watched extends Window {
  filledLate: string[];
}

test('a field that can be typed in holds what is stored already: nothing is put beneath what is typed', async ({
  desk,
  dialer,
}) => {
  const { page } = desk;
  const connectionId = await connect(desk, dialer);
  const list = await checkedList(desk, connectionId, putFile(desk, 'list.csv', plainList(3)));
  const draft = await desk.call('imports.open', { path: putFile(desk, 'draft.csv', plainList(3)) });
  await desk.call('unlock.setLimits', { perDay: 7, perMonth: 70 });
  // Answers come late, as on a busy machine. Electron's bridge can't be slowed down from here.
  let onTheWay = 0;
  await page.route('**/api/call/*', async (route) => {
    onTheWay++;
    const answer = await route.fetch();
    await new Promise((done) => setTimeout(done, 150));
    await route.fulfill({ response: answer }).catch((thrown: unknown) => {
      // The page has gone on to the next place, and waits for this answer no longer.
      if (!String(thrown).includes('closed')) throw thrown;
    });
    onTheWay--;
  });
  await page.evaluate(() => {
    const watched = window as unknown as Watched;
    watched.filledLate = [];
    const first = new WeakMap<Element, string>();
    const look = () => {
      for (const field of document.querySelectorAll<HTMLInputElement>('main :is(input, textarea)')) {
        if (field.readOnly || field.disabled || ['checkbox', 'radio', 'file'].includes(field.type)) continue;
        const before = first.get(field);
        if (before === undefined) first.set(field, field.value);
        else if (before !== field.value) {
          first.set(field, field.value);
          watched.filledLate.push(
            `${location.hash} ${field.labels?.[0]?.textContent ?? field.name}: “${before}” became “${field.value}”`,
          );
        }
      }
      requestAnimationFrame(look);
    };
    look();
  });
  for (const path of [
    '/settings/agent',
    '/settings/unlock-limits',
    '/settings/offers',
    '/settings/do-not-call',
    '/settings/call-rules',
    '/settings/dispositions',
    '/settings/keys',
    '/settings/practice',
    '/settings/data',
    '/settings/updates',
    `/settings/dialers/${connectionId}`,
    '/settings/dialers/new-receiver',
    `/dial-lists/${draft.id}/columns`,
    `/dial-lists/${draft.id}/file`,
    `/dial-lists/${list.id}/start`,
    '/posts',
    '/offers',
    '/inbox',
    '/deliveries',
    '/reports',
  ]) {
    await page.evaluate((to) => {
      location.hash = `#${to}`;
    }, path);
    // One answer may lead to the next question: all are here once none is on the way two frames after the last.
    await expect(async () => {
      expect(onTheWay).toBe(0);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      expect(onTheWay).toBe(0);
    }).toPass();
  }
  expect(await page.evaluate(() => (window as unknown as Watched).filledLate)).toEqual([]);
});
