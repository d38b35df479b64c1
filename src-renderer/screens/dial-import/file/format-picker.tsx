import type { CsvFormat } from '../../../../src-preload/contract/index.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import styles from './format-picker.module.css';

interface FormatPickerProps {
  readonly format: CsvFormat;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<CsvFormat>) => void;
}

const ENCODINGS = [
  { value: 'utf-8', label: 'UTF-8', note: 'Today’s usual, with or without a mark at the start' },
  { value: 'windows-1252', label: 'Windows-1252', note: 'Older Excel and Windows programs, Western Europe' },
  { value: 'utf-16le', label: 'UTF-16 LE', note: 'Excel’s “Unicode text”' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
] as const;

const DELIMITERS = [
  { value: ',', label: 'Comma  ,' },
  { value: ';', label: 'Semicolon  ;' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar  |' },
] as const;

const QUOTES = [
  { value: '"', label: 'Double  "' },
  { value: "'", label: 'Single  ’' },
  { value: '', label: 'None' },
] as const;

const HEADERS = [
  { value: 'yes', label: 'Column names' },
  { value: 'no', label: 'Already a lead' },
] as const;

/** How the file is written; what was found stands in it, and each part can be changed. */
export function FormatPicker({ format, disabled, onChange }: FormatPickerProps) {
  const delimiters = DELIMITERS.some((d) => d.value === format.delimiter)
    ? DELIMITERS
    : [...DELIMITERS, { value: format.delimiter, label: format.delimiter }];
  return (
    <div className={styles.picker}>
      <Field label="Encoding">
        <Select
          value={format.encoding}
          options={ENCODINGS}
          disabled={disabled}
          onChange={(encoding) => onChange({ encoding })}
        />
      </Field>
      <Field label="Between cells">
        <Select
          value={format.delimiter}
          options={delimiters}
          disabled={disabled}
          onChange={(delimiter) => onChange({ delimiter })}
        />
      </Field>
      <Field label="Quotes">
        <Select value={format.quote} options={QUOTES} disabled={disabled} onChange={(quote) => onChange({ quote })} />
      </Field>
      <Field label="The first line is">
        <Select
          value={format.header ? 'yes' : 'no'}
          options={HEADERS}
          disabled={disabled}
          onChange={(header) => onChange({ header: header === 'yes' })}
        />
      </Field>
    </div>
  );
}
