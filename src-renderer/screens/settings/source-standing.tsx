import { CirclePause, CirclePlay, FileWarning, RefreshCw } from 'lucide-react';
import { Link } from 'wouter';
import type { Connection, SourceHealth } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { sourceAt } from '../../state/addresses.ts';
import { refreshDesk } from '../../state/desk.ts';
import { navigate } from '../../state/hash-location.ts';
import { useInboxHealth } from '../../state/inbox-health.ts';
import { ActionButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatCount, formatDuration, formatNumber, formatShare } from '../../ui/format.ts';
import { type Action, useKeys } from '../../ui/keys.ts';
import { ErrorNote, Note } from '../../ui/notes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Badge } from '../../ui/state-badge.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { toneClass } from '../../ui/tone.ts';
import { useNow } from '../../ui/use-now.ts';
import { When } from '../../ui/when.tsx';
import styles from './connection-pane.module.css';
import { RemoveButton } from './remove-button.tsx';
import { currentHealth, sourceLook } from './source-look.ts';

interface SourceStandingProps {
  readonly connection: Connection;
  readonly onRemoved: () => void;
}

/** How a source does: its last success, what comes next, what is wrong in words; and what can be done about it. */
export function SourceStanding({ connection, onRemoved }: SourceStandingProps) {
  const reported = useInboxHealth((s) => s.sources.find((one) => one.connectionId === connection.id));
  const health = currentHealth(connection, reported);
  const now = useNow();
  const { fetchNow, fetchAll, run, rejects } = useSourceActions(connection, health);
  const remove = () => {
    call('connections.remove', { id: connection.id }).then(
      () => {
        toast(`${connection.name} removed. Its leads stay in the inbox.`);
        onRemoved();
      },
      (thrown: unknown) => toastError(`${connection.name} was not removed. ${errorMessage(thrown)}`),
    );
  };
  const { counts } = connection;
  const open = counts.ready + counts.held + counts.sending + counts.unknown + counts['awaiting-vendor'];
  const look = sourceLook(connection, health);
  return (
    <section aria-label="Status" className={cx(styles.standing, toneClass(look.tone))}>
      <div className={styles.state}>
        <Badge look={look} />
        <p className={styles.why}>{sentence(connection, health, now)}</p>
      </div>
      {health?.state === 'fetching' && health.done !== null && <Progress share={health.done} label="Fetched" />}
      {health?.error != null && connection.hasPassword && <ErrorNote>{health.error}</ErrorNote>}
      {health?.gap != null && <Note kind="warning">{health.gap}</Note>}
      {health !== undefined && (
        <dl className={styles.facts}>
          <Fact name="Last success">
            {health.lastSuccessAt === null ? 'never' : <When at={health.lastSuccessAt} />}
          </Fact>
          <Fact name="Next attempt">
            {health.state === 'fetching' ? (
              'now'
            ) : health.nextAt === null ? (
              'when resumed'
            ) : health.nextAt <= now ? (
              'now'
            ) : (
              <When at={health.nextAt} />
            )}
          </Fact>
          <Fact name="Complete through">
            {health.lag === null ? 'nothing yet' : `${formatDuration(health.lag / 1000)} ago`}
          </Fact>
          <Fact name="Last full read">
            {health.fullReadAt === null ? 'never' : <When at={health.fullReadAt} />}
            {health.fullReadDone !== null && `, again now: ${formatShare(health.fullReadDone, 1)}`}
          </Fact>
          <Fact name="Leads">{formatNumber(health.leads)}</Fact>
          {health.gone > 0 && <Fact name="Gone at the vendor">{formatCount(health.gone, 'lead')}</Fact>}
          <Fact name="Rejected">
            {health.rejects === 0 ? (
              'none'
            ) : (
              <Link href={`${sourceAt(connection.id)}?show=rejects`}>{formatCount(health.rejects, 'record')}</Link>
            )}
          </Fact>
        </dl>
      )}
      <div className={styles.actions}>
        <ActionButton action={fetchNow} size="small" icon={RefreshCw}>
          Fetch now
        </ActionButton>
        <ActionButton
          action={run}
          size="small"
          icon={connection.runState === 'running' ? CirclePause : CirclePlay}
          hint={connection.runState === 'running' ? 'Stops fetching until you resume' : 'Starts fetching again'}
        >
          {connection.runState === 'running' ? 'Pause' : 'Resume'}
        </ActionButton>
        <ActionButton
          action={fetchAll}
          size="small"
          hint="Reads everything from the start; existing leads are not duplicated"
        >
          Fetch everything again
        </ActionButton>
        {health !== undefined && health.rejects > 0 && (
          <ActionButton action={rejects} size="small" icon={FileWarning}>
            Show rejected records
          </ActionButton>
        )}
        <RemoveButton
          id={connection.id}
          name={connection.name}
          open={open}
          stays="Its leads stay in the inbox, and its unlocks in Deliveries."
          onRemove={remove}
        />
      </div>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function sentence(connection: Connection, health: SourceHealth | undefined, now: number): string {
  if (!connection.hasPassword) return 'No password or token is saved. Enter it below and save.';
  switch (health?.state) {
    case undefined:
      return '';
    case 'fetching':
      return `${formatCount(health.read, 'lead')} read in this sync.`;
    case 'paused':
      return 'Nothing is fetched until you resume it. Leads already fetched stay.';
    case 'stopped':
      return 'Nothing is fetched until you fix this and resume it. Leads already fetched stay.';
    case 'backing-off':
      return 'Retrying automatically. Leads already fetched stay.';
    case 'waiting':
      return health.lastSuccessAt === null && (health.nextAt ?? now) <= now ? 'The first sync is starting.' : '';
  }
}

function useSourceActions(connection: Connection, health: SourceHealth | undefined) {
  const { id, name } = connection;
  const running = connection.runState === 'running';
  const group = 'Settings';
  const syncText = (everything: boolean) => {
    if (everything) return `${name}: fetching everything again.`;
    return health?.state === 'fetching' ? `${name}: fetching again after this sync.` : `${name}: fetching now.`;
  };
  const sync = (everything: boolean) =>
    call('sources.sync', { id, everything }).then(
      () => toast(syncText(everything)),
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  const toggle = (what: 'pause' | 'resume') =>
    call(what === 'pause' ? 'connections.pause' : 'connections.resume', { id }).then(
      () => {
        toast(
          what === 'pause' ? `${name} is paused.` : `${name} resumed.`,
          () => void toggle(what === 'pause' ? 'resume' : 'pause'),
        );
        return refreshDesk();
      },
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  const fetchNow: Action = {
    id: 'source.fetch',
    label: 'Fetch now',
    keys: 'f',
    group,
    // Also while it fetches: what came since that sync began is fetched by another one after it.
    disabled: !running,
    run: () => void sync(false),
  };
  const fetchAll: Action = {
    id: 'source.fetch-all',
    label: 'Fetch everything again',
    keys: 'shift+f',
    group,
    disabled: !running,
    run: () => void sync(true),
  };
  const run: Action = {
    id: 'connection.run',
    label: running ? 'Pause this source' : 'Resume this source',
    keys: 'p',
    group,
    run: () => void toggle(running ? 'pause' : 'resume'),
  };
  const rejects: Action = {
    id: 'source.rejects',
    label: 'Show rejected records',
    keys: 'r',
    group,
    disabled: health === undefined || health.rejects === 0,
    run: () => navigate(`${sourceAt(id)}?show=rejects`),
  };
  useKeys([fetchNow, fetchAll, run, rejects]);
  return { fetchNow, fetchAll, run, rejects };
}
