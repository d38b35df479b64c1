import { Download, PenLine, Repeat2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { DeliveryTimeline, Job } from '../../../../src-preload/contract/index.ts';
import { revealFile } from '../../../bridge/files.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { deliveriesAt } from '../../../state/addresses.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';
import { Exchanges } from './exchanges.tsx';
import styles from './posts.module.css';
import { ReplayDialog } from './replay-dialog.tsx';
import { Sends } from './sends.tsx';
import { UpdateDialog } from './update-dialog.tsx';

/** Everything sent for one lead, with the answers and later changes; it can be replayed and exported. */
export function PostTimeline({ job }: { readonly job: Job }) {
  const { value, error } = useCommandQuery('delivery.timeline', { jobId: job.id }, ['jobs']);
  const [replaying, setReplaying] = useState(false);
  const [updating, setUpdating] = useState(false);
  const replay = {
    id: 'deliveries.replay',
    label: 'Replay as a new post …',
    keys: 'shift+r',
    group: 'Deliveries',
    disabled: value === null || job.kind === 'update',
    run: () => setReplaying(true),
  };
  const update = {
    id: 'deliveries.update',
    label: 'Update the lead …',
    keys: 'shift+u',
    group: 'Deliveries',
    disabled: value === null || job.leadId === null || job.kind === 'update',
    run: () => setUpdating(true),
  };
  const save = {
    id: 'deliveries.exportTimeline',
    label: 'Export its timeline',
    keys: 'shift+e',
    group: 'Deliveries',
    disabled: value === null,
    run: () => {
      call('delivery.exportTimeline', { jobId: job.id }).then(
        async ({ path }) => {
          toast(`The timeline of job ${job.id} was written to ${path}. Passwords and tokens are not in it.`);
          await revealFile(path);
        },
        (thrown: unknown) => toastError(`Not exported: ${errorMessage(thrown)}`),
      );
    },
  };
  useKeys([replay, update, save]);
  if (error !== null) return <ErrorNote>{error}</ErrorNote>;
  if (value === null) return <Skeleton lines={6} height={20} />;
  return (
    <>
      <div className={styles.actions}>
        <ActionButton action={replay} size="small" icon={Repeat2} />
        {job.leadId !== null && job.kind !== 'update' && <ActionButton action={update} size="small" icon={PenLine} />}
        <ActionButton action={save} size="small" icon={Download} />
      </div>
      <Linked timeline={value} />
      <Sends sends={value.facts.sends} />
      <Exchanges timeline={value} job={job} />
      {updating && <UpdateDialog job={job} timeline={value} onClose={() => setUpdating(false)} />}
      {replaying && <ReplayDialog job={job} onClose={() => setReplaying(false)} />}
    </>
  );
}

/** Links to the post that this one repeats, to posts that repeat it, and to changes of its lead. */
function Linked({ timeline: { replayOf, replays, updates } }: { readonly timeline: DeliveryTimeline }) {
  if (replayOf === null && replays.length === 0 && updates.length === 0) return null;
  return (
    <p className={styles.soft}>
      {replayOf !== null && (
        <>
          Replay of <Link href={deliveriesAt({ job: replayOf })}>job {replayOf}</Link>.{' '}
        </>
      )}
      <Jobs words="Replayed as" ids={replays} /> <Jobs words="Updated by" ids={updates} />
    </p>
  );
}

function Jobs({ words, ids }: { readonly words: string; readonly ids: readonly number[] }) {
  if (ids.length === 0) return null;
  return (
    <>
      {words}{' '}
      {ids.map((id, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <Link href={deliveriesAt({ job: id })}>job {id}</Link>
        </span>
      ))}
      .
    </>
  );
}
