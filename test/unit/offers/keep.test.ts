import { describe, expect, test } from 'vitest';
import type { ClaimState } from '../../../src-main/db/offer-tables.ts';
import { forget } from '../../../src-main/leads/forget.ts';
import { keepMe } from '../../../src-main/offers/rows/people.ts';
import { applyVendorClaim } from '../../../src-main/offers/vendor-claim.ts';
import { MINUTE, offerStore } from './support.ts';

const LEAD =
  'SELECT state, holder, holder_user, agent, claimed_at, claimed_via FROM offered_lead WHERE external_id = ?';

describe('keeping offers', () => {
  test('the same again changes nothing; other fields are brought up to date under the same number', () => {
    const desk = offerStore();
    const lion = desk.lion();
    const first = desk.tell(lion, { id: '1', leadId: '2' }, { id: '2', leadId: '2', user: '7', team: '9' });
    expect(first).toEqual({ touched: [1], people: true });
    const all = () => [
      desk.rows('SELECT * FROM offered_lead'),
      desk.rows('SELECT * FROM offer'),
      desk.rows('SELECT * FROM offer_user'),
    ];
    const before = all();
    const told = { id: '1', leadId: '2', notifyAt: desk.time - MINUTE };
    desk.time += 5 * MINUTE;
    expect(desk.tell(lion, told)).toEqual({ touched: [], people: false });
    expect(all()).toEqual(before);
    expect(desk.tell(lion, { ...told, rank: 1, notifyAt: null })).toEqual({ touched: [1], people: false });
    expect(desk.rows('SELECT id, rank, notify_at, seen_at FROM offer WHERE external_id = ?', '1')).toEqual([
      { id: 1, rank: 1, notify_at: null, seen_at: desk.time - 5 * MINUTE },
    ]);
    expect(
      desk.rows('SELECT l.lead_id = r.lead_id AS same FROM offered_lead l JOIN lead_record r USING (external_id)'),
    ).toEqual([{ same: 1 }]);
  });

  test('an offer that goes to another lead leaves the one it was of', () => {
    const desk = offerStore();
    const lion = desk.lion();
    desk.tell(lion, { id: '1', leadId: '2' }, { id: '3', leadId: '4' });
    expect([...desk.tell(lion, { id: '1', leadId: '4' }).touched].sort()).toEqual([1, 2]);
    expect(desk.rows('SELECT offered_lead_id AS lead FROM offer ORDER BY id')).toEqual([{ lead: 2 }, { lead: 2 }]);
  });

  test('a lead that carries its claim is taken at its word', () => {
    const desk = offerStore();
    const lion = desk.lion();
    const claim = { claimedByUserId: '5', claimedAt: 77, claimedVia: 'Phone', timeToClaim: 12 };
    desk.tell(lion, { id: '1', leadId: '2', claim });
    expect(desk.rows(LEAD, '2')).toEqual([
      { state: 'claimed', holder: 'User5 Name', holder_user: '5', agent: null, claimed_at: 77, claimed_via: 'Phone' },
    ]);
  });

  test('what the vendor assigns by itself belongs to that user, but not before its time, and nothing that is claimed', () => {
    const desk = offerStore();
    const lion = desk.lion();
    const auto = { assignAutomatically: true };
    desk.tell(
      lion,
      { id: '1', leadId: 'due', ...auto },
      { id: '2', leadId: 'untold', notifyAt: null, ...auto },
      { id: '3', leadId: 'later', notifyAt: desk.time + MINUTE, ...auto },
      { id: '4', leadId: 'nobody', user: null, ...auto },
      { id: '5', leadId: 'mine' },
    );
    expect(desk.rows(LEAD, 'due')).toMatchObject([
      { state: 'claimed', holder: 'User5 Name', claimed_at: desk.time - MINUTE, claimed_via: 'Auto' },
    ]);
    expect(desk.rows(LEAD, 'untold')).toMatchObject([{ state: 'claimed', claimed_at: desk.time }]);
    for (const id of ['later', 'nobody']) expect(desk.rows(LEAD, id)).toMatchObject([{ state: 'open' }]);
    desk.store
      .prepare(
        `UPDATE offered_lead SET state = 'claimed-here', holder = 'Ada', agent = 'Ada' WHERE external_id = 'mine'`,
      )
      .run();
    desk.tell(lion, { id: '5', leadId: 'mine', ...auto });
    expect(desk.rows(LEAD, 'mine')).toMatchObject([{ state: 'claimed-here', holder: 'Ada', agent: 'Ada' }]);
  });

  test('a lead that was handed back here stays open, though the vendor goes on giving it to us', () => {
    const desk = offerStore();
    const lion = desk.lion();
    keepMe(desk.store, lion, { id: '5', name: 'Dorothy', email: '' });
    desk.tell(lion, { id: '1', leadId: '2' });
    desk.store
      .prepare(
        `INSERT INTO offer_act (kind, connection_id, offered_lead_id, external_id, who, at, outcome) VALUES ('hand-back', ?, 1, '2', 'Me', ?, 'open')`,
      )
      .run(lion, desk.time);
    const said = { externalId: '2', connectionId: lion, name: '', via: 'Phone', timeToClaim: null, now: desk.time };
    expect(applyVendorClaim(desk.store, { ...said, userId: '5', at: desk.time - 1 })).toBeNull();
    desk.tell(lion, { id: '1', leadId: '2', assignAutomatically: true });
    expect(desk.rows(LEAD, '2')).toMatchObject([{ state: 'open' }]);
    expect(applyVendorClaim(desk.store, { ...said, userId: '5', at: desk.time + 1 })).toMatchObject({
      after: 'claimed',
    });
  });

  test('offers of a person who was erased are not brought back', async () => {
    const desk = offerStore();
    const lion = desk.lion();
    desk.tell(lion, { id: '1', leadId: '2' }, { id: '2', leadId: '3' });
    const [lead] = desk.rows<{ lead_id: number }>(`SELECT lead_id FROM offered_lead WHERE external_id = '2'`);
    desk.store.write(() => {
      desk.store.prepare('DELETE FROM offer').run();
      desk.store.prepare('DELETE FROM offered_lead').run();
    });
    await forget(desk, lead?.lead_id ?? 0);
    desk.tell(lion, { id: '1', leadId: '2' }, { id: '2', leadId: '3' });
    expect(desk.rows('SELECT external_id FROM offered_lead')).toEqual([{ external_id: '3' }]);
  });
});

describe('what the vendor says of a claim', () => {
  type Case = readonly [
    before: { state: ClaimState; agent?: string; user?: string },
    who: string | null,
    isMeKnown: boolean,
    after: { state: ClaimState; holder: string },
  ];
  const here = (state: ClaimState) => ({ state, agent: 'Ada' });
  test.each<Case>([
    [{ state: 'open' }, null, true, { state: 'open', holder: '' }],
    [{ state: 'open' }, '5', true, { state: 'claimed', holder: 'Dorothy' }],
    [{ state: 'open' }, '7', true, { state: 'claimed', holder: 'User7 Name' }],
    [{ state: 'open' }, '8', false, { state: 'claimed', holder: 'User 8' }],
    [{ state: 'claimed', user: '7' }, '5', true, { state: 'claimed', holder: 'Dorothy' }],
    [{ state: 'claimed', user: '7' }, null, true, { state: 'claimed', holder: 'Ada' }],
    ...(['intent', 'claimed-here', 'unknown', 'claimed'] as const).flatMap((state): Case[] => [
      [here(state), '5', true, { state: 'claimed', holder: 'Ada' }],
      [here(state), '7', true, { state: 'lost', holder: 'User7 Name' }],
      [here(state), null, true, { state, holder: 'Ada' }],
    ]),
    // Who we are is not known: nobody was told of an intent, so it is someone else.
    [here('intent'), '7', false, { state: 'lost', holder: 'User7 Name' }],
    [here('claimed-here'), '7', false, { state: 'unknown', holder: 'Ada' }],
    [{ ...here('claimed'), user: '7' }, '7', false, { state: 'claimed', holder: 'Ada' }],
    [{ ...here('claimed'), user: '7' }, '8', false, { state: 'lost', holder: 'User 8' }],
    [{ state: 'lost', agent: 'Ada', user: '7' }, '8', true, { state: 'lost', holder: 'User 8' }],
    [{ state: 'lost', agent: 'Ada', user: '7' }, '5', true, { state: 'claimed', holder: 'Ada' }],
  ])('%j, and the vendor says %s (who we are is known: %s)', (before, userId, isMeKnown, after) => {
    const desk = offerStore();
    const { store } = desk;
    const lion = desk.lion();
    desk.tell(lion, { id: '1', leadId: '2' }, { id: '2', leadId: '2', user: '7' });
    if (isMeKnown) keepMe(store, lion, { id: '5', name: 'Dorothy', email: '' });
    const act = store
      .prepare(
        `INSERT INTO offer_act (kind, connection_id, offered_lead_id, external_id, who, at, outcome) VALUES ('claim', ?, 1, '2', 'Ada', 1, 'claimed-here')`,
      )
      .run(lion).lastInsertRowid;
    store
      .prepare('UPDATE offered_lead SET state = ?, agent = ?, holder = ?, holder_user = ?, act_id = ?, claimed_at = ?')
      .run(
        before.state,
        before.agent ?? null,
        before.state === 'open' ? '' : 'Ada',
        before.user ?? '',
        before.agent ? act : null,
        before.state === 'open' ? null : 5,
      );
    const { time } = desk;
    const said = {
      connectionId: lion,
      externalId: '2',
      userId,
      name: '',
      at: 9,
      via: 'Phone',
      timeToClaim: 3,
      now: time,
    };
    const news = applyVendorClaim(store, said);
    expect(desk.rows('SELECT state, holder, checked_at FROM offered_lead')).toEqual([{ ...after, checked_at: time }]);
    expect(news?.after ?? before.state).toBe(after.state);
    // Told again, it is no news.
    expect(applyVendorClaim(store, said)).toBeNull();
    if (before.agent && news && news.before !== news.after) {
      const isLost = after.state === 'lost';
      expect(desk.rows('SELECT outcome, lost_to, settled_at IS NULL AS open FROM offer_act')).toEqual([
        { outcome: after.state, lost_to: isLost ? after.holder : '', open: after.state === 'unknown' ? 1 : 0 },
      ]);
    }
  });

  test('of a lead that was never offered is no news', () => {
    const desk = offerStore();
    const none = {
      connectionId: desk.lion(),
      externalId: '9',
      userId: '5',
      name: '',
      at: null,
      via: '',
      timeToClaim: null,
    };
    expect(applyVendorClaim(desk.store, { ...none, now: 1 })).toBeNull();
  });
});
