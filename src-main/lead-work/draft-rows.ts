import { type Store, sqlOf } from '../db/store.ts';
import { assertLead } from '../leads/work-columns.ts';

/** The text in a lead's note field; empty if there is none. */
export const draftOf = (store: Store, leadId: number): string =>
  store.get(sqlOf.selectFrom('lead_draft').select('text').where('lead_id', '=', leadId))?.text ?? '';

/** Empties a lead's note field. */
export function dropDraft(store: Store, leadId: number): void {
  store.run(sqlOf.deleteFrom('lead_draft').where('lead_id', '=', leadId));
}

/** Stores the text in a lead's note field. @throws CommandError `not-found` */
export function keepDraft(store: Store, leadId: number, text: string): void {
  if (text === '') {
    dropDraft(store, leadId);
    return;
  }
  assertLead(store, leadId);
  store.run(
    sqlOf
      .insertInto('lead_draft')
      .values({ lead_id: leadId, text })
      .onConflict((conflict) => conflict.column('lead_id').doUpdateSet({ text })),
  );
}
