import { describe, expect, test } from 'vitest';
import { type LineEffect, LiveLine } from '../../../src-main/queue/line.ts';
import type { Line } from '../../../src-main/queue/run-state.ts';

const RUNNING: Line = {
  id: 1,
  host: 'dialer.example',
  name: 'Dialer',
  concurrency: 8,
  perSecond: null,
  runState: 'running',
  runReason: null,
  notBefore: 0,
  probesFailed: 0,
  seenKinds: [],
};
const good: LineEffect = { is: 'good', ms: 5 };
const unknown = (kind = 'http-503', recognised = true): LineEffect => ({
  is: 'unknown',
  reason: 'why',
  kind,
  recognised,
});
const failed: LineEffect = { is: 'failed-before-sending', error: 'refused' };

/** A line, and a way to let effects come one after another; the job's number is the effect's place. */
function line(change: Partial<Line> = {}) {
  const live = new LiveLine({ ...RUNNING, ...change }, 0);
  let job = 0;
  return {
    live,
    take: (...effects: LineEffect[]) => effects.map((effect) => live.take(effect, ++job, 1_000, () => 1)),
  };
}

describe('the breaker', () => {
  test('five failures before sending open it, not four, and a good answer starts the count anew', () => {
    const { live, take } = line();
    take(failed, failed, failed, failed, good, failed, failed, failed, failed);
    expect(live.line.runState).toBe('running');
    const [tripped] = take(failed);
    expect(tripped).toMatchObject({
      runState: 'tripped',
      runReason: '5 attempts in a row did not reach the vendor: refused',
      notBefore: 3_000,
      probesFailed: 0,
    });
  });

  test('two unknowns in a row open it', () => {
    const { live, take } = line();
    take(unknown(), good, unknown());
    expect(live.line.runState).toBe('running');
    take(unknown());
    expect(live.line).toMatchObject({ runState: 'tripped', runReason: '2 results in a row are unknown: why' });
  });

  test('one answer of a kind never seen opens it at once, once a kind; the kind is remembered', () => {
    const { live, take } = line();
    take(unknown('odd', false));
    expect(live.line).toMatchObject({ runState: 'tripped', seenKinds: ['odd'] });
    live.refresh({ ...live.line, runState: 'running' }, 0);
    take(unknown('odd', false));
    expect(live.line.runState).toBe('running');
    take(good, unknown('odder', false));
    expect(live.line).toMatchObject({ runState: 'tripped', seenKinds: ['odd', 'odder'] });
  });

  test('while it is open one job at a time may go, and not before its time', () => {
    const { live } = line({ runState: 'tripped', notBefore: 5_000 });
    expect(live.freeSlots(4_999, 10)).toBe(0);
    expect(live.freeSlots(5_000, 10)).toBe(1);
    live.inFlight.add(7);
    expect(live.freeSlots(5_000, 10)).toBe(0);
  });

  test('only the probe’s own answer closes it; one that was still on its way does not', () => {
    const { live } = line({ runState: 'tripped' });
    live.probe = 7;
    expect(live.take(good, 3, 0, () => 1)).toBeNull();
    expect(live.line.runState).toBe('tripped');
    expect(live.take(good, 7, 0, () => 1)).toMatchObject({ runState: 'running', runReason: null, probesFailed: 0 });
    expect(live.pace.limit).toBe(1);
  });

  test('a probe that fails doubles the wait', () => {
    const { live } = line({ runState: 'tripped' });
    const waits = [];
    for (let n = 0; n < 4; n++) {
      live.probe = 7;
      waits.push(live.take(n % 2 === 0 ? failed : unknown(), 7, 0, () => 1)?.notBefore);
    }
    expect(waits).toEqual([4_000, 8_000, 16_000, 32_000]);
    expect(live.line).toMatchObject({ runState: 'tripped', probesFailed: 4 });
  });

  test('a probe that the vendor fails on as before says nothing: the next is soon, and a ready job before a check', () => {
    const { live } = line({ runState: 'tripped', probesFailed: 5 });
    for (let n = 0; n < 4; n++) {
      live.probe = 7;
      const row = { is: 'row-fault', reason: 'fails on it' } as const;
      expect(live.take(row, 7, 0, () => 1)).toMatchObject({ runState: 'tripped', notBefore: 2_000, probesFailed: 6 });
    }
  });

  test('a withdrawn probe says nothing', () => {
    const { live } = line({ runState: 'tripped' });
    live.probe = 7;
    expect(live.take({ is: 'none' }, 7, 0, () => 1)).toBeNull();
    expect(live.probe).toBeNull();
  });
});

describe('stops and pauses', () => {
  test('one refusal stops it, and nothing that lands later starts it or trips it', () => {
    const { live, take } = line();
    take({ is: 'stopped', reason: 'wrong password' }, good, unknown(), unknown(), unknown('odd', false), failed);
    expect(live.line).toMatchObject({ runState: 'stopped', runReason: 'wrong password', seenKinds: ['odd'] });
    expect(live.freeSlots(1e12, 10)).toBe(0);
  });

  test('what lands while it is paused or closes changes nothing of that', () => {
    const { live, take } = line({ runState: 'paused', runReason: 'Paused by the operator' });
    take(failed, failed, failed, failed, failed, unknown(), unknown(), { is: 'throttled', until: 9_000 });
    expect(live.line).toMatchObject({ runState: 'paused', runReason: 'Paused by the operator', notBefore: 9_000 });
    const closing = line().live;
    closing.closing = true;
    expect(closing.freeSlots(0, 10)).toBe(0);
  });

  test('a 429 keeps the whole line waiting until the latest time asked for', () => {
    const { live, take } = line();
    take({ is: 'throttled', until: 9_000 }, { is: 'throttled', until: 4_000 });
    expect(live.line).toMatchObject({ runState: 'running', notBefore: 9_000 });
    expect(live.freeSlots(8_999, 0)).toBe(0);
    expect(live.freeSlots(9_000, 0)).toBe(1);
  });

  test('resuming begins again with one at a time and a clean count', () => {
    const { live, take } = line();
    for (let n = 0; n < 20; n++) take(good);
    expect(live.pace.limit).toBe(8);
    take(failed, failed, failed, failed, { is: 'stopped', reason: 'x' });
    live.refresh({ ...RUNNING }, 0);
    expect({ limit: live.pace.limit, failures: live.failures, unknowns: live.unknowns }).toEqual({
      limit: 1,
      failures: 0,
      unknowns: 0,
    });
  });

  test('a tick whose commit failed is taken back', () => {
    const { live, take } = line();
    take(unknown());
    const undo = live.snapshot();
    take(unknown());
    expect(live.line.runState).toBe('tripped');
    undo();
    expect(live.line.runState).toBe('running');
    take(unknown());
    expect(live.line.runState).toBe('tripped');
  });

  test('the rate limits how many requests may start', () => {
    const live = new LiveLine({ ...RUNNING, perSecond: 4 }, 0);
    for (let n = 0; n < 20; n++) live.take(good, n, 0, () => 1);
    expect(live.freeSlots(0, 8)).toBe(1);
    live.rate?.take(1);
    expect(live.freeSlots(0, 8)).toBe(0);
    expect(live.freeSlots(250, 8)).toBe(1);
  });
});
