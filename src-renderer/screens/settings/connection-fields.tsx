import { Field } from '../../ui/field.tsx';
import { NumberInput, TextInput } from '../../ui/inputs.tsx';

/** What the forms of all kinds of connections ask for. */
interface SharedDraft {
  readonly name: string;
  readonly url: string;
  readonly perSecond: number | null;
  readonly timeoutSeconds: number | null;
}

interface SharedFieldProps {
  readonly draft: SharedDraft;
  readonly errors: Readonly<Partial<Record<keyof SharedDraft, string>>>;
  readonly help?: string;
  readonly onChange: (change: Partial<SharedDraft>) => void;
}

interface NameFieldProps extends SharedFieldProps {
  /** Whether typing can begin at once, as in a new connection. */
  readonly autoFocus: boolean;
}

export function NameField({ draft, errors, help, autoFocus, onChange }: NameFieldProps) {
  return (
    <Field label="Name" error={errors.name} help={help}>
      <TextInput value={draft.name} onChange={(name) => onChange({ name })} maxLength={60} autoFocus={autoFocus} />
    </Field>
  );
}

export function AddressField({ draft, errors, help, onChange }: SharedFieldProps) {
  return (
    <Field label="Address" error={errors.url} help={help}>
      <TextInput type="url" inputMode="url" value={draft.url} onChange={(url) => onChange({ url })} />
    </Field>
  );
}

export function PerSecondField({ draft, errors, help = 'Leave empty for no limit', onChange }: SharedFieldProps) {
  return (
    <Field label="Maximum per second" error={errors.perSecond} help={help}>
      <NumberInput value={draft.perSecond} onChange={(perSecond) => onChange({ perSecond })} />
    </Field>
  );
}

export function TimeoutField({ draft, errors, help, onChange }: SharedFieldProps) {
  return (
    <Field label="Timeout, seconds" error={errors.timeoutSeconds} help={help}>
      <NumberInput value={draft.timeoutSeconds} onChange={(timeoutSeconds) => onChange({ timeoutSeconds })} />
    </Field>
  );
}

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  /** Whether one is saved, which is kept unless another is typed. */
  readonly isSaved: boolean;
  readonly onChange: (value: string) => void;
}

/** A password, token or client secret. */
export function SecretField({ label, value, error, isSaved, onChange }: SecretFieldProps) {
  const help = isSaved
    ? 'One is saved and never shown. Type here only to change it.'
    : 'Stored in this computer’s key store; never shown again';
  return (
    <Field label={label} error={error} help={help}>
      <TextInput
        type="password"
        autoComplete="new-password"
        placeholder={isSaved ? 'unchanged' : ''}
        value={value}
        onChange={onChange}
      />
    </Field>
  );
}
