import type { CsvFormat, Inspection } from '../../../src-preload/contract/index.ts';
import { Field } from '../../ui/field.tsx';
import { type Option, Select } from '../../ui/select.tsx';
import { ENCODING_GROUPS } from './encodings.ts';
import styles from './format-picker.module.css';

interface FormatPickerProps {
  readonly inspection: Inspection;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<CsvFormat>) => void;
}

const DELIMITERS = [
  { value: ',', label: 'Comma  ,' },
  { value: ';', label: 'Semicolon  ;' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Pipe  |' },
] as const;

const QUOTES = [
  { value: '"', label: 'Double  "' },
  { value: "'", label: 'Single  ’' },
  { value: '', label: 'None' },
] as const;

/** The number of characters of a line that are shown in the choice. */
const SHOWN_CHARS = 60;

/** The lines that may be the header, as written in the file, and the choice of no header. */
function headerLines({ top, headerLine }: Inspection): Option<number>[] {
  const lines: Option<number>[] = top.map(({ line, cells }) => {
    const text = cells.filter((cell) => cell.trim() !== '').join(', ');
    const shown = text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS - 1)}…` : text;
    return { value: line, label: `Line ${line}`, note: shown };
  });
  if (headerLine !== null && !lines.some(({ value }) => value === headerLine)) {
    lines.push({ value: headerLine, label: `Line ${headerLine}` });
  }
  return [{ value: 0, label: 'No header: all lines are leads' }, ...lines];
}

/** The format of the file: what was detected is filled in, and each part can be changed. */
export function FormatPicker({ inspection, disabled, onChange }: FormatPickerProps) {
  const { format, sheets, headerLine } = inspection;
  const delimiters = DELIMITERS.some((d) => d.value === format.delimiter)
    ? DELIMITERS
    : [...DELIMITERS, { value: format.delimiter, label: format.delimiter }];
  return (
    <div className={styles.picker}>
      {format.sheet === undefined ? (
        <>
          <Field label="Encoding">
            <Select
              value={format.encoding}
              options={ENCODING_GROUPS}
              disabled={disabled}
              onChange={(encoding) => onChange({ encoding })}
            />
          </Field>
          <Field label="Delimiter">
            <Select
              value={format.delimiter}
              options={delimiters}
              disabled={disabled}
              onChange={(delimiter) => onChange({ delimiter })}
            />
          </Field>
          <Field label="Quotes">
            <Select
              value={format.quote}
              options={QUOTES}
              disabled={disabled}
              onChange={(quote) => onChange({ quote })}
            />
          </Field>
        </>
      ) : (
        <Field label="Sheet">
          <Select
            value={format.sheet}
            options={sheets.map(({ name, hidden }) => ({ value: name, label: hidden ? `${name} (hidden)` : name }))}
            disabled={disabled}
            onChange={(sheet) => onChange({ sheet })}
          />
        </Field>
      )}
      <Field label="Header row">
        <Select
          value={headerLine ?? 0}
          options={headerLines(inspection)}
          disabled={disabled}
          onChange={(line) => onChange(line === 0 ? { header: false } : { header: true, headerLine: line })}
        />
      </Field>
    </div>
  );
}
