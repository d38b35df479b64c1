import { expect, test } from 'vitest';
import type { ReportBy } from '../../../src-preload/contract/index.ts';
import { type FilledLead, type FilledOffer, fillNames, fillOffers, fillSource } from '../../support/fill-offers.ts';
import { mulberry } from '../leads/random.ts';
import { clock, reportDesk } from './report-support.ts';

const NOW = clock(18);
const MINUTE = 60_000;
const USERS = ['1', '2', '3', '4', '5'];
const OWNER = '1';
/** "User 3" is the vendor's user too; Ann and Bob are agents of the desk alone. */
const AGENTS = ['Ann', 'Bob', 'User 3'];

function makeLeads(seed: number, count: number): FilledLead[] {
  const next = mulberry(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const moment = () => clock(8) + Math.floor(next() * 12 * 60) * MINUTE;
  return Array.from({ length: count }, (): FilledLead => {
    const offers = Array.from({ length: 1 + Math.floor(next() * 4) }, (): FilledOffer => {
      const user = pick(USERS);
      return {
        user,
        team: pick(['1', '2']),
        at: next() < 0.1 ? null : moment(),
        seenAt: moment(),
        automatic: next() < 0.1,
      };
    });
    const state = pick(['open', 'intent', 'claimed', 'claimed', 'claimed', 'claimed-here', 'lost', 'unknown'] as const);
    const who = pick(AGENTS);
    const claimedAt = next() < 0.1 ? {} : { claimedAt: moment() };
    const via = next() < 0.1 ? { via: 'Auto' } : {};
    const holderUser = pick([...USERS, '77', '']);
    switch (state) {
      case 'claimed':
        return {
          offers,
          state,
          ...claimedAt,
          ...via,
          holderUser,
          ...(next() < 0.3 ? { agent: who, holder: who, confirmed: pick(['claim', 'account'] as const) } : {}),
        };
      case 'claimed-here':
        return { offers, state, ...claimedAt, holder: who, agent: who };
      case 'lost':
        return { offers, state, ...claimedAt, holderUser, asked: [{ who, outcome: 'lost' }] };
      default:
        return { offers, state, agent: who };
    }
  });
}

interface Said {
  readonly person: string;
  readonly team: string;
  readonly at: number;
  readonly told: boolean;
  readonly automatic: boolean;
}

/** The definitions once more, one lead and one sentence at a time, with nothing clever in it. */
function plainly(leads: readonly FilledLead[], by: ReportBy, from: number, until: number, teams: readonly string[]) {
  const personOf = (name: string) => (name === 'User 3' ? '1:3' : `agent:${name.toLowerCase()}`);
  const found = new Map<
    string,
    { offered: number; claimed: number; withAccount: number; missed: number; lost: number; times: number[] }
  >();
  for (const lead of leads) {
    const lostBy = (lead.asked ?? []).map(({ who }) => personOf(who));
    let holder: string | null = null;
    if (lead.state === 'claimed' || lead.state === 'claimed-here') {
      if (lead.agent !== undefined) holder = personOf(lead.agent);
      else if (lead.holderUser !== '') holder = `1:${lead.holderUser}`;
    }
    if (lead.state === 'lost') holder = lead.holderUser === '' ? 'nobody knows who' : `1:${lead.holderUser}`;
    const askers = [
      ...lostBy,
      ...(holder !== null && lead.state !== 'lost' && lead.agent !== undefined ? [holder] : []),
    ];

    let said: Said[] = lead.offers.map(({ user, team, at, seenAt, automatic }) => ({
      person: `1:${user}`,
      team: `1:${team}`,
      at: at ?? seenAt ?? 0,
      told: at !== null,
      automatic: automatic === true,
    }));
    for (const asker of new Set(askers)) {
      if (said.some(({ person }) => person === asker)) continue;
      const owners = said.filter(({ person }) => person === `1:${OWNER}`);
      const earliest = [...said].sort((a, b) => a.at - b.at).slice(0, 1);
      const lent = owners.length > 0 ? owners : earliest;
      if (holder !== `1:${OWNER}`) said = said.filter(({ person }) => person !== `1:${OWNER}`);
      for (const turn of lent) said.push({ ...turn, person: asker, automatic: false });
    }
    said = said.filter(({ at }) => at <= NOW);
    said = said.filter(({ at, person }) => {
      const beforehand = holder === null || lead.claimedAt === undefined || at <= lead.claimedAt;
      return beforehand || person === holder || askers.includes(person);
    });
    const holders = said.filter(({ person }) => person === holder);
    const starts = holders.filter(({ told }) => told).map(({ at }) => at);
    const assigned = lead.via === 'Auto' || holders.some(({ automatic }) => automatic);
    const took =
      assigned || lead.claimedAt === undefined || starts.length === 0
        ? null
        : Math.max(0, lead.claimedAt - Math.min(...starts));

    if (teams.length > 0) said = said.filter(({ team }) => teams.includes(team));
    const keyOf = (turn: Said) =>
      by === 'person'
        ? turn.person
        : by === 'team'
          ? turn.team
          : by === 'source'
            ? '1'
            : String(new Date(turn.at).getHours());
    const there = said.filter(({ at }) => at >= from && at < until);
    const count = (key: string, belongs: (turn: Said) => boolean) => {
      const here = there.filter(belongs);
      if (here.length === 0) return;
      const row = found.get(key) ?? { offered: 0, claimed: 0, withAccount: 0, missed: 0, lost: 0, times: [] };
      found.set(key, row);
      row.offered++;
      if (said.some((turn) => belongs(turn) && turn.person === holder)) {
        row.claimed++;
        if (lead.confirmed === 'account') row.withAccount++;
        if (took !== null) row.times.push(took);
      } else if (holder !== null) row.missed++;
      for (const who of lostBy) if (here.some(({ person }) => person === who)) row.lost++;
    };
    count('total', () => true);
    const began = [...there].sort((a, b) => a.at - b.at)[0];
    if (by === 'hour' && began !== undefined) count(keyOf(began), () => true);
    if (by !== 'hour') for (const key of new Set(there.map(keyOf))) count(key, (turn) => keyOf(turn) === key);
  }
  return found;
}

function middle(times: readonly number[], share: number): number | null {
  const sorted = [...times].sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  if (share === 0.5 && sorted.length % 2 === 0) {
    return ((sorted[sorted.length / 2] ?? 0) + (sorted[sorted.length / 2 - 1] ?? 0)) / 2;
  }
  // The first that the share of all does not exceed.
  return sorted.find((value) => sorted.filter((other) => other <= value).length >= sorted.length * share) ?? null;
}

test('any world is counted as the plain definition counts it', async () => {
  const desk = reportDesk(NOW);
  const source = fillSource(desk.store);
  const users = Object.fromEntries(USERS.map((id) => [id, `User ${id}`]));
  fillNames(desk.store, source, { users, teams: { 1: 'One', 2: 'Two' }, me: [OWNER] });
  const leads = makeLeads(4, 1_500);
  fillOffers(desk.store, source, leads);
  let looked = 0;
  for (const by of ['person', 'team', 'source', 'hour'] as const) {
    for (const teams of [[], ['1:2']]) {
      for (const [from, until] of [
        [clock(0), clock(0, 0, 0, 5)],
        [clock(9, 30), clock(15)],
      ] as const) {
        const report = await desk.call('offers.report', { from, until, by, teams });
        const plain = plainly(leads, by, from, until, teams);
        const rows = report.rows.filter(({ offered }) => offered > 0);
        expect(new Set([...rows.map(({ key }) => key), 'total'])).toEqual(new Set(plain.keys()));
        for (const { key, label: _, ...counts } of [...rows, { key: 'total', label: '', ...report.total }]) {
          const { times = [], ...numbers } = plain.get(key) ?? {};
          expect({ key, ...counts }, `${by} ${teams}`).toEqual({
            key,
            ...numbers,
            medianMs: middle(times, 0.5),
            p90Ms: middle(times, 0.9),
          });
          looked++;
        }
        if (by === 'hour' || by === 'source') {
          for (const what of ['offered', 'claimed', 'missed', 'lost'] as const) {
            const sum = report.rows.reduce((all, row) => all + row[what], 0);
            expect(sum, `${what} by ${by}`).toBe(report.total[what]);
          }
        }
        const bars = report.distribution.reduce((sum, { claims }) => sum + claims, 0);
        expect(bars).toBe(plain.get('total')?.times.length);
      }
    }
  }
  expect(looked).toBeGreaterThan(60);
});

test('a report of many offers lets others have their turn, and leaves out what is not of its time by the index', async () => {
  const desk = reportDesk(NOW);
  const source = fillSource(desk.store);
  fillOffers(desk.store, source, makeLeads(5, 8_000));
  const asked: string[] = [];
  const { prepare } = desk.store;
  desk.store.prepare = ((sql: string) => {
    asked.push(sql);
    return prepare.call(desk.store, sql);
  }) as typeof prepare;
  let turns = 0;
  let going = true;
  const beat = () => {
    turns++;
    if (going) setImmediate(beat);
  };
  setImmediate(beat);
  const report = await desk.call('offers.report', { from: clock(8), until: clock(17) });
  going = false;
  expect(report.total.offered).toBeGreaterThan(6_000);
  expect(turns).toBeGreaterThan(4);
  const plans = [...new Set(asked)]
    .filter((sql) => /"offer" as|\bFROM offer\b|"offered_lead" as|"offer_act" as/.test(sql))
    .flatMap((sql) => {
      const holes = Array.from({ length: sql.match(/\?/g)?.length ?? 0 }, () => '[1]');
      return desk.store.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...holes) as { detail: string }[];
    })
    .map(({ detail }) => detail)
    .filter((detail) => !detail.includes('VIRTUAL TABLE'));
  expect(plans.length).toBeGreaterThan(3);
  expect(plans.filter((detail) => detail.startsWith('SCAN'))).toEqual([]);
  expect(plans.join('\n')).toContain('COVERING INDEX offer_sent');
});
