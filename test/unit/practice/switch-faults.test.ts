import { describe, expect, it } from 'vitest';
import { createDialerFaults } from '../../../src-main/practice/dialer/faults.ts';
import { VendorFaults } from '../../../src-main/practice/leads/vendor-faults.ts';
import { dialerFaults, knownFaults, leadExecFaults, leadsFaults } from '../../../src-main/practice/switch-faults.ts';

/** What strikes each of so many requests, by the number of the request. */
function struckBy(next: () => string | undefined, requests: number): Record<number, string> {
  const struck: Record<number, string> = {};
  for (let at = 1; at <= requests; at++) {
    const kind = next();
    if (kind !== undefined) struck[at] = kind;
  }
  return struck;
}

describe('faults that are switched on', () => {
  it('strike each n-th request, and take turns where they are several', () => {
    const plan = createDialerFaults();
    plan.set(dialerFaults(['error-500', 'duplicate'], 3));
    expect(struckBy(() => plan.onRead('7275550100').fault?.kind, 16)).toEqual({
      6: 'http500-empty',
      9: 'duplicate',
      12: 'http500-empty',
      15: 'duplicate',
    });
    const leads = new VendorFaults();
    leads.set(leadsFaults(['error-500', 'wrong-password'], 3));
    expect(struckBy(() => leads.next('/leads')?.kind, 16)).toEqual({
      6: 'http500',
      9: 'login-refused',
      12: 'http500',
      15: 'login-refused',
    });
  });

  it('alone and at every request, strike from the first', () => {
    const leads = new VendorFaults();
    leads.set(leadsFaults(['busy'], 1));
    expect(leads.next('/leads')).toMatchObject({ kind: 'http503', retryAfter: 10 });
  });

  it('are all known to their vendor; duplicates to those that take leads', () => {
    expect(dialerFaults(knownFaults('dialer'), 1)).toHaveLength(9);
    expect(leadsFaults(knownFaults('desk'), 1)).toHaveLength(8);
    expect(knownFaults('board')).not.toContain('duplicate');
    expect(leadExecFaults(knownFaults('leadexec'), 1)).toHaveLength(9);
  });
});
