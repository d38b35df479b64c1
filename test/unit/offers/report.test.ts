import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandOutput, ReportBy } from '../../../src-preload/contract/index.ts';
import { type FilledLead, fillNames, fillOffers, fillSource } from '../../support/fill-offers.ts';
import { clock, DAY, type ReportDesk, reportDesk } from './report-support.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
type Report = CommandOutput<'offers.report'>;

/** label: offered claimed missed lost, median and p90 in seconds. */
const lines = ({ rows }: Report) => Object.fromEntries(rows.map((row) => [row.label, numbers(row)]));
const numbers = ({ offered, claimed, missed, lost, medianMs, p90Ms }: Report['total']) => [
  offered,
  claimed,
  missed,
  lost,
  medianMs === null ? null : medianMs / SECOND,
  p90Ms === null ? null : p90Ms / SECOND,
];

/** Dorothy (5) and Mary (6) of IBM, Katherine (7) of NASA; the token is Dorothy's. */
function world(leads: readonly FilledLead[], now?: number): ReportDesk & { by(by: ReportBy): Promise<Report> } {
  const desk = reportDesk(now);
  const source = fillSource(desk.store);
  fillNames(desk.store, source, {
    users: { 5: 'Dorothy Vaughan', 6: 'Mary Jackson', 7: 'Katherine Johnson' },
    teams: { 1: 'IBM', 2: 'NASA' },
    me: ['5'],
  });
  fillOffers(desk.store, source, leads);
  return { ...desk, by: (by) => desk.call('offers.report', { ...DAY, by }) };
}

const dorothy = (at: number | null) => ({ user: '5', team: '1', at });
const mary = (at: number | null) => ({ user: '6', team: '1', at });
const katherine = (at: number | null) => ({ user: '7', team: '2', at });
const hasIt = (holderUser: string, claimedAt: number) => ({ state: 'claimed', holderUser, claimedAt }) as const;

describe('a roll-out, worked out by hand', () => {
  const leads: FilledLead[] = [
    // Mary, 20 s after her turn; Katherine's never came.
    { offers: [dorothy(clock(9)), mary(clock(9, 1)), katherine(clock(10))], ...hasIt('6', clock(9, 1, 20)) },
    // Katherine, 40 s after hers; Mary and Dorothy had theirs in the hour before.
    { offers: [dorothy(clock(9, 50)), mary(clock(9, 55)), katherine(clock(10))], ...hasIt('7', clock(10, 0, 40)) },
    // Nobody yet.
    { offers: [dorothy(clock(10, 5)), katherine(clock(10, 10))] },
    // Mary, 100 s after hers.
    { offers: [mary(clock(11))], ...hasIt('6', clock(11, 1, 40)) },
    // Someone to whom it was not offered.
    { offers: [mary(clock(11, 30))], ...hasIt('99', clock(11, 31)) },
    // Another day, and a time to come.
    { offers: [mary(clock(9, 0, 0, 3))], ...hasIt('6', clock(9, 1, 0, 3)) },
    { offers: [mary(clock(23, 30))] },
  ];

  test('by person', async () => {
    const report = await world(leads).by('person');
    expect(lines(report)).toEqual({
      'Mary Jackson': [4, 2, 2, 0, 60, 100],
      'Dorothy Vaughan': [3, 0, 2, 0, null, null],
      'Katherine Johnson': [2, 1, 0, 0, 40, 40],
    });
    // Five leads; two were Mary's, one Katherine's, one went elsewhere, one is open. Of 20, 40 and 100 s the middle is 40.
    expect(numbers(report.total)).toEqual([5, 3, 1, 0, 40, 100]);
    expect(report.rows.map(({ key }) => key)).toEqual(['1:6', '1:5', '1:7']);
  });

  test('by team: a lead counts once, and a member’s claim is the team’s', async () => {
    expect(lines(await world(leads).by('team'))).toEqual({ IBM: [5, 2, 2, 0, 60, 100], NASA: [2, 1, 0, 0, 40, 40] });
  });

  test('by source', async () => {
    expect(lines(await world(leads).by('source'))).toEqual({ LionDesk: [5, 3, 1, 0, 40, 100] });
  });

  test('by hour of the desk’s day in which it was first offered, all twenty-four', async () => {
    const report = await world(leads).by('hour');
    expect(report.rows.map(({ label }) => label)).toEqual(
      Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
    );
    const some = Object.entries(lines(report)).filter(([, [offered]]) => offered !== 0);
    expect(Object.fromEntries(some)).toEqual({
      '09:00': [2, 2, 0, 0, 30, 40],
      '10:00': [1, 0, 0, 0, null, null],
      '11:00': [2, 1, 1, 0, 100, 100],
    });
  });

  test('as a distribution: each claim in the bar that it has reached', async () => {
    const { distribution } = await world(leads).by('person');
    expect(distribution.map(({ untilMs }) => untilMs === null || untilMs / SECOND)).toEqual([
      10,
      30,
      60,
      120,
      300,
      600,
      1800,
      3600,
      14_400,
      86_400,
      true,
    ]);
    expect(distribution.map(({ claims }) => claims)).toEqual([0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('narrowed to a team, what went to the others’ members is missed', async () => {
    const desk = world(leads);
    const report = await desk.call('offers.report', { ...DAY, teams: ['1:1'] });
    expect(numbers(report.total)).toEqual([5, 2, 2, 0, 60, 100]);
    expect(Object.keys(lines(report))).toEqual(['Mary Jackson', 'Dorothy Vaughan']);
    expect(report.choices).toEqual({
      sources: [{ id: 1, name: 'LionDesk' }],
      teams: [
        { key: '1:1', name: 'IBM' },
        { key: '1:2', name: 'NASA' },
      ],
    });
  });

  test('from is part of the time, until is not', async () => {
    const desk = world(leads);
    const between = (from: number, until: number) => desk.call('offers.report', { from, until });
    expect((await between(clock(11), clock(11, 30))).total.offered).toBe(1);
    expect((await between(clock(11), clock(11, 30) + 1)).total.offered).toBe(2);
    await expect(between(clock(11), clock(11))).rejects.toThrow('ends before it starts');
  });
});

describe('who has it', () => {
  test('a claim at this desk is the agent’s, who sits in the seat of the token’s owner', async () => {
    const desk = world([
      {
        offers: [dorothy(clock(9)), mary(clock(9, 1))],
        ...{ state: 'claimed-here', holder: 'Ann', agent: 'Ann', claimedAt: clock(9, 2) },
      },
      // Confirmed by the vendor, who knows of the owner alone.
      {
        offers: [dorothy(clock(9))],
        ...{ state: 'claimed', holder: 'Ann', holderUser: '5', agent: 'Ann', claimedAt: clock(9, 4) },
        confirmed: 'account',
      },
      // The owner claimed this one at the vendor's own place.
      { offers: [dorothy(clock(9))], ...hasIt('5', clock(9, 5)) },
    ]);
    const report = await desk.by('person');
    // One of hers may be another desk's that uses the account.
    expect(report.rows.find(({ label }) => label === 'Ann')).toMatchObject({ claimed: 2, withAccount: 1 });
    expect(lines(report)).toEqual({
      Ann: [2, 2, 0, 0, 180, 240],
      'Dorothy Vaughan': [1, 1, 0, 0, 300, 300],
      'Mary Jackson': [1, 0, 1, 0, null, null],
    });
    expect(numbers(report.total)).toEqual([3, 3, 0, 0, 240, 300]);
    expect(report.rows[0]?.key).toBe('agent:ann');
  });

  test('an agent of a user’s name is that user, in any case', async () => {
    const desk = world([
      {
        offers: [dorothy(clock(9)), mary(clock(9, 1))],
        ...{ state: 'claimed-here', agent: 'mary jackson', claimedAt: clock(9, 1, 30) },
      },
    ]);
    expect(lines(await desk.by('person'))).toEqual({
      'Mary Jackson': [1, 1, 0, 0, 30, 30],
      'Dorothy Vaughan': [1, 0, 1, 0, null, null],
    });
  });

  test('who gave the desk no name is the user whom its token names', async () => {
    const desk = world([
      {
        offers: [dorothy(clock(9)), mary(clock(9, 1))],
        ...{ state: 'claimed-here', holder: 'Me', agent: 'Me', claimedAt: clock(9, 2) },
      },
      { offers: [dorothy(clock(9))], ...hasIt('5', clock(9, 3)) },
      { offers: [dorothy(clock(9)), mary(clock(9))], state: 'lost', asked: [{ who: 'Me', outcome: 'lost' }] },
    ]);
    expect(lines(await desk.by('person'))).toEqual({
      'Dorothy Vaughan': [3, 2, 1, 1, 150, 180],
      'Mary Jackson': [2, 0, 2, 0, null, null],
    });
  });

  test('where the owner had no turn, the agent’s is the lead’s first', async () => {
    const desk = world([
      {
        offers: [katherine(clock(9, 10)), mary(clock(9))],
        ...{ state: 'claimed-here', agent: 'Ann', claimedAt: clock(9, 15) },
      },
    ]);
    expect(lines(await desk.by('person'))).toEqual({
      Ann: [1, 1, 0, 0, 900, 900],
      'Katherine Johnson': [1, 0, 1, 0, null, null],
      'Mary Jackson': [1, 0, 1, 0, null, null],
    });
    expect(lines(await desk.by('team'))).toEqual({ IBM: [1, 1, 0, 0, 900, 900], NASA: [1, 0, 1, 0, null, null] });
  });

  test('a claim that was lost is lost by who asked, and missed', async () => {
    const lost = [{ who: 'Ann', outcome: 'lost' }] as const;
    const desk = world([
      {
        offers: [dorothy(clock(9)), mary(clock(9))],
        ...{ state: 'lost', holderUser: '6', claimedAt: clock(9, 1), asked: lost },
      },
      // The vendor did not say to whom.
      { offers: [dorothy(clock(10))], state: 'lost', asked: lost },
    ]);
    const report = await desk.by('person');
    expect(lines(report)).toEqual({ Ann: [2, 0, 2, 2, null, null], 'Mary Jackson': [1, 1, 0, 0, 60, 60] });
    expect(numbers(report.total)).toEqual([2, 1, 1, 2, 60, 60]);
    // Mary's claim is her team's, and yet one that was asked for here and lost.
    expect(lines(await desk.by('team'))).toEqual({ IBM: [2, 1, 1, 2, 60, 60] });
    expect(lines(await desk.by('hour'))).toMatchObject({
      '09:00': [1, 1, 0, 1, 60, 60],
      '10:00': [1, 0, 1, 1, null, null],
    });
  });

  test.each(['open', 'intent', 'unknown'] as const)(
    'a lead that is %s is neither claimed nor missed',
    async (state) => {
      const desk = world([{ offers: [dorothy(clock(9)), mary(clock(9))], state, agent: 'Ann' }]);
      expect(numbers((await desk.by('person')).total)).toEqual([1, 0, 0, 0, null, null]);
    },
  );

  test('where it is not told to whom an offer went, nobody says that it was missed', async () => {
    const desk = world([{ offers: [{ team: '2', at: clock(9) }], ...hasIt('6', clock(9, 1)) }]);
    expect(lines(await desk.by('person'))).toEqual({ 'Unknown person': [1, 0, 0, 0, null, null] });
  });
});

describe('how long it took', () => {
  test('an offer without a time counts when it was first seen, and takes no time to claim', async () => {
    const desk = world([{ offers: [{ ...mary(null), seenAt: clock(12) }], ...hasIt('6', clock(12, 1)) }]);
    expect(lines(await desk.by('hour'))['12:00']).toEqual([1, 1, 0, 0, null, null]);
  });

  test('what the vendor assigned is claimed, and took nobody any time', async () => {
    const desk = world([
      { offers: [{ ...mary(clock(9)), automatic: true }], ...hasIt('6', clock(9)) },
      { offers: [mary(clock(9))], ...hasIt('6', clock(9)), via: 'Assigned' },
    ]);
    expect(numbers((await desk.by('person')).total)).toEqual([2, 2, 0, 0, null, null]);
  });

  test('a claim before one’s own turn took no time', async () => {
    const desk = world([{ offers: [mary(clock(9)), katherine(clock(9, 10))], ...hasIt('7', clock(9, 5)) }]);
    const report = await desk.by('person');
    expect(lines(report)['Katherine Johnson']).toEqual([1, 1, 0, 0, 0, 0]);
    expect(report.distribution[0]).toEqual({ untilMs: 10 * SECOND, claims: 1 });
  });

  test('the middle of an even number lies halfway, and nine in ten are within the 90th percentile', async () => {
    const desk = world(
      Array.from({ length: 20 }, (_, i) => ({ offers: [mary(clock(9))], ...hasIt('6', clock(9) + (i + 1) * MINUTE) })),
    );
    expect(numbers((await desk.by('person')).total)).toEqual([20, 20, 0, 0, 630, 18 * 60]);
  });
});

describe('several sources', () => {
  test('users of the same id or name are told apart, and one source can be asked for', async () => {
    const desk = world([{ offers: [mary(clock(9))], ...hasIt('6', clock(9, 1)) }]);
    const other = fillSource(desk.store, 'Second desk');
    fillNames(desk.store, other, { users: { 6: 'Mary Jackson' } });
    fillOffers(desk.store, other, [{ offers: [{ user: '6', team: '1', at: clock(9) }] }]);
    expect(lines(await desk.by('person'))).toEqual({
      'Mary Jackson (LionDesk)': [1, 1, 0, 0, 60, 60],
      'Mary Jackson (Second desk)': [1, 0, 0, 0, null, null],
    });
    const one = await desk.call('offers.report', { ...DAY, by: 'source', sources: [other] });
    expect(lines(one)).toEqual({ 'Second desk': [1, 0, 0, 0, null, null] });
    expect(one.total.offered).toBe(1);
  });
});

describe('as a CSV file', () => {
  const leads: FilledLead[] = [
    { offers: [{ user: '8', team: '1', at: clock(9) }, mary(clock(9))], ...hasIt('6', clock(9, 1, 20)) },
    { offers: [mary(clock(9))], ...hasIt('6', clock(9, 0, 30)) },
    { offers: [mary(clock(9))], ...hasIt('7', clock(9, 0, 30)) },
  ];

  test('its rows, with their units; a name that a spreadsheet would run is defused', async () => {
    const desk = world(leads);
    fillNames(desk.store, 1, { users: { 8: '=HYPERLINK("http://x","y")' } });
    const { path, rows } = await desk.call('offers.exportReport', { ...DAY });
    expect(rows).toBe(2);
    expect(dirname(path)).toBe(desk.folder);
    expect(basename(path)).toMatch(/^offers by person 2026-03-04 to 2026-03-04, .*\.csv$/);
    expect(readFileSync(path, 'utf8')).toBe(
      [
        '\uFEFFPerson,Offered (leads),Claimed (leads),Missed (leads),Open (leads),Lost (claims),Claim rate (%),Miss rate (%),Median time to claim (s),90th percentile of time to claim (s),Claimed with your account (leads)',
        'Mary Jackson,3,2,1,0,0,66.67,33.33,55,80,0',
        `"'=HYPERLINK(""http://x"",""y"")",1,0,1,0,0,0,100,,,0`,
        '',
      ].join('\r\n'),
    );
  });

  test('the distribution, to a place of the operator’s', async () => {
    const desk = world(leads);
    const path = `${desk.folder}/own.csv`;
    expect(await desk.call('offers.exportReport', { ...DAY, what: 'distribution', path })).toEqual({ path, rows: 11 });
    expect(readFileSync(path, 'utf8').split('\r\n').slice(0, 5)).toEqual([
      '\uFEFFFrom (s),Until (s),Claims',
      '0,10,0',
      '10,30,0',
      '30,60,1',
      '60,120,1',
    ]);
    expect(readFileSync(path, 'utf8')).toContain('\r\n86400,,0\r\n');
  });
});
