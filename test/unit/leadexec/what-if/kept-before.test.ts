import { describe, expect, test } from 'vitest';
import { CODE, ScanRecord } from '../../../../src-main/leadexec/what-if/outcomes.ts';
import { applyChanges } from '../../../../src-main/leadexec/what-if/run/apply-changes.ts';
import { type KeptSales, SalesReader, SalesWriter } from '../../../../src-main/leadexec/what-if/run/kept-sales.ts';
import type { PostedInput } from '../../../../src-main/leadexec/what-if/run/read-posted.ts';
import { WhatIfRun } from '../../../../src-main/leadexec/what-if/run/what-if-run.ts';
import { seededRandom } from '../../../../src-main/practice/seeded-random.ts';
import type { WhatIfChange } from '../../../../src-preload/contract/index.ts';
import { makeAccount, makeLeads, setupOf } from '../../../support/leadexec-distribution.ts';

/** Each affects who gets leads in another way. */
const CHANGES: Readonly<Record<string, readonly WhatIfChange[]>> = {
  'no change': [],
  'prices and maxima': Array.from({ length: 20 }, (_, at) => ({
    ...{ of: 'account' as const, id: 1_001 + at * 2 },
    set: at % 4 === 0 ? { exclusive: true, price: 12 } : { price: 30 + at, dayMax: -1, hourMax: at % 3 },
  })),
  'every account without criteria': Array.from({ length: 60 }, (_, at) => ({
    ...{ of: 'account' as const, id: 1_001 + at },
    set: { criteria: [], hourMax: -1, dayMax: -1, weekMax: -1, monthMax: -1, useOrder: false },
  })),
  'another preference and time zone': [{ of: 'rules', set: { preference: 'RoundRobin', timeZone: 'Asia/Tokyo' } }],
  'fewer leads at the door': [
    { of: 'campaign', id: 31, set: { dayMax: 3, maxSell: 0 } },
    { of: 'field', id: 104, set: { required: true } },
  ],
};

/** Leads as posted, some with reported sends of which a part was refused, some that wait for a review. */
function postsOf(setup: ReturnType<typeof setupOf>, seed: number): PostedInput[] {
  const names = new Map(setup.leadTypes.flatMap(({ fields }) => fields.map((one) => [one.leadFieldUid, one.name])));
  const random = seededRandom(seed + 5);
  return makeLeads(400, seed).map((lead): PostedInput => {
    const sends = random() < 0.5 ? [Math.floor(random() * 25), Math.floor(random() * 25)] : [];
    return {
      ...{ postNo: lead.key, at: lead.at, kind: lead.accountType === 1 ? 'manualredirect' : 'general' },
      ...{ leadId: String(lead.key), leadTypeUid: lead.leadTypeUid, campaign: lead.campaignUid },
      ...{
        review: random() < 0.05 ? 'pending' : '',
        returned: random() < 0.1,
        hasOrder: lead.hasOrder,
        noSell: random() < 0.05,
        isDelayed: false,
      },
      fields: JSON.stringify(Object.fromEntries([...lead.values].map(([uid, value]) => [names.get(uid), value]))),
      sends: sends.map((at) => ({ clientUid: String(500 + at), client: '', valid: random() < 0.7, price: 5 })),
    };
  });
}

function runOf(
  setup: ReturnType<typeof setupOf>,
  posts: readonly PostedInput[],
  changes: readonly WhatIfChange[],
  kept: KeptSales | null,
) {
  // A quarter of the leads are from before the time range, and only count.
  const run = new WhatIfRun(setup, applyChanges(setup, changes), posts[100]?.at ?? 0, kept);
  for (const post of posts) run.add(post);
  return { result: run.finish(), kept: run.kept };
}

describe.each([1, 2, 3])('what was kept of an unchanged account gives the same result, seed %i', (seed) => {
  const setup = setupOf(makeAccount({ accounts: 60, clients: 25, seed }));
  const posts = postsOf(setup, seed);
  const { result: unchanged, kept } = runOf(setup, posts, CHANGES['prices and maxima'] ?? [], null);

  test.each(Object.entries(CHANGES))('%s', (name, changes) => {
    const whole = runOf(setup, posts, changes, null).result;
    expect(kept).not.toBeNull();
    expect(runOf(setup, posts, changes, kept).result).toEqual(whole);
    expect(whole.before).toEqual(unchanged.before);
    expect(whole.moved > 0).toBe(name !== 'no change');
  });

  test('every reason that depends on the leads before is among the results', () => {
    const { moves } = runOf(setup, posts, CHANGES['every account without criteria'] ?? [], kept).result;
    const why = moves.flatMap((move) => move.why).join('\n');
    expect(why).toMatch(/Before: Its maximum/);
    expect(why).toMatch(/Before: The client had no open order/);
    expect(why).toMatch(/Before: It passed every check, and the lead was sold before its turn/);
  });
});

describe('kept sales', () => {
  const record = new ScanRecord(40_000);
  record.considered = [3, 200, 39_999];
  record.set(3, CODE.maximum, 2);
  record.set(200, CODE.criteria, 7);
  record.set(39_999, CODE['other-account']);
  const sale = {
    sends: [
      { place: 20_000, valid: true, price: 12.5 },
      { place: 5, valid: false, price: 0 },
    ],
    assumed: true,
  };

  test('are read as they were written, across parts of memory, and nothing behind them', () => {
    const writer = new SalesWriter();
    const many = 150_000;
    for (let nth = 0; nth < many; nth++) writer.add(sale, record);
    const chunks = writer.chunks() ?? [];
    expect(chunks.length).toBeGreaterThan(1);
    const prices = Array.from({ length: 40_000 }, () => 12.5);
    const reader = new SalesReader(chunks, prices);
    let equal = 0;
    for (let nth = 0; nth < many; nth++) {
      const { sends, assumed } = reader.next();
      if (assumed && JSON.stringify(sends) === JSON.stringify(sale.sends)) equal += 1;
    }
    expect(equal).toBe(many);
    const read = new ScanRecord(40_000);
    reader.fill(read);
    const outcomes = [3, 200, 39_999, 20_000, 5].map((place) => ({ ...read.at(place), account: place }));
    expect(outcomes.map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ...[
        ['maximum', 2],
        ['lead-type', 0],
        ['other-account', -1],
        ['bought', -1],
        ['declined', -1],
      ],
    ]);
    expect(reader.next()).toEqual({ sends: [], assumed: false });
  });

  test('are not kept if they take too much memory', () => {
    const writer = new SalesWriter(1 << 20);
    for (let nth = 0; nth < 150_000; nth++) writer.add(sale, record);
    expect(writer.chunks()).toBeNull();
  });
});
