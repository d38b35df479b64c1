import { FlaskConical, PlugZap } from 'lucide-react';
import { useState } from 'react';
import { dialerAt } from '../../frame/addresses.ts';
import { goTo } from '../../frame/hash-location.ts';
import { Page } from '../../frame/page.tsx';
import { startPractice } from '../../state/first-run.ts';
import { ActButton } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import styles from './first-run.module.css';

/** Shown while no dialer is connected: what the desk does, and the two ways to begin. */
export function FirstRunScreen() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const connect = {
    id: 'first.connect',
    label: 'Connect your dialer',
    keys: 'c',
    group: 'Begin',
    run: () => goTo(dialerAt()),
  };
  const practise = {
    id: 'first.practice',
    label: 'Try with practice vendors and a sample list of 5,000 rows',
    keys: 't',
    group: 'Begin',
    disabled: busy,
    run: () => {
      setBusy(true);
      setError(null);
      void startPractice().then((wrong) => {
        setError(wrong);
        setBusy(false);
      });
    },
  };
  useKeys([connect, practise]);
  return (
    <Page title="Welcome to Trunkline">
      <div className={styles.sheet}>
        <h2 className={styles.promise}>
          Trunkline takes your dial lists from a file into your dialer, checks every row first, and sends each exactly
          once.
        </h2>
        <div className={styles.ways}>
          <section className={styles.way} aria-label={connect.label}>
            <PlugZap size={20} aria-hidden="true" className={styles.icon} />
            <p className={styles.words}>
              You need its address, an API user and the password. Nothing is sent until you start a list.
            </p>
            <ActButton act={connect} kind="main">
              Connect your dialer
            </ActButton>
          </section>
          <section className={styles.way} aria-label={practise.label}>
            <FlaskConical size={20} aria-hidden="true" className={styles.icon} />
            <p className={styles.words}>
              A dialer in miniature runs on this computer, answers as a real one would, and calls nobody.
            </p>
            <ActButton act={practise}>
              {busy ? 'Starting the practice vendors …' : 'Try with practice vendors and a sample list of 5,000 rows'}
            </ActButton>
          </section>
        </div>
        {error !== null && <ErrorNote>{error}</ErrorNote>}
        <p className={styles.soft}>
          Your leads, lists and passwords stay on this computer; they go to your dialer and nowhere else.
        </p>
      </div>
    </Page>
  );
}
