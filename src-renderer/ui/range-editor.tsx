import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { NumberInput, TextInput } from './inputs.tsx';
import styles from './range-editor.module.css';

interface End {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

interface RangeEditorProps {
  /** Ranges that can be chosen with one press. */
  readonly spans?: readonly { readonly label: string; readonly chosen: boolean; readonly onChoose: () => void }[];
  /** Each end may be open: null. For days it is an instant in the day, ms since 1970, and `onChange` gets the start of the day. */
  readonly from: End;
  readonly to: End;
  readonly days?: boolean;
  /** Whether the first of the two fields gets the focus; otherwise the first element. */
  readonly autoFocus?: boolean;
}

/** A range of numbers or of days: frequently used ones, and its two ends. Takes effect at once. */
export function RangeEditor({ spans = [], from, to, days = false, autoFocus = false }: RangeEditorProps) {
  const Input = days ? DayInput : NumberInput;
  const field = ({ label, value, onChange }: End, focus: boolean): ReactNode => (
    <Field label={label}>
      <Input autoFocus={focus} size="small" value={value} onChange={onChange} />
    </Field>
  );
  return (
    <>
      {spans.length > 0 && (
        <div className={styles.spans}>
          {spans.map(({ label, chosen, onChoose }) => (
            <Button key={label} size="small" aria-pressed={chosen} onClick={onChoose}>
              {label}
            </Button>
          ))}
        </div>
      )}
      <div className={styles.pair}>
        {field(from, autoFocus)}
        {field(to, false)}
      </div>
    </>
  );
}

interface DayInputProps {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly size: 'small';
  readonly autoFocus: boolean;
}

function DayInput({ value, onChange, ...rest }: DayInputProps) {
  return <TextInput {...rest} type="date" value={toField(value)} onChange={(text) => onChange(fromField(text))} />;
}

/** A day in the form of the browser's own field. */
function toField(at: number | null): string {
  if (at === null) return '';
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}

function fromField(text: string): number | null {
  const at = new Date(`${text}T00:00`).getTime();
  return Number.isNaN(at) ? null : at;
}
