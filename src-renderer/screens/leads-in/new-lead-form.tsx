import { useId } from 'react';
import { US_STATES } from '../../state/locumjobs-filters.ts';
import type { NewLead, NewLeadErrors, NewLeadField } from '../../state/new-lead.ts';
import { Field, FieldGroup } from '../../ui/field.tsx';
import { TextInput } from '../../ui/inputs.tsx';
import { leadFieldWord } from './lead-field-words.ts';
import styles from './leads-in.module.css';

interface NewLeadFormProps {
  readonly typed: NewLead;
  readonly errors: NewLeadErrors;
  readonly onChange: (field: NewLeadField, text: string) => void;
}

const HELP: Readonly<Partial<Record<NewLeadField, string>>> = {
  phone: 'In any format',
  specialties: 'Separate with commas',
  licensedStates: 'States, separated by commas',
};

/** The fields of a lead that is added by hand. */
export function NewLeadForm(props: NewLeadFormProps) {
  const states = useId();
  const one = (
    field: NewLeadField,
    more: { readonly list?: string; readonly type?: string; readonly first?: true },
  ) => <One key={field} {...props} field={field} {...more} />;
  return (
    <>
      <datalist id={states}>
        {US_STATES.map((state) => (
          <option key={state} value={state} />
        ))}
      </datalist>
      <FieldGroup legend="Person" note="A lead with the same phone or email as an existing one is merged with it.">
        <div className={styles.pair}>
          {one('firstName', { first: true })}
          {one('lastName', {})}
          {one('phone', { type: 'tel' })}
          {one('email', { type: 'email' })}
        </div>
      </FieldGroup>
      <FieldGroup legend="Where they live">
        <div className={styles.pair}>
          {one('address', {})}
          {one('address2', {})}
        </div>
        <div className={styles.three}>
          {one('city', {})}
          {one('state', { list: states })}
          {one('zip', {})}
        </div>
      </FieldGroup>
      <FieldGroup legend="What they do">
        <div className={styles.pair}>
          {one('license', {})}
          {one('experience', {})}
          {one('specialties', {})}
          {one('licensedStates', {})}
          {one('employmentType', {})}
          {one('contactTime', {})}
        </div>
      </FieldGroup>
    </>
  );
}

interface OneProps extends NewLeadFormProps {
  readonly field: NewLeadField;
  readonly list?: string;
  readonly type?: string;
  readonly first?: true;
}

function One({ field, typed, errors, onChange, list, type = 'text', first }: OneProps) {
  return (
    <Field label={leadFieldWord(field)} error={errors[field]} help={HELP[field]}>
      <TextInput
        type={type}
        list={list}
        autoFocus={first === true}
        maxLength={300}
        inputMode={field === 'experience' ? 'numeric' : undefined}
        value={typed[field]}
        onChange={(text) => onChange(field, text)}
      />
    </Field>
  );
}
