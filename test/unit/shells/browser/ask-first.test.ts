import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeskMissing, expectDesk, OtherDesk, rememberDesk } from '../../../../src-main/db/known-desks.ts';
import { askFirst } from '../../../../src-main/shells/browser/ask-first.ts';
import { folder } from '../support.ts';

const outer = process.env.TRUNKLINE_KNOWN_DESKS;
beforeEach(() => {
  process.env.TRUNKLINE_KNOWN_DESKS = join(folder(), 'known');
});
afterEach(() => {
  process.env.TRUNKLINE_KNOWN_DESKS = outer;
});

const DESK = { url: 'http://127.0.0.1:1/?key=abc' };

/** The question as a browser has it, about a folder that is remembered as a desk's. */
async function asked(start: () => Promise<typeof DESK>) {
  const dataDir = folder();
  rememberDesk(dataDir, dataDir, Date.now());
  const shown = Promise.withResolvers<{ address: string; openerFile: string }>();
  const answer = askFirst({
    dataDir,
    unexpected: new DeskMissing(dataDir, '2026-11-01T10:00:00Z'),
    start,
    show: (address, openerFile) => shown.resolve({ address, openerFile }),
  });
  answer.catch(() => {});
  const { address, openerFile } = await shown.promise;
  const { origin } = new URL(address);
  const page = await fetch(address);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const html = await page.text();
  const token = /name="token" value="([\w-]+)"/.exec(html)?.[1] ?? '';
  const choose = (choice: string, with_: { cookie?: string; token?: string; origin?: string } = {}) =>
    fetch(origin, {
      method: 'POST',
      headers: { origin: with_.origin ?? origin, cookie: with_.cookie ?? cookie },
      body: new URLSearchParams({ token: with_.token ?? token, choice }),
    });
  return { dataDir, answer, address, openerFile, html, choose };
}

const isKnown = (dataDir: string): boolean => {
  try {
    expectDesk(dataDir);
    return false;
  } catch {
    return true;
  }
};

describe('a folder that does not hold the desk of before', () => {
  it('is asked about by an address that works once, in a file for its owner alone', async () => {
    const { address, openerFile, html, choose, answer } = await asked(async () => DESK);
    expect(html).toContain('<h1>The desk is not there</h1>');
    expect(html).toContain('Start an empty desk there');
    expect((await fetch(address)).status).toBe(401);
    expect(statSync(openerFile).mode & 0o077).toBe(0);
    await choose('anyway');
    await answer;
    expect(existsSync(openerFile)).toBe(false);
  });

  it('begins anew where the person says so, and leads the browser to the desk', async () => {
    const { dataDir, answer, choose } = await asked(async () => DESK);
    expect(isKnown(dataDir)).toBe(true);
    expect(await (await choose('anyway')).text()).toContain(`content="0;url=${DESK.url}"`);
    expect(await answer).toBe(DESK);
    expect(isKnown(dataDir)).toBe(false);
  });

  it('is looked at again, as often as asked; what is found then is said', async () => {
    const finds = [
      () => Promise.reject(new OtherDesk('/data', '2026-11-01T10:00:00Z', '2026-11-02T10:00:00Z')),
      () => Promise.resolve(DESK),
    ];
    const { dataDir, answer, choose } = await asked(() => finds.shift()?.() ?? Promise.reject(new Error('no more')));
    const again = await (await choose('again')).text();
    expect(again).toContain('<h1>Another desk is there</h1>');
    expect(again).toContain('Open it');
    await choose('again');
    expect(await answer).toBe(DESK);
    expect(isKnown(dataDir)).toBe(true);
  });

  it('is left alone where the person quits; the sentence is the start’s', async () => {
    const { dataDir, answer, choose } = await asked(async () => DESK);
    expect(await (await choose('quit')).text()).toContain('Trunkline was not started.');
    await expect(answer).rejects.toThrow('--new starts an empty desk there');
    expect(isKnown(dataDir)).toBe(true);
  });

  it('is decided on by nobody else: not without the cookie, the token, or from another page', async () => {
    const { dataDir, answer, choose } = await asked(async () => DESK);
    for (const wrong of [{ cookie: '' }, { token: '' }, { token: 'x'.repeat(43) }, { origin: 'http://127.0.0.1:1' }]) {
      expect((await choose('anyway', wrong)).status).toBeGreaterThanOrEqual(401);
    }
    expect(isKnown(dataDir)).toBe(true);
    await choose('anyway');
    await answer;
  });

  it('tells why the desk could not be opened after all', async () => {
    const { answer, choose } = await asked(() => Promise.reject(new Error('The port is taken.')));
    const told = await choose('anyway');
    expect([told.status, await told.text()]).toEqual([500, expect.stringContaining('The port is taken.')]);
    await expect(answer).rejects.toThrow('The port is taken.');
  });
});
