import { PlugZap } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Connection, ConnectionTest } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { refreshDesk } from '../../state/desk.ts';
import { fetchChoices } from '../../state/dialer-choices.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Note } from '../../ui/notes.tsx';
import { toastError } from '../../ui/toaster.tsx';
import { When } from '../../ui/when.tsx';
import styles from './connection-pane.module.css';

/** Tests a connection that was just saved; its pane shows the result. */
export async function testSaved({ id, name }: Pick<Connection, 'id' | 'name'>): Promise<void> {
  try {
    const { verdict } = await call('connections.test', { id, byItself: true });
    if (verdict === 'ok') await fetchChoices(id);
    await refreshDesk();
  } catch (thrown) {
    toastError(`${name} was not tested. ${errorMessage(thrown)}`);
  }
}

/** How the last test of a dialer went, in words, and the button for another one. */
export function TestStanding({ connection }: { readonly connection: Connection }) {
  const [testing, setTesting] = useState(false);
  const test = connection.test ?? null;
  const run = async () => {
    setTesting(true);
    try {
      const { verdict } = await call('connections.test', { id: connection.id });
      if (verdict === 'ok') await fetchChoices(connection.id);
      await refreshDesk();
    } catch (thrown) {
      toastError(`${connection.name} was not tested. ${errorMessage(thrown)}`);
    } finally {
      setTesting(false);
    }
  };
  const button = (
    <Button
      size="small"
      icon={PlugZap}
      disabled={testing || !connection.hasPassword}
      hint="Checks login and permission with the dialer. Nothing is loaded."
      onClick={() => void run()}
    >
      {testing ? 'Testing …' : 'Test'}
    </Button>
  );
  if (test === null) {
    return (
      <div className={styles.actions}>
        {button}
        <p className={styles.soft}>Not tested yet.</p>
      </div>
    );
  }
  if (test.verdict === 'ok') {
    return (
      <div className={styles.actions}>
        {button}
        <p className={styles.soft}>
          {test.words} Tested <When at={test.at} />.
        </p>
      </div>
    );
  }
  return <Found test={test} button={button} />;
}

function Found({ test, button }: { readonly test: ConnectionTest; readonly button: ReactNode }) {
  const words = (
    <>
      <p>
        {test.words} Tested <When at={test.at} />.
      </p>
      {test.cure !== null && <p>{test.cure}</p>}
      {test.line !== null && <p className={styles.soft}>The dialer’s answer: {test.line}</p>}
    </>
  );
  if (test.verdict === 'refused' || test.verdict === 'failed') return <ErrorNote actions={button}>{words}</ErrorNote>;
  return (
    <Note kind="warning" actions={button}>
      {words}
    </Note>
  );
}
