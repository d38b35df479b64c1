import type { Connection } from '../../../src-preload/contract/index.ts';
import styles from './connection-pane.module.css';
import { Standing } from './connection-pane.tsx';
import { PaneFrame } from './pane-frame.tsx';

interface AccountPaneProps {
  readonly connection: Connection;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** One LeadExec account: how it stands, and how it is reached. */
export function AccountPane({ connection, onClose, onRemoved }: AccountPaneProps) {
  const facts = [
    ['Address', connection.url],
    ['Client id', connection.user],
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
