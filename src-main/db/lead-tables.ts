import type { Generated } from 'kysely';
import type { Millis } from './millis.ts';

/** A person as the list shows it. */
export interface LeadTable {
  id: Generated<number>;
  first_name: string;
  last_name: string;
  /** Last name, space, first name; in lower case without accents. */
  name_key: string;
  /** Digits with country code if it could be parsed, otherwise as received. */
  phone: string | null;
  email: string | null;
  city: string;
  state: string;
  zip: string;
  license: string;
  /** Joined by ", ". */
  licensed_states: string;
  specialties: string;
  experience: number | null;
  employment_type: string;
  unlocked: Generated<number>;
  applied: Generated<number>;
  attempts: Generated<number>;
  /** A `leadStatus`. */
  status: Generated<string>;
  /** The agent the lead is assigned to; null if it is unassigned. */
  owner: Generated<string | null>;
  last_disposition: string | null;
  callback_at: Millis | null;
  sent_at: Millis | null;
  received_at: Millis;
  touched_at: Millis | null;
}

export interface LeadRecordTable {
  id: Generated<number>;
  lead_id: number;
  connection_id: number | null;
  kind: 'locumjobs' | 'liondesk' | 'hand' | 'file';
  source: string;
  external_id: string;
  /** The vendor's complete record as JSON. Members that a later, shorter version doesn't have are kept. */
  raw: string;
  /** The record as last received, if it differs from `raw`. */
  last_raw: string | null;
  /** `LeadFields` as a JSON list by position, see `packFields`. */
  fields: string;
  unlocked: Generated<number>;
  received_at: Millis;
  changed_at: Millis;
  /** The agent who entered it or imported the file; empty if a vendor sent it. */
  who: Generated<string>;
}

/** Whether the vendor still has a record. */
export interface LeadRecordAtVendorTable {
  record_id: number;
  connection_id: number;
  /** The full read of its source in which it was last received. */
  pass: number;
  /** Since when the vendor is known not to have it any more. */
  gone_at: Millis | null;
}

export interface LeadPhoneTable {
  phone: string;
  lead_id: number;
}

export interface LeadEmailTable {
  email: string;
  lead_id: number;
}

export interface LeadTagTable {
  lead_id: number;
  tag: string;
}

export interface LeadRejectTable {
  id: Generated<number>;
  connection_id: number | null;
  source: string;
  external_id: string | null;
  hash: string;
  reason: string;
  raw: string;
  at: Millis;
}

/** What changed in a record when it was received again. */
export interface LeadChangeTable {
  id: Generated<number>;
  record_id: number;
  at: Millis;
  /** JSON list of {field, before, after}. */
  changes: string;
}

/** Leads that were merged, and records that were split off. */
export interface LeadMergeTable {
  id: Generated<number>;
  kind: 'join' | 'split';
  at: Millis;
  who: string;
  /** The lead that now has the records. */
  to_id: number;
  from_id: number;
  /** JSON list of record ids. */
  records: string;
  why: string;
  /** JSON of the lead that was merged into the other. */
  gone: string | null;
  undone: Generated<number>;
}

/** Leads that are never merged automatically, in both orders. */
export interface LeadApartTable {
  lead_id: number;
  other_id: number;
}

export interface ForgottenTable {
  hash: Buffer;
}

/** The tables of leads and their records. */
export interface LeadTables {
  lead: LeadTable;
  lead_record: LeadRecordTable;
  lead_record_at_vendor: LeadRecordAtVendorTable;
  lead_phone: LeadPhoneTable;
  lead_email: LeadEmailTable;
  lead_tag: LeadTagTable;
  lead_change: LeadChangeTable;
  lead_merge: LeadMergeTable;
  lead_apart: LeadApartTable;
  lead_reject: LeadRejectTable;
  forgotten: ForgottenTable;
}
