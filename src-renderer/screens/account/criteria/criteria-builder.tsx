import { Plus } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { ActionButton } from '../../../ui/button.tsx';
import { onOwnKeys, useKeys } from '../../../ui/keys.ts';
import styles from './criteria.module.css';
import { Clause } from './criteria-sentence.tsx';
import { type Criterion, type LeadField, newCriterion } from './criterion.ts';
import { CriterionRow } from './criterion-row.tsx';

interface CriteriaBuilderProps {
  readonly criteria: readonly Criterion[];
  /** The fields of the account's lead type. */
  readonly fields: readonly LeadField[];
  readonly onChange: (criteria: readonly Criterion[]) => void;
  /** The name of leads in the sentence: "Auto insurance leads". */
  readonly leads?: string;
}

/**
 * The criteria of a delivery account: a sentence whose clauses link to their rows, and one row for each criterion. A lead must meet all of
 * them. What can't be parsed is kept and edited as text.
 */
export function CriteriaBuilder({ criteria, fields, onChange, leads = 'Leads' }: CriteriaBuilderProps) {
  const whole = useRef<HTMLElement>(null);
  const [goesTo, setGoesTo] = useState<number | 'add' | null>(null);
  const rowAt = (number: number) => whole.current?.querySelector<HTMLElement>(`[data-criterion="${number}"]`);
  useLayoutEffect(() => {
    if (goesTo === null) return;
    const row = goesTo === 'add' ? whole.current?.querySelector<HTMLElement>('[data-add] button') : rowAt(goesTo);
    (row?.querySelector<HTMLElement>('select:nth-of-type(2)') ?? row)?.focus();
    setGoesTo(null);
  });
  const focusedRow = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-criterion]');
    return row !== null && row !== undefined && whole.current?.contains(row) ? Number(row.dataset.criterion) : null;
  };
  const removeAt = (number: number) => {
    onChange(criteria.filter((_, i) => i !== number - 1));
    setGoesTo(criteria.length === 1 ? 'add' : Math.min(number, criteria.length - 1));
  };
  const add = {
    id: 'criteria.add',
    label: 'Add criterion',
    keys: 'alt+n',
    group: 'Criteria',
    run: () => {
      onChange([...criteria, newCriterion(fields[0])]);
      setGoesTo(criteria.length + 1);
    },
  };
  const remove = {
    id: 'criteria.remove',
    label: 'Remove this criterion',
    keys: 'alt+Delete',
    group: 'Criteria',
    hidden: true,
    run: () => {
      const number = focusedRow();
      if (number !== null) removeAt(number);
    },
  };
  useKeys([add, remove]);
  return (
    <section ref={whole} aria-label="Criteria" className={styles.builder} onKeyDown={onOwnKeys([add, remove])}>
      <p className={styles.sentence}>
        {criteria.length === 0 ? `All ${leads.toLowerCase()}: no criteria.` : `${leads} where `}
        {criteria.map((criterion, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a criterion that is not saved yet has no number; its place is what it is
          <span key={at}>
            {at > 0 && ' and '}
            <button type="button" className={styles.clause} onClick={() => setGoesTo(at + 1)}>
              <Clause criterion={criterion} fields={fields} />
            </button>
          </span>
        ))}
        {criteria.length > 0 && '.'}
      </p>
      <div className={styles.rows}>
        {criteria.map((criterion, at) => (
          <CriterionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a criterion that is not saved yet has no number; its place is what it is
            key={at}
            number={at + 1}
            criterion={criterion}
            fields={fields}
            onChange={(next) => onChange(criteria.map((one, i) => (i === at ? next : one)))}
            onRemove={() => removeAt(at + 1)}
          />
        ))}
      </div>
      <div data-add className={styles.foot}>
        <ActionButton action={add} icon={Plus} size="small" />
        <span className={styles.hint}>
          A lead must meet all of them. An empty field meets only “is not”, “is none of” and “doesn’t contain”.
        </span>
      </div>
    </section>
  );
}
