import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lookAtSending, watchSending } from '../../../../src-main/shells/electron/sending.ts';
import { stayAwake } from '../../../../src-main/shells/electron/stay-awake.ts';
import type { DeskStatus, Reply } from '../../../../src-preload/contract/index.ts';
import { handMadeCore, handMadeDesk } from '../support.ts';
import { statusOf } from './desk-status.ts';
import { powerSaveBlocker, startReady } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(() => {
  startReady();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function desk(first: DeskStatus) {
  const state: { reply: Reply } = { reply: { ok: true, value: first } };
  const core = handMadeCore(() => state.reply);
  const heard: boolean[] = [];
  const made = handMadeDesk(core);
  const turns = async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return {
    core,
    heard,
    turns,
    desk: made,
    is: (status: DeskStatus) => {
      state.reply = { ok: true, value: status };
    },
    fails: () => {
      state.reply = { ok: false, error: { code: 'unavailable', message: 'wait' } };
    },
    watch: () => watchSending(made, ({ isSending }) => heard.push(isSending)),
  };
}

describe('whether the desk is sending', () => {
  it('is what its status says; nothing while it has no answer', async () => {
    const { desk: one, is, fails } = desk(statusOf(7));
    expect(await lookAtSending(one)).toEqual({ isSending: true, rows: 7 });
    is(statusOf(7, { idle: true }));
    expect(await lookAtSending(one)).toEqual({ isSending: false, rows: 7 });
    is(statusOf(7, { sends: false }));
    expect(await lookAtSending(one)).toMatchObject({ isSending: false });
    fails();
    expect(await lookAtSending(one)).toBeNull();
  });

  it('is heard when it begins and when it ends, without asking for each row', async () => {
    const { core, heard, turns, is, watch } = desk(statusOf(0));
    const stop = watch();
    await turns();
    expect(heard).toEqual([false]);
    is(statusOf(100));
    for (let i = 0; i < 50; i++) core.emit({ topic: 'jobs' });
    core.emit({ topic: 'leads' });
    vi.advanceTimersByTime(2_000);
    await turns();
    expect(heard).toEqual([false, true]);
    expect(core.asked).toHaveLength(2);
    // No word comes with the last row.
    is(statusOf(0));
    vi.advanceTimersByTime(2_000);
    await turns();
    expect(heard).toEqual([false, true, false]);
    // At rest nothing is asked.
    vi.advanceTimersByTime(600_000);
    await turns();
    expect(core.asked).toHaveLength(3);
    core.emit({ topic: 'jobs' });
    stop();
    vi.advanceTimersByTime(600_000);
    await turns();
    expect(core.asked).toHaveLength(3);
  });

  it('is asked again after what happens while it is being asked', async () => {
    const { core, heard, turns, is, watch } = desk(statusOf(0));
    const stop = watch();
    is(statusOf(2));
    core.emit({ topic: 'jobs' });
    await turns();
    vi.advanceTimersByTime(2_000);
    await turns();
    expect(heard.at(-1)).toBe(true);
    expect(core.asked).toHaveLength(2);
    stop();
  });

  it('is asked again of a core that is being started again', async () => {
    const { heard, turns, is, fails, watch } = desk(statusOf(0));
    fails();
    const stop = watch();
    await turns();
    expect(heard).toEqual([]);
    is(statusOf(3));
    vi.advanceTimersByTime(2_000);
    await turns();
    expect(heard).toEqual([true]);
    stop();
  });
});

describe('the computer', () => {
  it('stays awake while rows are sent, as long as that is wanted', () => {
    let wanted = true;
    const awake = stayAwake(() => wanted);
    const kept = () => [...powerSaveBlocker.started.values()];
    awake.follow();
    expect(kept()).toEqual([]);
    awake.sends(true);
    awake.sends(true);
    expect(kept()).toEqual(['prevent-app-suspension']);
    wanted = false;
    awake.follow();
    expect(kept()).toEqual([]);
    awake.sends(true);
    expect(kept()).toEqual([]);
    wanted = true;
    awake.follow();
    expect(kept()).toHaveLength(1);
    awake.sends(false);
    expect(kept()).toEqual([]);
  });
});
