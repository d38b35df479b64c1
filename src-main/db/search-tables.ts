/** What a lead is found by: words and phones, folded, each with a space before it. */
export interface LeadTextTable {
  id: number;
  name: string;
  other: string;
  phones: string;
}

export interface SearchTables {
  lead_text: LeadTextTable;
}
