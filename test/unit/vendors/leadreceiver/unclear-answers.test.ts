import { describe, expect, it } from 'vitest';
import { type Asked, askedOf } from '../../../../src-main/vendors/leadreceiver/asked.ts';
import { readPost } from '../../../../src-main/vendors/leadreceiver/read-post.ts';
import { expiresIn, readVendorDate } from '../../../../src-main/vendors/leadreceiver/vendor-dates.ts';

const TAKEN = '{"isValidPost":true,"ResponseType":"No_Error","PostID":"12345","LeadIdentifier":7}';
const access = { url: 'https://leads.example.com', vid: 18, lid: 1, aid: 23, password: '', token: '' };
const read = (call: Asked['call'], status: number, body: string, location?: string) =>
  readPost(
    {
      ...{ kind: 'answer' as const, status, body, contentType: 'application/json', retryAfter: '', ms: 1 },
      ...(location === undefined ? {} : { location }),
    },
    askedOf(access, call),
  );

describe('what may not count as accepted', () => {
  it('a redirect of a post that is not answered by one', () => {
    expect(read('general', 302, '', 'https://login.example.org/')).toMatchObject({ is: 'unknown' });
    expect(read('general', 302, TAKEN, 'https://login.example.org/')).toMatchObject({ is: 'unknown' });
  });

  it('a redirect to the buyer that has no https address, or leads back to the receiver', () => {
    for (const to of ['http://buyer.example.org/', '/signin', 'https://leads.example.com/signin', undefined]) {
      expect(read('autoredirect', 302, '', to), String(to)).toMatchObject({ is: 'unknown' });
    }
    const https = read('autoredirect', 302, '', 'https://buyer.example.org/a');
    expect(https).toMatchObject({ is: 'accepted', redirectUrl: 'https://buyer.example.org/a' });
  });

  it('an acceptance that comes with an error of HTTP', () => {
    for (const status of [400, 404, 500, 503]) {
      expect(read('general', status, TAKEN), String(status)).toMatchObject({ is: 'unknown' });
    }
    expect(read('general', 200, TAKEN)).toMatchObject({ is: 'accepted', leadId: '7' });
  });

  it('an acceptance without a response type', () => {
    expect(read('general', 200, '{"isValidPost":true,"LeadIdentifier":7}')).toMatchObject({
      is: 'unknown',
      recognised: false,
    });
  });
});

it('a ping that can’t be read leaves no lead in doubt', () => {
  const ping = read('ping', 200, '{"Hello":1}');
  expect(ping).toMatchObject({ is: 'unknown', sentence: expect.not.stringContaining('is uncertain') });
  expect(read('general', 200, '{"Hello":1}')).toMatchObject({ sentence: expect.stringContaining('is uncertain') });
});

describe('an answer that breaks off', () => {
  const cut = (partial: string) =>
    readPost({ kind: 'broken', error: 'reset', status: 200, partial, timedOut: false }, askedOf(access, 'general'));
  it('still tells the id of its post, if it has it whole and names no other', () => {
    expect(cut('{"PostID":"f5666260-1c2c","isVal')).toMatchObject({ is: 'unknown', postId: 'f5666260-1c2c' });
    expect(cut('<PostResponse><PostID>f5666260-1c2c</PostID><isV')).toMatchObject({ postId: 'f5666260-1c2c' });
    expect(read('general', 200, '{"PostID":"f5666260-1c2c","isVal')).toMatchObject({ postId: 'f5666260-1c2c' });
    for (const none of ['{"PostID":"f5666260-1c', '[{"PostID":"aaaa1"},{"PostID":"aaaa2"', '<PostID>true</PostID>', ''])
      expect(cut(none), none).toMatchObject({ is: 'unknown', postId: null });
  });
});

it('an order that ended a second ago by UTC is dead, not one of Pacific Time', () => {
  const now = Date.parse('2026-07-01T20:00:05Z');
  const at = (text: string) => {
    const date = readVendorDate(text);
    return date === null ? null : expiresIn(date, now);
  };
  expect(at('7/1/2026 8:00:04 PM')).toBe(0);
  expect(at('7/1/2026 8:00:06 PM')).toBe(1_000);
  expect(at('7/1/2026 1:00:06 PM')).toBe(1_000);
  expect(at('7/1/2026 1:00:04 PM')).toBe(0);
});
