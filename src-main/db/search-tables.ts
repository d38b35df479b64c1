import type { Generated } from 'kysely';

/** What a lead is found by: words and phones, normalized, each with a space before it. */
export interface LeadTextTable {
  id: number;
  name: string;
  other: string;
  phones: string;
}

/** Some hundred leads that are not yet in the search. */
export interface LeadTextPendingTable {
  id: Generated<number>;
  first_lead: number;
  last_lead: number;
  texts: string;
}

export interface SearchTables {
  lead_text_pending: LeadTextPendingTable;
  lead_text: LeadTextTable;
}
