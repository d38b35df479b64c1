import { changeHandValue } from '../../../state/posting.ts';
import { Field, FieldGroup } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import styles from '../posts.module.css';

const FIELDS = [
  { name: 'ivrnumber', label: 'Number called, required', inputMode: 'tel' },
  { name: 'callduration', label: 'Duration in seconds, required', inputMode: 'numeric' },
  { name: 'callresult', label: 'Result', inputMode: 'text' },
  { name: 'calldate', label: 'Date and time', inputMode: 'text' },
] as const;

/** The time zone of dates without one: this computer's. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ');

/** The call through which a typed lead came. */
export function CallForm({ values }: { readonly values: Readonly<Record<string, string>> }) {
  return (
    <FieldGroup legend="The call">
      <div className={styles.four}>
        {FIELDS.map(({ name, label, inputMode }) => (
          <Field
            key={name}
            label={label}
            {...(name === 'calldate' ? { help: `Your own time (${ZONE}); posted in Pacific Time` } : {})}
          >
            <TextInput
              inputMode={inputMode}
              {...(name === 'calldate' ? { placeholder: 'MM/DD/YYYY hh:mm PM' } : {})}
              value={values[name] ?? ''}
              onChange={(value) => changeHandValue(name, value)}
            />
          </Field>
        ))}
      </div>
    </FieldGroup>
  );
}
