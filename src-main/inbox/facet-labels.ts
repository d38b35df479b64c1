import type { LeadFacet } from '../../src-preload/contract/index.ts';
import { US_STATES } from '../../src-preload/rules/us-states.ts';

const STATES: ReadonlySet<LeadFacet> = new Set(['state', 'licensedState', 'destination']);
const MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The label of a facet's value in a list: a state is its name with its two letters. */
export function labelOf(facet: LeadFacet, value: string): string {
  const state = STATES.has(facet) ? US_STATES[value] : undefined;
  return state === undefined ? value : `${state} (${value})`;
}

/** What people type to find a value, besides its label. */
export function spokenAs(facet: LeadFacet, value: string): string {
  if (facet === 'sentMonth' && /^\d{4}-\d{2}$/.test(value)) return MONTH.format(new Date(`${value}-01T00:00:00Z`));
  if (facet === 'reach') return value === 'email' ? 'e-mail mail' : 'telephone number';
  return value;
}
