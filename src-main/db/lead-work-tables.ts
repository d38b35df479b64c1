import type { Generated } from 'kysely';
import type { LeadEvent } from '../../src-preload/contract/index.ts';

export interface AgentTable {
  name: string;
  added_at: number;
}

/** What somebody did to any number of leads at once. */
export interface LeadActTable {
  id: Generated<number>;
  at: number;
  who: string;
  kind: LeadEvent['kind'];
  what: string;
  changed: number;
  /** Null for what was done to a selection. */
  lead_id: number | null;
  /** JSON of what it takes to undo it besides the sets. */
  undo: string | null;
  undone_at: number | null;
  undone_by: string | null;
  /** JSON of an `ActPlan` while an act on many leads goes on; null when it is done. */
  plan: Generated<string | null>;
}

/** The leads that an act has yet to come to, a chunk of ids a row. */
export interface LeadActTodoTable {
  act_id: number;
  chunk: number;
  bits: Buffer;
}

/** The leads that an act gave a value of a facet, or took one from, a chunk of ids a row. */
export interface LeadActSetTable {
  id: Generated<number>;
  act_id: number;
  facet: string;
  value: string;
  gave: number;
  chunk: number;
  bits: Buffer;
  back: Buffer | null;
  bulk: number;
}

export interface LeadNoteTable {
  id: Generated<number>;
  lead_id: number;
  at: number;
  who: string;
  text: string;
}

export interface LeadDraftTable {
  lead_id: number;
  text: string;
}

export interface DispositionTable {
  id: Generated<number>;
  name: string;
  step: 'done' | 'callback' | 'retry' | 'do-not-call' | 'none';
  hours: number | null;
  key: string;
  position: number;
}

export interface LeadCallTable {
  id: Generated<number>;
  lead_id: number;
  phone: string;
  at: number;
  who: string;
  despite: string | null;
  ended_at: number | null;
  outcome: string | null;
  retry_at: number | null;
}

export interface CallbackTable {
  id: Generated<number>;
  lead_id: number;
  due_at: number;
  owner: string | null;
  note: string;
  created_at: number;
  done_at: number | null;
  removed_at: number | null;
}

/** The tables of work on leads. */
export interface LeadWorkTables {
  agent: AgentTable;
  lead_act: LeadActTable;
  lead_act_set: LeadActSetTable;
  lead_act_todo: LeadActTodoTable;
  lead_note: LeadNoteTable;
  lead_draft: LeadDraftTable;
  disposition: DispositionTable;
  lead_call: LeadCallTable;
  callback: CallbackTable;
}
