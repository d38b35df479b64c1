import { beforeEach, describe, expect, it, vi } from 'vitest';
import { announceOffers } from '../../../../src-main/shells/electron/offer-notices.ts';
import type { OfferSettings, Reply } from '../../../../src-preload/contract/index.ts';
import type { FirstTouchAlert } from '../../../../src-preload/contract/offer-notices.ts';
import { NOON, news, SETTINGS, touch } from '../shared/offer-news.ts';
import { afterwards, handMadeCore, handMadeDesk } from '../support.ts';
import { Notification, world as shown, startReady } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(startReady);

/** A desk to which leads are offered, and the notices of its shell. */
function desk({ settings = {}, file = new Map<string, unknown>() } = {} as Partial<Start>) {
  const world = {
    latest: 10,
    alerts: [] as FirstTouchAlert[],
    settings: { ...SETTINGS, ...settings },
    me: 'Bo',
    now: NOON,
  };
  const answers: Record<string, (input: { since?: number }) => unknown> = {
    'offers.arrivals': ({ since = 0 }) => news({ from: since, arrived: world.latest - since }).arrivals,
    'offers.alerts': () => world.alerts,
    'offers.settings': () => world.settings,
    'agents.list': () => ({ me: world.me, agents: [world.me] }),
  };
  let gate: Promise<void> | null = null;
  const core = handMadeCore(async (command, input): Promise<Reply> => {
    await gate;
    const answer = answers[command];
    return answer
      ? { ok: true, value: answer(input as { since?: number }) }
      : { ok: false, error: { code: 'unavailable', message: 'The core is being started again.' } };
  });
  const opened: string[] = [];
  const page = { open: true };
  const stop = announceOffers({
    desk: handMadeDesk(core),
    marks: { get: (name) => file.get(name), set: (name, marks) => void file.set(name, marks) },
    open: (at) => opened.push(at),
    hasPage: () => page.open,
    now: () => world.now,
  });
  afterwards(stop);
  /** How often the desk was asked; settles once it is asked no more. */
  const settled = async () => {
    let before = -1;
    while (before !== core.asked.length) {
      before = core.asked.length;
      for (let i = 0; i < 10; i++) await new Promise(setImmediate);
    }
  };
  const changed = async () => {
    core.emit({ topic: 'offers' });
    await settled();
  };
  const hold = (until: Promise<void> | null) => {
    gate = until;
  };
  return { world, core, answers, opened, page, file, stop, settled, changed, hold };
}

interface Start {
  readonly settings: Partial<OfferSettings>;
  readonly file: Map<string, unknown>;
}

const titles = () => Notification.made.map(({ title }) => title);

describe('notices of the system', () => {
  it('say nothing at first, then each new offer as soon as the desk tells that offers changed', async () => {
    const { world, core, settled, changed } = desk();
    await settled();
    expect(titles()).toEqual([]);
    world.latest = 12;
    await changed();
    expect(titles()).toEqual(['Mary 11 is offered to you', 'Mary 12 is offered to you']);
    expect(Notification.shown).toEqual(['LionDesk', 'LionDesk']);
    await changed();
    expect(titles()).toHaveLength(2);
    expect(core.asked.filter(({ command }) => command === 'offers.arrivals').map(({ input }) => input)).toEqual([
      {},
      { since: 10 },
      { since: 12 },
    ]);
  });

  it('ask nothing by themselves, and nothing at events about something else', async () => {
    const { core, settled } = desk();
    await settled();
    const asked = core.asked.length;
    core.emit({ topic: 'leads' });
    core.emit({ topic: 'jobs' });
    await settled();
    expect(core.asked).toHaveLength(asked);
    core.emit(null);
    await settled();
    expect(core.asked.length).toBeGreaterThan(asked);
  });

  it('one, with their number, for more than three; it takes the place of the one before', async () => {
    const { world, settled, changed } = desk();
    await settled();
    world.latest = 14;
    await changed();
    world.latest = 20;
    await changed();
    expect(titles()).toEqual(['4 leads are offered to you', '10 leads are offered to you']);
    expect(vi.mocked(Notification.prototype.close).mock.contexts).toEqual([Notification.made[0]]);
  });

  it('a click brings the desk to the front at the offer, or at the board for several', async () => {
    const { world, opened, settled, changed } = desk();
    await settled();
    world.latest = 11;
    await changed();
    world.latest = 20;
    world.now += 60_000;
    await changed();
    for (const notice of Notification.made) notice.emit('click');
    expect(opened).toEqual(['/offers/11', '/offers']);
  });

  it('tell nothing twice after a restart, and then what came meanwhile', async () => {
    const file = new Map<string, unknown>();
    const before = desk({ file });
    await before.settled();
    before.world.latest = 12;
    before.world.alerts = [touch(3)];
    await before.changed();
    expect(titles()).toHaveLength(3);
    before.stop();
    Notification.made.length = 0;
    const after = desk({ file });
    after.world.latest = 13;
    after.world.alerts = [touch(3), touch(4)];
    after.world.now += 3_600_000;
    await after.settled();
    expect(titles()).toEqual(['Mary 13 is offered to you', 'Ann has not called Mary 4']);
  });

  it('take a spoilt file for none', async () => {
    const { settled, file } = desk({ file: new Map([['told', { latest: 'many' }]]) });
    await settled();
    expect(titles()).toEqual([]);
    expect(file.get('told')).toMatchObject({ latest: 10 });
  });

  it('write nothing down when there is nothing new', async () => {
    const { settled, changed, file, world } = desk();
    await settled();
    const kept = file.get('told');
    world.now += 3_600_000;
    await changed();
    expect(file.get('told')).toBe(kept);
  });

  it('go on where what was told can’t be kept', async () => {
    const error = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    afterwards(() => error.mockRestore());
    const { world, settled, changed, file } = desk();
    file.set = () => {
      throw new Error('ENOSPC');
    };
    await settled();
    world.latest = 11;
    await changed();
    await changed();
    expect(titles()).toEqual(['Mary 11 is offered to you']);
    expect(String(error.mock.calls[0]?.[0])).toContain('ENOSPC');
  });

  it('follow the settings: none, in quiet hours neither, and hidden names stay hidden', async () => {
    const { world, settled, changed } = desk({ settings: { notify: false } });
    await settled();
    world.latest = 11;
    await changed();
    world.settings = { ...SETTINGS, quiet: { from: '11:00', to: '13:00' } };
    world.latest = 12;
    await changed();
    expect(titles()).toEqual([]);
    world.settings = { ...SETTINGS, blind: true };
    world.latest = 13;
    world.now += 60_000;
    await changed();
    expect(titles()).toEqual(['A new lead is offered to you']);
    expect(Notification.shown).toEqual(['']);
  });

  it('leave the tone to the page, and sound themselves where none is open', async () => {
    const { world, page, settled, changed } = desk();
    await settled();
    world.latest = 11;
    await changed();
    page.open = false;
    world.latest = 12;
    world.now += 60_000;
    await changed();
    world.settings = { ...SETTINGS, sound: false };
    world.latest = 13;
    world.now += 60_000;
    await changed();
    expect(Notification.made.map(({ silent }) => silent)).toEqual([true, false, true]);
  });

  it('an overdue first touch is told where the team lead sits, and at no other desk', async () => {
    const { world, opened, settled, changed } = desk({ settings: { teamLead: 'Lee' } });
    await settled();
    world.alerts = [touch(3)];
    await changed();
    expect(titles()).toEqual([]);
    world.me = 'Lee';
    world.alerts = [touch(3), touch(4)];
    await changed();
    expect(titles()).toEqual(['Ann has not called Mary 4']);
    Notification.made[0]?.emit('click');
    expect(opened).toEqual(['/offers/4']);
  });

  it('one look at a time: what happens meanwhile is told after it, once', async () => {
    const { world, core, settled, hold } = desk();
    await settled();
    let release = () => {};
    hold(
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    world.latest = 11;
    for (let i = 0; i < 5; i++) core.emit({ topic: 'offers' });
    await settled();
    const asked = core.asked.filter(({ command }) => command === 'offers.arrivals').length;
    expect(asked).toBe(2);
    world.latest = 12;
    release();
    await settled();
    expect(titles()).toEqual(['Mary 11 is offered to you', 'Mary 12 is offered to you']);
    expect(core.asked.filter(({ command }) => command === 'offers.arrivals')).toHaveLength(3);
  });

  it('wait for the next event when the core has no answer', async () => {
    const { world, answers, settled, changed } = desk();
    await settled();
    const alerts = answers['offers.alerts'];
    delete answers['offers.alerts'];
    world.latest = 11;
    await changed();
    expect(titles()).toEqual([]);
    answers['offers.alerts'] = alerts as () => unknown;
    await changed();
    expect(titles()).toEqual(['Mary 11 is offered to you']);
  });

  it('none where the system knows no notices; what was told counts all the same', async () => {
    Notification.supported = false;
    const { world, file, settled, changed } = desk();
    await settled();
    world.latest = 11;
    await changed();
    expect(titles()).toEqual([]);
    expect(file.get('told')).toMatchObject({ latest: 11 });
  });

  it('that the system fails to show were not told: they are tried again with the next news, and nothing is told twice', async () => {
    const error = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    afterwards(() => error.mockRestore());
    const { world, settled, changed } = desk();
    await settled();
    shown.noticesFail = 'the service is not there';
    world.latest = 12;
    await changed();
    expect(titles()).toEqual(['Mary 11 is offered to you', 'Mary 12 is offered to you']);
    expect(error.mock.calls).toEqual([[expect.stringContaining('(the service is not there)')]]);
    shown.noticesFail = null;
    Notification.made.length = 0;
    world.latest = 13;
    await changed();
    expect(titles()).toEqual(['Mary 11 is offered to you', 'Mary 12 is offered to you', 'Mary 13 is offered to you']);
    Notification.made.length = 0;
    await changed();
    expect(titles()).toEqual([]);
  });

  it('that failed are tried again after a restart and after a minute, but not in quiet hours and not after a day', async () => {
    const error = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    afterwards(() => error.mockRestore());
    const file = new Map<string, unknown>();
    const before = desk({ file });
    await before.settled();
    shown.noticesFail = 'no';
    before.world.latest = 11;
    await before.changed();
    before.stop();
    Notification.made.length = 0;

    const quiet = desk({ file, settings: { quiet: { from: '11:00', to: '13:00' } } });
    await quiet.settled();
    expect(titles()).toEqual([]);
    quiet.stop();
    const old = desk({ file });
    old.world.now += 25 * 3_600_000;
    // Its first look has begun with the clock as it was.
    await old.settled();
    Notification.made.length = 0;
    await old.changed();
    expect(titles()).toEqual([]);
    old.stop();

    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    afterwards(() => vi.useRealTimers());
    const after = desk({ file });
    after.world.latest = 11;
    await after.settled();
    expect(titles()).toEqual(['Mary 11 is offered to you']);
    shown.noticesFail = null;
    vi.advanceTimersByTime(60_000);
    await after.settled();
    expect(titles()).toEqual(['Mary 11 is offered to you', 'Mary 11 is offered to you']);
    vi.advanceTimersByTime(600_000);
    await after.changed();
    expect(titles()).toHaveLength(2);
    expect(file.get('untold')).toEqual([]);
  });
});
