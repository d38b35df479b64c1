import { cx } from '../../../ui/cx.ts';
import styles from './criteria.module.css';
import type { Criterion, LeadField } from './criterion.ts';
import { criterionPieces } from './sentence.ts';

interface ClauseProps {
  readonly criterion: Criterion;
  readonly fields: readonly LeadField[];
}

/** A criterion in words, with its field and its values set off from them. */
export function Clause({ criterion, fields }: ClauseProps) {
  return criterionPieces(criterion, fields).map(({ is, text }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place
    <span key={i} className={cx(styles[is])}>
      {i > 0 && ' '}
      {text}
    </span>
  ));
}

interface CriteriaSentenceProps {
  readonly criteria: readonly Criterion[];
  /** The fields of the account's lead type. */
  readonly fields: readonly LeadField[];
}

/** Criteria as the sentence of the criteria builder, only to be read. */
export function CriteriaSentence({ criteria, fields }: CriteriaSentenceProps) {
  return (
    <p className={styles.sentence}>
      {criteria.length === 0 ? 'All leads: no criteria.' : 'Leads where '}
      {criteria.map((criterion, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a criterion of a new account has no number yet; its place is what it is
        <span key={at}>
          {at > 0 && ' and '}
          <Clause criterion={criterion} fields={fields} />
        </span>
      ))}
      {criteria.length > 0 && '.'}
    </p>
  );
}
