import { Inbox } from 'lucide-react';
import { sourceAt } from '../../../state/addresses.ts';
import { startPractice } from '../../../state/first-run.ts';
import { navigate } from '../../../state/hash-location.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, Skeleton } from '../../../ui/notes.tsx';
import { NoMatch, NotConnected } from '../../../ui/nothing.tsx';
import styles from './list.module.css';

interface NothingHereProps {
  /** Whether the first answer has arrived. */
  readonly settled: boolean;
  readonly filtered: boolean;
  /** Whether any source of leads is connected. */
  readonly connected: boolean;
  readonly onClear: () => void;
}

/** Shown instead of leads: still loading, nothing matches, or there are no leads yet. */
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
      <NoMatch title="No lead matches" clear="Clear filters" keys="shift+f" hint="Show all leads" onClear={onClear}>
        Matching leads will appear here.
      </NoMatch>
    );
  }
  if (connected) {
    return (
      <EmptyState
        icon={Inbox}
        title="No leads yet"
        action={<Button onClick={() => navigate('/settings')}>Show lead sources</Button>}
      >
        Leads from your sources will appear here automatically.
      </EmptyState>
    );
  }
  return (
    <NotConnected
      icon={Inbox}
      title="Your leads will appear here"
      connect="Connect a lead source"
      onConnect={() => navigate(sourceAt())}
      onPractise={() => startPractice('stay')}
    >
      Every vendor’s leads in one place, each person once. Connect LocumJobsOnline or LionDesk to receive leads
      automatically.
    </NotConnected>
  );
}
