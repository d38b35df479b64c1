import { Plus, X } from 'lucide-react';
import { useId, useRef } from 'react';
import type { LiondeskOperator } from '../../../src-preload/contract/index.ts';
import type { ConditionDraft, SourceErrors } from '../../state/settings-source.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { FieldGroup } from '../../ui/field.tsx';
import { TextInput } from '../../ui/inputs.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './source-filters.module.css';

interface SourceConditionsProps {
  readonly conditions: readonly ConditionDraft[];
  readonly errors: SourceErrors;
  readonly onChange: (conditions: readonly ConditionDraft[]) => void;
}

/** The operators of the document ("Filtering Lead Offers"), in words. */
const OPERATORS: readonly { readonly value: LiondeskOperator; readonly label: string }[] = [
  { value: '$eq', label: 'is' },
  { value: '$ne', label: 'is not' },
  { value: '$in', label: 'is one of' },
  { value: '$nin', label: 'is none of' },
  { value: '$lt', label: 'is below' },
  { value: '$lte', label: 'is at most' },
  { value: '$gt', label: 'is above' },
  { value: '$gte', label: 'is at least' },
];

/** Fields of an offer that the document names; any other may be typed. */
const FIELDS = [
  'rank',
  'team_id',
  'notify_at',
  'assign_automatically',
  'has_call_alert',
  'has_text_alert',
  'has_email_alert',
];

/** Which offers are fetched: conditions in the vendor's own fields and operators. */
export function SourceConditions({ conditions, errors, onChange }: SourceConditionsProps) {
  const listId = useId();
  const place = useRef<HTMLDivElement>(null);
  const focus = (find: string) => requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(find)?.focus());
  const change = (at: number, to: Partial<ConditionDraft>) =>
    onChange(conditions.map((one, i) => (i === at ? { ...one, ...to } : one)));
  return (
    <FieldGroup
      legend="Only offers that match"
      note={
        conditions.length === 0
          ? 'All offers are fetched.'
          : 'All conditions must match. Separate several values with commas; write dates as 2027-01-31 or 2027-01-31T09:15:00Z.'
      }
    >
      <div ref={place} className={styles.filters}>
        <datalist id={listId}>
          {FIELDS.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {conditions.map((one, i) => {
          const wrong = errors[`only.${i}`];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name of its own and never moves
            <div key={i} data-condition={i} className={styles.condition}>
              <TextInput
                aria-label={`Field of condition ${i + 1}`}
                aria-invalid={wrong !== undefined}
                placeholder="Field"
                list={listId}
                maxLength={60}
                value={one.field}
                onChange={(field) => change(i, { field })}
              />
              <Select<LiondeskOperator>
                aria-label={`Operator of condition ${i + 1}`}
                value={one.operator}
                options={OPERATORS.map(({ value, label }) => ({ value, label: `${label}  ${value}` }))}
                onChange={(operator) => change(i, { operator })}
              />
              <TextInput
                aria-label={`Value of condition ${i + 1}`}
                aria-invalid={wrong !== undefined}
                placeholder={one.operator === '$in' || one.operator === '$nin' ? '4, 5' : 'Value'}
                value={one.values}
                onChange={(values) => change(i, { values })}
              />
              <IconButton
                icon={X}
                size="small"
                label={`Remove condition ${i + 1}`}
                onClick={() => {
                  onChange(conditions.filter((_, at) => at !== i));
                  focus('[data-add]');
                }}
              />
              {wrong !== undefined && (
                <p role="alert" className={styles.wrong}>
                  {wrong}
                </p>
              )}
            </div>
          );
        })}
        <span>
          <Button
            size="small"
            icon={Plus}
            data-add
            disabled={conditions.length >= 20}
            onClick={() => {
              onChange([...conditions, { field: '', operator: '$eq', values: '' }]);
              focus(`[data-condition="${conditions.length}"] input`);
            }}
          >
            Add a condition
          </Button>
        </span>
      </div>
    </FieldGroup>
  );
}
