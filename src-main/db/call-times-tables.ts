import type { Generated } from 'kysely';

/** A dated rule about when people in a place may be called. */
export interface CallRuleTable {
  id: Generated<number>;
  /** US, or two letters of a state or province. */
  place: string;
  /** JSON list of weekdays, 0 is Sunday. */
  days: string;
  /** Minutes of the day; both null means that calls are not allowed on these days. */
  opens: number | null;
  closes: number | null;
  attempts_per_day: number | null;
  /** JSON list of YYYY-MM-DD. */
  holidays: string;
  from_date: string;
  /** Empty means that the rule has no end. */
  until_date: string;
  source: string;
}

/** The tables of call times. */
export interface CallTimesTables {
  call_rule: CallRuleTable;
}
