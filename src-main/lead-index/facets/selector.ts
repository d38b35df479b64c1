import type { LeadFacet, LeadFilter } from '../../../src-preload/contract/index.ts';
import type { LeadSet } from '../bitmap/lead-set.ts';
import type { LeadBits } from './lead-bits.ts';

/** Who asks, and when. */
export interface SelectContext {
  /** The desk's clock, ms since 1970. */
  readonly now: number;
  /** The agent at the desk. */
  readonly me: string;
  /** The newest lead that counts; later ones stay out. */
  readonly upTo?: number;
  /** The most leads that a text finds, the newest first, in place of `SEARCH_CAP`: for bulk actions, which go on from there until they have reached all that match. */
  readonly hits?: number;
}

/** An owner in a filter that stands for whoever sits at the desk. */
export const AT_THE_DESK = '@me';

/** What counts and orders need of the index: values, and the leads that match a filter. */
export interface LeadSelector {
  readonly bits: LeadBits;
  /** Every value of a facet that some lead has, with how many, most frequent first. */
  values(facet: LeadFacet): { value: string; count: number }[];
  /** The leads that match a filter. */
  select(filter: LeadFilter, context: SelectContext): LeadSet;
}
