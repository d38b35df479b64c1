import { ArrowLeft } from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/index.ts';
import { RejectList } from '../../features/rejects/reject-list.tsx';
import { sourceAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { ActionButton } from '../../ui/button.tsx';
import { useAction } from '../../ui/keys.ts';
import styles from './connection-pane.module.css';

/** What a source gave and could not be read as a lead, in the place of its form. */
export function SourceRejects({ connection }: { readonly connection: Connection }) {
  const back = useAction({
    id: 'source.settings',
    label: 'Back to source settings',
    keys: 'alt+ArrowLeft',
    group: 'Settings',
    run: () => navigate(sourceAt(connection.id)),
  });
  return (
    <div className={styles.form}>
      <div className={styles.actions}>
        <ActionButton action={back} size="small" icon={ArrowLeft}>
          Back to source settings
        </ActionButton>
      </div>
      <RejectList connectionId={connection.id} />
    </div>
  );
}
