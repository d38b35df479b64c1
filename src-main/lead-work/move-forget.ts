import type { Store } from '../db/store.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { actsOnLead, eraseAct, moveActs, namesPeople } from './act-rows.ts';
import { bulkActsOf, eraseSets } from './act-sets.ts';
import { eraseCalls, moveCalls } from './call-rows.ts';
import { eraseCallbacks, moveCallbacks } from './callback-rows.ts';
import { draftOf, dropDraft, keepDraft } from './draft-rows.ts';
import { countNotes, eraseNotes, moveNotes } from './note-rows.ts';

/**
 * A lead was joined to another: its notes, calls, callbacks and acts belong to that one now. Of two open callbacks the sooner stays.
 * In the caller's write transaction.
 */
export function moveWork(store: Store, from: number, to: number, now: number): void {
  moveNotes(store, from, to);
  moveCalls(store, from, to);
  moveCallbacks(store, from, to, now);
  moveActs(store, from, to);
  const drafts = [draftOf(store, to), draftOf(store, from)].filter((text) => text !== '');
  if (drafts.length > 0) keepDraft(store, to, drafts.join('\n\n'));
  keepDraft(store, from, '');
}

/** What work holds of a person who is to be erased, and how it goes. That a number is on the do-not-call list stays. */
export function forgetWork(store: Store, { leadId }: Pick<Erased, 'leadId'>): Erasure {
  return {
    held: { notes: countNotes(store, leadId) },
    erase() {
      // What was said of a join or a split names people.
      const named = [...bulkActsOf(store, leadId, Number.MAX_SAFE_INTEGER)].filter((id) => namesPeople(store, id));
      for (const id of [...actsOnLead(store, leadId), ...named]) {
        eraseSets(store, id);
        eraseAct(store, id);
      }
      eraseNotes(store, leadId);
      eraseCalls(store, leadId);
      eraseCallbacks(store, leadId);
      dropDraft(store, leadId);
    },
  };
}
