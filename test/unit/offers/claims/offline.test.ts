import { describe, expect, test } from 'vitest';
import { claimDesk, jobsOf, over } from '../../../support/claim-desk.ts';
import { CLAIM_TOKEN, claimVendor } from '../../../support/claim-vendor.ts';
import { memorySecrets, startDesk } from '../../../support/fault-desk.ts';
import { until } from '../../../support/fault-until.ts';
import { startWithoutThreads } from '../../../support/without-threads.ts';

describe('without a network', () => {
  async function cutOff(writeBack: boolean) {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { writeBack });
    await vendor.close();
    await expect(made.sync()).rejects.toThrow();
    return { vendor, made };
  }

  test.each([true, false])(
    'with write-back %s a claim is an intent that says so, and on reconnect it is ours',
    async (on) => {
      const { vendor, made } = await cutOff(on);
      const asked = await made.claim(1, 'Ann');
      expect(asked).toMatchObject({ outcome: 'intent', won: true, by: 'Ann' });
      expect(asked.what).toBe('Claim requested by Ann. Not sent yet: LionDesk is unreachable: no network.');
      expect(await made.claim(1, 'Bob')).toMatchObject({
        outcome: 'intent',
        won: false,
        what: 'Ann requested the claim just before you; it has not been sent yet.',
      });
      await vendor.open();
      made.desk.clock.skip(1_000);
      if (!on) await made.sync();
      const { acts } = await made.stands(1, on ? 'claimed' : 'claimed-here');
      expect(acts).toMatchObject([{ who: 'Ann', outcome: on ? 'claimed' : 'claimed-here' }]);
      expect(vendor.patches(1)).toBe(on ? 1 : 0);
    },
  );

  test.each([true, false])(
    'with write-back %s an intent for what someone else took meanwhile is lost on reconnect',
    async (on) => {
      const { vendor, made } = await cutOff(on);
      await made.claim(1, 'Ann');
      Object.assign(vendor.leads.get(1) ?? {}, { claimedBy: 78, claimedAt: vendor.now() });
      await vendor.open();
      await made.sync();
      const { card, acts } = await made.stands(1, 'lost');
      expect(card.holder).toBe('User 78');
      expect(acts[0]).toMatchObject({ outcome: 'lost' });
      if (on) {
        await until(() => ['cancelled', 'rejected'].includes(jobsOf(made)[0]?.state ?? ''), 'the job is over');
        expect(vendor.patches(1)).toBeLessThanOrEqual(1);
      }
    },
  );

  test('a claim that could not be sent becomes an intent, and goes out later', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    await vendor.close();
    expect(await made.claim(1, 'Ann')).toMatchObject({ outcome: 'claimed-here' });
    const { acts } = await made.stands(1, 'intent');
    expect(acts[0]?.what).toContain('Not sent yet');
    await vendor.open();
    await made.stands(1, 'claimed');
    expect(vendor.patches(1)).toBe(1);
  });

  test('a paused connection: an intent that waits in the outbox until it is resumed', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    await made.desk.call('connections.pause', { id: made.connectionId });
    const asked = await made.claim(1, 'Ann');
    expect(asked.outcome).toBe('intent');
    expect(asked.what).toBe('Claim requested by Ann. Not sent yet: LionDesk is paused (Paused by the operator).');
    expect(jobsOf(made)).toMatchObject([{ state: 'ready' }]);
    await made.desk.call('connections.resume', { id: made.connectionId });
    await made.stands(1, 'claimed');
    expect(vendor.patches(1)).toBe(1);
  });

  test('from a terminal that sends nothing it waits for a running desk', async () => {
    const vendor = await claimVendor();
    const secrets = memorySecrets();
    const first = await claimDesk(vendor, { secrets });
    await first.desk.close();
    const terminal = await startDesk({
      start: startWithoutThreads,
      dataDir: first.desk.dataDir,
      secrets,
      sends: false,
    });
    const asked = await over(terminal, first.connectionId).claim(1, 'Ann');
    expect(asked).toMatchObject({ outcome: 'intent', won: true });
    expect(asked.what).toContain('this terminal sends nothing; a running desk does');
    await terminal.close();
    const desk = await startDesk({ start: startWithoutThreads, dataDir: first.desk.dataDir, secrets });
    await over(desk, first.connectionId).stands(1, 'claimed');
    expect(vendor.patches(1)).toBe(1);
  });
});

describe('a token by consent', () => {
  async function consented() {
    const vendor = await claimVendor();
    let given = 0;
    vendor.refresh = () => {
      given += 1;
      const token = `consent-${given}`;
      vendor.tokens.add(token);
      return { status: 200, body: { access_token: token, refresh_token: `refresh-${given}`, expires_in: 3600 } };
    };
    const made = await claimDesk(vendor, { auth: 'oauth', fetch: false });
    await made.desk.call('sources.authorize', { id: made.connectionId, code: 'code-1' });
    await made.sync();
    return { vendor, made };
  }
  /** Of the claim of lead 1: the look at who has it, and the write. */
  const tokensOfClaim = (vendor: Awaited<ReturnType<typeof claimVendor>>, method: 'GET' | 'PATCH') =>
    vendor.asked.filter((one) => one.method === method && one.path === '/leads/1').map(({ token }) => token);

  test('that ran out is renewed, and the claim goes out by itself', async () => {
    const { vendor, made } = await consented();
    made.desk.clock.skip(2 * 3_600_000);
    await made.claim(1, 'Ann');
    await made.stands(1, 'claimed');
    expect(tokensOfClaim(vendor, 'PATCH')).toEqual(['consent-2']);
  });

  test('that the vendor refuses early is renewed once, and the claim is sent again', async () => {
    const { vendor, made } = await consented();
    vendor.tokens.clear();
    await made.claim(1, 'Ann');
    await made.stands(1, 'claimed');
    expect(tokensOfClaim(vendor, 'GET').slice(0, 2)).toEqual(['consent-1', 'consent-2']);
    expect(tokensOfClaim(vendor, 'PATCH')).toEqual(['consent-2']);
    const kept = JSON.stringify([made.desk.rows('SELECT * FROM attempt'), made.desk.rows('SELECT * FROM job')]);
    expect(kept).not.toContain('consent-');
    expect(kept).not.toContain(CLAIM_TOKEN);
  });

  test('that is refused again when renewed stops the connection', async () => {
    const { vendor, made } = await consented();
    vendor.tokens.clear();
    vendor.refresh = () => ({ status: 200, body: { access_token: 'no-good', refresh_token: 'r', expires_in: 3600 } });
    await made.claim(1, 'Ann');
    const { acts } = await made.stands(1, 'intent');
    await until(async () => (await made.desk.status()).connections[0]?.runState === 'stopped', 'it is stopped');
    expect(acts).toHaveLength(1);
    expect(tokensOfClaim(vendor, 'GET')).toEqual(['consent-1', 'no-good']);
    expect(tokensOfClaim(vendor, 'PATCH')).toEqual([]);
  });
});
