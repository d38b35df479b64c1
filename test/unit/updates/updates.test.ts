import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFeedKey, signFeed } from '../../../build/update-feed.ts';
import { openStore } from '../../../src-main/db/open.ts';
import type { BuiltIn } from '../../../src-main/updates/built-in.ts';
import { Updates } from '../../../src-main/updates/updates.ts';
import { eventually } from '../../support/eventually.ts';
import { WarpClock } from '../../support/fault-clock.ts';
import { testFolder } from '../../support/fault-list.ts';
import { releaseAt, startFeed } from '../../support/update-feed.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NONE: BuiltIn = { url: '', publicKey: '' };

async function desk({ builtIn = NONE, isSet = true } = {}) {
  const clock = new WarpClock();
  const feed = await startFeed(clock.now());
  onTestFinished(() => feed.close());
  const store = openStore(join(testFolder(), 'trunkline.db'));
  onTestFinished(() => store.close());
  let changes = 0;
  const ports = { store, clock, version: '1.0.0', builtIn, changed: () => changes++ };
  const updates = new Updates(ports);
  onTestFinished(() => updates.stop());
  if (isSet) updates.set({ url: feed.url, publicKey: feed.publicLine });
  return { clock, feed, store, updates, ports, changes: () => changes };
}

describe('a look at the feed', () => {
  it('tells of a newer version that is signed, and keeps it', async () => {
    const { updates, ports, changes } = await desk();
    const before = changes();
    const status = await updates.check();
    expect(status.newer).toMatchObject({ version: '9.1.0', notes: 'Faster lists.' });
    expect(status.lastCheck).toMatchObject({ result: 'newer', words: 'Version 9.1.0 is available.' });
    expect(changes()).toBeGreaterThan(before);
    expect(new Updates(ports).notice()).toMatchObject({ url: 'https://downloads.example/trunkline' });
    expect(new Updates({ ...ports, version: '9.1.0' }).notice(), 'installed meanwhile').toBeNull();
  });

  it('is not to be told again once dismissed; the next version is', async () => {
    const { updates, feed } = await desk();
    await updates.check();
    expect(updates.dismiss('9.1.0').dismissed).toBe(true);
    expect(updates.notice()).toBeNull();
    await updates.check();
    expect(updates.notice()).toBeNull();
    feed.tell({ version: '9.1.1' });
    await updates.check();
    expect(updates.notice()).toMatchObject({ version: '9.1.1' });
  });

  it.each(['1.0.0', '0.9.0', '1.0.0-rc.1'])(
    'says that the desk is up to date where the feed has %s',
    async (version) => {
      const { updates, feed } = await desk();
      feed.tell({ version });
      const status = await updates.check();
      expect(status.lastCheck).toMatchObject({
        result: 'current',
        words: `Up to date: the feed has version ${version}.`,
      });
      expect(status.newer).toBeNull();
    },
  );

  it('ends what was told where the feed takes the version back', async () => {
    const { updates, feed } = await desk();
    await updates.check();
    feed.tell({ version: '1.0.0' });
    expect((await updates.check()).newer).toBeNull();
  });

  it('believes nothing of an expired version, also of one that was kept', async () => {
    const { updates, clock } = await desk();
    await updates.check();
    clock.skip(31 * DAY);
    expect(updates.notice()).toBeNull();
    expect((await updates.check()).lastCheck).toMatchObject({
      result: 'failed',
      words: expect.stringContaining('The feed expired on'),
    });
  });
});

describe('an answer that is never a notice, but told', () => {
  const other = makeFeedKey().privatePem;
  type Feed = Awaited<ReturnType<typeof startFeed>>;
  const CASES: readonly (readonly [string, string, (feed: Feed, now: number) => void])[] = [
    [
      'signed by another key',
      'The signature does not match',
      (feed, now) => body(feed, signFeed(releaseAt(now), other)),
    ],
    [
      'changed by one character',
      'The signature does not match',
      (feed, now) => body(feed, signFeed(releaseAt(now), feed.privatePem).replace('9.1.0', '9.2.0')),
    ],
    [
      'with a space more in what is signed',
      'The signature does not match',
      (feed, now) => body(feed, signFeed(releaseAt(now), feed.privatePem).replace('"{', '" {')),
    ],
    [
      'without a signature',
      'not an update feed',
      (feed, now) => body(feed, JSON.stringify({ release: JSON.stringify(releaseAt(now)) })),
    ],
    ['no JSON', 'not an update feed', (feed) => body(feed, '<html>Sign in to the network</html>')],
    ['empty', 'not an update feed', (feed) => body(feed, '')],
    ['of another shape', 'not an update feed', (feed) => body(feed, '[]')],
    ['with a page that is not https', 'url is missing or not valid', (feed) => feed.tell({ url: 'http://a.example/' })],
    ['with a script for a page', 'url is missing or not valid', (feed) => feed.tell({ url: 'javascript:alert(1)' })],
    ['with a password in its page', 'url is missing', (feed) => feed.tell({ url: 'https://a:b@a.example/' })],
    ['of no version', 'version is missing or not valid', (feed) => feed.tell({ version: 'next' })],
    ['of no day', 'published is missing or not valid', (feed) => feed.tell({ published: 'yesterday' })],
    ['of the future', 'in the future', (feed, now) => feed.tell({ published: new Date(now + 2 * DAY).toISOString() })],
    ['expired', 'The feed expired on', (feed, now) => feed.tell({ expires: new Date(now - 1).toISOString() })],
    ['of 70,000 characters', 'longer than 65536 bytes', (feed) => body(feed, 'x'.repeat(70_000))],
    [
      'that redirects',
      'redirects to https://elsewhere.example/',
      (feed) => {
        feed.answer = (_, response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
      },
    ],
    [
      'that is an error',
      'answered with HTTP 500',
      (feed) => {
        feed.answer = (_, response) => response.writeHead(500).end(signFeed(releaseAt(Date.now()), feed.privatePem));
      },
    ],
    [
      'that is cut off',
      'not complete',
      (feed) => {
        feed.answer = (request, response) => {
          response.writeHead(200, { 'content-length': '500' }).write('{');
          setImmediate(() => request.socket.destroy());
        };
      },
    ],
  ];
  const body = (feed: Feed, text: string) => {
    feed.answer = (_, response) => response.end(text);
  };

  it.each(CASES)('%s', async (_, words, prepare) => {
    const { updates, feed, clock } = await desk();
    prepare(feed, clock.now());
    const status = await updates.check();
    expect(status.lastCheck).toMatchObject({ result: 'failed', words: expect.stringContaining(words) });
    expect(status.newer).toBeNull();
    expect(updates.notice()).toBeNull();
  });

  it('leaves what was told before: that was signed', async () => {
    const { updates, feed } = await desk();
    await updates.check();
    body(feed, '<html>');
    expect(await updates.check()).toMatchObject({ newer: { version: '9.1.0' }, lastCheck: { result: 'failed' } });
    await feed.close();
    expect(await updates.check()).toMatchObject({
      newer: { version: '9.1.0' },
      lastCheck: { words: 'The feed could not be reached: the server refuses connections.' },
    });
  });
});

describe('what looks by itself', () => {
  it('is off until someone switches it on', async () => {
    const { updates, clock, feed } = await desk();
    updates.start();
    for (let hour = 0; hour < 50; hour++) clock.skip(HOUR);
    expect(updates.status()).toMatchObject({ enabled: false, lastCheck: null });
    expect(feed.asked).toBe(0);
  });

  it('asks once a day, by hand as well, whatever came of it', async () => {
    const { updates, clock, feed } = await desk();
    updates.set({ enabled: true });
    updates.start();
    feed.answer = (_, response) => response.writeHead(500).end();
    const looked = async (times: number) => {
      await eventually(() => expect(feed.asked).toBe(times));
      // The next one waits for its answer as well, or it would be the same look.
      await eventually(() => expect(updates.status().lastCheck?.at).toBe(clock.now()));
    };
    clock.skip(HOUR);
    await looked(1);
    for (let hour = 1; hour < 24; hour++) clock.skip(HOUR);
    expect(feed.asked).toBe(1);
    clock.skip(HOUR);
    await looked(2);
    for (let hour = 1; hour < 20; hour++) clock.skip(HOUR);
    await updates.check();
    for (let hour = 0; hour < 23; hour++) clock.skip(HOUR);
    expect(feed.asked).toBe(3);
  });

  it('does not wait for a day that a wrong clock had put ahead', async () => {
    const { updates, clock, feed, store } = await desk();
    updates.set({ enabled: true });
    await updates.check();
    const { at } = updates.status().lastCheck ?? { at: 0 };
    const kept = store.prepare<[], string>("SELECT value FROM meta WHERE key = 'updates'").pluck().get() ?? '';
    store
      .prepare("UPDATE meta SET value = ? WHERE key = 'updates'")
      .run(kept.replaceAll(`"at":${at}`, `"at":${at + 400 * DAY}`));
    updates.start();
    clock.skip(HOUR);
    await eventually(() => expect(feed.asked).toBe(2));
  });

  it('needs a feed and a key; without one of them it goes off', async () => {
    const { updates, feed } = await desk({ isSet: false });
    expect(() => updates.set({ enabled: true })).toThrow('Enter the address of the feed and its public key first.');
    await expect(updates.check()).rejects.toThrow('There is no update feed.');
    updates.set({ url: feed.url, publicKey: feed.publicLine });
    expect(updates.set({ enabled: true }).enabled).toBe(true);
    expect(updates.set({ url: '' })).toMatchObject({ enabled: false, url: '' });
  });
});

describe('the feed and its key', () => {
  it.each([
    ['http://updates.example/feed.json', 'Use https://'],
    ['updates.example', 'is not an address'],
    ['https://user:secret@updates.example/', 'must not hold a name or a password'],
    ['file:///etc/passwd', 'Use https://'],
  ])('%s is refused as the address', async (url, words) => {
    const { updates } = await desk({ isSet: false });
    expect(() => updates.set({ url })).toThrow(words);
    expect(updates.status().url).toBe('');
  });

  it('the key may be the line or a PEM file, but no other kind and no private one', async () => {
    const { updates, feed } = await desk({ isSet: false });
    const pem = `-----BEGIN PUBLIC KEY-----\n${feed.publicLine}\n-----END PUBLIC KEY-----\n`;
    expect(updates.set({ publicKey: pem }).publicKey).toBe(feed.publicLine);
    expect(updates.set({ publicKey: ` ${feed.publicLine}\n` }).publicKey).toBe(feed.publicLine);
    expect(() => updates.set({ publicKey: feed.privatePem })).toThrow('That is a private key.');
    const { publicKey } = generateKeyPairSync('x25519');
    for (const text of ['AAAA', publicKey.export({ format: 'der', type: 'spki' }).toString('base64')]) {
      expect(() => updates.set({ publicKey: text })).toThrow('Not an Ed25519 public key.');
    }
    expect(updates.status().publicKey).toBe(feed.publicLine);
  });

  it('another one forgets what the last one told', async () => {
    const { updates, feed } = await desk();
    await updates.check();
    expect(updates.set({ url: feed.url }).newer).not.toBeNull();
    expect(updates.set({ publicKey: makeFeedKey().publicLine })).toMatchObject({ newer: null, lastCheck: null });
  });

  it('of a package are used as they came, and the key stays', async () => {
    const { updates, feed, ports } = await desk({ isSet: false });
    const packaged = new Updates({ ...ports, builtIn: { url: feed.url, publicKey: feed.publicLine } });
    expect(packaged.status()).toMatchObject({ enabled: false, url: feed.url, keyIsBuiltIn: true });
    expect((await packaged.check()).newer).toMatchObject({ version: '9.1.0' });
    expect(packaged.set({ publicKey: makeFeedKey().publicLine, enabled: true })).toMatchObject({
      enabled: true,
      publicKey: feed.publicLine,
    });
    expect(updates.status()).toMatchObject({ url: '', publicKey: '' });
  });
});
