import type { ReactNode } from 'react';
import { Field } from '../../../ui/field.tsx';
import { Checkbox, NumberInput, TextInput } from '../../../ui/inputs.tsx';
import { Select } from '../../../ui/select.tsx';
import { choiceWords } from '../choice-words.ts';
import { CriteriaBuilder } from '../criteria/criteria-builder.tsx';
import type { Criterion, LeadField } from '../criteria/criterion.ts';
import type { DeliveryDay } from '../week/schedule.ts';
import { WeekEditor } from '../week/week-editor.tsx';
import { type ChangeField, valueWords } from './change-fields.ts';
import { ZoneSelect } from './zone-select.tsx';

interface ValueFieldProps {
  readonly field: ChangeField;
  /** The record's current value; undefined while it is unknown. */
  readonly now: unknown;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly fields: readonly LeadField[];
  /** The record's number. */
  readonly id: number;
}

/** The input for the new value of a field, by its type. */
export function ValueField({ field, now, value, onChange, fields, id }: ValueFieldProps) {
  const help = now === undefined ? undefined : `Now: ${valueWords(field, now)}`;
  switch (field.type) {
    case 'criteria':
      return <CriteriaBuilder criteria={(value ?? []) as readonly Criterion[]} fields={fields} onChange={onChange} />;
    case 'days':
      return <WeekEditor rows={(value ?? []) as readonly DeliveryDay[]} onChange={onChange} uid={id} />;
    case 'flag':
      return (
        <Field label="New value" help={help}>
          <Select<string>
            value={value === undefined ? null : value === true ? 'yes' : 'no'}
            options={[
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' },
            ]}
            onChange={(one) => onChange(one === 'yes')}
          />
        </Field>
      );
    case 'choice':
      return (
        <Field label="New value" help={help}>
          <Select<string>
            value={typeof value === 'string' ? value : null}
            options={(field.choices ?? []).map((one) => ({ value: one, label: choiceWords(one) }))}
            onChange={onChange}
          />
        </Field>
      );
    case 'zone':
      return (
        <Field label="New value" help={help}>
          <ZoneSelect value={typeof value === 'string' ? value : null} onChange={onChange} />
        </Field>
      );
    case 'date':
      return (
        <OrNone none={field.none} value={value} onChange={onChange}>
          <Field label="New value" help={help}>
            <TextInput
              type="date"
              disabled={value === null}
              value={typeof value === 'string' ? value : ''}
              onChange={(day) => onChange(day === '' ? undefined : day)}
            />
          </Field>
        </OrNone>
      );
    default:
      return (
        <OrNone none={field.none} value={value} onChange={onChange}>
          <Field
            label="New value"
            help={
              field.type === 'maximum'
                ? `${help === undefined ? '' : `${help}. `}−1 is no maximum, 0 allows none.`
                : help
            }
          >
            <NumberInput
              disabled={value === null}
              value={typeof value === 'number' ? value : null}
              onChange={(n) => onChange(n ?? undefined)}
            />
          </Field>
        </OrNone>
      );
  }
}

interface OrNoneProps {
  readonly none: string | undefined;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly children: ReactNode;
}

/** A field that may be empty: ticking the box makes it empty. */
function OrNone({ none, value, onChange, children }: OrNoneProps) {
  if (none === undefined) return children;
  return (
    <>
      {children}
      <Checkbox checked={value === null} onChange={(on) => onChange(on ? null : undefined)} label={none} />
    </>
  );
}
