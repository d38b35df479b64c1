import type { PostCheck } from '../../../../src-preload/contract/index.ts';
import styles from '../posts.module.css';

/** Which column fills which field, which one is the reference, and which are not posted. */
export function Columns({ check }: { readonly check: PostCheck }) {
  const filled = check.columns.filter(({ field }) => field !== null);
  const reference = check.columns.find(({ isReference }) => isReference);
  const out = check.columns.filter((one) => one.field === null && !one.isReference).map(({ header }) => header);
  return (
    <p className={styles.soft}>
      Columns: {filled.map(({ header, field }) => (header === field ? header : `${header} → ${field}`)).join(', ')}.
      {reference !== undefined && ` Reference: ${reference.header}.`}
      {out.length > 0 && ` Not posted: ${out.join(', ')}.`}
    </p>
  );
}
