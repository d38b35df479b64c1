import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { deskTeam } from '../../../../src-main/practice/liondesk/teams.ts';
import type { DeskLead, DeskOffer } from '../../../../src-main/practice/liondesk/world.ts';
import { MINUTE, practice, type TestPractice } from './support.ts';

const claimed = (lion: TestPractice) =>
  lion.desk
    .leadIds()
    .map((id) => lion.desk.lead(id))
    .filter((lead): lead is DeskLead => lead !== undefined && lead.claimed_by_user_id !== null);

/** Leads that come in one a minute. */
async function withArrivals(lion: TestPractice, count: number): Promise<void> {
  await lion.call('POST', '/practice/arrivals', { everySeconds: 60, count });
  for (let n = 0; n < count; n += 1) {
    lion.now += MINUTE;
    lion.desk.offers();
  }
}

describe('leads that arrive over time', () => {
  test('come one by one and are offered to their team by its own spacing, the later ones in times to come', async () => {
    const lion = await practice();
    await withArrivals(lion, 4);
    expect(lion.desk.leadIds()).toEqual([1, 2, 3, 4]);
    const offers = await lion.offers('$sort[id]=1');
    const ofLead = (id: number) => offers.filter(({ lead }) => lead.id === id);
    const spacing = (of: DeskOffer[]) =>
      of.map(({ notify_at }) => (Date.parse(notify_at) - Date.parse(of[0]?.notify_at ?? '')) / MINUTE);
    expect(ofLead(1).map(({ team }) => team.name)[0]).toBe('West');
    expect(spacing(ofLead(1))).toEqual([0, 3, 6, 9]);
    expect(spacing(ofLead(2))).toEqual([0, 5, 10, 15]);
    expect(ofLead(2).map(({ user, rank }) => [user.id, rank])).toEqual([
      [5, '1'],
      [2, '2'],
      [7, '3'],
      [9, '4'],
    ]);
    expect(offers.some(({ notify_at }) => Date.parse(notify_at) > lion.now)).toBe(true);
    lion.now += 10 * MINUTE;
    expect(lion.desk.leadIds()).toHaveLength(4);
  });

  test('do not pile up while nobody looks', async () => {
    const lion = await practice();
    await lion.call('POST', '/practice/arrivals', { everySeconds: 60 });
    lion.now += 10 * 60 * MINUTE;
    expect(lion.desk.leadIds().length).toBeLessThan(3);
    await lion.call('POST', '/practice/arrivals', null);
  });

  test('are assigned when an automatic offer’s time comes, unless someone was faster', async () => {
    const lion = await practice();
    const member = (user_id: number, rank: number, assign_automatically: boolean) => ({
      user_id,
      rank,
      assign_automatically,
    });
    const options = [member(2, 1, false), member(7, 2, true)];
    lion.desk.setTeams(
      [6, 9].map((id) =>
        deskTeam.parse({ id, name: 'Duty', created_by_user_id: 5, mins_until_next_alert: 4, options }),
      ),
    );
    await withArrivals(lion, 2);
    expect((await lion.offers('assign_automatically=true')).map(({ user }) => user.id)).toEqual([7, 7]);
    expect(lion.desk.claim(2, 2)).toBe(true);
    lion.now += 3 * MINUTE;
    expect(claimed(lion).map(({ id, claimed_via }) => [id, claimed_via])).toEqual([
      [1, 'Auto'],
      [2, 'Phone'],
    ]);
    expect(lion.desk.lead(1)).toMatchObject({ claimed_by_user_id: 7, time_to_claim: 240 });
  });
});

describe('colleagues', () => {
  test('claim nothing unless they are switched on', async () => {
    const lion = await practice({ leads: 60 });
    lion.now += 600 * MINUTE;
    expect(claimed(lion)).toEqual([]);
  });

  test('each claim what is offered to them, after they were told and at their own beat; late ones are told so', async () => {
    const lion = await practice({ leads: 60 });
    const began = lion.now;
    await lion.call('POST', '/practice/colleagues', { on: true, everySeconds: 20 });
    lion.now += MINUTE;
    const first = claimed(lion);
    // Three colleagues look three times each within a minute.
    expect(first).toHaveLength(9);
    expect(new Set(first.map((lead) => lead.claimed_by_user_id))).toEqual(new Set([2, 7, 9]));
    for (const lead of first) {
      const own = lion.desk
        .offers()
        .find((offer) => offer.lead.id === lead.id && offer.user.id === lead.claimed_by_user_id);
      const at = Date.parse(lead.claimed_at ?? '');
      expect(at).toBeGreaterThan(Math.max(began, Date.parse(own?.notify_at ?? '')));
      expect(at).toBeLessThanOrEqual(lion.now);
      expect(lead.time_to_claim).toBe(Math.round((at - Date.parse(lead.created_at)) / 1000));
      // It stands in the lead, in the list of leads, and with its offers.
      expect(await lion.lead(lead.id)).toEqual(lead);
      expect(own?.lead).toMatchObject({ claimed_by_user_id: lead.claimed_by_user_id });
    }
    const listed = await lion.call<{ data: DeskLead[] }>(
      'GET',
      '/leads?$limit=1000&claimed_by_user_id[$in]=2&claimed_by_user_id[$in]=7&claimed_by_user_id[$in]=9',
    );
    expect(listed.body.data.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    const lost = first[0]?.id ?? 0;
    expect(await lion.call('PATCH', `/leads/${lost}`, { claimed_via: 'Phone' })).toEqual({
      status: 409,
      body: { name: 'Conflict', message: 'This lead has already been claimed', code: 409 },
    });
    expect(await lion.lead(lost)).toEqual(first[0]);
    await lion.call('POST', '/practice/colleagues', { on: false });
    lion.now += 60 * MINUTE;
    expect(claimed(lion)).toHaveLength(9);
  });

  test('do not claim what is not offered to them yet, and take their time', async () => {
    const lion = await practice();
    await withArrivals(lion, 2);
    lion.desk.setColleagues({ on: true, everySeconds: 20 });
    const offers = lion.desk.offers();
    lion.now += 90 * MINUTE;
    const taken = claimed(lion);
    expect(taken).toHaveLength(2);
    for (const { id, claimed_by_user_id, claimed_at } of taken) {
      const own = offers.find(({ lead, user }) => lead.id === id && user.id === claimed_by_user_id);
      const reaction = Date.parse(claimed_at ?? '') - Date.parse(own?.notify_at ?? '');
      expect(reaction).toBeGreaterThanOrEqual(4_000);
    }
  });

  test('each have a token: /me, their own offers, their own claims', async () => {
    const lion = await practice({ leads: 60 });
    for (const user of [5, 2, 7, 9]) {
      expect((await lion.call('GET', '/me', undefined, user)).body).toMatchObject({ id: user });
    }
    // Whoever created the teams sees all of them; a colleague what is offered to them.
    expect(await lion.offers()).toHaveLength(lion.desk.offers().length);
    const own = await lion.offers('', 2);
    expect(own.map(({ id }) => id)).toEqual(
      lion.desk
        .offers()
        .filter(({ user }) => user.id === 2)
        .map(({ id }) => id),
    );
    const lead = Number(own[0]?.lead.id);
    expect((await lion.call('PATCH', `/leads/${lead}`, { claimed_via: 'Text' }, 2)).body).toMatchObject({
      claimed_by_user_id: 2,
      claimed_via: 'Text',
    });
    expect((await lion.call('PATCH', `/leads/${lead}`, { claimed_via: 'Text' }, 5)).status).toBe(409);
    expect((await lion.call('PATCH', `/leads/${lead}`, { claimed_via: 'Email' }, 2)).body).toMatchObject({
      claimed_by_user_id: 2,
      claimed_via: 'Email',
    });
    // Whether that moves the time of the claim is not documented: it can do either.
    const { claimed_at: first } = (await lion.lead(lead)) ?? {};
    lion.now += 1_000;
    await lion.call('PATCH', `/leads/${lead}`, { claimed_via: 'Text' }, 2);
    expect((await lion.lead(lead))?.claimed_at).toBe(first);
    await lion.call('POST', '/practice/second-writes', { moveClaimedAt: true });
    await lion.call('PATCH', `/leads/${lead}`, { claimed_via: 'Text' }, 2);
    expect(Date.parse(String((await lion.lead(lead))?.claimed_at)) - Date.parse(String(first))).toBe(1_000);
    const hidden = lion.desk.leadIds().find((id) => !own.some((offer) => offer.lead.id === id));
    expect((await lion.call('GET', `/leads/${hidden}`, undefined, 2)).status).toBe(404);
  });

  test('by OAuth each gets a token of their own', async () => {
    const lion = await practice({ clientId: 'c', clientSecret: 's' });
    const url = `${lion.desk.url}/oauth2/authorize?redirect_uri=${encodeURIComponent('http://127.0.0.1/liondesk')}&login_hint=7&state=x`;
    const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('x');
    const body = JSON.stringify({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code'),
      client_id: 'c',
      client_secret: 's',
    });
    const tokens = (await (await fetch(`${lion.desk.url}/oauth2/token`, { method: 'POST', body })).json()) as {
      access_token: string;
    };
    const me = await fetch(`${lion.desk.url}/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect(await me.json()).toMatchObject({ id: 7, first_name: 'Mary' });
  });
});

describe('a restart', () => {
  test('keeps claims, offers, teams, switches and tokens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'practice-desk-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'desk.db');
    const first = await practice({ leads: 30, file });
    await first.call('PATCH', '/leads/4', { claimed_via: 'Email' });
    await first.call('POST', '/leads/2/offers', {});
    first.desk.setColleagues({ on: true, everySeconds: 30 });
    first.now += 2 * MINUTE;
    const before = [claimed(first), first.desk.offers()];
    first.desk.setTeams([deskTeam.parse({ id: 6, name: 'Other', created_by_user_id: 5 })]);
    expect(before[0]?.length).toBeGreaterThan(5);
    await first.close();

    // What happens to be while it is closed does not happen.
    const second = await practice({ file }, first.now + 300 * MINUTE);
    expect([claimed(second), second.desk.offers()]).toEqual(before);
    expect(second.desk.teams().map(({ name }) => name)).toEqual(['Other']);
    expect(await second.lead(4)).toMatchObject({ claimed_by_user_id: 5, claimed_via: 'Email' });
    second.now += 2 * MINUTE;
    expect(claimed(second).length).toBeGreaterThan(before[0]?.length ?? 0);
  });
});

describe('a lively board', () => {
  test('has something for each column at once, and goes on', async () => {
    const lion = await practice({ leads: 200, lively: true });
    const mine = (await lion.offers('user_id=5')).map((offer) => ({
      at: Date.parse(offer.notify_at),
      by: Number(offer.lead.claimed_by_user_id ?? 0),
      heldAt: Date.parse(String(offer.lead.claimed_at ?? '')),
    }));
    const open = mine.filter(({ by }) => by === 0);
    const now = open.filter(({ at }) => at <= lion.now);
    const coming = open.filter(({ at }) => at > lion.now);
    expect(now.length).toBeGreaterThanOrEqual(4);
    expect(now.length).toBeLessThan(10);
    expect(coming.length).toBeGreaterThanOrEqual(5);
    expect(coming.every(({ at }) => at < lion.now + 15 * MINUTE)).toBe(true);
    const others = mine.filter(({ by }) => by !== 0 && by !== 5);
    expect(others.filter(({ at, heldAt }) => at <= heldAt).length).toBeGreaterThanOrEqual(3);
    expect(others.filter(({ at, heldAt }) => at > heldAt).length).toBeGreaterThanOrEqual(3);
    expect(mine.some(({ by }) => by === 5)).toBe(true);
    const count = claimed(lion).length;
    for (let n = 0; n < 8; n += 1) {
      lion.now += MINUTE;
      lion.desk.offers();
    }
    expect(claimed(lion).length).toBeGreaterThan(count);
    expect(lion.desk.leadIds().length).toBeGreaterThan(200 + 18);
  });

  test('of an older file claims the past once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'practice-desk-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'desk.db');
    // As it was before offers were kept in it.
    const old = new Database(file);
    old.exec('CREATE TABLE lead (id INTEGER PRIMARY KEY, at INTEGER, claimed TEXT) STRICT');
    const claim = JSON.stringify({ claimed_by_user_id: 5, claimed_at: null, claimed_via: 'Email', time_to_claim: 1 });
    for (let id = 1; id <= 30; id += 1)
      old.prepare('INSERT INTO lead VALUES (?, NULL, ?)').run(id, id === 4 ? claim : null);
    old.close();
    const lion = await practice({ file, lively: true });
    expect(claimed(lion).length).toBeGreaterThan(25);
    expect(await lion.lead(4)).toMatchObject({ claimed_by_user_id: 5, claimed_via: 'Email' });
  });
});
