import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageBridge } from '../../../../src-renderer/bridge/index.ts';
import { askAhead, call, setBridge } from '../../../../src-renderer/bridge/index.ts';

let asked: string[];

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  const bridge = {
    call: (command: string) => {
      asked.push(command);
      return command === 'desk.damage' ? Promise.reject(new Error('no')) : Promise.resolve(asked.length);
    },
    on: () => () => undefined,
    take: () => Promise.resolve(null),
  };
  setBridge(bridge as unknown as PageBridge);
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

describe('what is asked ahead', () => {
  it('is the answer of whoever asks the same, once', async () => {
    void askAhead('desk.status', {});
    expect(await call('desk.status', {})).toBe(1);
    expect(await call('desk.status', {})).toBe(2);
  });

  it('is no answer to another question', async () => {
    void askAhead('views.list', {});
    expect(await call('desk.status', {})).toBe(2);
    expect(asked).toEqual(['views.list', 'desk.status']);
  });

  it('is too old after two seconds', async () => {
    void askAhead('desk.status', {});
    vi.advanceTimersByTime(2_000);
    expect(await call('desk.status', {})).toBe(2);
  });

  it('fails for whoever asks, and for nobody else', async () => {
    void askAhead('desk.damage', {});
    await expect(call('desk.damage', {})).rejects.toThrow('no');
  });
});
