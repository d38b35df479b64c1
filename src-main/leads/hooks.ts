import type { Store } from '../db/store.ts';

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

/** What a room does when a person is erased. */
export interface ForgetHook {
  /** What there is, before it goes. */
  count(store: Store, person: Erased): Held;
  /** Takes it away, inside the transaction of the forgetting. */
  erase(store: Store, person: Erased): void;
}

/** What other rooms keep of a lead and have to move or erase along with it. They register when the desk starts. */
export class LeadHooks {
  readonly #forget: ForgetHook[] = [];
  readonly #move: ((store: Store, from: number, to: number) => void)[] = [];
  readonly #notes: ((store: Store, leadId: number) => string)[] = [];

  /** Something of a person goes when the person is erased. */
  onForget(hook: ForgetHook): void {
    this.#forget.push(hook);
  }

  /** A lead was joined to another: what hangs on `from` now belongs to `to`. Inside the transaction; `from` still has its row. */
  onMove(move: (store: Store, from: number, to: number) => void): void {
    this.#move.push(move);
  }

  /** The text of a lead's notes, as the search has it. */
  onNotes(notes: (store: Store, leadId: number) => string): void {
    this.#notes.push(notes);
  }

  moved(store: Store, from: number, to: number): void {
    for (const move of this.#move) move(store, from, to);
  }

  notesOf(store: Store, leadId: number): string {
    return this.#notes.map((notes) => notes(store, leadId)).join('\n');
  }

  held(store: Store, person: Erased): Required<Held> {
    const all = this.#forget.map((hook) => hook.count(store, person));
    const sum = (what: keyof Held) => all.reduce((total, one) => total + (one[what] ?? 0), 0);
    return { notes: sum('notes'), jobs: sum('jobs'), importRows: sum('importRows') };
  }

  erase(store: Store, person: Erased): void {
    for (const hook of this.#forget) hook.erase(store, person);
  }
}
