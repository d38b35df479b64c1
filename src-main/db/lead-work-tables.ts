import type { Generated } from 'kysely';
import type { LeadEvent } from '../../src-preload/contract/index.ts';

export interface AgentTable {
  name: string;
  added_at: number;
}

/** An action on any number of leads. */
export interface LeadActTable {
  id: Generated<number>;
  at: number;
  who: string;
  kind: LeadEvent['kind'];
  what: string;
  changed: number;
  /** Null for an action on a selection. */
  lead_id: number | null;
  /** JSON of what is needed to undo it besides the sets. */
  undo: string | null;
  undone_at: number | null;
  undone_by: string | null;
  /** JSON of an `ActionPlan` while an action on many leads is running; null when it is finished. */
  plan: Generated<string | null>;
}

/** The leads that an action has not changed yet, one chunk of ids per row. */
export interface LeadActTodoTable {
  act_id: number;
  chunk: number;
  bits: Buffer;
}

/** The leads that got a facet's value from an action, or lost one, one chunk of ids per row. */
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
