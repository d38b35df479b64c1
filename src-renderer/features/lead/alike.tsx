import { Link } from 'wouter';
import { call, errorMessage } from '../../bridge/index.ts';
import { leadAt } from '../../state/addresses.ts';
import { undoAction } from '../../state/lead-calls.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';

/** Merges two leads: the records of the other one move to this one. It can be undone. */
export function joinLeads(id: number, other: { readonly id: number; readonly name: string }): void {
  call('leads.join', { id, others: [other.id] }).then(
    ({ actId }) => toast(`Merged with ${other.name}`, () => undoAction(actId)),
    (thrown: unknown) => toastError(`Not merged: ${errorMessage(thrown)}`),
  );
}

const SHOWN = 3;

/** Leads that may be the same person, with the reason. A person decides whether to merge them. */
export function Alike({ leadId }: { readonly leadId: number }) {
  const { value } = useCommandQuery('leads.alike', { id: leadId }, ['leads']);
  if (value === null || value.length === 0) return null;
  return (
    <>
      {value.slice(0, SHOWN).map((other) => (
        <Note
          key={other.id}
          actions={
            <Button size="small" onClick={() => joinLeads(leadId, other)}>
              Merge these leads
            </Button>
          }
        >
          Possible duplicate: <Link href={leadAt(other.id)}>{other.name}</Link>, {other.why}
          {other.unlocked ? ', already unlocked' : ''}.
        </Note>
      ))}
      {value.length > SHOWN && <p>And {value.length - SHOWN} more possible duplicates.</p>}
    </>
  );
}
