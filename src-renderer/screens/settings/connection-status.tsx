import { CirclePause, CirclePlay } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Connection } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { healthOf } from '../../features/connection/health.ts';
import { deliveriesAt } from '../../state/addresses.ts';
import { refreshDesk } from '../../state/desk.ts';
import { ActionButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { type Action, useKeys } from '../../ui/keys.ts';
import { StackBar } from '../../ui/stack-bar.tsx';
import { Badge } from '../../ui/state-badge.tsx';
import { JOB_STATE_ORDER, lookOfState } from '../../ui/states.ts';
import { toast, toastError } from '../../ui/toaster.tsx';
import { toneClass } from '../../ui/tone.ts';
import { When } from '../../ui/when.tsx';
import styles from './connection-pane.module.css';
import { TestStanding } from './connection-test.tsx';
import { DialerLists } from './dialer-lists.tsx';
import { RemoveButton } from './remove-button.tsx';

const OPEN_STATES = ['ready', 'held', 'sending', 'unknown', 'awaiting-vendor'] as const;

/** The status of a connection that sends: its state, its rows, and pausing, resuming and removing it. */
export function ConnectionStatus({
  connection,
  onRemoved,
}: {
  readonly connection: Connection;
  readonly onRemoved: () => void;
}) {
  const health = healthOf(connection);
  const { counts } = connection;
  const open = OPEN_STATES.reduce((sum, state) => sum + counts[state], 0);
  const running = connection.runState === 'running';
  const run = (what: 'pause' | 'resume') =>
    call(what === 'pause' ? 'connections.pause' : 'connections.resume', { id: connection.id }).then(
      () => {
        toast(
          what === 'pause' ? `${connection.name} is paused.` : `${connection.name} resumed.`,
          () => void run(what === 'pause' ? 'resume' : 'pause'),
        );
        return refreshDesk();
      },
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  const remove = () => {
    call('connections.remove', { id: connection.id }).then(
      () => {
        toast(`${connection.name} removed. Its deliveries stay in the log.`);
        onRemoved();
      },
      (thrown: unknown) => toastError(`${connection.name} was not removed. ${errorMessage(thrown)}`),
    );
  };
  const toggle: Action = {
    id: 'connection.run',
    label: running ? 'Pause this connection' : 'Resume this connection',
    keys: 'p',
    group: 'Settings',
    run: () => void run(running ? 'pause' : 'resume'),
  };
  useKeys([toggle]);
  return (
    <section aria-label="Status" className={cx(styles.standing, toneClass(health.tone))}>
      <div className={styles.state}>
        <Badge look={health} />
        <p className={styles.why}>{whyOf(connection)}</p>
      </div>
      {counts.total > 0 && (
        <div className={styles.numbers}>
          <StackBar
            label="Its rows by state"
            total={counts.total}
            parts={JOB_STATE_ORDER.map((s) => ({
              key: s,
              label: lookOfState(s, counts).word,
              value: counts[s],
              tone: lookOfState(s, counts).tone,
            }))}
          />
          <p className={styles.soft}>
            <Link href={deliveriesAt({ connectionId: connection.id })}>{formatNumber(counts.total)} rows</Link>,{' '}
            {formatNumber(open)} not finished
            {connection.lastSuccessAt !== null && (
              <>
                , last success <When at={connection.lastSuccessAt} />
              </>
            )}
          </p>
        </div>
      )}
      {connection.kind === 'crocodial' && (
        <>
          <TestStanding connection={connection} />
          <DialerLists connection={connection} />
        </>
      )}
      <div className={styles.actions}>
        <ActionButton
          action={toggle}
          size="small"
          icon={running ? CirclePause : CirclePlay}
          hint={running ? 'Stops sending until you resume' : 'Sends the waiting rows again'}
        >
          {running ? 'Pause' : 'Resume'}
        </ActionButton>
        <RemoveButton id={connection.id} name={connection.name} open={open} onRemove={remove} />
      </div>
    </section>
  );
}

function whyOf(connection: Connection): ReactNode {
  if (!connection.hasPassword) return 'No password is saved. Enter it below and save.';
  if (connection.runReason !== null) {
    return (
      <>
        {connection.runReason}
        {connection.notBefore !== null && connection.runState === 'tripped' && (
          <>
            {' '}
            Retrying automatically <When at={connection.notBefore} />.
          </>
        )}
      </>
    );
  }
  return `${formatNumber(connection.flying)} requests in flight, up to ${formatNumber(connection.pace)} at once.`;
}
