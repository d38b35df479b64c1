import { useState } from 'react';
import type { CommandInput } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { stillHere } from '../../../state/hash-location.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Note } from '../../../ui/notes.tsx';
import styles from '../bulk.module.css';
import type { ListPlan } from './list-plan.ts';

type Input = CommandInput<'leadexec.planList'>;

interface AssignConfirmProps {
  readonly plan: ListPlan;
  readonly input: Input;
  readonly onClose: () => void;
  readonly onStarted: (batchId: number) => void;
}

/** What will happen, in numbers. What is removed is listed separately. */
export function AssignConfirm({ plan, input, onClose, onStarted }: AssignConfirmProps) {
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { counts, unlisted, missingAssignments, requests } = plan;
  const removed =
    (input.removeUnlisted === true ? unlisted : 0) + (input.removeMissing === true ? missingAssignments : 0);
  const label = `Send ${formatCount(requests, 'change')}`;
  const start = async () => {
    const isHere = stillHere();
    setBusy(true);
    try {
      const { batchId } = await call('leadexec.assignList', { ...input, revision: plan.revision });
      if (isHere()) onStarted(batchId);
    } catch (thrown) {
      setError(errorMessage(thrown));
      setBusy(false);
    }
  };
  const rows = [
    ['Items added', counts.added],
    ['Items changed', counts.changed],
    ['Assignments removed', removed],
    ['Lines left out, not valid', counts.invalid],
  ] as const;
  return (
    <Dialog
      open
      size="small"
      title={`Change ${plan.listName}`}
      lead="The list is read once more before anything is sent, and compared when all is done."
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Back</Button>
          <SendButton label={label} disabled={busy} onSend={() => void start()} />
        </>
      }
    >
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      <dl className={styles.counts}>
        {rows.map(([what, count]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>{what}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {removed > 0 && (
        <Note kind="warning">
          {`${formatCount(removed, 'assignment')} will be removed: those clients no longer get leads with these values through this list.`}
        </Note>
      )}
    </Dialog>
  );
}

function SendButton({
  label,
  disabled,
  onSend,
}: {
  readonly label: string;
  readonly disabled: boolean;
  readonly onSend: () => void;
}) {
  useKeys([{ id: 'assign.send', label, keys: 'mod+Enter', group: 'Account', disabled, run: onSend }]);
  return (
    <Button kind="main" keys="mod+Enter" disabled={disabled} onClick={onSend}>
      {label}
    </Button>
  );
}
