import { call, errorMessage } from '../../bridge/index.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';

interface ForgetDialogProps {
  readonly leadId: number;
  readonly onClose: () => void;
  readonly onForgotten: () => void;
}

/** Erases a person after confirmation. The dialog says what is deleted, because it can't be undone. */
export function ForgetDialog({ leadId, onClose, onForgotten }: ForgetDialogProps) {
  const { value, error } = useCommandQuery('leads.forgetPreview', { id: leadId });
  const name = value === null ? 'this person' : value.name || 'this person';
  const forget = () => {
    onClose();
    call('leads.forget', { id: leadId }).then(
      () => {
        toast(`${name} was erased`);
        onForgotten();
      },
      (thrown: unknown) => toastError(`Not erased: ${errorMessage(thrown)}`),
    );
  };
  const goes =
    value === null
      ? []
      : [
          formatCount(value.records, 'record'),
          ...(value.notes > 0 ? [formatCount(value.notes, 'note')] : []),
          ...(value.importRows > 0 ? [formatCount(value.importRows, 'row of a dial list', 'rows of dial lists')] : []),
          ...(value.jobs > 0 ? [formatCount(value.jobs, 'delivery', 'deliveries')] : []),
        ];
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={`Erase ${name}?`}
      lead="This can’t be undone."
      foot={
        <>
          <Button autoFocus onClick={onClose}>
            Cancel
          </Button>
          <Button kind="danger" disabled={value === null} onClick={forget}>
            Erase {name}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {value === null && error === null && <Skeleton lines={3} />}
      {value !== null && (
        <>
          <p>Erased from this computer, search and the log:</p>
          <ul>
            {goes.map((one) => (
              <li key={one}>· {one}</li>
            ))}
            <li>· calls, callbacks, tags and the timeline</li>
          </ul>
          <p>
            Only an unreadable fingerprint is kept, so the next sync doesn’t bring the person back. Numbers on the
            do-not-call list stay there, and exported files are not touched. Backups made before today hold the person
            until they expire; restoring one erases the person again. Vendors keep their own records.
          </p>
        </>
      )}
    </Dialog>
  );
}
