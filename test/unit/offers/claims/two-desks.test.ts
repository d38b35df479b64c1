import { describe, expect, test } from 'vitest';
import { startPracticeDesk } from '../../../../src-main/practice/liondesk/start-practice-desk.ts';
import type { OfferDetail } from '../../../../src-preload/contract/index.ts';
import { type ClaimDesk, claimDesk, jobsOf, over } from '../../../support/claim-desk.ts';
import { type ClaimVendor, claimVendor, OUR_USER } from '../../../support/claim-vendor.ts';
import { startDesk } from '../../../support/fault-desk.ts';
import { until } from '../../../support/fault-until.ts';
import { startWithoutThreads } from '../../../support/without-threads.ts';

const WITH_ACCOUNT = 'Claimed with your account, here or on another desk';
const BEFORE = 'Claimed with your account before this claim was sent, on another desk or at the vendor';

async function two(vendor: ClaimVendor, soleUse = false): Promise<[ClaimDesk, ClaimDesk]> {
  return [await claimDesk(vendor, { soleUse }), await claimDesk(vendor, { soleUse })];
}

const confirms = ({ card, acts }: OfferDetail): boolean =>
  card.confirmed === 'claim' || acts.some(({ what, confirmed }) => confirmed === 'claim' || /confirms/.test(what));

describe.each([false, true])('two desks with one account (a second write moves claimed_at: %s)', (moves) => {
  test('claim the same 10 leads at once: neither is ever told that the vendor confirms it', async () => {
    const vendor = await claimVendor({ leads: 10 });
    vendor.movesClaimedAt = moves;
    const [one, other] = await two(vendor);
    const leads = [...vendor.leads.keys()];
    await Promise.all(leads.flatMap((lead) => [one.claim(lead, 'Ann'), other.claim(lead, 'Bob')]));
    for (const desk of [one, other]) {
      for (const lead of leads) {
        const found = await desk.stands(lead, 'claimed');
        expect(found.card.confirmed).toBe('account');
        expect([WITH_ACCOUNT, BEFORE]).toContain(found.acts[0]?.what);
        expect(confirms(found)).toBe(false);
      }
    }
    // A sync later it is as before.
    await Promise.all([one.sync(), other.sync()]);
    for (const lead of leads)
      expect(confirms(await one.detail(lead)) || confirms(await other.detail(lead))).toBe(false);
  });

  test('that both read that nobody has it, and both write: the same answers, the same words', async () => {
    const vendor = await claimVendor();
    vendor.movesClaimedAt = moves;
    const [one, other] = await two(vendor);
    const release = vendor.hold();
    await Promise.all([one.claim(1, 'Ann'), other.claim(1, 'Bob')]);
    await vendor.untilPatches(2);
    release();
    for (const desk of [one, other]) {
      const { acts } = await desk.stands(1, 'claimed');
      expect(acts[0]).toMatchObject({ outcome: 'claimed', confirmed: 'account', what: WITH_ACCOUNT });
    }
    expect(vendor.patches(1)).toBe(2);
  });

  test('whose answers are lost: looked up, and no surer', async () => {
    const vendor = await claimVendor();
    vendor.movesClaimedAt = moves;
    const [one, other] = await two(vendor);
    vendor.next.PATCH = { is: 'lost' };
    await Promise.all([one.claim(1, 'Ann'), other.claim(1, 'Bob')]);
    for (const desk of [one, other]) expect(confirms(await desk.stands(1, 'claimed'))).toBe(false);
  });
});

test('a lead that the account has already is not written to, and is not this claim', async () => {
  const vendor = await claimVendor();
  const made = await claimDesk(vendor, { soleUse: true });
  Object.assign(vendor.leads.get(1) ?? {}, { claimedBy: OUR_USER.id, claimedAt: Date.now() - 60_000, via: 'Text' });
  await made.claim(1, 'Ann');
  const { card, acts } = await made.stands(1, 'claimed');
  expect(card).toMatchObject({ holder: 'Ann', confirmed: 'account' });
  expect(acts[0]).toMatchObject({ confirmed: 'account', what: BEFORE });
  expect(vendor.patches()).toBe(0);
  expect(jobsOf(made)).toMatchObject([{ state: 'duplicate' }]);
  expect(vendor.leads.get(1)?.via).toBe('Text');
});

describe('an account that only this desk uses', () => {
  test('it was claimed at another time than the answer to the write told', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { soleUse: true });
    const release = vendor.hold();
    await made.claim(1, 'Ann');
    await vendor.untilPatches(1);
    // Before the desk can ask again, someone writes to it.
    vendor.next['GET-LEAD'] = { is: 'status', status: 500, message: 'down' };
    release();
    await until(() => vendor.next['GET-LEAD'] === undefined, 'it was asked again');
    Object.assign(vendor.leads.get(1) ?? {}, { claimedAt: Date.now() + 5_000 });
    await made.sync();
    const { card, acts } = await made.stands(1, 'claimed');
    expect(card.confirmed).toBe('account');
    expect(acts[0]).toMatchObject({ confirmed: 'account', what: WITH_ACCOUNT });
  });

  test('the way it was claimed is another than was written', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { soleUse: true });
    vendor.next.PATCH = { is: 'empty' };
    const release = vendor.hold();
    await made.claim(1, 'Ann');
    await vendor.untilPatches(1);
    Object.assign(vendor.leads.get(1) ?? {}, { claimedBy: OUR_USER.id, claimedAt: Date.now(), via: 'Email' });
    vendor.next.PATCH = { is: 'status', status: 409, message: 'This lead has already been claimed' };
    release();
    const { card } = await made.stands(1, 'claimed');
    expect(card.confirmed).toBe('account');
  });
});

describe('the look before a claim', () => {
  test('stands on disk before the write leaves', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    const release = vendor.hold();
    await made.claim(1, 'Ann');
    await vendor.untilPatches(1);
    const [act] = made.desk.rows<{ seen_before: string }>('SELECT seen_before FROM offer_act');
    expect(JSON.parse(act?.seen_before ?? 'null')).toMatchObject({ known: true, userId: null, claimedAt: null });
    release();
    await made.stands(1, 'claimed');
  });

  test.each([
    { is: 'swallowed' },
    { is: 'lost' },
    { is: 'status', status: 500, message: 'down' },
    { is: 'status', status: 429, message: 'slow' },
  ] as const)('that fails (%j) is asked again, and nothing is in doubt', async (mischief) => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { soleUse: true });
    vendor.next['GET-LEAD'] = mischief;
    await made.claim(1, 'Ann');
    const seen = new Set<string>();
    const { card } = await until(async () => {
      const found = await made.detail(1);
      seen.add(found.card.state);
      if (found.card.state === 'claimed') return found;
      made.desk.clock.skip(1_000);
      return null;
    }, 'it is claimed');
    expect(card.confirmed).toBe('claim');
    expect(seen).not.toContain('unknown');
    expect(vendor.patches(1)).toBe(1);
  });

  test('that the vendor refuses is left out: the claim is written, and proves no more than the account', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { soleUse: true });
    vendor.next['GET-LEAD'] = { is: 'status', status: 405, message: 'Method not allowed' };
    await made.claim(1, 'Ann');
    const { card } = await made.stands(1, 'claimed');
    expect(card.confirmed).toBe('account');
    expect(vendor.patches(1)).toBe(1);
  });
});

test.each([false, true])(
  'of the practice desk (a second write moves claimed_at: %s), as anybody connects it',
  async (moves) => {
    const token = 'practice-token-31';
    const lion = await startPracticeDesk({ token, leads: 60 });
    await fetch(`${lion.url}/practice/second-writes`, {
      method: 'POST',
      body: JSON.stringify({ moveClaimedAt: moves }),
    });
    const desks = await Promise.all(
      ['Ann', 'Bob'].map(async (agent) => {
        const desk = await startDesk({ start: startWithoutThreads });
        const { id } = await desk.call('connections.save', {
          ...{ kind: 'liondesk', name: 'LionDesk', url: lion.url, user: '', password: token },
          source: { kind: 'liondesk', everyMinutes: 1440, writeBack: true },
        });
        await desk.call('sources.sync', { id, wait: true });
        return { agent, ...over(desk, id) };
      }),
    );
    const open = await desks[0]?.desk.call('offers.cards', { column: 'open', limit: 10 });
    const leads = open?.cards.map(({ externalId }) => Number(externalId)) ?? [];
    expect(leads).toHaveLength(10);
    await Promise.all(leads.flatMap((lead) => desks.map((made) => made.claim(lead, made.agent))));
    for (const lead of leads) {
      for (const made of desks) {
        const found = await made.stands(lead, 'claimed');
        expect(found.card.confirmed).toBe('account');
        expect(confirms(found)).toBe(false);
      }
      expect(lion.lead(lead)?.claimed_by_user_id).toBe(5);
    }
    for (const { desk } of desks) await desk.close();
    await lion.close();
  },
);
