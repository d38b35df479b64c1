import { useId, useState } from 'react';
import type { RecordField } from '../../../../src-preload/contract/index.ts';
import { REMOVED } from '../../../../src-preload/contract/removed.ts';
import { type EditValue, type RecordPlace, readSecret } from '../../../state/account-record.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Checkbox, NumberInput, TextArea, TextInput } from '../../../ui/inputs.tsx';
import { type Option, Select } from '../../../ui/select.tsx';
import { toastError } from '../../../ui/toaster.tsx';
import { choiceWords } from '../choice-words.ts';
import { MethodChoice } from '../method-choice.tsx';
import { useNamed } from '../records/use-names.ts';
import { choiceAt } from './edited.ts';
import styles from './record.module.css';
import { sentDate, typedDate } from './record-date.ts';

interface RecordFieldInputProps {
  readonly place: RecordPlace;
  readonly connectionId: number;
  readonly field: RecordField;
  readonly value: unknown;
  readonly error: string | undefined;
  /** The parents by which the choices of this record's fields are looked up. */
  readonly parents: { readonly client: number; readonly leadType: number };
  readonly onValue: (value: EditValue) => void;
}

const MAX = /^(?:Hour|Day|Week|Month)Max$/;

/** The input for a field, by its type, with its limits and allowed values. */
export function RecordFieldInput(props: RecordFieldInputProps) {
  const { field, value, error, onValue } = props;
  const { type, label, note, nullable } = field;
  const help = note === '' ? undefined : note;
  if (type === 'flag') {
    const checked = value === true || value === 1 || /^(?:true|1)$/i.test(String(value));
    return <Checkbox label={label} help={error ?? help} checked={checked} onChange={onValue} />;
  }
  if (MAX.test(field.path)) return <MaxField {...props} />;
  if (type === 'choice') return <ChoiceField {...props} />;
  if (type === 'id' && field.of !== null && SHORT.has(field.of)) return <NamedField {...props} />;
  if (type === 'number' || type === 'whole' || type === 'id') {
    const number =
      value === null || value === undefined || value === '' || !Number.isFinite(Number(value)) ? null : Number(value);
    if (field.of === 'clients' && number !== null && number > 0)
      return <ClientField {...props} help={help} number={number} />;
    return (
      <Field label={label} help={help} error={error}>
        <NumberInput
          of={type === 'id' ? 'id' : 'amount'}
          value={number}
          onChange={(next) => (next !== null || nullable) && onValue(next)}
        />
      </Field>
    );
  }
  const text = value === null || value === undefined ? '' : String(value);
  if (field.secret) return <SecretField {...props} />;
  if (type === 'date') return <DateField {...props} />;
  return (
    <Field label={label} help={help} error={error}>
      {type === 'long-text' ? (
        <TextArea rows={4} value={text} onChange={onValue} />
      ) : (
        <TextInput value={text} onChange={(next) => onValue(next === '' && value === null ? null : next)} />
      )}
    </Field>
  );
}

interface ClientFieldProps extends RecordFieldInputProps {
  readonly help: string | undefined;
  readonly number: number;
}

/** A client by number, with its name below: an account may have too many clients for a select. */
function ClientField({ connectionId, field, number, help, error, onValue }: ClientFieldProps) {
  const { value } = useCommandQuery('leadexec.record', { connectionId, kind: 'clients', id: number }, ['account']);
  return (
    <Field label={field.label} help={value?.clientName || help} error={error}>
      <NumberInput of="id" value={number} onChange={(next) => (next !== null || field.nullable) && onValue(next)} />
    </Field>
  );
}

/** A password: hidden, and unchanged until another is typed. */
function SecretField({ place, field, value, error, onValue }: RecordFieldInputProps) {
  const text = value === null || value === undefined ? '' : String(value);
  const [wasKept] = useState(text === REMOVED);
  const isKept = text === REMOVED;
  const [shown, setShown] = useState<string | null>(null);
  const show = async () => {
    const read = await readSecret(place, field.path);
    if ('error' in read) toastError(read.error);
    else if (read.value === null) toastError('This password isn’t on this desk. Refresh the record.');
    else setShown(read.value);
  };
  const help = isKept ? 'Saved. It is sent back unchanged unless you type a new one.' : field.note;
  return (
    <Field label={field.label} help={help === '' ? undefined : help} error={error}>
      <span className={styles.max}>
        <TextInput
          type={shown === null ? 'password' : 'text'}
          autoComplete="new-password"
          placeholder={isKept ? 'Hidden' : ''}
          readOnly={shown !== null}
          value={shown ?? (isKept ? '' : text)}
          onChange={(next) => onValue(next === '' && wasKept ? REMOVED : next)}
        />
        {isKept && (
          <Button
            size="small"
            aria-label={`${shown === null ? 'Show' : 'Hide'} ${field.label}`}
            onClick={() => void (shown === null ? show() : setShown(null))}
          >
            {shown === null ? 'Show' : 'Hide'}
          </Button>
        )}
      </span>
    </Field>
  );
}

/** Kinds with few enough records for a select. */
const SHORT: ReadonlySet<string> = new Set(['leadTypes', 'clientGroups', 'categories', 'methods', 'sources']);
const NAMES: Readonly<Record<string, string>> = {
  leadTypes: 'Descriptor',
  clientGroups: 'Description',
  categories: 'Caption',
  methods: 'Name',
  sources: 'Name',
};

/** A record of a kind that is stored here, by its name; otherwise by its number. */
function NamedField({ connectionId, field, value, error, parents, onValue }: RecordFieldInputProps) {
  const kind = field.of;
  const parent = kind === 'methods' ? parents.client : kind === 'categories' ? parents.leadType : 0;
  const needsParent = kind === 'methods' || kind === 'categories';
  const named = useNamed(needsParent && parent === 0 ? null : connectionId, kind, NAMES[kind ?? ''] ?? 'Name', parent);
  const id = Number(value ?? 0);
  const options: Option<number>[] = named.map((one) => ({ value: one.id, label: `${one.name} (${one.id})` }));
  const choose = (next: number) => onValue(next === 0 && field.nullable && value === null ? null : next);
  const known = id === 0 || named.some((one) => one.id === id);
  return (
    <Field label={field.label} help={field.note === '' ? undefined : field.note} error={error}>
      {kind === 'methods' ? (
        <MethodChoice value={id} options={options} withNone numberLabel={`${field.label}, number`} onChange={choose} />
      ) : (
        <Select<number>
          value={id}
          options={[{ value: 0, label: 'None' }, ...(known ? [] : [{ value: id, label: String(id) }]), ...options]}
          onChange={choose}
        />
      )}
    </Field>
  );
}

/** A documented value. Any other value is kept as received until another is chosen. */
function ChoiceField({ field, value, error, onValue }: RecordFieldInputProps) {
  const at = choiceAt(field, value);
  const empty = value === null || value === undefined || value === '';
  const options: Option<number>[] = field.choices.map(({ name }, i) => ({ value: i, label: choiceWords(name) }));
  // The meaning of a number that is not documented is guessed from the order of the choices.
  const isNumber = !empty && at === null && /^\d+$/.test(String(value));
  const guess = isNumber ? field.choices[Number(value)]?.name : undefined;
  const asRead =
    guess === undefined ? `${String(value)} (not documented)` : `${choiceWords(guess)}? (${String(value)})`;
  return (
    <Field label={field.label} help={field.note === '' ? undefined : field.note} error={error}>
      <Select<number>
        value={at ?? -1}
        options={at === null ? [{ value: -1, label: empty ? 'None' : asRead }, ...options] : options}
        onChange={(next) => {
          const choice = field.choices[next];
          if (choice !== undefined) onValue(choice.number ?? choice.name);
        }}
      />
    </Field>
  );
}

/** A date and time. One that can't be parsed is shown in the help text, and kept until another is entered. */
function DateField({ field, value, error, onValue }: RecordFieldInputProps) {
  const raw = value === null || value === undefined ? '' : String(value);
  const typed = typedDate(raw);
  const unread = raw !== '' && typed === '' ? `Received as ${raw}.` : '';
  const help = ['Your time.', field.note, unread].filter((one) => one !== '').join(' ');
  return (
    <Field label={field.label} help={help} error={error}>
      <TextInput
        type="datetime-local"
        value={typed}
        onChange={(next) => {
          if (next !== '') onValue(sentDate(next));
          else if (field.nullable) onValue(null);
        }}
      />
    </Field>
  );
}

/** A maximum. The form has one value for no maximum, however this kind of record writes it. */
function MaxField({ field, value, error, onValue }: RecordFieldInputProps) {
  const none = field.least === -1 ? -1 : null;
  const numberId = useId();
  const isNone = value === null || value === undefined || Number(value) === -1;
  return (
    <Field
      label={field.label}
      help={!isNone && Number(value) === 0 && none === -1 ? '0 allows none.' : undefined}
      error={error}
    >
      <span className={styles.max}>
        <Select<'none' | 'most'>
          value={isNone ? 'none' : 'most'}
          options={[
            { value: 'none', label: 'No maximum' },
            { value: 'most', label: 'At most' },
          ]}
          onChange={(next) => onValue(next === 'none' ? none : 100)}
        />
        {!isNone && (
          <NumberInput
            id={numberId}
            aria-label={`${field.label}, number`}
            value={Number(value)}
            onChange={(next) => next !== null && next >= 0 && onValue(next)}
          />
        )}
      </span>
    </Field>
  );
}
