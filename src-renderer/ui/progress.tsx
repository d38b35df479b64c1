import styles from './progress.module.css';

/** A progress bar: `share` 0 to 1. Its numbers are beside it as text. */
export function Progress({ share, label }: { readonly share: number; readonly label: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={styles.bar}
    >
      <span className={styles.done} style={{ width: `${percent}%` }} />
    </div>
  );
}
