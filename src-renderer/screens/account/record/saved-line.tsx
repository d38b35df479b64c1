import { useEffect } from 'react';
import { Link } from 'wouter';
import type { RecordField } from '../../../../src-preload/contract/index.ts';
import { undoSave } from '../../../state/account-record.ts';
import { deliveriesAt } from '../../../state/addresses.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/notes.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { toastError } from '../../../ui/toaster.tsx';
import styles from './record.module.css';

interface SavedLineProps {
  readonly jobId: number;
  /** The fields of the kind. */
  readonly fields: readonly RecordField[];
  /** Called when another job undoes the save. */
  readonly onUndone: (jobId: number) => void;
  /** Called when the save is finished: the change was made and read again, or it was not made. */
  readonly onSettled: (made: boolean) => void;
  /** Called with the number of a new record. */
  readonly onCreated: (id: number) => void;
  readonly isNew: boolean;
}

/** The result of a save: being sent, confirmed by reading again, stored differently from what was sent, or refused; with undo. */
export function SavedLine({ jobId, fields, onUndone, onSettled, onCreated, isNew }: SavedLineProps) {
  const { value: job } = useCommandQuery('jobs.get', { id: jobId }, ['jobs', 'account']);
  const { value: saved } = useCommandQuery('leadexec.saved', { jobId }, ['jobs', 'account']);
  const created = isNew && saved !== null && saved.differs !== null ? saved.id : 0;
  useEffect(() => {
    if (created > 0) onCreated(created);
  }, [created, onCreated]);
  const isRefused = job?.state === 'rejected' || job?.state === 'cancelled';
  const made = isRefused ? false : saved !== null && saved.differs !== null ? true : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: reported once, when it is known
  useEffect(() => {
    if (made !== null) onSettled(made);
  }, [made]);
  const undo = async () => {
    const done = await undoSave(jobId);
    if (typeof done === 'string') toastError(done);
    else onUndone(done);
  };
  const labelOf = (path: string) => fields.find((one) => one.path === path)?.label ?? path;
  const differs = (saved?.differs ?? []).map(labelOf);
  const reordered = (saved?.reordered ?? []).map(labelOf);
  return (
    <div role="status" className={styles.saved}>
      {job !== null && <StateBadge state={job.state} />}
      <span>
        {job?.state === 'delivered'
          ? saved?.differs == null
            ? 'Saved. Reading it again …'
            : isNew && saved.id === 0
              ? 'Created, but it wasn’t found when the list was read again. Look for it in the list.'
              : differs.length === 0 && reordered.length === 0
                ? 'Saved, and read again: LeadExec has it as sent.'
                : ''
          : (job?.reason ?? '')}
      </span>
      {differs.length > 0 && (
        <Note kind="warning">{`Saved, but LeadExec stored ${differs.join(', ')} differently from what was sent.`}</Note>
      )}
      {reordered.length > 0 && (
        <Note kind="warning">
          {`Saved, and read again: the rows of ${reordered.join(', ')} are as sent, but LeadExec returns them in another order. It may keep an order of its own.`}
        </Note>
      )}
      {saved?.canUndo === true && (
        <Button size="small" onClick={() => void undo()}>
          Undo
        </Button>
      )}
      <Link href={deliveriesAt({ job: jobId })}>{`Job ${jobId}`}</Link>
    </div>
  );
}
