import { expect, test } from '../support/screen.ts';
import { addPerson, holdTelephone, setHours } from '../support/screen-leads.ts';
import { looksRight } from '../support/screen-look.ts';
import { expectSaid } from '../support/screen-messages.ts';

test('a lead is called by keyboard, its outcome written in one key, and taken back', async ({ desk }) => {
  const { page } = desk;
  const keys = page.keyboard;
  await setHours(desk, true);
  const id = await addPerson(desk, 1);
  await desk.goTo(`/inbox?lead=${id}`);
  const pane = page.getByRole('region', { name: 'The open lead' });
  await expect(pane.getByText('OK to call')).toBeVisible();
  await expect(pane.getByText('never called')).toBeVisible();
  await looksRight(page, 'a lead that may be called');
  const opened = await holdTelephone(desk);

  await test.step('c opens the telephone and asks for the outcome', async () => {
    await keys.press('c');
    const outcome = pane.getByRole('region', { name: 'Outcome of the call' });
    await expect(outcome).toBeVisible();
    expect(await opened()).toEqual(['tel:+17275550001']);
    await expect(pane.getByText('1 today, 1 call in total')).toBeVisible();
    await looksRight(page, 'the outcome of a call');
    await outcome.getByLabel('Note on the call').fill('Likes nights.\n<img src=x onerror=alert(1)>');
  });

  await test.step('a disposition with a callback asks when, in the lead’s own day', async () => {
    await keys.press('Alt+1');
    await expect(pane.getByText('Lead’s local time')).toBeVisible();
    await looksRight(page, 'when to call back');
    await pane
      .getByRole('button', { name: /Tomorrow 9:00 AM/ })
      .first()
      .click();
    await expect(pane.getByRole('region', { name: 'Callback' })).toContainText('tomorrow 9:00 AM');
    await expect(pane.getByRole('button', { name: 'Status: Callback. Set another' })).toBeVisible();
    const { callback } = await desk.call('leads.get', { id });
    const there = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', timeStyle: 'short' });
    expect(there.format(callback?.dueAt)).toBe('09:00');
  });

  await test.step('the note is text, on the timeline, and the field is empty', async () => {
    const timeline = pane.getByRole('list', { name: 'Timeline, newest first' });
    await expect(timeline).toContainText('<img src=x onerror=alert(1)>');
    await expect(timeline.locator('img')).toHaveCount(0);
    await expect(pane.getByLabel('Note', { exact: true })).toHaveValue('');
    await looksRight(page, 'a lead with a callback and a timeline');
  });

  await test.step('Undo takes all of it back: the call waits for its outcome again', async () => {
    await keys.press('Control+z');
    await expect(pane.getByRole('region', { name: 'Outcome of the call' })).toBeVisible();
    await expect(pane.getByRole('region', { name: 'Callback' })).toHaveCount(0);
    await expect(pane.getByRole('button', { name: 'Status: New. Set another' })).toBeVisible();
  });

  await test.step('elsewhere it is asked about again, and can be written down there', async () => {
    await keys.press('Escape');
    const waiting = page.getByRole('region', { name: 'Reminders' });
    await expect(waiting).toContainText('How did the call with Ann Person 1 end?');
    await looksRight(page, 'a call without an outcome');
    await waiting.getByRole('button', { name: 'Log outcome' }).click();
    await expect(page.getByRole('dialog', { name: 'The call with Ann Person 1' })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Outcomes' })).toBeVisible();
    await looksRight(page, 'the outcome in a dialog');
    await keys.press('2');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(waiting).toHaveCount(0);
    expect((await desk.call('leads.get', { id })).lastDisposition).toBe('No answer');
  });
});

test('a call that the rules don’t allow is not made without the operator’s word', async ({ desk }) => {
  const { page } = desk;
  await setHours(desk, false);
  const id = await addPerson(desk, 2);
  await desk.goTo(`/inbox?lead=${id}`);
  const pane = page.getByRole('region', { name: 'The open lead' });
  await expect(pane.getByText(/House rule 7/)).toBeVisible();
  await expect(pane.getByText('OK to call')).toHaveCount(0);
  await looksRight(page, 'a lead that may not be called');
  const opened = await holdTelephone(desk);
  const asking = page.getByRole('dialog', { name: /^Ann Person 2/ });
  await page.keyboard.press('c');
  await expect(asking).toContainText('House rule 7');
  await looksRight(page, 'a call against the rules');
  await page.keyboard.press('Escape');
  await expect(asking).toHaveCount(0);
  await pane.getByRole('link', { name: 'Call (727) 555-0002' }).click();
  await expect(asking).toBeVisible();
  expect(await opened()).toEqual([]);
  expect(await desk.call('calls.open', {})).toEqual([]);
  await asking.getByRole('link', { name: 'Call (727) 555-0002 anyway' }).click();
  await expect(pane.getByRole('region', { name: 'Outcome of the call' })).toBeVisible();
  expect(await opened()).toEqual(['tel:+17275550002']);
  await expect(pane.getByRole('list', { name: 'Timeline, newest first' })).toContainText('Called anyway');

  await test.step('Do not call puts the number on the list, and says so beside it', async () => {
    await page.keyboard.press('6');
    await expect(pane.getByText('On the do-not-call list.')).toBeVisible();
    expect((await desk.call('dnc.list', {})).phones.map((p) => p.phone)).toEqual(['7275550002']);
    await looksRight(page, 'a lead that must not be called');
  });
});

test('a note is kept at every keystroke and lost by nothing', async ({ desk }) => {
  const { page } = desk;
  const [one, other] = [await addPerson(desk, 3), await addPerson(desk, 4)];
  await desk.goTo(`/inbox?lead=${one}`);
  const note = page.getByLabel('Note', { exact: true });
  await expect(note).toBeVisible();
  await page.keyboard.press('n');
  await expect(note).toBeFocused();
  await page.keyboard.type('Half a sent');
  await expect.poll(async () => (await desk.call('leads.get', { id: one })).draft).toBe('Half a sent');
  await page.keyboard.type('ence');
  await desk.goTo(`/inbox?lead=${other}`);
  await expect(note).toHaveValue('');
  await desk.goTo(`/inbox?lead=${one}`);
  await expect(note).toHaveValue('Half a sentence');
  await desk.reopen();
  const again = desk.page;
  await desk.goTo(`/inbox?lead=${one}`);
  const kept = again.getByLabel('Note', { exact: true });
  await expect(kept).toHaveValue('Half a sentence');
  await kept.press('Control+Enter');
  await expect(again.getByRole('list', { name: 'Timeline, newest first' })).toContainText('Half a sentence');
  await expect(kept).toHaveValue('');
  expect((await desk.call('leads.get', { id: one })).draft).toBe('');
});

test('one person, once: joined, told where each value came from, split again', async ({ desk }) => {
  const { page } = desk;
  const one = await addPerson(desk, 5, { lastName: 'Same' });
  const two = await addPerson(desk, 6, { lastName: 'Same', city: 'St. Petersburg' });
  await desk.goTo(`/inbox?lead=${one}`);
  const pane = page.getByRole('region', { name: 'The open lead' });
  await expect(pane.getByText('Possible duplicate')).toBeVisible();
  await looksRight(page, 'somebody who may be the same');
  await pane.getByRole('button', { name: 'Merge these leads' }).click();
  await expect(pane.getByRole('list', { name: 'Phones' }).getByRole('listitem')).toHaveCount(2);
  // What the pane offered before the join is gone: nothing moves under the pointer any more.
  await expect(pane.getByText('Possible duplicate')).toBeHidden();
  const city = pane.getByRole('button', { name: /^City: from .*says/ });
  await city.hover();
  await expect(page.getByText(/says (Tampa|St\. Petersburg)/)).toBeVisible();
  await looksRight(page, 'a lead of two records');

  await page.keyboard.press('r');
  await expect(pane.getByRole('group', { name: /^Original record from / })).toHaveCount(2);
  await looksRight(page, 'the records as they came');
  await pane.getByRole('button', { name: 'Split off' }).first().click();
  await expectSaid(page, 'is now a separate lead');
  await expect(pane.getByRole('list', { name: 'Phones' }).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expectSaid(page, 'Undone');
  const left = await desk.call('leads.get', { id: one });
  expect(left.records).toHaveLength(2);
  await expect(desk.call('leads.get', { id: two })).rejects.toThrow();

  await test.step('anybody can be found and joined by hand', async () => {
    await addPerson(desk, 7, { lastName: 'Otherwise' });
    await desk.goTo(`/inbox?lead=${one}`);
    await expect(pane.getByRole('heading', { level: 2 })).toHaveText('Ann Same');
    await page.keyboard.press('w');
    const dialog = page.getByRole('dialog', { name: 'Merge another lead into Ann Same' });
    await expect(dialog.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('otherw');
    await dialog.getByRole('button', { name: 'Merge with Ann Otherwise' }).click();
    await expect(pane.getByRole('list', { name: 'Phones' }).getByRole('listitem')).toHaveCount(3);
  });
});

test('a person is forgotten, after it was said what goes', async ({ desk }) => {
  const { page } = desk;
  const id = await addPerson(desk, 8);
  await desk.call('notes.add', { leadId: id, text: 'One' });
  await desk.goTo(`/inbox?lead=${id}`);
  await expect(page.getByRole('heading', { name: 'Ann Person 8' })).toBeVisible();
  await page.keyboard.press('Shift+Delete');
  const dialog = page.getByRole('dialog', { name: 'Erase Ann Person 8?' });
  await expect(dialog).toContainText('1 record');
  await expect(dialog).toContainText('1 note');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await looksRight(page, 'forgetting a person');
  await dialog.getByRole('button', { name: 'Erase Ann Person 8' }).click();
  await expect(page.getByRole('region', { name: 'The open lead' })).toHaveCount(0);
  await expect(desk.call('leads.get', { id })).rejects.toThrow();
});
