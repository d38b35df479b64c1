import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommandError, newestFirst } from '../../../src-preload/contract/index.ts';
import { setBridge } from '../../../src-renderer/bridge/index.ts';
import {
  allOfList,
  closeInbox,
  findLead,
  idsBetween,
  inView,
  onRows,
  openInbox,
  type Question,
  refreshInbox,
  setCursor,
  showInbox,
  useInboxList,
} from '../../../src-renderer/state/inbox-list.ts';
import { oneByOne } from '../../../src-renderer/state/throttle.ts';
import { InboxDesk } from '../../support/inbox-desk.ts';
import { type MemoryBridge, memoryBridge } from '../../support/memory-bridge.ts';

const ALL: Question = { filter: {}, sort: newestFirst, columns: ['name', 'status'] };
const NEW: Question = { ...ALL, filter: { any: { status: ['new'] } } };

let desk: InboxDesk;
let bridge: MemoryBridge;
const list = () => useInboxList.getState();

beforeEach(() => {
  desk = new InboxDesk(5000);
  bridge = memoryBridge(desk.answers());
  setBridge(bridge);
});
afterEach(closeInbox);

test('a list is opened with its first rows there', async () => {
  await openInbox(ALL);
  expect(list()).toMatchObject({ count: 5000, exact: true, upTo: 5000, fresh: 0, error: null });
  expect(list().pages?.id(0)).toBe(5000);
});

test('of two lists opened one after the other the first, answered late, is dropped', async () => {
  const answers = desk.answers();
  const open = answers['leads.open'];
  if (open === undefined) throw new Error('no answer');
  const late: (() => void)[] = [];
  bridge = memoryBridge({
    ...answers,
    'leads.open': async (input) => {
      if (input.filter.text === 's') await new Promise<void>((r) => late.push(r));
      return open(input);
    },
  });
  setBridge(bridge);
  const first = openInbox({ ...ALL, filter: { text: 's' } });
  await openInbox({ ...ALL, filter: { text: 'silva' } });
  const shown = list();
  late[0]?.();
  await first;
  expect(list()).toBe(shown);
  expect(list().question?.filter).toEqual({ text: 'silva' });
});

/** A desk that answers the opening of the given list only when told to. */
function holdOpening(of: (question: { readonly text?: string | undefined }) => boolean): () => void {
  const answers = desk.answers();
  const open = answers['leads.open'];
  if (open === undefined) throw new Error('no answer');
  let held = true;
  const late: (() => void)[] = [];
  bridge = memoryBridge({
    ...answers,
    'leads.open': async (input) => {
      if (held && of(input.filter)) await new Promise<void>((r) => late.push(r));
      return open(input);
    },
  });
  setBridge(bridge);
  return () => {
    held = false;
    for (const go of late) go();
  };
}

test('leads that change while a list is being opened do not bring back the one before it', async () => {
  await openInbox(ALL);
  const answer = holdOpening((filter) => filter.text === 'silva');
  const opened = showInbox({ ...ALL, filter: { text: 'silva' } });
  const refreshed = refreshInbox();
  answer();
  await Promise.all([opened, refreshed]);
  expect(list().question?.filter).toEqual({ text: 'silva' });
});

test('back to the list that is still shown while another is being opened shows it, with the columns asked for', async () => {
  await openInbox(ALL);
  const answer = holdOpening((filter) => filter.text === 'silva');
  const other = showInbox({ ...ALL, filter: { text: 'silva' } });
  const back = showInbox({ ...ALL, columns: ['name'] });
  answer();
  await Promise.all([other, back]);
  expect(list().question).toEqual({ ...ALL, columns: ['name'] });
  await Promise.all([
    showInbox({ ...ALL, filter: { text: 'silva' } }),
    showInbox({ ...ALL, filter: { text: 'silva' }, columns: ['phone'] }),
  ]);
  expect(list().question).toEqual({ ...ALL, filter: { text: 'silva' }, columns: ['phone'] });
});

test('rows fetched ahead draw nothing anew, those in view do', async () => {
  await openInbox(ALL);
  let drawn = 0;
  const stop = onRows(() => drawn++);
  const { pages } = list();
  inView(0, 40, 1);
  await pages?.load(400, 440);
  inView(0, 40, 1);
  await pages?.load(1000, 1040);
  expect(drawn).toBe(0);
  inView(2000, 2040, 1);
  await expect.poll(() => pages?.has(2000)).toBe(true);
  expect(drawn).toBeGreaterThan(0);
  stop();
});

test('a request that is repeated while it is under way is not canceled, and is sent once more', async () => {
  const open: (() => void)[] = [];
  const ask = oneByOne(() => new Promise<void>((resolve) => open.push(resolve)));
  const over = [ask(), ask(), ask()];
  expect(open.length).toBe(1);
  open[0]?.();
  await expect.poll(() => open.length).toBe(2);
  open[1]?.();
  await Promise.all(over);
  expect(open.length).toBe(2);
});

test('new leads move nothing: they are counted, and stand there once the list is opened anew', async () => {
  await openInbox(ALL);
  inView(1000, 1020, 1);
  await list().pages?.load(1000, 1020);
  const top = list().pages?.id(1000);
  desk.receive(12);
  await refreshInbox();
  expect(list().fresh).toBe(12);
  expect(list().count).toBe(5000);
  expect(list().pages?.id(1000)).toBe(top);
  expect(list().shift.times).toBe(0);
  await openInbox(ALL);
  expect(list()).toMatchObject({ fresh: 0, count: 5012, upTo: 5012 });
});

test('leads that leave above move the place with them, so that the row on top stays', async () => {
  await openInbox(NEW);
  inView(300, 320, 1);
  await list().pages?.load(300, 320);
  const top = list().pages?.id(300) as number;
  const gone = [10, 20, 30].map((at) => list().pages?.id(at) as number);
  await bridge.call('leads.act', { which: { ids: gone }, act: { kind: 'status', status: 'done' } });
  await refreshInbox();
  expect(list().shift).toEqual({ by: -3, times: 1 });
  expect(list().pages?.id(297)).toBe(top);
});

test('the cursor stays on its lead; where that left, on its place', async () => {
  await openInbox(NEW);
  setCursor(5);
  const { id } = list().cursor;
  const first = list().pages?.id(0) as number;
  await bridge.call('leads.act', { which: { ids: [first] }, act: { kind: 'status', status: 'done' } });
  await refreshInbox();
  expect(list().cursor).toEqual({ index: 4, id });
  const next = list().pages?.id(5);
  await bridge.call('leads.act', { which: { ids: [id as number] }, act: { kind: 'status', status: 'done' } });
  await refreshInbox();
  expect(list().cursor).toEqual({ index: 4, id: next });
});

test('the cursor is on the lead in its place also where its own left while the list was read', async () => {
  await openInbox(NEW);
  const first = list().pages?.id(0) ?? 0;
  const second = list().pages?.id(1) ?? 0;
  const answers = desk.answers();
  const { 'leads.rows': rows, 'leads.act': act } = answers;
  if (rows === undefined || act === undefined) throw new Error('no answer');
  bridge = memoryBridge({
    ...answers,
    // The rows are the last that is asked for: by then somebody has dealt with the lead.
    'leads.rows': async (input) => {
      if (input.columns?.includes('name'))
        await act({ which: { ids: [first] }, act: { kind: 'status', status: 'done' } });
      return rows(input);
    },
  });
  setBridge(bridge);
  await refreshInbox();
  expect(list().cursor).toEqual({ index: 0, id: second });
});

test('a lead is found wherever it stands, and is not found in a list it is no part of', async () => {
  await openInbox(ALL);
  expect(await findLead(17)).toBe(4983);
  expect(list().cursor).toEqual({ index: 4983, id: 17 });
  expect(await findLead(9999)).toBeNull();
});

test('a range is ticked beyond what is loaded, in the order of the list', async () => {
  await openInbox(ALL);
  const ids = await idsBetween(100, 1399);
  expect(ids).toHaveLength(1300);
  expect(ids[0]).toBe(4900);
  expect(ids.at(-1)).toBe(3601);
});

test('all that match means all up to the newest that could be seen', async () => {
  await openInbox(NEW);
  const before = list().count;
  desk.receive(100);
  const which = allOfList(new Set([4999]));
  expect(which).toMatchObject({ upTo: 5000, except: [4999] });
  expect(desk.which(which).length).toBe(before - (desk.value(4999, 'status') === 'new' ? 1 : 0));
});

test('a list that can’t be read says why and keeps its rows; another one shows none of them', async () => {
  await openInbox(ALL);
  const { pages } = list();
  setBridge(
    memoryBridge({
      'leads.open': () => {
        throw new CommandError('unavailable', 'Trunkline is starting again.');
      },
    }),
  );
  await refreshInbox();
  expect(list().error).toBe('Trunkline is starting again.');
  expect(list().pages).toBe(pages);
  await openInbox(NEW);
  expect(list()).toMatchObject({ pages: null, count: 0, question: NEW, error: 'Trunkline is starting again.' });
});
