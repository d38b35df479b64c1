import { type RefObject, useRef } from 'react';
import { sentenceOf } from '../../../bridge/index.ts';
import { undoAct } from '../../../state/lead-calls.ts';
import { keepNote } from '../../../state/lead-draft.ts';
import { Button } from '../../../ui/button.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { say, sayWrong } from '../../../ui/toaster.tsx';
import { DraftField, useDraft } from './draft-field.tsx';
import { LEAD_ACTS } from './lead-keys.ts';
import styles from './note-field.module.css';

/** Where a note is written. */
export function NoteField({ leadId, draft }: { readonly leadId: number; readonly draft: string }) {
  const field: RefObject<HTMLTextAreaElement | null> = useRef(null);
  const text = useDraft(leadId, draft);
  const busy = useRef(false);
  const keep = async () => {
    if (text.trim() === '' || busy.current) return;
    busy.current = true;
    try {
      const { actId } = await keepNote(leadId, text.trim());
      say('Note kept', () => undoAct(actId));
    } catch (thrown) {
      sayWrong(`The note was not kept; its text is still in the field. ${sentenceOf(thrown)}`);
    } finally {
      busy.current = false;
    }
  };
  useKeys([{ ...LEAD_ACTS.note, run: () => field.current?.focus() }]);
  return (
    <section aria-label="A new note" className={styles.note}>
      <DraftField
        ref={field}
        leadId={leadId}
        draft={draft}
        label="Note"
        placeholder="Write a note   N"
        onKeep={() => void keep()}
      />
      {text.trim() !== '' && (
        <div className={styles.foot}>
          <span className={styles.draft}>A draft, kept as you type</span>
          <Button size="small" keys="mod+Enter" hint="Keep it as a note" onClick={() => void keep()}>
            Keep note
          </Button>
        </div>
      )}
    </section>
  );
}
