import type { Connection } from '../../../src-preload/contract/index.ts';
import styles from './connection-pane.module.css';
import { Standing } from './connection-pane.tsx';
import { PaneFrame } from './pane-frame.tsx';

interface ReceiverPaneProps {
  readonly connection: Connection;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** One lead receiver, or a LeadExec account: how it stands, and how it is reached. */
export function ReceiverPane({ connection, onClose, onRemoved }: ReceiverPaneProps) {
  const { receiver } = connection;
  const facts: readonly (readonly [string, string])[] =
    receiver == null
      ? [
          ['Address', connection.url],
          ['Client id', connection.user],
        ]
      : [
          ['Address', connection.url],
          ['Lead source (vid)', String(receiver.vid)],
          ['Lead type (lid)', String(receiver.lid)],
          ['Campaign (aid)', receiver.aid === null ? 'chosen by the receiver' : String(receiver.aid)],
          [
            'Posts',
            `${receiver.body.toUpperCase()}, answers in ${receiver.answer.toUpperCase()}${receiver.async ? ', queued' : ''}`,
          ],
          ['Duplicate check', receiver.duplicateCheck ? 'approved' : 'not approved'],
          ['Returns', `followed for ${receiver.returnDays} days`],
        ];
  return (
    <PaneFrame title={connection.name} onClose={onClose}>
      <Standing connection={connection} onRemoved={onRemoved} />
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </PaneFrame>
  );
}
