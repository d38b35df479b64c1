import { me } from '../db/me.ts';
import { personOf } from '../leads/person.ts';
import { recordsOf } from '../leads/rows/records.ts';
import { searchEntry } from '../leads/touched.ts';
import { assertLead, setWork } from '../leads/work-columns.ts';
import { dropDraft } from './draft-rows.ts';
import { addNoteRow } from './note-rows.ts';
import type { WorkPorts } from './ports.ts';
import { storeAction } from './store-action.ts';

/** Changes the notes of a lead and updates the search. In the caller's write transaction. */
export function changingNotes(ports: WorkPorts, leadId: number, change: () => void): void {
  const { store, index } = ports;
  const before = searchEntry(ports, leadId, personOf(recordsOf(store, leadId)));
  change();
  const notes = ports.hooks.notesOf(store, leadId);
  if (notes !== before.notes) index.putSearch([before], [{ ...before, notes }]);
}

/** Adds a note to a lead. In the caller's write transaction. @returns its id */
export function insertNote(ports: WorkPorts, leadId: number, text: string): number {
  const { store, now } = ports;
  let id = 0;
  changingNotes(ports, leadId, () => {
    id = addNoteRow(store, { lead_id: leadId, at: now(), who: me(store), text });
  });
  return id;
}

/** Stores a note and clears the draft. @throws CommandError `not-found` */
export function addNote(ports: WorkPorts, leadId: number, text: string): { actId: number; changed: number } {
  const { store, now } = ports;
  return store.write(() => {
    assertLead(store, leadId);
    const note = insertNote(ports, leadId, text);
    dropDraft(store, leadId);
    setWork(ports, leadId, { touchedAt: now() });
    ports.hooks.touched(store, leadId);
    return {
      actId: storeAction(ports, { kind: 'note', what: 'Added a note', changed: 1, leadId, sets: [], rest: { note } }),
      changed: 1,
    };
  });
}
