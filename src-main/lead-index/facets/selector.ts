import type { LeadFacet, LeadFilter } from '../../../src-preload/contract/index.ts';
import type { LeadSet } from '../bitmap/lead-set.ts';
import type { LeadBits } from './lead-bits.ts';

/** The agent and the time of a query. */
export interface SelectContext {
  /** The desk's clock, ms since 1970. */
  readonly now: number;
  /** The agent at the desk. */
  readonly me: string;
  /** The newest lead that is included. */
  readonly upTo?: number;
  /**
   * The most leads that a text finds, newest first, instead of `SEARCH_CAP`. It is for bulk actions, which continue from there until they
   * have reached all that match.
   */
  readonly hits?: number;
}

/** An owner in a filter that means the agent at the desk. */
export const AT_THE_DESK = '@me';

/** The parts of the index that counts and orders need: values, and the leads that match a filter. */
export interface LeadSelector {
  readonly bits: LeadBits;
  /** Every value of a facet that some lead has, with the number of leads, most frequent first. */
  values(facet: LeadFacet): { value: string; count: number }[];
  /** The leads that match a filter. */
  select(filter: LeadFilter, context: SelectContext): LeadSet;
}
