import { useState } from 'react';
import type { Job } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { postsAt } from '../../../state/addresses.ts';
import { navigateFromHere } from '../../../state/hash-location.ts';
import { ActionButton, Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useAction } from '../../../ui/keys.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { toast } from '../../../ui/toaster.tsx';
import { subjectOf } from '../unlock-words.ts';

/** Posts a lead again as a new job. The lead may be sold again, so the dialog says that first. */
export function ReplayDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const replay = () => {
    const go = navigateFromHere();
    setBusy(true);
    call('delivery.replay', { jobId: job.id }).then(
      (batch) => {
        toast(`Posted again as a new post, linked to job ${job.id}.`);
        onClose();
        go(postsAt(batch.id));
      },
      (thrown: unknown) => {
        setBusy(false);
        setError(`Nothing was posted: ${errorMessage(thrown)}`);
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={`Post ${subjectOf(job)} again?`}
      lead="The same lead is posted as a new post that is linked to this one. If LeadExec takes it, it may be sold again. What happened before stays as it is."
      foot={
        <>
          <Button autoFocus onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Confirm busy={busy} onConfirm={replay} />
        </>
      }
    >
      {error !== null && <ErrorNote>{error}</ErrorNote>}
    </Dialog>
  );
}

function Confirm({ busy, onConfirm }: { readonly busy: boolean; readonly onConfirm: () => void }) {
  const action = useAction({
    id: 'deliveries.replayNow',
    label: 'Post 1 lead again',
    keys: 'mod+Enter',
    group: 'Deliveries',
    disabled: busy,
    run: onConfirm,
  });
  return <ActionButton action={action} kind="main" />;
}
