import type { CallField } from '../../../../src-preload/contract/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextArea, TextInput } from '../../../ui/inputs.tsx';
import { Select } from '../../../ui/select.tsx';
import { fieldWords, localOf, utcOf } from './request-values.ts';

interface RequestFieldProps {
  readonly field: CallField;
  readonly text: string;
  readonly error: string | undefined;
  readonly autoFocus: boolean;
  readonly onText: (text: string) => void;
  /** Called with the name of the file that was chosen. */
  readonly onFileName: (name: string) => void;
}

const YES_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];
const NONE = { value: '', label: 'Not sent' };

/** The input for a parameter of a request, by its type. */
export function RequestField(props: RequestFieldProps) {
  const { field, text, error, autoFocus, onText } = props;
  const label = `${fieldWords(field.path)}${field.required ? '' : ', optional'}`;
  if (field.path === 'Base64Data') return <FileField {...props} label="File" />;
  if (field.type === 'flag' || field.type === 'choice') {
    const options = field.type === 'flag' ? YES_NO : field.choices.map((value) => ({ value, label: value }));
    return (
      <Field label={label} error={error}>
        <Select<string>
          value={text}
          options={field.required && !field.nullable ? options : [NONE, ...options]}
          onChange={onText}
        />
      </Field>
    );
  }
  if (/Utc$/i.test(field.path)) {
    return (
      <Field
        label={fieldWords(field.path).replace(/ Utc$/i, ', your time')}
        help={text === '' ? undefined : `Sent as ${text}`}
        error={error}
      >
        <TextInput type="datetime-local" value={localOf(text)} onChange={(local) => onText(utcOf(local))} />
      </Field>
    );
  }
  if (field.type === 'json') {
    return (
      <div>
        <Field label={`${label}, JSON`} error={error}>
          <TextArea rows={6} value={text} onChange={onText} />
        </Field>
        {text.trim() === '' && field.example !== '' && (
          <Button size="small" kind="quiet" onClick={() => onText(field.example)}>
            Insert an example
          </Button>
        )}
      </div>
    );
  }
  const help =
    field.type === 'list'
      ? 'Separate several with commas.'
      : field.type === 'date'
        ? 'Such as 2026-01-31T08:00:00Z.'
        : undefined;
  return (
    <Field label={label} help={help} error={error}>
      <TextInput
        type={field.hidden && /password|secret/i.test(field.path) ? 'password' : 'text'}
        autoComplete="off"
        autoFocus={autoFocus}
        inputMode={field.type === 'whole' ? 'numeric' : field.type === 'number' ? 'decimal' : undefined}
        value={text}
        onChange={onText}
      />
    </Field>
  );
}

/** A file as base64, the form in which LeadExec accepts attachments. */
function FileField({ label, error, onText, onFileName, text }: RequestFieldProps & { readonly label: string }) {
  const read = (file: File | undefined) => {
    if (file === undefined) return;
    const reader = new FileReader();
    reader.onload = () => {
      onText(String(reader.result).replace(/^data:[^,]*,/, ''));
      onFileName(file.name);
    };
    reader.readAsDataURL(file);
  };
  return (
    <Field
      label={label}
      help={text === '' ? 'Up to 35 MB.' : `${Math.ceil((text.length * 3) / 4096)} KB chosen.`}
      error={error}
    >
      <FileInput onFile={read} />
    </Field>
  );
}

function FileInput({ onFile }: { readonly onFile: (file: File | undefined) => void }) {
  return <input type="file" aria-label="File" onChange={(event) => onFile(event.target.files?.[0])} />;
}
