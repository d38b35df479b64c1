import { useState } from 'react';
import { useDesk } from '../../state/desk.ts';
import { startPractice } from '../../state/first-run.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import styles from './settings.module.css';

/** Starting the practice vendors, to try everything without calling anyone. */
export function PracticeSettings() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const running = useDesk((s) => s.status?.connections.find((c) => c.name === 'Practice dialer') ?? null);
  const start = async () => {
    setBusy(true);
    setError(await startPractice('sample-list'));
    setBusy(false);
  };
  return (
    <section aria-labelledby="practice" className={styles.sheet}>
      <h2 id="practice">Practice vendors</h2>
      <p className={styles.soft}>
        A dialer in miniature on this computer, a job board and a LionDesk beside it: they answer as the real ones would
        and call nobody. With them come a sample list of 5,000 rows to send, and 10,000 leads into the inbox.
      </p>
      {running !== null && (
        <p>
          {running.name} is connected at {running.url}.
        </p>
      )}
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      <div className={styles.acts}>
        <Button disabled={busy} onClick={() => void start()}>
          {busy ? 'Starting …' : running === null ? 'Start and open the sample list' : 'Open the sample list'}
        </Button>
      </div>
    </section>
  );
}
