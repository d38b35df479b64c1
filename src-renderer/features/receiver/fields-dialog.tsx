import { useEffect, useState } from 'react';
import type { ReceiverField } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { ActionButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { formatCount } from '../../ui/format.ts';
import { TextArea } from '../../ui/inputs.tsx';
import { useAction } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { toast } from '../../ui/toaster.tsx';
import styles from './receiver.module.css';

interface FieldsDialogProps {
  readonly connectionId: number;
  readonly known: readonly ReceiverField[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Loads the fields of a lead type from posting instructions: pasted, from a CSV file, or typed line by line. */
export function FieldsDialog(props: FieldsDialogProps) {
  return (
    <Dialog
      open
      onClose={props.onClose}
      size="large"
      title="Lead fields"
      lead="Paste the table of your posting instructions, choose it as a CSV file, or type one field name a line with * after a required one."
    >
      <FieldsForm {...props} />
    </Dialog>
  );
}

/** The fields as text that can be edited and parsed back to the same fields. */
function written(fields: readonly ReceiverField[]): string {
  if (fields.length === 0) return '';
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = fields.map((f) =>
    [
      f.name,
      f.required ? 'yes' : '',
      f.type,
      f.validation,
      f.invalidChars,
      f.values.join('|'),
      ...[f.maxLength, f.min, f.max].map((n) => (n === null ? '' : String(n))),
      f.contact ? 'yes' : '',
    ]
      .map(cell)
      .join(','),
  );
  return ['Field,Required,Type,Validation,Invalid characters,Values,Max length,Min,Max,Contact', ...lines].join('\n');
}

/** The fields that were found in a text. */
interface ReadFields {
  readonly text: string;
  readonly fields: ReceiverField[];
  readonly notes: string[];
}

function FieldsForm({ connectionId, known, onSaved }: FieldsDialogProps) {
  const [text, setText] = useState(() => written(known));
  const [read, setRead] = useState<ReadFields>({ text, fields: [...known], notes: [] });
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    call('delivery.readFields', { text }).then(
      (found) => !gone && setRead({ text, ...found }),
      (thrown: unknown) => !gone && setError(errorMessage(thrown)),
    );
    return () => {
      gone = true;
    };
  }, [text]);
  const save = useAction({
    id: 'receiver.saveFields',
    label: read.fields.length === 0 ? 'Save without fields' : `Save ${formatCount(read.fields.length, 'field')}`,
    keys: 'mod+Enter',
    group: 'Lead receiver',
    // The fields are those of an earlier text until this one was read.
    disabled: read.text !== text || (read.fields.length === 0 && known.length === 0),
    run: () => {
      call('delivery.setFields', { connectionId, fields: read.fields }).then(
        (saved) => {
          toast(`${formatCount(saved.length, 'lead field')} saved.`);
          onSaved();
        },
        (thrown: unknown) => setError(`Not saved: ${errorMessage(thrown)} What you typed is still here.`),
      );
    },
  });
  return (
    <>
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      <Field
        label="Posting instructions"
        help="Headings such as Field, Required, Type, Validation, Invalid characters, Values"
      >
        <TextArea
          autoFocus
          rows={7}
          value={text}
          onChange={setText}
          placeholder={'FirstName*\nLastName*\nPrimaryPhone*\nState'}
        />
      </Field>
      <Field label="Or a CSV file">
        <CsvFile onText={setText} onError={setError} />
      </Field>
      {read.notes.map((note) => (
        <p key={note} className={styles.notes}>
          {note}
        </p>
      ))}
      {read.fields.length > 0 && <FieldTable fields={read.fields} />}
      <div>
        <ActionButton action={save} kind="main" />
      </div>
    </>
  );
}

function CsvFile({
  onText,
  onError,
}: {
  readonly onText: (text: string) => void;
  readonly onError: (words: string) => void;
}) {
  return (
    <input
      type="file"
      accept=".csv,.tsv,.txt,text/csv,text/plain"
      aria-label="CSV file of posting instructions"
      onChange={(event) => {
        const file = event.target.files?.[0];
        if (file === undefined) return;
        // The browser does not say why.
        file.text().then(onText, () => onError(`${file.name} can’t be read. Nothing was changed.`));
      }}
    />
  );
}

/** The checks of a field, in words. */
function rulesOf(f: ReceiverField): string {
  return [
    f.type === 'text' ? '' : f.type,
    f.values.length === 0
      ? ''
      : `one of ${f.values.slice(0, 6).join(', ')}${f.values.length > 6 ? ` and ${f.values.length - 6} more` : ''}`,
    f.maxLength === null ? '' : `at most ${f.maxLength} characters`,
    f.min === null ? '' : `from ${f.min}`,
    f.max === null ? '' : `up to ${f.max}`,
    f.validation === '' ? '' : `matches ${f.validation}`,
    f.invalidChars === '' ? '' : `without ${f.invalidChars}`,
  ]
    .filter((one) => one !== '')
    .join('; ');
}

function FieldTable({ fields }: { readonly fields: readonly ReceiverField[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Required</th>
          <th scope="col">Checked</th>
          <th scope="col">In a ping</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((f) => (
          <tr key={f.name}>
            <th scope="row">{f.name}</th>
            <td>{f.required ? 'Required' : 'Optional'}</td>
            <td className={styles.rule}>{rulesOf(f)}</td>
            <td>{f.contact ? 'Never: contact data' : 'Yes'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
