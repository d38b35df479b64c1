import type { Callback, LeadEvent } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { LeadSet } from '../lead-index/index.ts';

/** Who is to be erased, and all by which it may be found anywhere in the store. */
export interface Erased {
  readonly leadId: number;
  readonly names: readonly string[];
  /** Digits with country code, or as written. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  /** What the vendors call it. */
  readonly externalIds: readonly { readonly connectionId: number | null; readonly externalId: string }[];
}

/** How much a room holds of a person. */
export interface Held {
  readonly notes?: number;
  readonly jobs?: number;
  readonly importRows?: number;
}

/** What a room found of a person who is to be erased, and how it goes. */
export interface Erasure {
  readonly held: Held;
  /** Before the transaction of the forgetting: writes what is to take the place of something outside of the store. */
  prepare?(): Promise<void>;
  /** Takes it away, inside the transaction of the forgetting. */
  erase(): void;
  /** After the transaction: what was prepared takes its place (`true`), or goes, since nothing was forgotten. Where a stop comes first the next start does it. */
  end?(forgotten: boolean): void;
}

/** Looks for a person in a room's own tables; may take its time, in portions. Changes nothing yet. */
export type ForgetHook = (store: Store, person: Erased) => Erasure | Promise<Erasure>;

/** What work knows of a lead, for its detail. */
export interface LeadWork {
  readonly callback: Callback | null;
  /** When it is to be tried again, while it waits. */
  readonly retryAt: number | null;
  readonly draft: string;
  /** Calls from this desk by number, and those of the lead's own day. */
  readonly attempts: ReadonlyMap<string, { readonly all: number; readonly today: number }>;
}

/** Something that a person did to leads and may take back: `undoMerges(ports, mergeIds, who)` does that. */
export interface MergeAct {
  /** Never empty. */
  readonly mergeIds: readonly number[];
  readonly kind: Extract<LeadEvent['kind'], 'joined' | 'split'>;
  readonly leads: readonly number[];
  /** A plain sentence. */
  readonly what: string;
}

/** Leads that went out of the desk. */
export interface OutAct {
  readonly kind: Extract<LeadEvent['kind'], 'dial-list' | 'exported'>;
  readonly leads: LeadSet;
  readonly what: string;
}

/** What other rooms keep of a lead and have to show, move or erase along with it. They register when the desk starts. */
export class LeadHooks {
  readonly #forget: ForgetHook[] = [];
  readonly #move: ((store: Store, from: number, to: number) => void)[] = [];
  readonly #split: ((store: Store, leadId: number) => void)[] = [];
  readonly #change: ((store: Store, leadIds: readonly number[]) => void)[] = [];
  readonly #notes: ((store: Store, leadId: number) => string)[] = [];
  readonly #out: ((store: Store, out: OutAct) => void)[] = [];
  readonly #touch: ((store: Store, leadId: number) => void)[] = [];
  #work: ((store: Store, leadId: number, zone: string | null) => LeadWork) | null = null;
  #act: ((store: Store, act: MergeAct) => number) | null = null;

  /** Something of a person goes when the person is erased. */
  onForget(hook: ForgetHook): void {
    this.#forget.push(hook);
  }

  /** A lead was joined to another: what hangs on `from` now belongs to `to`. Inside the transaction; `from` still has its row. */
  onMove(move: (store: Store, from: number, to: number) => void): void {
    this.#move.push(move);
  }

  /** Records of a lead became this lead of their own: what hangs on those records goes along. Inside the transaction. */
  onSplit(split: (store: Store, leadId: number) => void): void {
    this.#split.push(split);
  }

  /** Who leads are, their names among it, is told otherwise than before by their records. Inside the transaction. */
  onChange(change: (store: Store, leadIds: readonly number[]) => void): void {
    this.#change.push(change);
  }

  /** The text of a lead's notes, as the search has it. */
  onNotes(notes: (store: Store, leadId: number) => string): void {
    this.#notes.push(notes);
  }

  /** Leads were exported or became a dial list. */
  onOut(out: (store: Store, out: OutAct) => void): void {
    this.#out.push(out);
  }

  /** Somebody called the lead, wrote a note, or set an outcome or a callback. Inside the transaction. */
  onTouch(touch: (store: Store, leadId: number) => void): void {
    this.#touch.push(touch);
  }

  /** What the detail of a lead shows of the work on it. */
  onWork(work: (store: Store, leadId: number, zone: string | null) => LeadWork): void {
    this.#work = work;
  }

  /** A person joined or split leads: keeps it among the acts that can be undone and gives its number. In the transaction. */
  onAct(act: (store: Store, act: MergeAct) => number): void {
    this.#act = act;
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

  wentOut(store: Store, out: OutAct): void {
    for (const note of this.#out) note(store, out);
  }

  touched(store: Store, leadId: number): void {
    for (const touch of this.#touch) touch(store, leadId);
  }

  workOf(store: Store, leadId: number, zone: string | null): LeadWork {
    return this.#work?.(store, leadId, zone) ?? { callback: null, retryAt: null, draft: '', attempts: new Map() };
  }

  /** The number of an act; that of the last merge where nobody keeps acts. */
  keepAct(store: Store, act: MergeAct): number {
    return this.#act?.(store, act) ?? act.mergeIds.at(-1) ?? 0;
  }

  async find(store: Store, person: Erased): Promise<Erasure[]> {
    const found: Erasure[] = [];
    // What builds on other modules was registered later, and goes first: a claim while its offer is still there.
    for (const hook of this.#forget.toReversed()) found.push(await hook(store, person));
    return found;
  }
}
