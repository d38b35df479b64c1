import { describe, expect, test } from 'vitest';
import { sellByPractice, sellByRules } from '../../../support/leadexec-compare.ts';
import { makeAccount, makeLeads } from '../../../support/leadexec-distribution.ts';

/** What the practice account's log must have said at least once, so that each check is compared. */
const CHECKS =
  /method is for lead type|is not enabled|client is|is not open|automation|exclusive to|force IDs|distribution list|criteria|hourly|daily|weekly|monthly|schedule|no open order|matched/g;

describe('leads are distributed as the practice account does, account by account', () => {
  test.each([1, 2, 3])('300 leads on 60 accounts, seed %i', (seed) => {
    const size = { accounts: 60, clients: 25, seed };
    const leads = makeLeads(300, seed);
    const practice = sellByPractice(makeAccount(size), leads);
    const ours = sellByRules(makeAccount(size), leads);
    for (const [at, lead] of leads.entries()) expect({ lead, ...ours[at] }).toEqual({ lead, ...practice[at] });
    expect(practice.filter(({ sends }) => sends.length > 0).length).toBeGreaterThan(100);
    const seen = new Set(practice.flatMap(({ log }) => log).flatMap((line) => line.match(CHECKS) ?? []));
    expect(seen.size).toBeGreaterThan(11);
  });
});
