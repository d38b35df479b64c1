import { useEffect, useState } from 'react';
import type { LeadRows } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatPhone } from '../../ui/format.ts';
import { TextInput } from '../../ui/inputs.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { joinLeads } from './alike.tsx';
import styles from './join-dialog.module.css';

interface JoinDialogProps {
  readonly leadId: number;
  readonly name: string;
  readonly onClose: () => void;
}

const FOUND = 8;

/** Finds the lead that is the same person, and merges it into this one. */
export function JoinDialog({ leadId, name, onClose }: JoinDialogProps) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<LeadRows | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    if (text.trim() === '') {
      setFound(null);
      return;
    }
    let over = false;
    const timer = setTimeout(() => {
      call('leads.rows', {
        filter: { text: text.trim() },
        limit: FOUND + 1,
        columns: ['name', 'phone', 'city', 'state', 'sources'],
      }).then(
        (rows) => {
          if (over) return;
          setFound(rows);
          setError(null);
        },
        (thrown: unknown) => !over && setError(errorMessage(thrown)),
      );
    }, 120);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [text]);
  const others = (found?.ids ?? []).map((id, i) => ({ id, i })).filter(({ id }) => id !== leadId);
  const cell = (column: keyof LeadRows['columns'], i: number) => String(found?.columns[column]?.[i] ?? '');
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Merge another lead into ${name}`}
      lead="The other lead’s records move to this one. You can undo it."
    >
      <TextInput
        type="search"
        aria-label="Name, phone or email"
        placeholder="Name, phone or email"
        value={text}
        onChange={setText}
      />
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {found !== null && others.length === 0 && <p>No match.</p>}
      <ul className={styles.list} aria-label="Matches">
        {others.slice(0, FOUND).map(({ id, i }) => {
          const other = cell('name', i) || 'No name';
          return (
            <li key={id} className={styles.one}>
              <span className={styles.who}>
                <strong>{other}</strong>
                <span className={styles.soft}>
                  {[formatPhone(cell('phone', i)), `${cell('city', i)} ${cell('state', i)}`.trim(), cell('sources', i)]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              </span>
              <Button
                size="small"
                aria-label={`Merge with ${other}`}
                onClick={() => {
                  onClose();
                  joinLeads(leadId, { id, name: other });
                }}
              >
                Merge
              </Button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
