import { Check, X } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { Job } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { useDesk } from '../../../state/desk.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNote } from '../../../ui/notes.tsx';
import { toast } from '../../../ui/toaster.tsx';

/** Reports to the LeadExec account whether the buyer's page accepted the lead, and shows the result. */
export function Confirmation({ job, address }: { readonly job: Job; readonly address: string }) {
  const connections = useDesk((s) => s.status?.connections);
  const [error, setError] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const accounts = (connections ?? []).filter(({ kind }) => kind === 'leadexec');
  const { confirmation } = job;
  if (confirmation != null && !canConfirmAgain(confirmation.state)) return <p>{saidOf(confirmation)}</p>;
  if (job.leadId === null || accounts.length === 0) return null;
  const confirm = (accountId: number, name: string, valid: boolean) => {
    setSending(true);
    setError(null);
    call('delivery.confirmRedirect', { jobId: job.id, url: address, valid, accountId })
      .then(
        () => toast(valid ? `Redirect confirmed to ${name}.` : `${name} was informed that the redirect failed.`),
        (thrown: unknown) => setError(errorMessage(thrown)),
      )
      .finally(() => setSending(false));
  };
  return (
    <>
      {confirmation != null && <p>{saidOf(confirmation)}</p>}
      {accounts.map(({ id, name }) => (
        <Fragment key={id}>
          <Button size="small" icon={Check} disabled={sending} onClick={() => confirm(id, name, true)}>
            Confirm to {name}
          </Button>
          <Button size="small" icon={X} disabled={sending} onClick={() => confirm(id, name, false)}>
            Tell {name} it failed
          </Button>
        </Fragment>
      ))}
      {error !== null && <ErrorNote>{error}</ErrorNote>}
    </>
  );
}

type Told = NonNullable<Job['confirmation']>;

const canConfirmAgain = (state: Told['state']): boolean => state === 'rejected' || state === 'cancelled';

function saidOf({ state, reason, jobId }: Told): string {
  switch (state) {
    case 'delivered':
      return 'The result of the redirect was reported to the account.';
    case 'rejected':
      return `The account answered that the redirect isn’t valid: ${reason ?? 'it gave no reason'}`;
    case 'cancelled':
      return 'The confirmation was canceled.';
    case 'unknown':
      return `It isn’t known whether the account received the result of the redirect: decide on job ${jobId} under Unknown.`;
    default:
      return `The result of the redirect is being reported to the account (job ${jobId}).${reason === null ? '' : ` ${reason}`}`;
  }
}
