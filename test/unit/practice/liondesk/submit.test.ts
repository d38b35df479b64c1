import { describe, expect, test } from 'vitest';
import { type DeskTeam, deskTeam, TEAMS } from '../../../../src-main/practice/liondesk/teams.ts';
import type { DeskOffer } from '../../../../src-main/practice/liondesk/world.ts';
import { MINUTE, practice, type Refusal, START } from './support.ts';

const at = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();
const told = (offers: readonly DeskOffer[]) => offers.map(({ user, notify_at, rank }) => [user.id, notify_at, rank]);
const team = (more: Partial<DeskTeam>): DeskTeam =>
  deskTeam.parse({ id: 6, name: 'East', created_by_user_id: 5, ...more });

const OPTIONS = {
  ...{ rank: 0, mins_until_lead_offer: 0, assign_automatically: false },
  ...{ has_call_alert: false, has_text_alert: false, has_email_alert: true },
};
const OPTION = { ...OPTIONS, user_id: 5 };
const everyone = [5, 2, 7, 9].map((user_id) => ({ ...OPTIONS, user_id }));

describe('submitting a lead offer', () => {
  test('schedules the next offers to members who have none, by rank, the team’s minutes apart, and answers them', async () => {
    const lion = await practice({ leads: 40 });
    const before = lion.desk.offers().filter(({ lead }) => lead.id === 2);
    expect(before.map(({ user }) => user.id)).toEqual([5]);
    const { status, body } = await lion.call<DeskOffer[]>('POST', '/leads/2/offers', {});
    expect(status).toBe(201);
    // East: 5 is the first and was offered it long ago; then 2, 7 and 9, five minutes apart.
    expect(told(body)).toEqual([
      [2, at(0), '2'],
      [7, at(5), '3'],
      [9, at(10), '4'],
    ]);
    expect(body[0]).toMatchObject({
      lead: { id: 2, distribution_target: 'Team Rollout' },
      team: { id: 6, name: 'East' },
      assign_automatically: 'false',
      has_email_alert: 'true',
    });
    const ids = (await lion.offers('$sort[id]=1')).map(({ id }) => id);
    expect(ids.slice(-3)).toEqual(body.map(({ id }) => id));
    expect(await lion.call('POST', '/leads/2/offers', {})).toMatchObject({
      status: 400,
      body: { name: 'BadRequest', code: 400, message: 'Every member of the team has been offered this lead already' },
    });
  });

  test('goes on behind what is still to be sent', async () => {
    const lion = await practice({ leads: 40 });
    lion.desk.setTeams([team({ options: [5, 2].map((user_id, rank) => ({ ...OPTIONS, user_id, rank })) })]);
    await lion.call('POST', '/leads/2/offers', {});
    lion.desk.setTeams([team({ options: [5, 2, 9].map((user_id, rank) => ({ ...OPTIONS, user_id, rank })) })]);
    lion.now += MINUTE;
    // One offer is answered as one object.
    const { body } = await lion.call<DeskOffer>('POST', '/leads/2/offers', {});
    expect(told([body])).toEqual([[9, at(5), '2']]);
  });

  test('by time each after their own minutes, all at once where they are none, without a rank', async () => {
    const lion = await practice({ leads: 40 });
    const options = [
      { ...OPTIONS, user_id: 9, mins_until_lead_offer: 7 },
      { ...OPTIONS, user_id: 2 },
      { ...OPTIONS, user_id: 7 },
    ];
    lion.desk.setTeams([team({ order_method: 'Time', options })]);
    const { body } = await lion.call<DeskOffer[]>('POST', '/leads/2/offers', {});
    expect(told(body)).toEqual([
      [2, at(0), null],
      [7, at(0), null],
      [9, at(7), null],
    ]);
  });

  test('to the first created team of the lead’s zipcode', async () => {
    const lion = await practice({ leads: 40 });
    const { contact, team_selection_method } = await lion.lead(20);
    expect(team_selection_method).toBe('Zipcode');
    const distribution_zipcodes = [String(contact.zip)];
    const options = [{ ...OPTIONS, user_id: 2 }];
    lion.desk.setTeams([
      team({ id: 20, name: 'Elsewhere', distribution_zipcodes: ['00000'], options }),
      team({ id: 21, name: 'First', distribution_zipcodes, options: everyone }),
      team({ id: 22, name: 'Second', distribution_zipcodes, options }),
    ]);
    const { body } = await lion.call<DeskOffer>('POST', '/leads/20/offers', {});
    expect(body).toMatchObject({ user: { id: 9 }, team: { id: 21, name: 'First' } });
    lion.desk.setTeams([team({ id: 22, distribution_zipcodes: ['00000'], options })]);
    expect(await lion.call('POST', '/leads/20/offers', {})).toMatchObject({
      status: 400,
      body: { message: `No team has the zipcode ${contact.zip}` },
    });
  });

  test.each<[string, number, string, readonly DeskTeam[]]>([
    ['a lead that is not for a team', 5, 'The distribution target of the lead must equal to "Team Rollout"', TEAMS],
    ['a lead that someone else created', 2, 'The user must be the creator of the lead', TEAMS],
    [
      'a team without distribution options',
      5,
      'No team member distribution options for a team that was created by the current user',
      [team({})],
    ],
    [
      'a team of someone else',
      5,
      'No team member distribution options for a team that was created by the current user',
      [team({ created_by_user_id: 2, options: [OPTION] })],
    ],
    ['a team that is not there', 5, 'The team of the lead is not there', []],
  ])('is refused for %s', async (what, user, message, teams) => {
    const lion = await practice({ leads: 40 });
    const lead = what.includes('not for a team') ? 11 : 2;
    lion.desk.setTeams(teams);
    const count = lion.desk.offers().length;
    const refused = await lion.call<Refusal>('POST', `/leads/${lead}/offers`, {}, user);
    expect(refused).toEqual({ status: 400, body: { name: 'BadRequest', message, code: 400 } });
    expect(lion.desk.offers()).toHaveLength(count);
  });

  test('is refused for a lead that is claimed, and for none', async () => {
    const lion = await practice({ leads: 40 });
    lion.desk.claim(2, 7);
    expect(await lion.call('POST', '/leads/2/offers', {})).toMatchObject({ status: 400 });
    expect(await lion.call('POST', '/leads/900/offers', {})).toEqual({
      status: 404,
      body: { name: 'NotFound', message: "No record found for id '900'", code: 404 },
    });
  });
});
