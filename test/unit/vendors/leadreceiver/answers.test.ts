import { describe, expect, test } from 'vitest';
import type { HttpResult } from '../../../../src-main/platform/http-messages.ts';
import { RESPONSE_TYPES } from '../../../../src-main/vendors/leadreceiver/answer-types.ts';
import type { Asked } from '../../../../src-main/vendors/leadreceiver/asked.ts';
import { readPost } from '../../../../src-main/vendors/leadreceiver/read-post.ts';
import { accepted, asked, POST_ID, said, URL_BASE } from './answers-support.ts';

describe('refusals', () => {
  const refusals = RESPONSE_TYPES.map((type, number) => ({ type, number })).slice(1);
  test.each(refusals)('$type, by name and by number', ({ type, number }) => {
    for (const ResponseType of [type, type.toLowerCase(), number, String(number)]) {
      const answer = readPost(said({ isValidPost: 'False', ResponseType, ResponseDetail: 'No room' }), asked());
      expect(answer).toMatchObject({ is: 'refused', refusal: type, words: 'No room', leadId: null });
    }
    const xml = `<PostResponse><isValidPost>false</isValidPost><ResponseType>${type}</ResponseType><LeadIdentifier>0</LeadIdentifier></PostResponse>`;
    expect(readPost(said(xml), asked())).toMatchObject({ is: 'refused', refusal: type, leadId: null });
  });

  test.each([
    [401, 'Login_Refused', 'every-lead'],
    [403, 'Login_Refused', 'every-lead'],
    [429, 'Throttled', 'for-now'],
  ])('HTTP %d', (status, refusal, scope) => {
    const answer = readPost(said('<h1>No</h1>', { status, retryAfter: '9' }), asked());
    expect(answer).toMatchObject({ is: 'refused', refusal, scope, retryAfter: status === 429 ? '9' : '' });
  });

  test('a lead that was not queued', () => {
    const body = { QueueSuccessful: false, PostID: null, ResponseDetails: 'Queue is full' };
    expect(readPost(said(body), asked())).toMatchObject({
      is: 'refused',
      refusal: 'Not_Queued',
      words: 'Queue is full',
    });
  });

  test('a ping that is declined, with the receiver’s words', () => {
    const answer = readPost(said({ WillAccept: 'false', OrderID: '', Response: 'No coverage' }), asked('ping'));
    expect(answer).toMatchObject({
      is: 'refused',
      refusal: 'Declined',
      sentence: expect.stringContaining('No coverage'),
    });
  });

  test('what the receiver says counts before a status that refuses', () => {
    const body = { isValidPost: false, ResponseType: 4, ResponseDetails: 'Password is invalid' };
    expect(readPost(said(body, { status: 401 }), asked())).toMatchObject({
      is: 'refused',
      refusal: 'No_Account_Found',
    });
  });

  test('a known refusal counts with a failing status too', () => {
    const body = { isValidPost: false, ResponseType: 9, ResponseDetails: 'ZIP missing' };
    expect(readPost(said(body, { status: 500 }), asked())).toMatchObject({ is: 'refused', refusal: 'Data_Errors' });
  });
});

describe('unknown, as it came', () => {
  test.each<[string, HttpResult, string, boolean, Asked['call']?]>([
    [
      'a type that is not documented',
      said({ isValidPost: false, ResponseType: 'Held_By_Guard' }),
      'response-type:held_by_guard',
      false,
    ],
    ['a number that is not documented', said({ isValidPost: false, ResponseType: 42 }), 'response-type:#', false],
    [
      'valid and a type that is not documented',
      said({ isValidPost: true, ResponseType: 42 }),
      'response-type:#',
      false,
    ],
    ['no type', said({ isValidPost: true }), 'response-type:none', false],
    ['valid and refused', said({ isValidPost: true, ResponseType: 6 }), 'contradiction', false],
    ['not valid and no error', said({ isValidPost: false, ResponseType: 'No_Error' }), 'contradiction', false],
    ['no verdict', said({ isValidPost: 'maybe', ResponseType: 0 }), 'no-verdict', false],
    ['an empty verdict', said({ isValidPost: '', ResponseType: 0 }), 'no-verdict', false],
    ['two verdicts', said({ ...accepted, IsValidPost: false }), 'no-verdict', false],
    [
      'two verdicts in XML',
      said(
        '<PostResponse><isValidPost>true</isValidPost><isValidPost>false</isValidPost><ResponseType>0</ResponseType></PostResponse>',
      ),
      'no-verdict',
      false,
    ],
    ['posted and queued at once', said({ ...accepted, QueueSuccessful: true }), 'members', false],
    ['queued without an id', said({ QueueSuccessful: true, PostID: '' }), 'queued-without-id', false],
    ['other members', said({ Message: 'Hello' }), 'members', false],
    ['other members with a 400', said({ Message: 'Bad' }, { status: 400 }), 'http-400', false],
    ['accepted, with a failing status', said(accepted, { status: 500 }), 'http-500-accepted', false],
    ['accepted, with a login refused', said(accepted, { status: 401 }), 'http-401-accepted', false],
    [
      'queued, with too many requests',
      said({ QueueSuccessful: true, PostID: POST_ID }, { status: 429 }),
      'http-429-accepted',
      false,
    ],
    ['accepted, by what stands in between', said(accepted, { status: 302 }), 'http-302', true],
    ['a ping’s answer to a post', said({ WillAccept: true, OrderID: POST_ID }), 'ping-answer', false],
    ['a post’s answer to a ping', said(accepted), 'post-answer', false, 'ping'],
    ['a ping without an order', said({ WillAccept: true, OrderID: '' }), 'no-order', false, 'ping'],
    ['two answers for one lead', said([accepted, accepted]), 'other-count', true],
    ['no answer in a list', said([]), 'other-count', true],
    ['nothing', said(''), 'empty', true],
    ['nothing with a 500', said('', { status: 500 }), 'http-500', true],
    ['a page', said('<!DOCTYPE html><html><title>Sign in</title></html>'), 'page', false],
    ['a page with a 503', said('<html>busy</html>', { status: 503 }), 'http-503', true],
    ['words', said('Lead was accepted'), 'text', false],
    ['a number', said('1'), 'text', false],
    ['JSON that breaks off', said('{"isValidPost":true,"ResponseType":0'), 'cut', true],
    [
      'XML that breaks off',
      said('<PostResponse><isValidPost>true</isValidPost><ResponseType>No_Error</ResponseType>'),
      'cut',
      true,
    ],
    [
      'XML that breaks off behind another’s end',
      said('<PostResponse><PostID>true</isValidPost><isValidPost>true</isValidPost><ResponseType>0</ResponseType>'),
      'cut',
      true,
    ],
    [
      'a document type',
      said('<!DOCTYPE r [<!ENTITY e "true">]><PostResponse><isValidPost>&e;</isValidPost></PostResponse>'),
      'text',
      false,
    ],
    ['a redirect of another call', said('', { status: 302, location: 'https://buyer.example/' }), 'http-302', true],
    [
      'an automatic redirect to itself',
      said('', { status: 302, location: `${URL_BASE}/login` }),
      'http-302',
      true,
      'autoredirect',
    ],
    [
      'an automatic redirect in the clear',
      said('', { status: 302, location: 'http://portal.example/' }),
      'http-302',
      true,
      'autoredirect',
    ],
    [
      'a cut connection',
      { kind: 'broken', error: 'the connection was reset', status: 200, partial: '{"isVal', timedOut: false },
      'broken',
      true,
    ],
  ])('%s', (_, result, kind, recognised, call = 'general') => {
    const answer = readPost(result, asked(call));
    expect(answer).toMatchObject({
      is: 'unknown',
      kind,
      recognised,
      sentence: call === 'ping' ? expect.not.stringMatching(/uncertain/) : expect.stringMatching(/uncertain/),
    });
    const body = result.kind === 'answer' ? result.body : result.kind === 'broken' ? result.partial : '';
    expect(answer.is === 'unknown' && answer.line).toBe(body.trim());
  });

  test('keeps what it is settled by', () => {
    const body = {
      PostID: POST_ID,
      isValidPost: true,
      ResponseType: 42,
      StatusURL: `${URL_BASE}/information/status/${POST_ID}`,
    };
    expect(readPost(said(body), asked())).toMatchObject({
      is: 'unknown',
      postId: POST_ID,
      statusUrl: `${URL_BASE}/information/status/${POST_ID}`,
    });
  });

  test('not sent is not unknown', () => {
    const result: HttpResult = { kind: 'not-sent', error: 'the server refuses connections', withdrawn: false };
    expect(readPost(result, asked())).toEqual({ is: 'not-sent', sentence: 'the server refuses connections' });
  });
});

describe('each part, however it is written', () => {
  const read = (extra: object) => readPost(said({ ...accepted, ...extra }), asked());
  test.each([
    [25, 25],
    ['25', 25],
    ['25.50', 25.5],
    ['$25.00', 25],
    ['1,234.5', 1234.5],
    [0, 0],
    ['0.0', 0],
    [-3, -3],
    [null, null],
    ['', null],
    ['25 USD', 25],
  ])('price %s', (Price, price) => expect(read({ Price })).toMatchObject({ is: 'accepted', price, unread: [] }));
  test.each(['about 25', '1,23', '1e3', '25,50'])('price %s is shown as it came', (Price) =>
    expect(read({ Price })).toMatchObject({ is: 'accepted', price: null, unread: [`Price: ${Price}`] }),
  );
  test.each([
    ['https://buyer.example/a?b=1&c=2', 'https://buyer.example/a?b=1&c=2'],
    ['', null],
    ['http://buyer.example/', null],
    ['javascript:alert(1)', null],
    ['https://u:p@buyer.example/', null],
    ['/relative', null],
  ])('redirect address %s', (RedirectURL, redirectUrl) => expect(read({ RedirectURL })).toMatchObject({ redirectUrl }));
  test('ids of 0 are none, and long ones keep their digits', () => {
    expect(read({ LeadIdentifier: 0, VendorAccountAssigned: '0' })).toMatchObject({ leadId: null, campaignId: null });
    const long = '{"isValidPost":true,"ResponseType":0,"LeadIdentifier":12345678901234567890}';
    expect(readPost(said(long), asked())).toMatchObject({ leadId: '12345678901234567890' });
  });
  test('XML entities, CDATA, prefixes and nil', () => {
    const xml = `<?xml version="1.0"?><a:PostResponse xmlns:a="x" xmlns:i="y"><a:isValidPost>True</a:isValidPost><a:ResponseType>0</a:ResponseType><a:ResponseDetails>O&apos;Brien &amp; &#x41;<![CDATA[ <b>]]></a:ResponseDetails><a:Price i:nil="true"/><a:RedirectURL>https://b.example/?a=1&amp;b=2</a:RedirectURL></a:PostResponse>`;
    expect(readPost(said(xml), asked())).toMatchObject({
      is: 'accepted',
      words: "O'Brien & A <b>",
      price: null,
      redirectUrl: 'https://b.example/?a=1&b=2',
      unread: [],
    });
  });
  test('a list of one, in JSON and in XML', () => {
    expect(readPost(said([accepted]), asked())).toMatchObject({ is: 'accepted', leadId: '7' });
    const xml =
      '<ArrayOfPostResponse><PostResponse><isValidPost>1</isValidPost><ResponseType>0</ResponseType></PostResponse></ArrayOfPostResponse>';
    expect(readPost(said(xml), asked())).toMatchObject({ is: 'accepted' });
  });
  test('JSON that was written as a JSON text, and behind a mark', () => {
    expect(readPost(said(JSON.stringify(JSON.stringify(accepted))), asked())).toMatchObject({ is: 'accepted' });
    expect(readPost(said(`\uFEFF ${JSON.stringify(accepted)}\n`), asked())).toMatchObject({ is: 'accepted' });
  });
  test.each([
    [
      {
        SendInfo: [
          { ClientUID: 1, Price: '9.5' },
          { ClientUID: '2', Valid: 'false' },
        ],
      },
      2,
    ],
    [{ SendInfo: { ClientUID: 1, Price: '9.5' } }, 1],
    [[{ ClientUID: 1, Price: 9.5 }], 1],
    [{ ClientUID: 1, Price: 9.5 }, 1],
    [[], 0],
    [null, 0],
    ['', 0],
  ])('sends %j', (Sends, count) => {
    const answer = readPost(said({ ...accepted, Sends }), asked('returnsends'));
    const sends = answer.is === 'accepted' ? answer.sends : null;
    expect(sends?.length).toBe(count);
    if (count > 0) expect(sends?.[0]).toMatchObject({ clientId: '1', price: 9.5, valid: null });
  });
  test('agents’ phones as text, number or boolean', () => {
    const ClientInfos = [{ AgentPhone: 7025551212 }, { AgentPhone: '+1 702 555 1212' }, { AgentPhone: true }];
    const answer = readPost(said({ ...accepted, ClientInfos }), asked('transfer'));
    expect(answer.is === 'accepted' && answer.agents?.map(({ agentPhone }) => agentPhone)).toEqual([
      '7025551212',
      '+1 702 555 1212',
      '',
    ]);
  });
  test('an automatic redirect is accepted with the buyer’s address, which is not followed', () => {
    const result = said('', { status: 302, location: 'https://buyer.example/a' });
    expect(readPost(result, asked('autoredirect'))).toMatchObject({
      is: 'accepted',
      redirectUrl: 'https://buyer.example/a',
      leadId: null,
    });
  });
});

describe('order of a ping', () => {
  const now = Date.parse('2026-07-01T12:00:00Z');
  const expires = (OrderExpiresOn: string, date?: number) => {
    const result = said(
      { WillAccept: true, OrderID: POST_ID, EstimatedPrice: '25', OrderExpiresOn },
      date === undefined ? {} : { date },
    );
    const answer = readPost(result, asked('ping'), now);
    return answer.is === 'accepted' ? answer.order?.expiresInMs : undefined;
  };
  const minute = 60_000;
  test.each([
    ['2026-07-01T12:05:00Z', 5 * minute],
    ['2026-07-01T14:05:00+02:00', 5 * minute],
    ['7/1/2026 12:05:00 PM UTC', 5 * minute],
    ['7/1/2026 12:05:00 PM', 5 * minute],
    ['7/1/2026 5:05:30 AM', 5.5 * minute],
    ['2026-07-01T05:05:00', 5 * minute],
    ['7/1/2026 11:59:00 AM UTC', 0],
    ['7/1/2026 4:00:00 AM', 0],
    ['soon', null],
    ['13/45/2026 1:00 PM', null],
    ['0001-01-01T00:00:00', null],
    ['', null],
  ])('%s', (text, ms) => expect(expires(text)).toBe(ms));
  test('by the receiver’s clock where it tells one', () => {
    expect(expires('2026-07-01T12:05:00Z', now + minute)).toBe(4 * minute);
  });
});
