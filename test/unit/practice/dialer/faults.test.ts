import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../../src-main/practice/dialer/faults.ts';
import { FAULT_KINDS } from '../../../../src-main/practice/dialer/faults.ts';
import { dialer, FIRST, lines, post, SUMMER_NOON } from './support.ts';

const clock = () => SUMMER_NOON;
const SUCCESS = `SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|101|${FIRST}|-4|practice`;

/** Faults that answer, what they answer, and whether the lead is in afterwards. */
const ANSWERING: readonly (readonly [Fault, number, string | RegExp, number])[] = [
  [{ kind: 'http500-empty' }, 500, '', 0],
  [{ kind: 'http500-empty', insertFirst: true }, 500, '', 1],
  [{ kind: 'http500-success' }, 500, `${SUCCESS}\n`, 1],
  [{ kind: 'html-success' }, 200, /<html>[\s\S]*\nSUCCESS: add_lead LEAD HAS BEEN ADDED - [\s\S]*<\/html>/, 1],
  [{ kind: 'html-page' }, 200, /^<!DOCTYPE html>\n<html>(?![\s\S]*(SUCCESS|ERROR|NOTICE))/, 0],
  [{ kind: 'html-page', insertFirst: true }, 200, /Maintenance/, 1],
  [{ kind: 'http429' }, 429, 'Too Many Requests\n', 0],
  [{ kind: 'http503' }, 503, 'Service Unavailable\n', 0],
  [{ kind: 'login-incorrect' }, 200, 'ERROR: Login incorrect, please try again: |practice|practice|BAD|\n', 0],
  [{ kind: 'locked-out' }, 200, /^ERROR: Too many login attempts, try again in 15 minutes/, 0],
  [{ kind: 'ip-not-allowed' }, 200, /^ERROR: Your IP Address is not allowed/, 0],
  [{ kind: 'no-permission' }, 200, /^ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION/, 0],
  [{ kind: 'mysql-connect-error' }, 200, /^MySQL connect ERROR/, 0],
  [
    { kind: 'not-added' },
    200,
    /^ERROR: add_lead LEAD HAS NOT BEEN ADDED - 7275551111\|101\|INSERT INTO .*first_name="Ann"/,
    0,
  ],
  [{ kind: 'unknown-error' }, 200, /^ERROR: add_lead LEAD HELD BY REPUTATION GUARD - 7275551111\|practice\n$/, 0],
  [{ kind: 'invalid-source' }, 200, /^ERROR: Invalid Source/, 0],
];

describe.each(ANSWERING)('%j', (fault, status, text, inserted) => {
  it('answers as it should, and the lead is in or not', async () => {
    const to = await dialer({ clock, faults: [fault] });
    const reply = await post(to, { first_name: 'Ann' });
    expect(reply.status).toBe(status);
    if (typeof text === 'string') expect(reply.text).toBe(text);
    else expect(reply.text).toMatch(text);
    expect(to.admin.count()).toBe(inserted);
    to.admin.setFaults([]);
    expect((await lines(to))[0]).toContain('SUCCESS');
  });
});

describe('faults that cut or lose', () => {
  it('cut-before-reading resets before anything is read', async () => {
    const to = await dialer({ faults: [{ kind: 'cut-before-reading', times: 1 }] });
    await expect(post(to)).rejects.toThrow();
    expect(to.admin.count()).toBe(0);
    expect(to.admin.counts()).toMatchObject({ requests: 1, inFlight: 0 });
    expect((await lines(to))[0]).toContain('SUCCESS');
  });

  it('answer-lost-reset resets after inserting', async () => {
    const to = await dialer({ faults: [{ kind: 'answer-lost-reset' }] });
    await expect(post(to)).rejects.toThrow();
    expect(to.admin.count()).toBe(1);
  });

  it.each([undefined, 0, 11])('cut-mid-answer breaks the answer off at %s bytes, after inserting', async (cutAt) => {
    const to = await dialer({ clock, faults: [{ kind: 'cut-mid-answer', cutAt }] });
    const response = await fetch(to.url, { method: 'POST', body: new URLSearchParams(usual()) });
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    let got = '';
    const read = async () => {
      for (;;) {
        const chunk = await reader?.read();
        if (chunk === undefined || chunk.done) return;
        got += Buffer.from(chunk.value).toString();
      }
    };
    await expect(read()).rejects.toThrow();
    expect(SUCCESS.startsWith(got)).toBe(true);
    expect(got).toHaveLength(cutAt ?? Math.floor((SUCCESS.length + 1) / 2));
    expect(to.admin.count()).toBe(1);
  });

  it.each([
    ['hang', 0],
    ['answer-lost-hang', 1],
  ] as const)('%s never answers; %d leads are in', async (kind, inserted) => {
    const to = await dialer({ faults: [{ kind }] });
    const giveUp = new AbortController();
    const hanging = post(to, {}, giveUp.signal);
    await to.admin.untilRequests(1);
    if (inserted > 0) await to.admin.untilInserted(1);
    // Another request, served after the first, proves that the first is not merely slow.
    to.admin.setFaults([]);
    expect((await lines(to, { phone_number: '3055550100' }))[0]).toContain('SUCCESS');
    expect(to.admin.counts()).toMatchObject({ requests: 2, inFlight: 1 });
    giveUp.abort();
    await expect(hanging).rejects.toThrow();
    await to.admin.untilIdle();
    expect(to.admin.leadsByPhone('7275551111')).toHaveLength(inserted);
  });

  it('close cuts what hangs', async () => {
    const to = await dialer({ faults: [{ kind: 'hang' }] });
    const hanging = post(to);
    const settled = expect(hanging).rejects.toThrow();
    await to.admin.untilRequests(1);
    await to.close();
    await settled;
  });
});

describe('faults with headers', () => {
  it('redirect sends elsewhere, with the address that it was given', async () => {
    const other = await dialer();
    const to = await dialer({ faults: [{ kind: 'redirect', location: other.url, times: 1 }, { kind: 'redirect' }] });
    const reply = await post(to);
    expect(reply.status).toBe(302);
    expect(reply.headers.get('location')).toBe(other.url);
    expect((await post(to)).headers.get('location')).toBe(`http://127.0.0.2:${to.port}/API/lmapi.php`);
    expect(other.admin.counts().requests + to.admin.count()).toBe(0);
  });

  it('429 and 503 say when to come back, in seconds or as a date', async () => {
    const to = await dialer({
      clock,
      faults: [
        { kind: 'http429', retryAfter: 7, times: 1 },
        { kind: 'http503', retryAfter: 90, retryAfterAsDate: true },
      ],
    });
    expect((await post(to)).headers.get('retry-after')).toBe('7');
    expect((await post(to)).headers.get('retry-after')).toBe('Wed, 15 Jul 2026 16:01:30 GMT');
    to.admin.setFaults([{ kind: 'http429' }]);
    expect((await post(to)).headers.get('retry-after')).toBeNull();
  });
});

describe('slow', () => {
  it('keeps a request waiting while others pass, and goes together with another fault', async () => {
    let pass = () => {};
    const held = new Promise<void>((resolve) => {
      pass = resolve;
    });
    const to = await dialer({
      wait: () => held,
      faults: [
        { kind: 'slow', ms: 80, phone: '7275551111' },
        { kind: 'http503', phone: '7275551111' },
      ],
    });
    const order: string[] = [];
    const slow = post(to).then(({ status }) => order.push(`slow ${status}`));
    await to.admin.untilRequests(1);
    await post(to, { phone_number: '3055550100' }).then(({ status }) => order.push(`quick ${status}`));
    pass();
    await slow;
    expect(order).toEqual(['quick 200', 'slow 503']);
  });

  it('latency holds for every request', async () => {
    const waited: number[] = [];
    const to = await dialer({ behaviour: { latencyMs: 25 }, wait: async (ms) => waited.push(ms) });
    await post(to);
    await post(to);
    expect(waited).toEqual([25, 25]);
  });
});

describe('when a fault strikes', () => {
  const struck = async (fault: Omit<Fault, 'kind'>, seed = 1, posts = 12) => {
    const to = await dialer({ faults: [{ kind: 'http503', ...fault }], seed });
    const hit: number[] = [];
    for (let index = 1; index <= posts; index += 1) {
      if ((await post(to, { phone_number: index % 2 === 0 ? '3055550100' : '7275551111' })).status === 503)
        hit.push(index);
    }
    return hit;
  };

  it('each n-th, so often, after the first few, for one number', async () => {
    expect(await struck({ every: 4 })).toEqual([4, 8, 12]);
    expect(await struck({ times: 2 })).toEqual([1, 2]);
    expect(await struck({ after: 10 })).toEqual([11, 12]);
    expect(await struck({ after: 1, every: 5, times: 1 })).toEqual([6]);
    expect(await struck({ phone: '3055550100', every: 2 })).toEqual([4, 8, 12]);
    expect(await struck({ rate: 0 })).toEqual([]);
  });

  it('by chance, repeatably', async () => {
    const first = await struck({ rate: 0.5 }, 7, 40);
    expect(first.length).toBeGreaterThan(8);
    expect(first.length).toBeLessThan(32);
    expect(await struck({ rate: 0.5 }, 7, 40)).toEqual(first);
    expect(await struck({ rate: 0.5 }, 8, 40)).not.toEqual(first);
  });

  it('the first of several wins', async () => {
    const to = await dialer({ faults: [{ kind: 'http503', every: 2 }, { kind: 'http429' }] });
    expect([await post(to), await post(to), await post(to)].map(({ status }) => status)).toEqual([429, 503, 429]);
  });

  it('every kind is known to the control interface, an unknown one is refused', async () => {
    const to = await dialer();
    expect(() => to.admin.setFaults(FAULT_KINDS.map((kind) => ({ kind })))).not.toThrow();
    const wrong = JSON.parse('[{"kind":"earthquake"}]') as Fault[];
    expect(() => to.admin.setFaults(wrong)).toThrow(/kind/);
  });
});

function usual(): [string, string][] {
  return Object.entries({
    user: 'practice',
    pass: 'practice',
    function: 'add_lead',
    source: 'test',
    phone_number: '7275551111',
    list_id: '101',
  });
}
