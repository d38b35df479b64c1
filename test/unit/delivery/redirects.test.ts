import { describe, expect, test } from 'vitest';
import { SAMPLE } from '../../../src-main/practice/leadexec/account/sample-ids.ts';
import { type DeliveryDesk, deliveryDesk, sampleLead } from '../../support/delivery-desk.ts';
import { until } from '../../support/fault-until.ts';

async function redirected(desk: DeliveryDesk) {
  const [job] = await desk.post({ kind: 'manualredirect', leads: [sampleLead(1)] });
  if (job?.redirectUrl == null) throw new Error('The practice receiver redirects');
  return { jobId: job.id, url: job.redirectUrl };
}

const account = (desk: DeliveryDesk, name = 'Account') =>
  desk.call('connections.save', {
    ...{ kind: 'leadexec', name, url: desk.vendor.url, user: SAMPLE.apiClientId, password: 'practice' },
  });

describe('a redirect address', () => {
  test('is known as one exactly where a receiver told it', async () => {
    const desk = await deliveryDesk();
    const { url } = await redirected(desk);
    const is = async (address: string) => (await desk.call('delivery.isRedirect', { url: address })).is;
    expect(await is(url)).toBe(true);
    for (const other of [`${url}x`, new URL(url).origin, url.replace('https:', 'http:'), 'javascript:1', '']) {
      expect([other, await is(other)]).toEqual([other, false]);
    }
  });

  test('is confirmed to the account as a job, once, and its outcome is shown with the lead', async () => {
    const desk = await deliveryDesk();
    const { call } = desk;
    const { jobId, url } = await redirected(desk);
    const confirm = { jobId, url, valid: true, response: 'Thank you' };
    await expect(call('delivery.confirmRedirect', confirm)).rejects.toThrow('Connect the LeadExec account');
    await account(desk);
    expect(await call('jobs.get', { id: jobId })).toMatchObject({ confirmation: null });
    await expect(call('delivery.confirmRedirect', { ...confirm, url: 'https://b.example/' })).rejects.toThrow(
      'did not report this redirect address',
    );
    const told = await call('delivery.confirmRedirect', confirm);
    const shown = await until(async () => {
      const { confirmation } = await call('jobs.get', { id: jobId });
      return confirmation?.state === 'delivered' && confirmation;
    }, 'the account is told');
    expect(shown).toMatchObject({ jobId: told.jobId });
    expect(await call('delivery.timeline', { jobId })).toMatchObject({
      facts: { confirmation: { state: 'delivered' } },
    });
    await expect(call('delivery.confirmRedirect', confirm)).rejects.toThrow(`by job ${told.jobId} (delivered)`);
  });

  test('that the account found not valid may be told again; of several accounts one is named', async () => {
    const desk = await deliveryDesk();
    const { call } = desk;
    const { jobId, url } = await redirected(desk);
    await account(desk);
    const { id: accountId } = await account(desk, 'Other');
    const failed = { jobId, url, valid: false };
    await expect(call('delivery.confirmRedirect', failed)).rejects.toThrow('Account, Other');
    await call('delivery.confirmRedirect', { ...failed, accountId });
    await until(
      async () => (await call('jobs.get', { id: jobId })).confirmation?.state === 'rejected',
      'the account answers',
    );
    const again = await call('delivery.confirmRedirect', { ...failed, valid: true, accountId });
    await until(async () => (await call('jobs.get', { id: again.jobId })).state === 'delivered', 'it is confirmed');
  });
});
