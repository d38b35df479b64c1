import { FlaskConical, Inbox, SearchX } from 'lucide-react';
import { useState } from 'react';
import { sourceAt } from '../../../frame/addresses.ts';
import { goTo } from '../../../frame/hash-location.ts';
import { startPractice } from '../../../state/first-run.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import styles from './list.module.css';

interface NothingHereProps {
  /** Whether the first answer is there. */
  readonly settled: boolean;
  readonly filtered: boolean;
  /** Whether any source of leads is connected. */
  readonly connected: boolean;
  readonly onClear: () => void;
}

/** In place of leads: being read, nothing matches, or nothing has ever come. */
export function NothingHere({ settled, filtered, connected, onClear }: NothingHereProps) {
  if (!settled) {
    return (
      <div className={styles.skeleton}>
        <Skeleton lines={14} height={16} />
      </div>
    );
  }
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No lead matches"
        act={
          <Button keys="shift+f" hint="Show every lead of the desk" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        Leads that fit will stand here as soon as there are any.
      </EmptyState>
    );
  }
  if (connected) {
    return (
      <EmptyState
        icon={Inbox}
        title="No lead has come yet"
        act={<Button onClick={() => goTo('/settings')}>Look at the sources</Button>}
      >
        What your sources send will stand here by itself.
      </EmptyState>
    );
  }
  return <NoSource />;
}

function NoSource() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const practise = () => {
    setBusy(true);
    setError(null);
    void startPractice('stay').then((wrong) => {
      setError(wrong);
      setBusy(false);
    });
  };
  return (
    <EmptyState
      icon={Inbox}
      title="Your leads will be here"
      act={
        <>
          <Button kind="main" onClick={() => goTo(sourceAt())}>
            Connect a source
          </Button>
          <Button icon={FlaskConical} disabled={busy} onClick={practise}>
            {busy ? 'Starting the practice vendors …' : 'Try with practice vendors'}
          </Button>
          {error !== null && <ErrorNote>{error}</ErrorNote>}
        </>
      }
    >
      Every vendor’s leads in one place, each person once. Connect LocumJobsOnline or LionDesk, and they come in by
      themselves.
    </EmptyState>
  );
}
