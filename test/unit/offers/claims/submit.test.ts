import { expect, test } from 'vitest';
import { claimDesk, jobsOf } from '../../../support/claim-desk.ts';
import { claimVendor } from '../../../support/claim-vendor.ts';
import { until } from '../../../support/fault-until.ts';

async function made() {
  const vendor = await claimVendor();
  const found = await claimDesk(vendor, { writeBack: false });
  const lead = (id: number) => ({ connectionId: found.connectionId, externalId: String(id) });
  const actOf = async (id: number) => (await found.detail(id)).acts.find(({ kind }) => kind === 'submit');
  const settled = (id: number, outcome: string) =>
    until(async () => {
      const act = await actOf(id);
      if (act?.outcome === outcome && jobsOf(found).every(({ state }) => state !== 'ready' && state !== 'sending'))
        return act;
      found.desk.clock.skip(1_000);
      return null;
    }, `the submission is ${outcome}`);
  return { vendor, found, lead, actOf, settled };
}

test('what the document demands is told before: what is known, and what only the vendor knows', async () => {
  const { vendor, found, lead } = await made();
  const preview = await found.desk.call('offers.submitPreview', lead(1));
  expect(preview).toMatchObject({ name: 'Mary1 Jackson', offers: 1, refused: null });
  expect(preview.conditions.map(({ holds }) => holds)).toEqual([null, true, null, true]);
  expect(preview.conditions[3]?.why).toBe('1 of 1 were sent; LionDesk goes on from there.');
  Object.assign(vendor.leads.get(2) ?? {}, { target: 'Individual' });
  await found.sync();
  const other = await found.desk.call('offers.submitPreview', lead(2));
  expect(other.conditions[1]).toMatchObject({ holds: false, why: 'LionDesk says “Individual”.' });
  const unseen = await found.desk.call('offers.submitPreview', lead(99));
  expect(unseen).toMatchObject({ name: '', offers: 0 });
  expect(unseen.conditions[1]).toMatchObject({ holds: null });
});

test('one POST of an empty object; a second while it is under way is refused', async () => {
  const { vendor, found, lead, settled } = await made();
  await found.desk.call('connections.pause', { id: found.connectionId });
  const { jobId } = await found.desk.call('offers.submit', lead(1));
  expect((await found.desk.call('offers.submitPreview', lead(1))).refused).toContain('in progress');
  await expect(found.desk.call('offers.submit', lead(1))).rejects.toMatchObject({ code: 'conflict' });
  await found.desk.call('connections.resume', { id: found.connectionId });
  const act = await settled(1, 'claimed-here');
  await until(() => jobsOf(found)[0]?.state === 'delivered', 'it is delivered');
  expect(act).toMatchObject({ jobId });
  expect(vendor.posts(1)).toBe(1);
  // What it brought is fetched at once.
  await until(async () => (await found.detail(1)).rollOut.length === 2, 'the new offer is on the board');
  expect(vendor.asked.find(({ method }) => method === 'POST')?.body).toBe('{}');
  expect((await found.desk.call('offers.submitPreview', lead(1))).refused).toBeNull();
});

test('the vendor’s refusal is shown in its own words', async () => {
  const { vendor, found, lead, settled } = await made();
  Object.assign(vendor.leads.get(1) ?? {}, { target: 'Individual' });
  await found.desk.call('offers.submit', lead(1));
  const act = await settled(1, 'lost');
  expect(act.what).toContain('The distribution target of the lead must equal to');
  expect(act.line).toContain('"code":400');
  // Sent again by the operator's word, it is under way again.
  Object.assign(vendor.leads.get(1) ?? {}, { target: 'Team Rollout' });
  await found.desk.call('jobs.resend', { ids: [act.jobId ?? 0] });
  await settled(1, 'claimed-here');
  expect(vendor.posts(1)).toBe(2);
});

test('a lost answer is looked up by reading: more offers than before prove it', async () => {
  const { vendor, found, lead, settled } = await made();
  vendor.next.POST = { is: 'lost' };
  await found.desk.call('offers.submit', lead(1));
  await settled(1, 'claimed-here');
  expect(jobsOf(found)).toMatchObject([{ state: 'delivered' }]);
  expect(vendor.posts(1)).toBe(1);
});

test('no more offers than before prove nothing: it stays unknown for the operator', async () => {
  const { vendor, found, lead, settled } = await made();
  vendor.next.POST = { is: 'swallowed' };
  const { desk } = found;
  await found.desk.call('offers.submit', lead(1));
  const act = await until(async () => {
    const found = await settled(1, 'unknown');
    if (found.what.includes('no more offers')) return found;
    desk.clock.skip(1_000);
    return null;
  }, 'the vendor was asked');
  expect(jobsOf(found)).toMatchObject([{ state: 'unknown' }]);
  await expect(found.desk.call('offers.submit', lead(1))).rejects.toMatchObject({ code: 'conflict' });
  await found.desk.call('jobs.cancel', { ids: [act.jobId ?? 0] });
  expect((await found.detail(1)).acts[0]).toMatchObject({ outcome: 'open' });
  expect(vendor.posts(1)).toBe(1);
});
