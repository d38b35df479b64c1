import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type OffersAnswer,
  readLeads,
  readMe,
  readOffers,
  readTokens,
} from '../../../../src-main/vendors/liondesk/answers.ts';
import { readSubmitted } from '../../../../src-main/vendors/liondesk/client.ts';
import { seeded } from '../locumjobs/records.ts';
import { answer, asked } from './support.ts';

const [oneOffer = '', pageOfOffers = ''] = readFileSync(new URL('./document.txt', import.meta.url), 'utf8').split(
  '=====\n',
);

function offersOf(found: OffersAnswer): Extract<OffersAnswer, { kind: 'offers' }> {
  if (found.kind !== 'offers') throw new Error(found.sentence);
  return found;
}
const offers = (body: unknown) => offersOf(readOffers(answer(body), asked));

describe('offers', () => {
  it('reads the document’s page', () => {
    const found = offers(pageOfOffers);
    expect(found).toMatchObject({ total: 2, limit: 10, skip: 0, full: 2, unread: [] });
    expect(found.offers[0]).toMatchObject({
      id: '1',
      leadId: '2',
      distributionTarget: 'Team Rollout',
      user: { id: '5', name: 'Dorothy Vaughan', email: 'dot@example.com' },
      notifyAt: Date.UTC(2018, 0, 16, 9, 9, 9),
      rank: 3,
      assignAutomatically: true,
      hasCallAlert: true,
      hasTextAlert: false,
      hasEmailAlert: true,
      team: { id: '6', name: 'IBM' },
      lead: { externalId: '2', unlocked: false, fields: { firstName: 'Mary', lastName: 'Jackson' } },
    });
    expect(found.offers[1]).toMatchObject({ leadId: '45', rank: 10, assignAutomatically: false });
    expect(JSON.parse(found.offers[1]?.raw ?? '')).toMatchObject({ id: 2, lead: { id: 45 } });
  });

  it('reads one object, a page and a bare list alike, and the same lead the same in each offer', () => {
    const one = offers(oneOffer);
    const bare = offers(`[${oneOffer}]`);
    const page = offers(pageOfOffers);
    expect(one).toMatchObject({ full: 1, total: null });
    expect(bare.offers).toEqual(one.offers);
    expect(page.offers[0]).toEqual(one.offers[0]);
    expect(one.offers[0]?.lead.raw).toBe(
      '{"id":2,"distribution_target":"Team Rollout","contact":{"id":2,"first_name":"Mary","last_name":"Jackson"}}',
    );
  });

  it('takes numbers, texts and booleans in any guise', () => {
    const lead = { id: 7 };
    const [a, b] = offers([
      {
        id: 'x',
        lead,
        rank: 3,
        assign_automatically: 1,
        has_call_alert: '',
        has_text_alert: true,
        user: null,
        team: {},
      },
      { id: 12, lead, rank: 'soon', user: { first_name: 'No id' }, notify_at: 'tomorrow' },
    ]).offers;
    expect(a).toMatchObject({
      id: 'x',
      rank: 3,
      assignAutomatically: true,
      hasCallAlert: false,
      hasTextAlert: true,
      user: null,
    });
    expect(b).toMatchObject({
      id: '12',
      rank: null,
      assignAutomatically: null,
      hasCallAlert: null,
      user: null,
      notifyAt: null,
      team: null,
    });
  });

  it('sets aside what is no offer, with its lead’s id where it tells it', () => {
    const found = offers([
      { id: 1, lead: { id: 2 } },
      { id: 2 },
      { lead: { id: 3 } },
      { id: 4, lead: {} },
      { id: 5, lead: { id: 9, contact: { first_name: { x: 1 } } } },
      'text',
      null,
    ]);
    expect(found.offers).toHaveLength(1);
    expect(found.full).toBe(7);
    expect(found.unread.map(({ externalId }) => externalId)).toEqual(['2', '3', null, '9', null, null]);
    expect(found.unread.map(({ reason }) => reason).slice(0, 4)).toEqual([
      'The record has no lead.',
      'The record has no id.',
      'The record has no lead.id.',
      'lead.contact.first_name is an object, which is not what an offer has there.',
    ]);
  });
});

describe('leads', () => {
  it('reads a page and one, with their claims', () => {
    const lead = {
      id: 45,
      claimed_by_user_id: 5,
      claimed_at: '2018-01-16T09:09:09.000Z',
      time_to_claim: '12',
      claimed_via: 'Email',
      created_at: '2018-01-16T09:00:00.000Z',
      contact: {
        first_name: 'John',
        last_name: 'Glenn',
        email: 'j@nasa.test',
        home_phone: '+1 555 010 2030',
        street_address_1: '1 Orbit Way',
        city: 'Cambridge',
        state: 'Ohio',
        zip: '07030',
      },
    };
    const page = readLeads(answer({ total: '1', limit: 10, skip: 0, data: [lead] }), asked);
    const one = readLeads(answer(lead), asked);
    if (page.kind !== 'records' || one.kind !== 'records') throw new Error('refused');
    expect(page).toMatchObject({ total: 1, full: 1 });
    expect(page.leads).toEqual(one.leads);
    expect(page.leads[0]).toMatchObject({
      claimedByUserId: '5',
      claimedAt: Date.UTC(2018, 0, 16, 9, 9, 9),
      timeToClaim: 12,
      claimedVia: 'Email',
    });
    expect(page.records[0]?.fields).toMatchObject({
      firstName: 'John',
      email: 'j@nasa.test',
      phone: '+1 555 010 2030',
      address: '1 Orbit Way',
      state: 'OH',
      zip: '07030',
      sent: '2018-01-16T09:00:00.000Z',
      hasJobApps: null,
    });
    for (const nobody of [null, '', 0, '0', false]) {
      const free = readLeads(answer({ id: 1, claimed_by_user_id: nobody }), asked);
      expect(free).toMatchObject({ leads: [{ claimedByUserId: null, claimedVia: '' }] });
    }
  });
});

describe('whom the token belongs to, and tokens', () => {
  it('reads them', () => {
    expect(readMe(answer({ id: 5, first_name: 'Dorothy', last_name: 'Vaughan', email: 'd@x.com' }), asked)).toEqual({
      kind: 'me',
      user: { id: '5', name: 'Dorothy Vaughan', email: 'd@x.com' },
    });
    expect(readMe(answer({ name: 'nobody' }), asked)).toMatchObject({ kind: 'refused', why: 'unreadable' });
    expect(
      readTokens(answer({ access_token: 'a', refresh_token: 'r', expires_in: '3600', token_type: 'Bearer' }), asked),
    ).toEqual({
      kind: 'tokens',
      accessToken: 'a',
      refreshToken: 'r',
      expiresInMs: 3_600_000,
    });
    expect(readTokens(answer({ access_token: 'a' }), asked)).toMatchObject({ refreshToken: null, expiresInMs: null });
    expect(readTokens(answer({ token: 'a' }), asked)).toMatchObject({ kind: 'refused', why: 'unreadable' });
    expect(
      readTokens(answer({ error: 'invalid_grant', error_description: 'Code expired' }, { status: 400 }), asked),
    ).toMatchObject({
      why: 'login',
      sentence: expect.stringContaining('Code expired'),
    });
  });

  it('takes a submission that is answered with nothing, or with offers, but not a sign-in page', () => {
    expect(readSubmitted(answer('', { status: 201 }), asked)).toMatchObject({ kind: 'offers', full: 0 });
    expect(readSubmitted(answer(oneOffer, { status: 201 }), asked)).toMatchObject({ kind: 'offers', full: 1 });
    expect(readSubmitted(answer('<html></html>'), asked)).toMatchObject({ kind: 'refused', why: 'not-the-vendor' });
  });
});

describe('answers that are none', () => {
  it.each([
    ['<!doctype html><title>WiFi</title>', {}, 'not-the-vendor'],
    ['', {}, 'unreadable'],
    ['"offers"', {}, 'unreadable'],
    ['{"name":"NotFound","message":"No such lead"}', {}, 'unreadable'],
    ['{"message":"jwt expired"}', { status: 401 }, 'login'],
    ['', { status: 429, retryAfter: '3' }, 'throttled'],
    ['<html>Bad gateway</html>', { status: 502 }, 'server'],
    ['{"total":1,"data":[{"id":1', {}, 'unreadable'],
    ['{"total":1,"data":[{"id":1}],"limit":}', {}, 'unreadable'],
  ] as const)('%s %o', (body, over, why) => {
    const found = readOffers(answer(body, over), asked);
    expect(found).toMatchObject({ kind: 'refused', why });
  });

  it('tell no token', () => {
    expect(JSON.stringify(readOffers(answer({ message: 'bad tok-secret-1' }, { status: 401 }), asked))).not.toContain(
      'tok-secret',
    );
  });

  it('one offer nested a million deep does not spoil the others; no prototype is spoilt', () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const found = offers(
      `{"total":3,"data":[{"id":1,"lead":{"id":2}},{"id":9,"lead":${deep}},{"id":3,"lead":{"id":4,"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}],"__proto__":{"polluted":1}}`,
    );
    expect(found.offers.map(({ id }) => id)).toEqual(['1', '3']);
    expect(found.unread).toMatchObject([{ externalId: '9', reason: expect.stringContaining('deep') }]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(readOffers(answer(`{"total":${deep},"data":[]}`), asked)).toMatchObject({ kind: 'offers', total: null });
  });

  it('cut anywhere are refused whole, and flipped bytes always end with a name', () => {
    const random = seeded(4);
    const whole = pageOfOffers.trim();
    for (let at = 0; at < whole.length; at++) {
      expect(readOffers(answer(whole.slice(0, at)), asked)).toMatchObject({ kind: 'refused', why: 'unreadable' });
    }
    for (let round = 0; round < 3_000; round++) {
      const bytes = Buffer.from(whole);
      for (let flips = 1 + Math.floor(random() * 3); flips > 0; flips--) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      const found = readOffers(answer(bytes.toString('utf8')), asked);
      if (found.kind === 'refused') expect(found.sentence).not.toBe('');
      else expect(found.offers.length + found.unread.length).toBe(found.full);
    }
  });
});
