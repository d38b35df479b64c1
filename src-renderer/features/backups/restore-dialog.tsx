import { useState } from 'react';
import type { Replaced } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { formatExact } from '../../ui/format.ts';
import { TextInput } from '../../ui/inputs.tsx';
import { ErrorNote } from '../../ui/notes.tsx';

/** What the data is replaced by: a backup of the list, by its name, or a file, by its path. */
export type RestoreFrom =
  | { readonly is: 'listed'; readonly name: string; readonly at: number; readonly encrypted: boolean }
  | { readonly is: 'file'; readonly path: string; readonly name: string; readonly encrypted: boolean };

interface RestoreDialogProps {
  readonly from: RestoreFrom;
  readonly onClose: () => void;
  readonly onRestored: (done: Replaced) => void;
}

/** Asks for confirmation before a backup replaces the data, and for the passphrase if it is encrypted. */
export function RestoreDialog({ from, onClose, onRestored }: RestoreDialogProps) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const restore = () => {
    setBusy(true);
    setError(null);
    const secret = passphrase === '' ? {} : { passphrase };
    const done =
      from.is === 'listed'
        ? call('desk.restore', { name: from.name, ...secret })
        : call('desk.restoreFile', { path: from.path, ...secret });
    done.then(onRestored, (thrown: unknown) => setError(errorMessage(thrown))).finally(() => setBusy(false));
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title="Restore this backup?"
      lead={`${from.is === 'listed' ? `From ${formatExact(from.at)}` : from.name}. What was done since is not in it. The data it replaces is kept, and every connection is paused.`}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" disabled={busy} onClick={restore}>
            {busy ? 'Restoring …' : 'Restore'}
          </Button>
        </>
      }
    >
      {from.encrypted && (
        <Field label="Passphrase" help="Leave empty to use the passphrase saved on this computer.">
          <TextInput type="password" value={passphrase} onChange={setPassphrase} autoComplete="off" />
        </Field>
      )}
      {error !== null && <ErrorNote>{error}</ErrorNote>}
    </Dialog>
  );
}
