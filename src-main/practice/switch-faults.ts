import type { PracticeFault, PracticeVendorName } from '../../src-preload/contract/practice.ts';
import type { Fault } from './dialer/faults.ts';
import type { Fault as LeadExecFault } from './leadexec/faults.ts';
import { type VendorFault, vendorFault } from './leads/vendor-faults.ts';

const SLOW_MS = 3_000;
const BUSY_SECONDS = 10;

/** The practice dialer's behaviour for each fault of the practice screen. */
const OF_DIALER: Readonly<Record<PracticeFault, Fault>> = {
  'no-answer': { kind: 'hang' },
  'answer-lost': { kind: 'answer-lost-reset' },
  slow: { kind: 'slow', ms: SLOW_MS },
  'error-500': { kind: 'http500-empty' },
  busy: { kind: 'http503', retryAfter: BUSY_SECONDS },
  reset: { kind: 'cut-before-reading' },
  'wrong-password': { kind: 'login-incorrect' },
  'web-page': { kind: 'html-page' },
  duplicate: { kind: 'duplicate' },
};

/** The same for the practice LeadExec. */
const OF_LEADEXEC: Readonly<Record<PracticeFault, LeadExecFault>> = {
  'no-answer': { kind: 'hang' },
  'answer-lost': { kind: 'answer-lost-reset' },
  slow: { kind: 'slow', ms: SLOW_MS },
  'error-500': { kind: 'http500-empty' },
  busy: { kind: 'http503', retryAfter: BUSY_SECONDS },
  reset: { kind: 'cut-before-reading' },
  'wrong-password': { kind: 'token-refused' },
  'web-page': { kind: 'html-page' },
  duplicate: { kind: 'duplicate' },
};

/** The same for the vendors of leads, which have no duplicates. */
const OF_LEADS: Readonly<Partial<Record<PracticeFault, Partial<VendorFault> & Pick<VendorFault, 'kind'>>>> = {
  'no-answer': { kind: 'hang' },
  'answer-lost': { kind: 'answer-lost' },
  slow: { kind: 'slow', ms: SLOW_MS },
  'error-500': { kind: 'http500' },
  busy: { kind: 'http503', retryAfter: BUSY_SECONDS },
  reset: { kind: 'reset' },
  'wrong-password': { kind: 'login-refused' },
  'web-page': { kind: 'portal' },
};

/** The faults that can be switched on at a practice vendor. */
export function knownFaults(vendor: PracticeVendorName): PracticeFault[] {
  const takesLeads = vendor === 'dialer' || vendor === 'leadexec';
  return Object.keys(takesLeads ? OF_DIALER : OF_LEADS) as PracticeFault[];
}

/** The practice dialer's faults, at every n-th request; several take turns. */
export function dialerFaults(on: readonly PracticeFault[], every: number): Fault[] {
  return on.map((one, at) => ({ ...OF_DIALER[one], ...turnOf(at, on.length, every) }));
}

/** The practice LeadExec's faults, at every n-th request; several take turns. */
export function leadExecFaults(on: readonly PracticeFault[], every: number): LeadExecFault[] {
  return on.map((one, at) => ({ ...OF_LEADEXEC[one], ...turnOf(at, on.length, every) }));
}

/** The faults of a practice vendor of leads, at every n-th request; several take turns. */
export function leadsFaults(on: readonly PracticeFault[], every: number): VendorFault[] {
  return on.flatMap((one, at) => {
    const fault = OF_LEADS[one];
    return fault === undefined ? [] : [vendorFault.parse({ ...fault, ...turnOf(at, on.length, every) })];
  });
}

/** Each in its turn: of two faults at every 3rd request, one occurs at the 6th, 12th and 18th, the other at the 9th, 15th and 21st. */
const turnOf = (at: number, of: number, every: number) => ({ every: every * of, after: every * at });
