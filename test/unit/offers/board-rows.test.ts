import { expect, test } from 'vitest';
import { BoardRows } from '../../../src-main/offers/board-rows.ts';
import type { LeadFacts } from '../../../src-main/offers/facts.ts';
import { pick, type Random, seededRandom } from '../../../src-main/practice/seeded-random.ts';

function lead(id: number, random: Random): LeadFacts {
  const user = pick(random, ['1:5', '1:7', '']);
  return {
    id,
    connectionId: 1,
    source: 'Lion',
    externalId: String(id),
    leadId: id,
    firstName: pick(random, ['Ann', 'Élise', 'Zoë', '']),
    lastName: pick(random, ['Adams', 'Zimmer']),
    homeState: '',
    license: '',
    distributionTarget: '',
    state: 'open',
    confirmed: '',
    holder: '',
    holderKey: '',
    agent: null,
    claimedAt: null,
    claimedVia: '',
    touchedAt: null,
    firstSeenAt: 0,
    heldAt: 0,
    offers: Array.from({ length: 1 + Math.floor(random() * 4) }, (_, n) => ({
      id: id * 10 + n,
      externalId: '',
      userKey: user,
      user,
      teamKey: '1:6',
      team: '',
      notifyAt: random() < 0.2 ? null : Math.floor(random() * 50),
      rank: random() < 0.2 ? null : Math.floor(random() * 5),
      automatic: null,
      byCall: null,
      byText: null,
      byEmail: null,
      sentAt: Math.floor(random() * 50),
    })),
  };
}

/** What a board shows in each of its orders. */
function shown(rows: BoardRows): unknown {
  const offer = (row: number) => {
    const { id, lead, user, team, notifyAt, sentAt, rank } = rows.offers;
    return [id[row], rows.leads.id[lead[row] ?? -1], user[row], team[row], notifyAt[row], sentAt[row], rank[row]];
  };
  const people = (row: readonly unknown[]) =>
    row.map((value, at) => (at === 2 || at === 3 ? rows.people.list[Number(value)] : value));
  return {
    byTime: [...rows.byTime.rows].map((row) => people(offer(row))),
    byRank: [...rows.byRank.rows].map((row) => people(offer(row))),
    byName: [...rows.byName.rows]
      .filter((at) => rows.leads.connection[at] !== -1)
      .map((at) => [
        rows.leads.id[at],
        rows.name[at],
        Array.from({ length: rows.leads.count[at] ?? 0 }, (_, n) => offer((rows.leads.first[at] ?? 0) + n)[0]),
      ]),
  };
}

test('leads that come, change and go over and over leave what the last of them make, and no more rows than twice that', () => {
  const random = seededRandom(5);
  const rows = new BoardRows();
  const now = new Map<number, LeadFacts>();
  let most = 0;
  for (let turn = 0; turn < 60; turn++) {
    const ids = new Set(Array.from({ length: 120 }, () => 1 + Math.floor(random() * 400)));
    for (const id of ids) {
      if (random() < 0.15) now.delete(id);
      else now.set(id, lead(id, random));
    }
    rows.put(
      ids,
      [...ids].flatMap((id) => now.get(id) ?? []),
    );
    most = Math.max(most, rows.offerCount);
  }
  const fresh = new BoardRows();
  fresh.put([], [...now.values()]);
  expect(shown(rows)).toEqual(shown(fresh));
  // Far more were written than are kept.
  expect(most).toBeLessThan(2 * 400 * 4 + 1_000);
  expect(rows.byTime.rows.length).toBe([...now.values()].reduce((sum, { offers }) => sum + offers.length, 0));
});
