import { useEffect, useState } from 'react';
import { cancelCheck, usePosting } from '../../../state/posting.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount, formatDuration, formatShare } from '../../../ui/format.ts';
import { useAction } from '../../../ui/keys.ts';
import { Progress } from '../../../ui/progress.tsx';
import { useNow } from '../../../ui/use-now.ts';
import styles from '../posts.module.css';

/** A shorter check shows no progress, ms, so that nothing on the screen moves. */
const LONG_MS = 200;

/** The progress of the check of the leads, and a button that stops it. */
export function Checking() {
  const busy = usePosting((s) => s.busy);
  const since = usePosting((s) => s.since);
  const checkId = usePosting((s) => s.checkId);
  const [began] = useState(() => Date.now());
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  const now = useNow();
  const { value: progress } = useCommandQuery('delivery.checkProgress', checkId === null ? null : { checkId }, [
    'imports',
  ]);
  const cancel = useAction({
    id: 'posting.cancelCheck',
    label: 'Cancel the check',
    keys: 'Escape',
    group: 'Post leads',
    disabled: checkId === null,
    run: () => void cancelCheck(),
  });
  const what =
    busy === 'posting'
      ? 'Checking every lead once more, then queuing'
      : 'Checking every lead against the lead type’s fields';
  const elapsed = formatDuration(Math.max(0, now - (since ?? began)) / 1000);
  if (!isLong) return null;
  const share = progress?.share ?? null;
  const done =
    progress === null || progress.rows === 0
      ? ''
      : `${formatCount(progress.rows, 'row')} checked${share === null ? '' : `, ${formatShare(share, 1)}`}. `;
  return (
    <div className={styles.checking}>
      <p aria-live="polite" className={styles.soft}>
        {what}. {busy === 'posting' ? '' : 'Nothing is posted.'}
      </p>
      {share !== null && <Progress share={share} label="Leads checked" />}
      <p className={styles.soft}>
        {done}
        {elapsed} so far.
      </p>
      <ActionButton action={cancel} size="small" />
    </div>
  );
}
