import { create } from 'zustand';
import type { WhichLeads } from '../../src-preload/contract/index.ts';

interface Unlocking {
  /** Null if the dialog is closed. */
  readonly which: WhichLeads | null;
}

/** What the operator is about to unlock. */
export const useUnlocking = create<Unlocking>(() => ({ which: null }));

/** Opens the dialog about unlocking these leads. Nothing is unlocked before the operator confirms the number on the button. */
export function openUnlock(which: WhichLeads): void {
  useUnlocking.setState({ which });
}

/** Closes the dialog. Confirmed unlocks continue in the queue. */
export function closeUnlock(): void {
  useUnlocking.setState({ which: null });
}
