import { PlugZap } from 'lucide-react';
import { useState } from 'react';
import type { Connection, PingAnswer } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { pingWords } from '../../features/receiver/receiver-words.ts';
import { ActionButton } from '../../ui/button.tsx';
import { useAction } from '../../ui/keys.ts';
import { ErrorNote, Note } from '../../ui/notes.tsx';
import styles from './connection-pane.module.css';

/** A lead of nobody, to be asked about: a state and a ZIP code, which every lead type may have. */
const NOBODY = { State: 'CA', Zip: '90210' };

/** Asks the receiver for a price, which sells nothing, and so learns whether numbers, password and token are right. */
export function ReceiverTest({ connection }: { readonly connection: Connection }) {
  const [testing, setTesting] = useState(false);
  const [found, setFound] = useState<PingAnswer | null>(null);
  const [error, setError] = useState<string | null>(null);
  const test = useAction({
    id: 'receiver.test',
    label: 'Test with a ping',
    keys: 't',
    group: 'Settings',
    disabled: testing,
    run: () => {
      setTesting(true);
      setFound(null);
      setError(null);
      call('delivery.ping', { connectionId: connection.id, set: NOBODY })
        .then(setFound, (thrown: unknown) => setError(errorMessage(thrown)))
        .finally(() => setTesting(false));
    },
  });
  return (
    <section aria-label="Test" className={styles.form}>
      <div className={styles.actions}>
        <ActionButton
          action={test}
          size="small"
          icon={PlugZap}
          hint="Asks what a lead in California would bring. Nothing is posted or sold."
        >
          {testing ? 'Testing …' : test.label}
        </ActionButton>
      </div>
      <div aria-live="polite">
        {found !== null && <Note kind={found.willAccept === true ? 'info' : 'warning'}>{pingWords(found)}</Note>}
      </div>
      {error !== null && (
        <ErrorNote>
          <p>{error}</p>
          <p className={styles.soft}>
            Nothing was posted. Check the numbers, password and token against your posting instructions.
          </p>
        </ErrorNote>
      )}
    </section>
  );
}
