import type { Store } from '../db/store.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { actionsOnLead, eraseAction, moveActions, namesPeople } from './action-rows.ts';
import { bulkActionsOf, eraseSets } from './action-sets.ts';
import { eraseCalls, moveCalls } from './call-rows.ts';
import { eraseCallbacks, moveCallbacks } from './callback-rows.ts';
import { draftOf, dropDraft, keepDraft } from './draft-rows.ts';
import { countNotes, eraseNotes, moveNotes } from './note-rows.ts';

/**
 * Moves the notes, calls, callbacks and actions of a merged lead to the other. Of two open callbacks the earlier stays open. In the
 * caller's write transaction.
 */
export function moveWork(store: Store, from: number, to: number, now: number): void {
  moveNotes(store, from, to);
  moveCalls(store, from, to);
  moveCallbacks(store, from, to, now);
  moveActions(store, from, to);
  const drafts = [draftOf(store, to), draftOf(store, from)].filter((text) => text !== '');
  if (drafts.length > 0) keepDraft(store, to, drafts.join('\n\n'));
  keepDraft(store, from, '');
}

/** What is stored about the work on a person, and how it is erased. Numbers stay on the do-not-call list. */
export function forgetWork(store: Store, { leadId }: Pick<Erased, 'leadId'>): Erasure {
  return {
    held: { notes: countNotes(store, leadId) },
    erase() {
      // The descriptions of merges and splits contain names of people.
      const named = [...bulkActionsOf(store, leadId, Number.MAX_SAFE_INTEGER)].filter((id) => namesPeople(store, id));
      for (const id of [...actionsOnLead(store, leadId), ...named]) {
        eraseSets(store, id);
        eraseAction(store, id);
      }
      eraseNotes(store, leadId);
      eraseCalls(store, leadId);
      eraseCallbacks(store, leadId);
      dropDraft(store, leadId);
    },
  };
}
