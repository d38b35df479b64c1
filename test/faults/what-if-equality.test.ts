import { expect, test } from 'vitest';
import { sellByPractice, sellByRules } from '../support/leadexec-compare.ts';
import { makeAccount, makeLeads } from '../support/leadexec-distribution.ts';

const LONG = process.env.TRUNKLINE_LONG === '1';
const LEADS = LONG ? 10_000 : 1_000;

/** Lead by lead and reason by reason, on 200 accounts, by two engines that know nothing of each other. The long run is of 10,000 leads. */
test.each([11, 12, 13])(
  'leads on 200 accounts are distributed as the practice account does, seed %i',
  (seed) => {
    const size = { accounts: 200, clients: 80, seed };
    const leads = makeLeads(LEADS, seed);
    const practice = sellByPractice(makeAccount(size), leads);
    const ours = sellByRules(makeAccount(size), leads);
    const different = leads.flatMap((lead, at) => {
      const [one, other] = [JSON.stringify(ours[at]), JSON.stringify(practice[at])];
      return one === other ? [] : [{ lead, ours: ours[at], practice: practice[at] }];
    });
    expect(different.slice(0, 3)).toEqual([]);
    expect(different).toHaveLength(0);
    expect(practice.filter(({ sends }) => sends.length > 0).length).toBeGreaterThan(LEADS * 0.4);
  },
  // Other programs on the machine don't make it wrong.
  600_000,
);
