import { expect, test } from 'vitest';
import { setBridge } from '../../../src-renderer/bridge/index.ts';
import { draftOf, postAddress, readDraft } from '../../../src-renderer/state/settings-connection.ts';
import {
  openDoNotCall,
  refreshDoNotCall,
  splitPhones,
  useDoNotCall,
} from '../../../src-renderer/state/settings-do-not-call.ts';
import { memoryBridge } from '../../support/memory-bridge.ts';
import { makeConnection } from './log-bridge.ts';

test('a change of the do-not-call list while a search is not answered yet reads it for that search', async () => {
  const held: (() => void)[] = [];
  const bridge = memoryBridge({
    'dnc.list': async ({ text = '' }) => {
      await new Promise<void>((resolve) => held.push(resolve));
      return { phones: [{ phone: `1727${text}`, source: '', addedAt: 1 }], more: false, total: 2 };
    },
  });
  setBridge(bridge);
  const search = openDoNotCall('0006');
  const refresh = refreshDoNotCall();
  for (const answer of held) answer();
  await Promise.all([search, refresh]);
  expect(useDoNotCall.getState()).toMatchObject({ text: '0006', phones: [{ phone: '17270006' }] });
  expect(bridge.asked.map(({ input }) => input)).toEqual([
    expect.objectContaining({ text: '0006' }),
    expect.objectContaining({ text: '0006' }),
  ]);
});

test.each([
  ['https://a.croco-dial.net', 'https://a.croco-dial.net/API/lmapi.php'],
  ['https://a.croco-dial.net/', 'https://a.croco-dial.net/API/lmapi.php'],
  ['a.croco-dial.net', 'https://a.croco-dial.net/API/lmapi.php'],
  ['https://a.net/agc/lmapi.php', 'https://a.net/agc/lmapi.php'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/API/lmapi.php'],
  ['http://localhost:8080', 'http://localhost:8080/API/lmapi.php'],
])('rows for %s are posted to %s', (typed, to) => {
  expect(postAddress(typed)).toEqual({ to });
});

test.each(['', 'http://a.net', 'ftp://a.net', 'https://user:pass@a.net', 'http://127.0.0.1.evil.net', 'https://'])(
  '%s is refused with a sentence',
  (typed) => {
    expect(postAddress(typed)).toHaveProperty('wrong');
  },
);

test('a kept password is left out, so that it stays as it is', () => {
  const connection = makeConnection(7);
  const read = readDraft({ ...draftOf(connection), name: 'Renamed' }, connection);
  expect(read).toHaveProperty('input.name', 'Renamed');
  expect(read).toHaveProperty('input.id', 7);
  expect(read).not.toHaveProperty('input.password');
});

test('each wrong field is named in words, and nothing is saved', () => {
  const draft = { ...draftOf(null), ownPace: false, concurrency: 999, perSecond: 0, timeoutSeconds: 0.1 };
  const read = readDraft(draft, null);
  expect(read).not.toHaveProperty('input');
  expect(Object.keys('errors' in read ? read.errors : {}).sort()).toEqual(
    ['concurrency', 'name', 'password', 'perSecond', 'timeoutSeconds', 'url', 'user'].sort(),
  );
});

test('seconds become milliseconds, and the own pace sends no number', () => {
  const draft = {
    ...draftOf(null),
    name: 'A',
    url: 'a.net',
    user: 'u',
    password: 'p',
    concurrency: 8,
    timeoutSeconds: 1.5,
  };
  expect(readDraft(draft, null)).toEqual({
    input: {
      kind: 'crocodial',
      name: 'A',
      url: 'https://a.net',
      user: 'u',
      password: 'p',
      traits: { profile: 'vicidial', accents: 'fold', plus: 'space' },
      defaults: null,
      concurrency: null,
      perSecond: null,
      timeoutMs: 1500,
    },
  });
});

test('pasted numbers are taken apart at lines, commas, semicolons and tabs, never at spaces', () => {
  expect(splitPhones('+1 (727) 555-1111\r\n727 555 2222, 7275553333;\t8135551111\n\n')).toEqual([
    '+1 (727) 555-1111',
    '727 555 2222',
    '7275553333',
    '8135551111',
  ]);
});
