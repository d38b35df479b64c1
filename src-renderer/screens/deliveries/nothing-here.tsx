import { Send } from 'lucide-react';
import { PostsBeingRead } from '../../features/receiver/posts-being-read.tsx';
import { navigate } from '../../state/hash-location.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, Skeleton } from '../../ui/notes.tsx';
import { NoMatch } from '../../ui/nothing.tsx';
import styles from './deliveries.module.css';

interface NothingHereProps {
  readonly settled: boolean;
  readonly filtered: boolean;
  readonly onClear: () => void;
}

/** Shown instead of rows: still loading, nothing matches, or nothing has been sent yet. */
export function NothingHere({ settled, filtered, onClear }: NothingHereProps) {
  if (!settled) {
    return (
      <div className={styles.skeleton}>
        <PostsBeingRead />
        <Skeleton lines={12} height={16} />
      </div>
    );
  }
  if (filtered) {
    return (
      <NoMatch title="No row matches" clear="Clear all filters" keys="shift+f" onClear={onClear}>
        Matching rows will appear here.
      </NoMatch>
    );
  }
  return (
    <EmptyState
      icon={Send}
      title="Nothing has been sent yet"
      action={
        <Button kind="main" onClick={() => navigate('/dial-lists')}>
          Go to dial lists
        </Button>
      }
    >
      Every row sent to a dialer, every posted lead and every unlocked lead appears here, with each attempt and the
      vendor’s answer.
    </EmptyState>
  );
}
