import { sql } from 'kysely';
import { sqlOf } from '../db/store.ts';
import { removeDoNotCall } from '../dialing/do-not-call.ts';
import { listDispositions } from './dispositions.ts';
import { draftOf, keepDraft } from './draft-rows.ts';
import type { UndoRest } from './keep-act.ts';
import { changingNotes } from './notes.ts';
import type { WorkPorts } from './ports.ts';
import { showWork } from './shown-work.ts';

/** Undoes what an act on one lead did besides its facets. In the caller's write transaction. @returns whether anything was */
export function undoRest(ports: WorkPorts, leadId: number, rest: UndoRest): boolean {
  const { store } = ports;
  let changed = 0;
  if (rest.note !== undefined) changed += undoNote(ports, leadId, rest.note);
  if (rest.listed && rest.call !== undefined) changed += unlist(ports, rest.call, rest.listed);
  if (rest.call !== undefined) {
    changed += store
      .prepare(
        'UPDATE lead_call SET ended_at = NULL, outcome = NULL, retry_at = NULL WHERE id = ? AND ended_at IS NOT NULL',
      )
      .run(rest.call).changes;
  }
  changed += undoCallback(ports, rest);
  if (rest.handed) {
    const { id, from, to } = rest.handed;
    changed += store.prepare('UPDATE callback SET owner = ? WHERE id = ? AND owner IS ?').run(from, id, to).changes;
  }
  showWork(ports, leadId);
  return changed > 0;
}

function undoNote(ports: WorkPorts, leadId: number, note: number): number {
  const { store } = ports;
  const text = store.prepare('SELECT text FROM lead_note WHERE id = ?').pluck().get(note) as string | undefined;
  if (text === undefined) return 0;
  changingNotes(ports, leadId, () => store.prepare('DELETE FROM lead_note WHERE id = ?').run(note));
  if (draftOf(store, leadId) === '') keepDraft(store, leadId, text);
  return 1;
}

/** Takes phones off the do-not-call list again, but for those that another call's outcome wants there too. */
function unlist({ store }: WorkPorts, callId: number, listed: readonly string[]): number {
  const binding = listDispositions(store).flatMap(({ name, next }) => (next.step === 'do-not-call' ? [name] : []));
  const isWanted = (phone: string) =>
    store.get(
      sqlOf
        .selectFrom('lead_call')
        .select('id')
        .where(sql<string>`outcome COLLATE NOCASE`, 'in', binding)
        .where('id', '<>', callId)
        .where('phone', 'in', [phone, `1${phone}`])
        .limit(1),
    ) !== undefined;
  return removeDoNotCall(
    store,
    listed.filter((phone) => !isWanted(phone)),
  );
}

/** Takes the callback away that was made, and opens again the one it stood for, unless something came of either since. */
function undoCallback({ store, now }: WorkPorts, { made, closed }: UndoRest): number {
  let changed = 0;
  if (made !== undefined) {
    changed = store
      .prepare('UPDATE callback SET removed_at = ? WHERE id = ? AND done_at IS NULL AND removed_at IS NULL')
      .run(now(), made).changes;
    if (changed === 0) return 0;
  }
  if (closed === undefined) return changed;
  return (
    changed +
    store
      .prepare(
        `UPDATE callback SET done_at = NULL, removed_at = NULL WHERE id = ? AND NOT EXISTS
         (SELECT 1 FROM callback o WHERE o.lead_id = callback.lead_id AND o.done_at IS NULL AND o.removed_at IS NULL)`,
      )
      .run(closed).changes
  );
}
