import { useState } from 'react';
import type { DialImport } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatCount } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { toast } from '../../../ui/toaster.tsx';

interface CallOffProps {
  readonly detail: DialImport;
  readonly unsent: number;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Cancels the unsent rows after confirmation. The dialog says how many, because it can't be undone. */
export function CallOff({ detail, unsent, onClose, onDone }: CallOffProps) {
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const rows = formatCount(unsent, 'unsent row');
  const cancelTimer = () => {
    setBusy(true);
    call('imports.cancel', { id: detail.id }).then(
      ({ cancelled }) => {
        toast(`${formatCount(cancelled, 'row')} canceled. What was sent stays in the dialer.`);
        onClose();
        onDone();
      },
      (thrown: unknown) => {
        setError(errorMessage(thrown));
        setBusy(false);
      },
    );
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={`Cancel ${rows}?`}
      lead="They will not be sent. What was sent stays in the dialer, and requests in flight are finished. Canceled rows can be sent again from Deliveries."
      foot={
        <>
          <Button onClick={onClose}>Keep sending</Button>
          <Button kind="danger" disabled={busy} onClick={cancelTimer}>
            Cancel {rows}
          </Button>
        </>
      }
    >
      {error === null ? undefined : <ErrorNote>{error}</ErrorNote>}
    </Dialog>
  );
}
