import type { PostCheck } from '../../../../src-preload/contract/index.ts';
import styles from '../posts.module.css';

/** Which column fills which field, in a sentence each way. */
export function Columns({ check }: { readonly check: PostCheck }) {
  const filled = check.columns.filter(({ field }) => field !== null);
  const out = check.columns.filter(({ field }) => field === null).map(({ header }) => header);
  return (
    <p className={styles.soft}>
      Columns: {filled.map(({ header, field }) => (header === field ? header : `${header} → ${field}`)).join(', ')}.
      {out.length > 0 && ` Not posted: ${out.join(', ')}.`}
    </p>
  );
}
