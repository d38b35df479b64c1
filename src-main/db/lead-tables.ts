import type { Generated } from 'kysely';
import type { Millis } from './tables.ts';

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
  /** The vendor's record, whole, as JSON. */
  raw: string;
  unlocked: Generated<number>;
  received_at: Millis;
  changed_at: Millis;
}

export interface LeadPhoneTable {
  phone: string;
  lead_id: number;
}

export interface LeadEmailTable {
  email: string;
  lead_id: number;
}

export interface LeadRejectTable {
  id: Generated<number>;
  connection_id: number;
  external_id: string | null;
  hash: string;
  reason: string;
  raw: string;
  at: Millis;
}

/** The tables of leads and their records. */
export interface LeadTables {
  lead: LeadTable;
  lead_record: LeadRecordTable;
  lead_phone: LeadPhoneTable;
  lead_email: LeadEmailTable;
  lead_reject: LeadRejectTable;
}
