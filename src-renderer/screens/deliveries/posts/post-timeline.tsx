import { Download, Repeat2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { DeliveryTimeline, Job } from '../../../../src-preload/contract/index.ts';
import { revealFile } from '../../../bridge/files.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { deliveriesAt } from '../../../state/addresses.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActButton } from '../../../ui/button.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';
import { Exchanges } from './exchanges.tsx';
import styles from './posts.module.css';
import { ReplayDialog } from './replay-dialog.tsx';
import { Sends } from './sends.tsx';

/** Everything that left for one lead, with what came back and what turned since; it can be replayed and exported. */
export function PostTimeline({ job }: { readonly job: Job }) {
  const { value, error } = useCommandQuery('delivery.timeline', { jobId: job.id }, ['jobs']);
  const [replaying, setReplaying] = useState(false);
  const replay = {
    id: 'deliveries.replay',
    label: 'Replay as a new post …',
    keys: 'shift+r',
    group: 'Deliveries',
    disabled: value === null || job.kind === 'update',
    run: () => setReplaying(true),
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
  useKeys([replay, save]);
  if (error !== null) return <ErrorNote>{error}</ErrorNote>;
  if (value === null) return <Skeleton lines={6} height={20} />;
  return (
    <>
      <div className={styles.acts}>
        <ActButton act={replay} size="small" icon={Repeat2} />
        <ActButton act={save} size="small" icon={Download} />
      </div>
      <Linked timeline={value} />
      <Sends sends={value.facts.sends} />
      <Exchanges timeline={value} job={job} />
      {replaying && <ReplayDialog job={job} onClose={() => setReplaying(false)} />}
    </>
  );
}

/** The posts that this one repeats, or that repeat it. */
function Linked({ timeline: { replayOf, replays } }: { readonly timeline: DeliveryTimeline }) {
  if (replayOf === null && replays.length === 0) return null;
  return (
    <p className={styles.soft}>
      {replayOf !== null && (
        <>
          Replay of <Link href={deliveriesAt({ job: replayOf })}>job {replayOf}</Link>.{' '}
        </>
      )}
      {replays.length > 0 && 'Replayed as '}
      {replays.map((id, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <Link href={deliveriesAt({ job: id })}>job {id}</Link>
        </span>
      ))}
    </p>
  );
}
