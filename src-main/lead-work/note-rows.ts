import type { Selectable } from 'kysely';
import { compiledWith } from '../db/compiled-with.ts';
import type { LeadNoteTable } from '../db/lead-work-tables.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Span } from '../leads/rows/merges.ts';

type NoteRow = Selectable<LeadNoteTable>;

const ofLead = compiledWith(({ leadId }: { leadId: number }) =>
  sqlOf.selectFrom('lead_note').select('text').where('lead_id', '=', leadId).orderBy('at').orderBy('id'),
);

/** The text of all notes of a lead, for the search. */
export const notesText = (store: Store, leadId: number): string =>
  store
    .all(ofLead({ leadId }))
    .map(({ text }) => text)
    .join('\n');

/** The number of notes of a lead. */
export const countNotes = (store: Store, leadId: number): number =>
  store.get(
    sqlOf
      .selectFrom('lead_note')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('lead_id', '=', leadId),
  )?.n ?? 0;

/** Adds a note without updating the search. In the caller's write transaction. @returns its id */
export const addNoteRow = (store: Store, row: Omit<NoteRow, 'id'>): number =>
  store.run(sqlOf.insertInto('lead_note').values(row)).lastId;

/** The text of a note. */
export const noteText = (store: Store, id: number): string | undefined =>
  store.get(sqlOf.selectFrom('lead_note').select('text').where('id', '=', id))?.text;

/** Deletes a note without updating the search. In the caller's write transaction. */
export function dropNote(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('lead_note').where('id', '=', id));
}

/** The notes of a lead in a time range, newest first. */
export const notesIn = (store: Store, leadId: number, { from, before, limit }: Span) =>
  store.all(
    sqlOf
      .selectFrom('lead_note')
      .select(['id', 'at', 'who', 'text'])
      .where('lead_id', '=', leadId)
      .where('at', '>=', from)
      .where('at', '<', before)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  );

/** Moves the notes of one lead to another. In the caller's write transaction. */
export function moveNotes(store: Store, from: number, to: number): void {
  store.run(sqlOf.updateTable('lead_note').set({ lead_id: to }).where('lead_id', '=', from));
}

/** Deletes the notes of a lead. In the caller's write transaction. */
export function eraseNotes(store: Store, leadId: number): void {
  store.run(sqlOf.deleteFrom('lead_note').where('lead_id', '=', leadId));
}
