import { describe, expect, test } from 'vitest';
import type { HttpResult } from '../../../../src-main/platform/http-messages.ts';
import { ownStatusUrl } from '../../../../src-main/vendors/leadreceiver/addresses.ts';
import { askedOf } from '../../../../src-main/vendors/leadreceiver/asked.ts';
import { readSeveral } from '../../../../src-main/vendors/leadreceiver/match-leads.ts';
import { readDuplicate } from '../../../../src-main/vendors/leadreceiver/read-duplicate.ts';
import { readPost } from '../../../../src-main/vendors/leadreceiver/read-post.ts';
import { readStatus } from '../../../../src-main/vendors/leadreceiver/read-status.ts';
import { accepted, access, asked, type Extra, PASSWORD, POST_ID, said, TOKEN, URL_BASE } from './answers-support.ts';

describe('several leads in one post', () => {
  const ok = (id: number, more = {}) => ({ isValidPost: true, ResponseType: 0, LeadIdentifier: id, ...more });
  const no = (more = {}) => ({
    isValidPost: false,
    ResponseType: 'Outside_Criteria',
    ResponseDetails: 'Outside',
    ...more,
  });
  const leads = [{ reference: 'A' }, { reference: 'B' }, { reference: 'C' }];
  const outcomes = (body: unknown, of: readonly { reference?: string }[] = leads) =>
    readSeveral(said(body), asked(), of).map((a) => (a.is === 'accepted' ? a.leadId : a.is));

  test('all accepted, in their order', () => expect(outcomes([ok(1), ok(2), ok(3)])).toEqual(['1', '2', '3']));
  test('all refused alike', () => expect(outcomes([no(), no(), no()])).toEqual(['refused', 'refused', 'refused']));
  test.each([
    ['short', [ok(1), ok(2)]],
    ['long', [ok(1), ok(2), ok(3), ok(4)]],
    ['in another order', [ok(3), ok(2), ok(1)]],
    ['one object', ok(1)],
    ['accepted and refused, without a proof of which', [ok(1), no(), ok(2)]],
    ['none', []],
    ['one that can’t be read', [ok(1), {}, ok(3)]],
    ['the same twice', [ok(1), ok(1), ok(2)]],
  ])('%s: unknown', (_, body) => expect(outcomes(body)).toEqual(['unknown', 'unknown', 'unknown']));
  test('references that come back prove it, in any order', () => {
    expect(outcomes([no({ Reference: 'C' }), ok(9, { Reference: 'A' }), ok(4, { Reference: 'B' })])).toEqual([
      '9',
      '4',
      'refused',
    ]);
    expect(outcomes([ok(9, { Reference: 'A' }), ok(4, { Reference: 'B' })])).toEqual(['9', '4', 'unknown']);
    expect(outcomes([ok(1, { Reference: 'A' }), ok(2, { Reference: 'A' }), ok(3)])).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
  test('leads that share a reference, or have none, are matched by none', () => {
    const shared = [{ reference: 'A' }, { reference: 'A' }, {}];
    const same = (id: number) => ok(id, { Reference: 'A' });
    expect(outcomes([same(1), ok(2, { Reference: 'B' }), ok(3)], shared)).toEqual(['unknown', 'unknown', 'unknown']);
  });
  test('in XML', () => {
    const one = (id: number) =>
      `<PostResponse><isValidPost>true</isValidPost><ResponseType>0</ResponseType><LeadIdentifier>${id}</LeadIdentifier></PostResponse>`;
    expect(outcomes(`<ArrayOfPostResponse>${one(1)}${one(2)}${one(3)}</ArrayOfPostResponse>`)).toEqual(['1', '2', '3']);
  });
  test('what refuses the request refuses each', () => {
    const answers = readSeveral(said({}, { status: 401 }), asked(), leads);
    expect(answers.map(({ is }) => is)).toEqual(['refused', 'refused', 'refused']);
  });
});

describe('duplicate check', () => {
  const read = (body: unknown) => readDuplicate(said(body), asked('duplicate'));
  test.each([
    '',
    'No duplicate found',
    'Not a duplicate',
    'No duplicates.',
    'Lead is not a duplicate',
    'No match found',
    'Unique lead',
    'no duplicate lead found',
  ])('“%s” is a plain no', (Response) =>
    expect(read({ IsDuplicate: false, Response })).toMatchObject({ is: 'none', plain: true }),
  );
  test.each([
    'Access to duplicate check has not been approved',
    'Password is invalid',
    'No duplicate found, feature not approved',
    'Coverage found, please supply Order ID in POST',
    'Campaign identifier is missing',
    'Not enabled',
  ])('“%s” is no plain no', (Response) =>
    expect(read({ IsDuplicate: 'false', Response })).toMatchObject({ is: 'none', plain: false, words: Response }),
  );
  test('spelt as the table has it, of another source', () => {
    expect(read({ IsDuplicate: 1, DuplicateLeadId: null, ReceviedOn: '12/28/2022 3:29:34 PM UTC' })).toMatchObject({
      is: 'duplicate',
      leadId: null,
      receivedAt: Date.parse('2022-12-28T15:29:34Z'),
    });
  });
  test.each([
    [{ IsDuplicate: null }, 'no-verdict'],
    [{}, 'members'],
    ['', 'empty'],
    [[], 'members'],
  ])('%j is unknown', (body, kind) => expect(read(body)).toMatchObject({ is: 'unknown', kind }));
  test('a failing status says nothing, whatever its body', () => {
    expect(readDuplicate(said({ IsDuplicate: false }, { status: 500 }), asked('duplicate'))).toMatchObject({
      is: 'unknown',
      kind: 'http-500',
    });
  });
});

describe('status', () => {
  const read = (body: unknown, extra: Extra = {}) => readStatus(said(body, extra), asked('status'), POST_ID);
  const valid = { PostID: POST_ID.toUpperCase(), IsValid: true, Price: '12.5' };
  test.each<[string, object, object]>([
    ['refused', { PostID: POST_ID, IsValid: false, RejectionReason: 'Outside' }, { is: 'refused', reason: 'Outside' }],
    ['still waiting', { PostID: POST_ID, IsValid: false, RejectionReason: '' }, { is: 'undecided' }],
    ['still waiting, null', { PostID: POST_ID, IsValid: false, RejectionReason: null }, { is: 'undecided' }],
    [
      'in review',
      { ...valid, QualityControlDetails: { PendingReview: true, DateOfReview: null } },
      { is: 'accepted', price: 12.5, review: { state: 'pending' } },
    ],
    [
      'rejected in review',
      {
        ...valid,
        QualityControlDetails: {
          IsQualityControlRejected: 'true',
          RejectionReason: 'Bad phone',
          DateOfReview: '2025-11-04T22:29:22.770Z',
        },
      },
      { is: 'accepted', reason: '', review: { state: 'rejected', reason: 'Bad phone' } },
    ],
    [
      'returned',
      {
        ...valid,
        ReturnDetails: { IsReturned: true, DateOfReturn: '11/4/2025 10:29:22 PM', ReturnReason: 'Wrong number' },
      },
      { is: 'accepted', returned: { is: true, at: Date.parse('2025-11-04T22:29:22Z'), reason: 'Wrong number' } },
    ],
    ['without details', valid, { review: { state: 'none' }, returned: { is: null } }],
    [
      'about another post',
      { ...valid, PostID: 'aaaaaaaa-1c2c-4bd5-9611-bb1387ca2397' },
      { is: 'unknown', kind: 'other-post' },
    ],
    ['something else', { Message: 'No request was found' }, { is: 'unknown', kind: 'members' }],
  ])('%s', (_, body, expected) => expect(read(body)).toMatchObject(expected));
  test('in XML', () => {
    const xml = `<StatusResponse><PostID>${POST_ID}</PostID><IsValid>true</IsValid><RejectionReason /><QualityControlDetails><PendingReview>false</PendingReview><IsQualityControlRejected>true</IsQualityControlRejected><RejectionReason>Bad</RejectionReason></QualityControlDetails><Price>3</Price></StatusResponse>`;
    expect(read(xml)).toMatchObject({ is: 'accepted', price: 3, review: { state: 'rejected', reason: 'Bad' } });
  });
  test('not found', () =>
    expect(read({ Message: 'x' }, { status: 404 })).toMatchObject({ is: 'unknown', kind: 'http-404' }));
});

test.each([
  [`${URL_BASE}/information/status/${POST_ID}`, true],
  [`${URL_BASE}/information/queuestatus/${POST_ID}`, true],
  [`https://evil.example/information/status/${POST_ID}`, false],
  [`https://leads.example.evil.example/information/status/${POST_ID}`, false],
  [`http://leads.example/information/status/${POST_ID}`, false],
  [`${URL_BASE}/processor/insert/general/json`, false],
  [`${URL_BASE}/information/status/../../processor/insert/general/json`, false],
  [`${URL_BASE}/information/status/a/b`, false],
  [`${URL_BASE}/information/status/${POST_ID}?x=1`, false],
  [`https://u:p@leads.example/information/status/${POST_ID}`, false],
  ['', false],
])('status address %s', (told, own) => expect(ownStatusUrl(URL_BASE, told)).toBe(own ? told : null));

describe('secrets that an answer echoes', () => {
  const xml = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const named = (text: string) =>
    text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
  const unicode = (text: string) =>
    text
      .split('')
      .map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`)
      .join('');
  const spellings: [string, (text: string) => string][] = [
    ['as it is', (text) => text],
    ['percent-encoded', encodeURIComponent],
    ['small', (text) => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (e) => e.toLowerCase())],
    ['as a form', (text) => encodeURIComponent(text).replaceAll('%20', '+')],
    ['twice', (text) => encodeURIComponent(encodeURIComponent(text))],
    ['in XML', xml],
    ['in XML, by name', named],
    ['twice in XML', (text) => named(named(text))],
    ['in JSON', (text) => JSON.stringify(text).slice(1, -1)],
    ['in JSON, all escaped', unicode],
  ];
  test.each(spellings)('%s', (_, spell) => {
    for (const secret of [PASSWORD, TOKEN]) {
      const bodies = [
        { isValidPost: false, ResponseType: 4, ResponseDetails: `bad ${spell(secret)} end` },
        {
          isValidPost: spell(secret),
          ResponseType: spell(secret),
          RedirectURL: `https://b.example/?p=${spell(secret)}`,
          Price: spell(secret),
        },
        { ...accepted, PostID: spell(secret), Sends: [{ ClientUID: spell(secret), ClientName: spell(secret) }] },
        `<html>${spell(secret)}</html>`,
        `Could not read vid=1&password=${spell(secret)}&aid=2`,
        `<PostResponse><isValidPost>false</isValidPost><ResponseType>4</ResponseType><ResponseDetail>${spell(secret)}</ResponseDetail></PostResponse>`,
      ];
      for (const body of bodies) {
        for (const status of [200, 401, 500]) {
          const text = JSON.stringify(readPost(said(body, { status }), asked()));
          expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
          expect(text).not.toContain(JSON.stringify(spell(secret)).slice(1, -1));
        }
      }
    }
  });
  test('with every sign that there is on a keyboard', () => {
    const signs = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('');
    for (const secret of [signs, '7cef1c61-916c-4ea8', '中文-😀-🔑']) {
      const own = askedOf({ ...access, password: secret, token: '' }, 'general');
      for (const [, spell] of spellings) {
        const answer = readPost(
          said({ isValidPost: false, ResponseType: 4, ResponseDetail: `a ${spell(secret)} b` }),
          own,
        );
        expect(answer).toMatchObject({ words: 'a [removed] b' });
      }
    }
  });
  test('cut in the middle of one', () => {
    const result: HttpResult = {
      kind: 'broken',
      error: 'time ran out',
      status: 200,
      partial: 'token tok+en/',
      timedOut: true,
    };
    expect(readPost(result, asked())).toMatchObject({ line: 'token [removed]' });
  });
  test('a short one only where it stands alone', () => {
    const short = askedOf({ ...access, password: 'a1', token: '' }, 'general');
    const answer = readPost(said({ isValidPost: false, ResponseType: 9, ResponseDetails: 'a1 in ba1l' }), short);
    expect(answer).toMatchObject({ words: '[removed] in ba1l' });
  });
});

// In time with the square of their length, these would not end.
describe('hostile answers end in unknown', () => {
  test.each<[string, string]>([
    ['nested JSON', '['.repeat(500_000)],
    ['nested XML', '<a>'.repeat(200_000)],
    ['nested and closed', `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`],
    ['quotes', `{"a":${'"\\"'.repeat(300_000)}`],
    ['quotes and spaces', `{"a":"x"${`"${' '.repeat(50)}`.repeat(15_000)}`],
    ['comments', `<PostResponse>${'<!--'.repeat(200_000)}`],
    ['CDATA', `<PostResponse>${'<![CDATA['.repeat(100_000)}`],
    ['ends that nothing opened', `<PostResponse>${'</a>'.repeat(100_000)}`],
    ['prototype', '{"__proto__":{"isValidPost":true,"ResponseType":0}}'],
    ['prototype in XML', '<PostResponse><__proto__><isValidPost>true</isValidPost></__proto__></PostResponse>'],
  ])('%s', (_, body) => {
    expect(readPost(said(body), asked()).is).toBe('unknown');
  });

  test('an answer cut at any character is never accepted', () => {
    const bodies = [
      JSON.stringify({ PostID: POST_ID, ...accepted, Price: 25, RedirectURL: '' }),
      `<PostResponse><PostID>${POST_ID}</PostID><isValidPost>true</isValidPost><ResponseType>No_Error</ResponseType><Price>25</Price></PostResponse>`,
      '<PostResponse><isValidPost>true</isValidPost><ResponseType>0</ResponseType><ClientInfos><ClientInfo><AgentPhone>1</AgentPhone></ClientInfo></PostResponse>',
    ];
    for (const body of bodies) {
      expect(readPost(said(body), asked('transfer')).is).toBe('accepted');
      for (let at = 0; at < body.length; at++)
        expect(readPost(said(body.slice(0, at)), asked('transfer')).is).toBe('unknown');
    }
  });
});
