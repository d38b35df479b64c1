import { useEffect } from 'react';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import styles from './receiver.module.css';

/** How often it is asked how many posts are read, ms. */
const PROGRESS_MS = 500;

/** How many of the desk's posts are read, which filters and totals wait for after the desk's start; nothing once all are. */
export function PostsBeingRead() {
  const { value: progress, refresh } = useCommandQuery('delivery.logProgress', {});
  useEffect(() => {
    const again = setInterval(() => void refresh(), PROGRESS_MS);
    return () => clearInterval(again);
  }, [refresh]);
  if (progress === null || progress.posts === 0) return null;
  return (
    <div role="status" className={styles.reading}>
      <p>
        Posts are still being read: {formatNumber(progress.read)} of {formatCount(progress.posts, 'post')}
      </p>
      <Progress share={progress.read / progress.posts} label="Posts read" />
    </div>
  );
}
