import type { Generated } from 'kysely';

/** A value of a facet. */
export interface LeadFacetValueTable {
  id: Generated<number>;
  facet: string;
  value: string;
  /** The number of leads that have it. */
  n: Generated<number>;
}

/** The leads of one chunk that have one value. `id` is value id × 2²⁰ + chunk number. */
export interface LeadBitsTable {
  id: number;
  n: number;
  bits: Uint8Array;
}

/** Small changes that are not yet in `lead_bits`. */
export interface LeadBitsLogTable {
  id: Generated<number>;
  changes: Uint8Array;
}

export interface LeadIndexStateTable {
  id: number;
  stamp: number;
}

export interface LeadViewTable {
  id: Generated<number>;
  name: string;
  /** JSON of `leadFilter`. */
  filter: string;
  /** JSON of `leadSort`. */
  sort: string;
  /** JSON of the columns of `leadView`. */
  columns: string;
  position: number;
}

/** The tables of the index that lists of leads are read from. */
export interface LeadIndexTables {
  lead_facet_value: LeadFacetValueTable;
  lead_bits: LeadBitsTable;
  lead_bits_log: LeadBitsLogTable;
  lead_index_state: LeadIndexStateTable;
  lead_view: LeadViewTable;
}
