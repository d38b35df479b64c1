import { describe, expect, test } from 'vitest';
import { claimDesk, jobsOf } from '../../../support/claim-desk.ts';
import { COLLEAGUE, claimVendor, OUR_USER } from '../../../support/claim-vendor.ts';
import { until } from '../../../support/fault-until.ts';

describe('a claim', () => {
  test('without write-back is claimed here, and claimed when the vendor says so', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { writeBack: false });
    const won = await made.claim(1, 'Ann');
    expect(won).toMatchObject({ outcome: 'claimed-here', won: true, by: 'Ann' });
    expect(won.what).toBe(
      'Ann has it here. Claims are not reported to LionDesk; it counts as claimed once LionDesk confirms.',
    );
    expect(won.card).toMatchObject({ state: 'claimed-here', holder: 'Ann' });
    await made.sync();
    expect((await made.detail(1)).card.state).toBe('claimed-here');
    Object.assign(vendor.leads.get(1) ?? {}, { claimedBy: OUR_USER.id, claimedAt: vendor.now(), via: 'Text' });
    await made.sync();
    const { card, acts } = await made.detail(1);
    expect(card).toMatchObject({ state: 'claimed', holder: 'Ann' });
    expect(acts).toMatchObject([{ kind: 'claim', who: 'Ann', outcome: 'claimed', jobId: null }]);
    expect(vendor.patches()).toBe(0);
  });

  test('the vendor is told once, by a job of the queue, and its answer confirms it', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    const won = await made.claim(1, 'Ann');
    expect(won).toMatchObject({ outcome: 'claimed-here', won: true });
    expect(won.what).toBe('Ann has it here; sending the claim to LionDesk.');
    const { acts } = await made.stands(1, 'claimed');
    expect(acts).toMatchObject([{ outcome: 'claimed', confirmed: 'claim', what: 'The vendor confirms the claim' }]);
    expect(acts[0]?.jobId).not.toBeNull();
    expect(jobsOf(made)).toMatchObject([{ lead: '1', state: 'delivered' }]);
    expect(vendor.patches(1)).toBe(1);
    const sent = vendor.asked.find(({ method }) => method === 'PATCH');
    expect(JSON.parse(sent?.body ?? '')).toEqual({ claimed_via: 'Phone' });
    const { request } = await made.desk.call('jobs.get', { id: acts[0]?.jobId ?? 0 });
    expect(request).toMatchObject({ fields: [{ name: 'claimed_via', value: 'Phone' }], asSent: true });
  });

  test('whoever comes late is told who was before, and when; whoever has it already has it', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { writeBack: false });
    await made.claim(1, 'Ann');
    made.desk.clock.skip(3_000);
    expect(await made.claim(1, 'Bob')).toMatchObject({
      outcome: 'claimed-here',
      won: false,
      by: 'Ann',
      what: 'Ann claimed it 3 s before you.',
    });
    expect(await made.claim(1, 'ann')).toMatchObject({ won: true, by: 'Ann' });
    const { acts } = await made.detail(1);
    expect(acts).toHaveLength(1);
    expect(await made.desk.call('agents.list', {})).toMatchObject({ agents: ['Ann', 'Me'] });
  });

  test('an offer that has not come yet can’t be claimed, and says when it can', async () => {
    const vendor = await claimVendor();
    const at = new Date();
    at.setHours(at.getHours() + 3, 15, 0, 0);
    Object.assign(vendor.leads.get(2) ?? {}, { notifyAt: [at.getTime(), at.getTime() + 60_000] });
    const made = await claimDesk(vendor, { writeBack: false });
    const time = at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
    await expect(made.claim(2, 'Ann')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`Its first offer is sent at ${time}`),
    });
    made.desk.clock.skip(4 * 3_600_000);
    expect(await made.claim(2, 'Ann')).toMatchObject({ won: true });
  });

  test('the lead in the inbox belongs to whoever claimed it, where it belonged to nobody', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { writeBack: false });
    const leadOf = async (lead: number) => (await made.detail(lead)).card.leadId ?? 0;
    await made.desk.call('leads.act', {
      which: { ids: [await leadOf(2)] },
      act: { kind: 'owner', owner: 'Zoe' },
    });
    await made.claim(1, 'Ann');
    await made.claim(2, 'Ann');
    expect((await made.desk.call('leads.get', { id: await leadOf(1) })).owner).toBe('Ann');
    expect((await made.desk.call('leads.get', { id: await leadOf(2) })).owner).toBe('Zoe');
  });
});

describe('what the vendor answers to a claim', () => {
  test('someone else has it before it is sent: lost to them by name, and nothing is written', async () => {
    const vendor = await claimVendor();
    Object.assign(vendor.leads.get(1) ?? {}, { notifyAt: [vendor.now() - 5_000, vendor.now() - 4_000] });
    const made = await claimDesk(vendor);
    Object.assign(vendor.leads.get(1) ?? {}, { claimedBy: COLLEAGUE.id, claimedAt: vendor.now(), via: 'Text' });
    await made.claim(1, 'Ann');
    const { card, acts } = await made.stands(1, 'lost');
    expect(card).toMatchObject({ holder: 'Mary Jackson' });
    expect(acts).toMatchObject([{ outcome: 'lost', what: 'Lost to Mary Jackson, as confirmed by the vendor' }]);
    const [job] = jobsOf(made);
    expect(job).toMatchObject({ state: 'rejected' });
    expect(job?.reason).toBe('Lost to Mary Jackson');
    expect(vendor.patches(1)).toBe(0);
    expect(await made.claim(1, 'Bob')).toMatchObject({ outcome: 'lost', won: false, by: 'Mary Jackson' });
    // The operator has the refused job sent again: there is nothing to send any more.
    await made.desk.call('jobs.resend', { ids: [acts[0]?.jobId ?? 0] });
    await until(() => jobsOf(made)[0]?.state !== 'ready', 'the job is called off');
    expect(jobsOf(made)[0]).toMatchObject({ reason: 'Lost to Mary Jackson' });
    expect(vendor.patches(1)).toBe(0);
  });

  test('someone else is quicker than the write: lost to them by name, and the job is refused', async () => {
    const vendor = await claimVendor();
    Object.assign(vendor.leads.get(1) ?? {}, { notifyAt: [Date.now() - 5_000, Date.now() - 4_000] });
    const made = await claimDesk(vendor);
    const release = vendor.hold();
    await made.claim(1, 'Ann');
    await vendor.untilPatches(1);
    Object.assign(vendor.leads.get(1) ?? {}, { claimedBy: COLLEAGUE.id, claimedAt: Date.now(), via: 'Text' });
    release();
    const { acts } = await made.stands(1, 'lost');
    expect(acts).toMatchObject([{ outcome: 'lost', what: 'Lost to Mary Jackson, as confirmed by the vendor' }]);
    const [job] = jobsOf(made);
    expect(job).toMatchObject({ state: 'rejected' });
    expect(job?.reason).toContain('This lead has already been claimed');
    expect(vendor.patches(1)).toBe(1);
  });

  test('a 2xx that names someone else is a loss too', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    const release = vendor.hold();
    await made.claim(1, 'Ann');
    await vendor.untilPatches(1);
    // A vendor that takes the PATCH and says who has it.
    Object.assign(vendor.leads.get(1) ?? {}, { claimedBy: 77, claimedAt: vendor.now() });
    vendor.politeLosers = true;
    release();
    const { card } = await made.stands(1, 'lost');
    expect(card.holder).toBe('User 77');
    expect(jobsOf(made)).toMatchObject([{ state: 'rejected', reason: 'Lost to user 77' }]);
  });

  test('refused though nobody has it: it is ours at this desk alone, and says so with the vendor’s line', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    vendor.next.PATCH = { is: 'status', status: 400, message: 'claimed_via is not one of its values' };
    await made.claim(1, 'Ann');
    const { acts } = await until(async () => {
      const found = await made.detail(1);
      return found.acts[0]?.what.includes('this desk only') ? found : null;
    }, 'the vendor has been asked');
    expect(acts[0]).toMatchObject({ outcome: 'claimed-here' });
    expect(acts[0]?.what).toContain('claimed_via is not one of its values');
    expect(acts[0]?.line).toContain('claimed_via is not one of its values');
    expect(jobsOf(made)).toMatchObject([{ state: 'rejected' }]);
  });

  test('an answer without a word of who has it: the vendor is asked at once', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    vendor.next.PATCH = { is: 'empty' };
    await made.claim(1, 'Ann');
    await made.stands(1, 'claimed');
    expect(jobsOf(made)).toMatchObject([{ state: 'delivered' }]);
    expect(vendor.patches(1)).toBe(1);
  });

  test('a token that is refused stops the connection; the claim waits, and nobody has been told', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    vendor.tokens.clear();
    await made.claim(1, 'Ann');
    const { acts } = await made.stands(1, 'intent');
    expect(acts[0]?.what).toMatch(/^Claim requested by Ann. Not sent yet: LionDesk is stopped \(/);
    expect(jobsOf(made)).toMatchObject([{ state: 'ready' }]);
    expect(JSON.stringify(made.desk.rows('SELECT * FROM attempt'))).not.toContain('lion-claim-token');
  });
});

describe('a claim of which the answer is lost', () => {
  test('is unknown, is looked up and never sent again; found ours it is claimed', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    vendor.next.PATCH = { is: 'lost' };
    await made.claim(1, 'Ann');
    await until(() => jobsOf(made)[0]?.state === 'unknown', 'the job is unknown');
    const { card, acts } = await made.detail(1);
    expect(card.state).toBe('unknown');
    expect(acts[0]).toMatchObject({
      outcome: 'unknown',
      what: expect.stringContaining('Result unknown'),
    });
    await made.stands(1, 'claimed');
    expect(jobsOf(made)).toMatchObject([{ state: 'delivered' }]);
    expect(vendor.patches(1)).toBe(1);
    const attempts = made.desk.rows<{ purpose: string }>('SELECT purpose FROM attempt ORDER BY no');
    expect(attempts.map(({ purpose }) => purpose)).toEqual(['send', 'send', 'check']);
  });

  test('a claim that the vendor shows as another’s is lost, and its job is canceled with the name', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    vendor.next.PATCH = { is: 'swallowed' };
    await made.claim(1, 'Ann');
    await until(() => jobsOf(made)[0]?.state === 'unknown', 'the job is unknown');
    Object.assign(vendor.leads.get(1) ?? {}, { claimedBy: 78, claimedAt: vendor.now() });
    const { card } = await made.stands(1, 'lost');
    expect(card.holder).toBe('User 78');
    expect(jobsOf(made)).toMatchObject([{ state: 'cancelled', reason: 'Lost to user 78' }]);
    expect(vendor.patches(1)).toBe(1);
  });

  async function inDoubt() {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    vendor.next.PATCH = { is: 'swallowed' };
    await made.claim(1, 'Ann');
    await until(() => {
      const reason = jobsOf(made)[0]?.reason ?? '';
      if (reason.includes('reports nobody as having')) return true;
      made.desk.clock.skip(1_000);
      return false;
    }, 'the vendor says that nobody has it');
    const { card, acts } = await made.detail(1);
    expect(card.state).toBe('unknown');
    return { vendor, made, jobId: acts[0]?.jobId ?? 0 };
  }

  test('found nobody’s it stays unknown for the operator; sent again by their word it is claimed', async () => {
    const { vendor, made, jobId } = await inDoubt();
    await made.desk.call('jobs.resolve', { which: { ids: [jobId] }, as: 'send-again' });
    await made.stands(1, 'claimed');
    expect(vendor.patches(1)).toBe(2);
  });

  test('said to have arrived it is claimed here, and asked about', async () => {
    const { vendor, made, jobId } = await inDoubt();
    await made.desk.call('jobs.resolve', { which: { ids: [jobId] }, as: 'delivered' });
    expect((await made.detail(1)).card.state).toBe('claimed-here');
    expect(vendor.patches(1)).toBe(1);
  });

  test('a canceled claim opens the lead again', async () => {
    const { made, jobId } = await inDoubt();
    await made.desk.call('jobs.cancel', { ids: [jobId] });
    const { card, acts } = await made.detail(1);
    expect(card).toMatchObject({ state: 'open', holder: '' });
    expect(acts[0]).toMatchObject({ outcome: 'open', what: 'Canceled by the operator' });
    expect(await made.claim(1, 'Bob')).toMatchObject({ won: true });
  });
});
