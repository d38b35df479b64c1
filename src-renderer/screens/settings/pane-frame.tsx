import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import styles from './connection-pane.module.css';

interface PaneFrameProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A pane with its title and the cross. */
export function PaneFrame({ title, onClose, children }: PaneFrameProps) {
  return (
    <article className={styles.pane}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <IconButton icon={X} label="Close" keys="Escape" onClick={onClose} />
      </header>
      {children}
    </article>
  );
}

/** The key that saves what a pane has. */
export function useSaveKey(save: () => void): void {
  useKeys([{ id: 'connection.save', label: 'Save the connection', keys: 'mod+Enter', group: 'Settings', run: save }]);
}

interface PaneFormProps {
  readonly isNew: boolean;
  readonly changed: boolean;
  readonly saving: boolean;
  /** Why it could not be saved, where no field is to blame. */
  readonly failed: string | null;
  readonly onSave: () => void;
  readonly onDrop: () => void;
  readonly children: ReactNode;
}

/** The form of a connection with its buttons. */
export function PaneForm({ isNew, changed, saving, failed, onSave, onDrop, children }: PaneFormProps) {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      {failed !== null && <ErrorNote>{failed}</ErrorNote>}
      <footer className={styles.foot}>
        {changed && (
          <Button kind="quiet" onClick={onDrop}>
            {isNew ? 'Clear form' : 'Discard changes'}
          </Button>
        )}
        <Button
          type="submit"
          kind={isNew || changed ? 'main' : 'plain'}
          keys="mod+Enter"
          hint="Save"
          disabled={saving || !(isNew || changed)}
        >
          {isNew ? 'Connect' : 'Save'}
        </Button>
      </footer>
    </form>
  );
}

/** Gives the focus to the first field that is said to be wrong, once the page says so. */
export function focusFirstWrong(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid=true]')?.focus());
}
