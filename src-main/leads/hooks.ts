import type { Callback, LeadEvent } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { LeadSet } from '../lead-index/index.ts';

/** The person to be erased, and everything by which they can be found in the store. */
export interface Erased {
  readonly leadId: number;
  readonly names: readonly string[];
  /** Digits with country code, or as entered. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  /** The vendors' ids of the person. */
  readonly externalIds: readonly { readonly connectionId: number | null; readonly externalId: string }[];
}

/** How much a module stores about a person. */
export interface Held {
  readonly notes?: number;
  readonly jobs?: number;
  readonly importRows?: number;
}

/** What a module found about a person, and how it is erased. */
export interface Erasure {
  readonly held: Held;
  /** Called before the transaction of the erasure: writes the replacements of files outside of the store. */
  prepare?(): Promise<void>;
  /** Erases it in the transaction of the erasure. */
  erase(): void;
  /**
   * Called after the transaction: the prepared files replace the old ones (`true`), or are deleted because nothing was erased. After an
   * interruption the next start does this.
   */
  end?(forgotten: boolean): void;
}

/** Searches a module's tables for a person, in portions. It doesn't change anything yet. */
export type ForgetHook = (store: Store, person: Erased) => Erasure | Promise<Erasure>;

/** The work on a lead, for its details. */
export interface LeadWork {
  readonly callback: Callback | null;
  /** When it is to be tried again, if it is waiting for that. */
  readonly retryAt: number | null;
  readonly draft: string;
  /** Calls from this desk to each number, in total and on the lead's local day. */
  readonly attempts: ReadonlyMap<string, { readonly all: number; readonly today: number }>;
}

/** An action of a person on leads that can be undone with `undoMerges(ports, mergeIds, who)`. */
export interface MergeAction {
  /** Never empty. */
  readonly mergeIds: readonly number[];
  readonly kind: Extract<LeadEvent['kind'], 'joined' | 'split'>;
  readonly leads: readonly number[];
  /** A plain sentence. */
  readonly what: string;
}

/** Leads that were exported from the desk. */
export interface ExportAction {
  readonly kind: Extract<LeadEvent['kind'], 'dial-list' | 'exported'>;
  readonly leads: LeadSet;
  readonly what: string;
}

/** What other modules store about a lead and have to show, move or erase with it. They register when the desk starts. */
export class LeadHooks {
  readonly #forget: ForgetHook[] = [];
  readonly #move: ((store: Store, from: number, to: number) => void)[] = [];
  readonly #split: ((store: Store, leadId: number) => void)[] = [];
  readonly #change: ((store: Store, leadIds: readonly number[]) => void)[] = [];
  readonly #notes: ((store: Store, leadId: number) => string)[] = [];
  readonly #out: ((store: Store, out: ExportAction) => void)[] = [];
  readonly #touch: ((store: Store, leadId: number) => void)[] = [];
  #work: ((store: Store, leadId: number, zone: string | null) => LeadWork) | null = null;
  #act: ((store: Store, action: MergeAction) => number) | null = null;

  /** Registers what is erased with a person. */
  onForget(hook: ForgetHook): void {
    this.#forget.push(hook);
  }

  /** Called when a lead is merged: what belongs to `from` now belongs to `to`. In the transaction; `from` still has its row. */
  onMove(move: (store: Store, from: number, to: number) => void): void {
    this.#move.push(move);
  }

  /**
   * Called when records of a lead were split off as this separate lead: what belongs to those records must be moved. In the transaction.
   */
  onSplit(split: (store: Store, leadId: number) => void): void {
    this.#split.push(split);
  }

  /** Called when the records of leads have changed who they are, including their names. In the transaction. */
  onChange(change: (store: Store, leadIds: readonly number[]) => void): void {
    this.#change.push(change);
  }

  /** Registers the text of a lead's notes for the search. */
  onNotes(notes: (store: Store, leadId: number) => string): void {
    this.#notes.push(notes);
  }

  /** Called when leads were exported or became a dial list. */
  onOut(out: (store: Store, out: ExportAction) => void): void {
    this.#out.push(out);
  }

  /** Called when somebody called the lead, wrote a note, or set a disposition or a callback. In the transaction. */
  onTouch(touch: (store: Store, leadId: number) => void): void {
    this.#touch.push(touch);
  }

  /** Registers what the details of a lead show about the work on it. */
  onWork(work: (store: Store, leadId: number, zone: string | null) => LeadWork): void {
    this.#work = work;
  }

  /** Called when a person merged or split leads. It stores that as an action that can be undone, and returns its id. In the transaction. */
  onMerge(action: (store: Store, action: MergeAction) => number): void {
    this.#act = action;
  }

  moved(store: Store, from: number, to: number): void {
    for (const move of this.#move) move(store, from, to);
  }

  wasSplit(store: Store, leadId: number): void {
    for (const split of this.#split) split(store, leadId);
  }

  changed(store: Store, leadIds: readonly number[]): void {
    for (const change of this.#change) change(store, leadIds);
  }

  notesOf(store: Store, leadId: number): string {
    return this.#notes.map((notes) => notes(store, leadId)).join('\n');
  }

  wentOut(store: Store, out: ExportAction): void {
    for (const note of this.#out) note(store, out);
  }

  touched(store: Store, leadId: number): void {
    for (const touch of this.#touch) touch(store, leadId);
  }

  workOf(store: Store, leadId: number, zone: string | null): LeadWork {
    return this.#work?.(store, leadId, zone) ?? { callback: null, retryAt: null, draft: '', attempts: new Map() };
  }

  /** The id of the action, or of the last merge if no module stores actions. */
  storeAction(store: Store, action: MergeAction): number {
    return this.#act?.(store, action) ?? action.mergeIds.at(-1) ?? 0;
  }

  async find(store: Store, person: Erased): Promise<Erasure[]> {
    const found: Erasure[] = [];
    // Modules that build on others were registered later and erase first: a claim while its offer still exists.
    for (const hook of this.#forget.toReversed()) found.push(await hook(store, person));
    return found;
  }
}
