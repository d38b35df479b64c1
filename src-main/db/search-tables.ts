import type { Generated } from 'kysely';

/** What a lead is found by: words and phones, folded, each with a space before it. */
export interface LeadTextTable {
  id: number;
  name: string;
  other: string;
  phones: string;
}

/** Some hundred leads that are yet to be made findable. */
export interface LeadTextLateTable {
  id: Generated<number>;
  first_lead: number;
  last_lead: number;
  texts: string;
}

/** Of a chunk of leads those that have a term, where at least some do. */
export interface LeadOftenTable {
  /** 32 chunks. */
  span: number;
  term: string;
  chunk: number;
  n: number;
  /** Places in the chunk: two bytes each below 1,024 leads, else a bitmap. */
  ids: Uint8Array;
}

export interface SearchTables {
  lead_often: LeadOftenTable;
  lead_text_late: LeadTextLateTable;
  lead_text: LeadTextTable;
}
