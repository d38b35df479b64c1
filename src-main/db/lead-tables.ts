import type { Generated } from 'kysely';
import type { Millis } from './millis.ts';

/** A person, as the list shows it. */
export interface LeadTable {
  id: Generated<number>;
  first_name: string;
  last_name: string;
  /** Last name, space, first name; folded to small letters without accents. */
  name_key: string;
  /** Digits with country code where it could be read, else as written. */
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
  /** The agent whose lead it is; null for nobody's. */
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
  /** The vendor's record, whole, as JSON; what a later, poorer one does not mention stays. */
  raw: string;
  /** As it came last, where that is not all that stands in `raw`. */
  last_raw: string | null;
  /** `LeadFields` as a JSON list by place, see `packFields`. */
  fields: string;
  unlocked: Generated<number>;
  received_at: Millis;
  changed_at: Millis;
  /** The agent who typed it or gave the file; empty for what a vendor sent by itself. */
  who: Generated<string>;
}

/** Whether the vendor still has a record. */
export interface LeadRecordAtVendorTable {
  record_id: number;
  connection_id: number;
  /** The full read of its source in which it came last. */
  pass: number;
  /** Since when the vendor is known to have it no more. */
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

/** What changed in a record when it came again. */
export interface LeadChangeTable {
  id: Generated<number>;
  record_id: number;
  at: Millis;
  /** JSON list of {field, before, after}. */
  changes: string;
}

/** Leads that were joined, and records that were split off. */
export interface LeadMergeTable {
  id: Generated<number>;
  kind: 'join' | 'split';
  at: Millis;
  who: string;
  /** The lead that has the records now. */
  to_id: number;
  from_id: number;
  /** JSON list of record ids. */
  records: string;
  why: string;
  /** JSON of what a lead was that went in a join. */
  gone: string | null;
  undone: Generated<number>;
}

/** Leads that nothing joins by itself, both ways round. */
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
