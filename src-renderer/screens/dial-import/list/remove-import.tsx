import { useState } from 'react';
import type { DialImport } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatCount } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { toast } from '../../../ui/toaster.tsx';

interface RemoveImportProps {
  readonly one: DialImport;
  readonly onClose: () => void;
  readonly onGone?: () => void;
}

/** Deletes a draft after confirmation. The dialog says what is lost, because it can't be undone. */
export function RemoveImport({ one, onClose, onGone }: RemoveImportProps) {
  const [error, setError] = useState<string | null>(null);
  const words = one.rows.total > 0 ? `Delete draft with ${formatCount(one.rows.total, 'row')}` : 'Delete draft';
  const remove = () => {
    call('imports.remove', { id: one.id }).then(
      () => {
        toast(`${one.fileName} deleted. None of it was sent.`);
        onClose();
        onGone?.();
      },
      (thrown: unknown) => setError(errorMessage(thrown)),
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={`Delete ${one.fileName}?`}
      lead="Its columns, settings and edited rows are deleted. None of it was sent, and your original file is not touched."
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="danger" onClick={remove}>
            {words}
          </Button>
        </>
      }
    >
      {error === null ? undefined : <ErrorNote>{error}</ErrorNote>}
    </Dialog>
  );
}
