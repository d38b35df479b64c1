import { type KeyboardEvent, type Ref, useEffect, useState } from 'react';
import { keepDraft, typeDraft, useDrafts } from '../../state/lead-draft.ts';
import { Note } from '../../ui/notes.tsx';
import styles from './draft-field.module.css';

/** The text of a lead's note field: what was typed here, otherwise what was stored when the lead was opened. */
export function useDraft(leadId: number, kept: string): string {
  const own = useDrafts((s) => s.drafts.get(leadId));
  const [first] = useState(kept);
  return own?.text ?? first;
}

interface DraftFieldProps {
  readonly leadId: number;
  /** The stored draft. */
  readonly draft: string;
  readonly label: string;
  readonly placeholder: string;
  /** Called on Ctrl+Enter. */
  readonly onKeep?: () => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** A lead's note field. Every keystroke is stored, so that nothing typed is lost. */
export function DraftField({ leadId, draft, label, placeholder, onKeep, ref }: DraftFieldProps) {
  const text = useDraft(leadId, draft);
  const error = useDrafts((s) => s.drafts.get(leadId)?.error ?? null);
  useEffect(() => {
    const flush = () => void keepDraft(leadId);
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      void keepDraft(leadId);
    };
  }, [leadId]);
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && onKeep !== undefined) onKeep();
    else if (event.key === 'Escape') {
      // Esc leaves the field first; the next Esc closes the lead.
      const { currentTarget } = event;
      currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <textarea
        ref={ref}
        aria-label={label}
        placeholder={placeholder}
        rows={2}
        maxLength={20_000}
        className={styles.field}
        value={text}
        onChange={(e) => typeDraft(leadId, e.target.value)}
        onBlur={() => void keepDraft(leadId)}
        onKeyDown={onKey}
      />
      {error !== null && <Note kind="warning">Not saved yet, retrying: {error}</Note>}
    </>
  );
}
