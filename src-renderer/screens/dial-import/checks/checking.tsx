import { useEffect, useRef, useState } from 'react';
import type { ImportDetail } from '../../../../src-preload/contract/index.ts';
import { formatBytes, formatDuration, formatNumber, formatRate, formatShare } from '../../../ui/format.ts';
import { Progress } from '../../../ui/progress.tsx';
import styles from './checking.module.css';

/** Rows and bytes at a time; ms of the page's clock. */
interface Mark {
  readonly at: number;
  readonly bytes: number;
  readonly rows: number;
}

const ASK_MS = 400;
const WINDOW_MS = 5000;

/** The progress of the check, its speed and the remaining time. The check continues on other screens too. */
export function Checking({ detail, refresh }: { readonly detail: ImportDetail; readonly refresh: () => void }) {
  useEffect(() => {
    const timer = setInterval(refresh, ASK_MS);
    return () => clearInterval(timer);
  }, [refresh]);

  const marks = useRef<Mark[]>([]);
  const [pace, setPace] = useState<{ bytes: number; rows: number } | null>(null);
  const { checkedBytes, fileSize, rows } = detail;
  useEffect(() => {
    const now = performance.now();
    marks.current = [
      ...marks.current.filter((m) => now - m.at < WINDOW_MS),
      { at: now, bytes: checkedBytes, rows: rows.total },
    ];
    const first = marks.current[0];
    if (first === undefined || now - first.at < 800) return;
    const seconds = (now - first.at) / 1000;
    setPace({ bytes: (checkedBytes - first.bytes) / seconds, rows: (rows.total - first.rows) / seconds });
  }, [checkedBytes, rows.total]);

  const share = fileSize === 0 ? 0 : checkedBytes / fileSize;
  const left = pace !== null && pace.bytes > 0 ? (fileSize - checkedBytes) / pace.bytes : null;
  return (
    <div className={styles.checking}>
      <h2 className={styles.title}>Checking every row of {detail.fileName}</h2>
      <Progress share={share} label="File checked" />
      <p className={styles.numbers}>
        <span>
          {formatShare(share, 1)}: {formatBytes(checkedBytes)} of {formatBytes(fileSize)}
        </span>
        <span>
          {rows.total > 0 && `${formatNumber(rows.total)} rows`}
          {pace !== null && pace.rows > 0 && `, ${formatRate(pace.rows)}`}
        </span>
        <span>{left !== null && `${formatDuration(left)} left`}</span>
      </p>
      <p className={styles.note}>You can leave this page; the check continues. Nothing is sent.</p>
    </div>
  );
}
