import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { setBridge } from '../../../src-renderer/bridge/index.ts';
import { openInboxAhead } from '../../../src-renderer/state/inbox-ahead.ts';
import { brief } from '../../../src-renderer/state/inbox-filter.ts';
import { openInbox } from '../../../src-renderer/state/inbox-list.ts';
import { InboxDesk } from '../../support/inbox-desk.ts';
import { memoryBridge } from '../../support/memory-bridge.ts';
import { statusOf } from '../shells/electron/desk-status.ts';

/** A page over a desk in memory. */
function page() {
  // What was asked ahead is kept for a while: the next test begins without it.
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
  });
  const desk = new InboxDesk(50);
  const bridge = memoryBridge({ ...desk.answers(), 'desk.status': () => statusOf(0) });
  setBridge(bridge);
  return { desk, bridge, opened: () => bridge.asked.filter(({ command }) => command === 'leads.open') };
}

describe('what the inbox asks first', () => {
  it.each([
    ['', 0],
    ['/inbox', 0],
    ['/inbox?tab=2', 1],
    ['/inbox?tab=none', 0],
  ])('is asked ahead at %j, word for word as the list will ask it', async (address, at) => {
    const { desk, opened } = page();
    await openInboxAhead(address, () => true);
    expect(opened()).toHaveLength(1);
    const view = desk.views[at];
    if (view === undefined) throw new Error('no view');
    await openInbox({ filter: brief(view.filter), sort: view.sort, columns: ['name'] });
    expect(opened(), 'the list took the answer').toHaveLength(1);
  });

  it.each(['/settings/look', ''])('is no list where the page begins elsewhere: %j', async (address) => {
    const { bridge } = page();
    await openInboxAhead(address, () => false);
    expect(bridge.asked.map(({ command }) => command)).toEqual(['desk.status', 'views.list']);
  });

  it('is left to the screen where the desk does not answer', async () => {
    page();
    setBridge(memoryBridge({}));
    await expect(openInboxAhead('/inbox', () => true)).resolves.toBeUndefined();
  });
});
