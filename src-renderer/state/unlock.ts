import { create } from 'zustand';
import type { WhichLeads } from '../../src-preload/contract/index.ts';

interface Unlocking {
  /** Null while nobody asks. */
  readonly which: WhichLeads | null;
}

/** What the operator is about to unlock. */
export const useUnlocking = create<Unlocking>(() => ({ which: null }));

/** Asks the operator about unlocking these leads: nothing is spent before the number on the button is agreed to. */
export function openUnlock(which: WhichLeads): void {
  useUnlocking.setState({ which });
}

/** Closes the question; what was agreed to goes on in the outbox. */
export function closeUnlock(): void {
  useUnlocking.setState({ which: null });
}
