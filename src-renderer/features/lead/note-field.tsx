import { type RefObject, useRef } from 'react';
import { errorMessage } from '../../bridge/index.ts';
import { undoAction } from '../../state/lead-calls.ts';
import { keepNote } from '../../state/lead-draft.ts';
import { Button } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { toast, toastError } from '../../ui/toaster.tsx';
import { LEAD_ACTIONS } from '../keys/lead-keys.ts';
import { DraftField, useDraft } from './draft-field.tsx';
import styles from './note-field.module.css';

/** The field for writing a note. */
export function NoteField({ leadId, draft }: { readonly leadId: number; readonly draft: string }) {
  const field: RefObject<HTMLTextAreaElement | null> = useRef(null);
  const text = useDraft(leadId, draft);
  const busy = useRef(false);
  const keep = async () => {
    if (text.trim() === '' || busy.current) return;
    busy.current = true;
    try {
      const { actId } = await keepNote(leadId, text.trim());
      toast('Note saved', () => undoAction(actId));
      // Leaving the field gives the keys back to the list and the lead.
      const { activeElement } = document;
      const written = activeElement === field.current || activeElement?.closest('[data-note]') != null;
      if (written) field.current?.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
    } catch (thrown) {
      toastError(`Note not saved. Your text is still in the field. ${errorMessage(thrown)}`);
    } finally {
      busy.current = false;
    }
  };
  useKeys([{ ...LEAD_ACTIONS.note, run: () => field.current?.focus() }]);
  return (
    <section aria-label="New note" data-note className={styles.note}>
      <DraftField
        ref={field}
        leadId={leadId}
        draft={draft}
        label="Note"
        placeholder="Add a note   N"
        onKeep={() => void keep()}
      />
      {text.trim() !== '' && (
        <div className={styles.foot}>
          <span className={styles.draft}>Draft, saved as you type</span>
          <Button size="small" keys="mod+Enter" hint="Save note" onClick={() => void keep()}>
            Save note
          </Button>
        </div>
      )}
    </section>
  );
}
