import { removeDoNotCall } from '../dialing/do-not-call.ts';
import { hadOutcome, reopenCall } from './call-rows.ts';
import { changeOpen, reopen, replaceOwner } from './callback-rows.ts';
import { listDispositions } from './dispositions.ts';
import { draftOf, keepDraft } from './draft-rows.ts';
import { dropNote, noteText } from './note-rows.ts';
import { changingNotes } from './notes.ts';
import type { WorkPorts } from './ports.ts';
import { showWork } from './shown-work.ts';
import type { UndoRest } from './store-action.ts';

/** Undoes what an action on one lead changed besides facets. In the caller's write transaction. @returns whether anything was undone */
export function undoRest(ports: WorkPorts, leadId: number, rest: UndoRest): boolean {
  const { store } = ports;
  let changed = 0;
  if (rest.note !== undefined) changed += undoNote(ports, leadId, rest.note);
  if (rest.listed && rest.call !== undefined) changed += unlist(ports, rest.call, rest.listed);
  if (rest.call !== undefined && reopenCall(store, rest.call)) changed++;
  changed += undoCallback(ports, rest);
  if (rest.handed) {
    const { id, from, to } = rest.handed;
    if (replaceOwner(store, id, to, from)) changed++;
  }
  showWork(ports, leadId);
  return changed > 0;
}

function undoNote(ports: WorkPorts, leadId: number, note: number): number {
  const { store } = ports;
  const text = noteText(store, note);
  if (text === undefined) return 0;
  changingNotes(ports, leadId, () => dropNote(store, note));
  if (draftOf(store, leadId) === '') keepDraft(store, leadId, text);
  return 1;
}

/** Removes phones from the do-not-call list, except those that are there because of another call's outcome too. */
function unlist({ store }: WorkPorts, callId: number, listed: readonly string[]): number {
  const binding = listDispositions(store).flatMap(({ name, next }) => (next.step === 'do-not-call' ? [name] : []));
  const isWanted = (phone: string) => hadOutcome(store, phone, binding, callId);
  return removeDoNotCall(
    store,
    listed.filter((phone) => !isWanted(phone)),
  );
}

/** Removes the callback that was added, and reopens the one that it replaced, unless either was changed since. */
function undoCallback({ store, now }: WorkPorts, { made, closed }: UndoRest): number {
  let changed = 0;
  if (made !== undefined) {
    if (!changeOpen(store, made, { removed_at: now() })) return 0;
    changed = 1;
  }
  return closed !== undefined && reopen(store, closed) ? changed + 1 : changed;
}
