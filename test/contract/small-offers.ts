import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { offerFilter } from '../../src-preload/contract/index.ts';
import { until } from '../support/fault-until.ts';
import type { Call } from './small-inbox.ts';

/** Calls every command on offers, at a desk that has fetched from a LionDesk and has a dialer. */
export async function useOffers(call: Call, folder: string, dialer: { id: number; listId: string }): Promise<void> {
  const everyone = offerFilter.parse({ as: '@everyone' });
  const board = await call('offers.board', { filter: everyone });
  expect(board.users.length).toBeGreaterThan(1);
  const [team, user, source] = [board.teams[0]?.key ?? '', board.users[0]?.key ?? '', board.sources[0]?.id ?? 0];
  const all = Object.values(board.counts).reduce((sum, n) => sum + n, 0);
  expect(all).toBeGreaterThan(0);
  const filter = { ...everyone, age: { from: 0, until: 9e12 }, rank: { from: 0, to: 99 }, sources: [source] };
  expect(
    (await call('offers.cards', { filter, column: 'open', sort: 'rank', at: 0, limit: 500 })).total,
  ).toBeGreaterThan(0);
  await call('offers.cards', { filter: { ...everyone, users: [user], teams: [team] }, column: 'others', sort: 'name' });
  const { cards } = await call('offers.cards', { filter: everyone, column: 'open', sort: 'offered', at: 0, limit: 3 });
  const [card] = cards;
  if (!card) throw new Error('Nothing is open on the board');
  const { id, connectionId, externalId, leadId } = card;
  expect((await call('offers.get', { id })).card).toMatchObject({ id, state: 'open' });
  expect((await call('offers.ofLead', { leadId: leadId ?? 0 })).map((one) => one.card.id)).toContain(id);

  const settings = { notify: true, sound: true, quiet: { from: '22:00', to: '07:00' }, blind: false } as const;
  await call('offers.setSettings', { ...settings, firstTouchMinutes: 7, teamLead: 'Dorothy' });
  expect(await call('offers.settings', {})).toMatchObject({ firstTouchMinutes: 7, teamLead: 'Dorothy' });
  const { latest } = await call('offers.arrivals', { since: 0 });
  await call('offers.seen', { upTo: latest });
  await call('offers.alerts', {});

  expect(await call('offers.claim', { id, agent: 'Ann' })).toMatchObject({ won: true, by: 'Ann' });
  expect(await call('offers.handOver', { id, to: 'Dorothy' })).toMatchObject({ holder: 'Dorothy' });
  const callbackAt = Date.now() + 86_400_000;
  const campaign = { campaignId: 'SALES', user: '6666', callbackAt };
  await call('offers.toDialer', { id, dialerId: dialer.id, listId: dialer.listId, ...campaign });
  expect(await call('offers.handBack', { id })).toMatchObject({ state: 'open', mine: false });

  expect((await call('offers.submitPreview', { connectionId, externalId })).conditions.length).toBeGreaterThan(1);
  const { jobId } = await call('offers.submit', { connectionId, externalId });
  await until(async () => (await call('jobs.get', { id: jobId })).attempts > 0, 'the offer has been submitted');
  const where = [{ field: 'rank', operator: '$gte' as const, values: ['1'] }];
  const query = {
    connectionId,
    leadId: externalId,
    where,
    limit: 2,
    skip: 0,
    sort: [{ field: 'id', direction: -1 as const }],
  };
  expect((await call('offers.query', query)).offers.length).toBeGreaterThan(0);

  const span = { from: 0, until: Date.now(), by: 'team' as const, sources: [source], teams: [team] };
  expect((await call('offers.report', span)).total.offered).toBeGreaterThan(0);
  const path = join(folder, 'claims.csv');
  const { rows } = await call('offers.exportReport', { ...span, what: 'rows', path });
  expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(rows + 1);
}
