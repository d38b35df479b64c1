import type { Store } from '../db/store.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { bulkActsOf } from './act-sets.ts';
import { draftOf, dropDraft, keepDraft } from './draft-rows.ts';

/**
 * A lead was joined to another: its notes, calls, callbacks and acts belong to that one now. Of two open callbacks the sooner stays.
 * In the caller's write transaction.
 */
export function moveWork(store: Store, from: number, to: number, now: number): void {
  const open = store
    .prepare<[number, number], number>(
      'SELECT id FROM callback WHERE lead_id IN (?, ?) AND done_at IS NULL AND removed_at IS NULL ORDER BY due_at, id',
    )
    .pluck()
    .all(from, to) as number[];
  for (const id of open.slice(1)) store.prepare('UPDATE callback SET removed_at = ? WHERE id = ?').run(now, id);
  for (const table of ['lead_note', 'lead_call', 'callback', 'lead_act'] as const) {
    store.prepare(`UPDATE ${table} SET lead_id = ? WHERE lead_id = ?`).run(to, from);
  }
  const drafts = [draftOf(store, to), draftOf(store, from)].filter((text) => text !== '');
  if (drafts.length > 0) keepDraft(store, to, drafts.join('\n\n'));
  keepDraft(store, from, '');
}

/** What work holds of a person who is to be erased, and how it goes. That a number is on the do-not-call list stays. */
export function forgetWork(store: Store, { leadId }: Pick<Erased, 'leadId'>): Erasure {
  const notes = store.prepare('SELECT count(*) FROM lead_note WHERE lead_id = ?').pluck().get(leadId) as number;
  return {
    held: { notes },
    erase() {
      // What was said of a join or a split names people.
      const said = store.prepare(`SELECT 1 FROM lead_act WHERE id = ? AND kind IN ('joined', 'split')`);
      const named = [...bulkActsOf(store, leadId, Number.MAX_SAFE_INTEGER)].filter((id) => said.get(id) !== undefined);
      const own = store.prepare('SELECT id FROM lead_act WHERE lead_id = ?').pluck().all(leadId) as number[];
      for (const id of [...own, ...named]) {
        store.prepare('DELETE FROM lead_act_set WHERE act_id = ?').run(id);
        store.prepare('DELETE FROM lead_act WHERE id = ?').run(id);
      }
      for (const table of ['lead_note', 'lead_call', 'callback'] as const) {
        store.prepare(`DELETE FROM ${table} WHERE lead_id = ?`).run(leadId);
      }
      dropDraft(store, leadId);
    },
  };
}
