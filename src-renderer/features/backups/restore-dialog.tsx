import { useState } from 'react';
import type { Backup, Replaced } from '../../../src-preload/contract/index.ts';
import { call, sentenceOf } from '../../bridge/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { formatExact } from '../../ui/format.ts';
import { TextInput } from '../../ui/inputs.tsx';
import { ErrorNote } from '../../ui/notes.tsx';

interface RestoreDialogProps {
  readonly backup: Backup;
  readonly onClose: () => void;
  readonly onRestored: (done: Replaced) => void;
}

/** Asks before a backup takes the place of the data, with its passphrase where it has one. */
export function RestoreDialog({ backup, onClose, onRestored }: RestoreDialogProps) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const restore = () => {
    setBusy(true);
    setError(null);
    call('desk.restore', { name: backup.name, ...(passphrase === '' ? {} : { passphrase }) })
      .then(onRestored, (thrown: unknown) => setError(sentenceOf(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title="Restore this backup?"
      lead={`From ${formatExact(backup.at)}. What was done since is not in it. The data it replaces is kept, and every connection is paused.`}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" disabled={busy} onClick={restore}>
            {busy ? 'Restoring …' : 'Restore'}
          </Button>
        </>
      }
    >
      {backup.encrypted && (
        <Field label="Passphrase" help="Leave empty to use the passphrase saved on this computer.">
          <TextInput type="password" value={passphrase} onChange={setPassphrase} autoComplete="off" />
        </Field>
      )}
      {error !== null && <ErrorNote>{error}</ErrorNote>}
    </Dialog>
  );
}
