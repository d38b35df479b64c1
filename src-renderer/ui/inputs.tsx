import type { LucideIcon } from 'lucide-react';
import { type ComponentProps, type ReactNode, type Ref, useId, useState } from 'react';
import { cx } from './cx.ts';
import { useFieldIds } from './field.tsx';
import styles from './inputs.module.css';

export interface TextInputProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'size'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly icon?: LucideIcon;
  readonly size?: 'normal' | 'small';
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. Outside a `Field` give it an aria-label. */
export function TextInput({ value, onChange, icon: Icon, size = 'normal', className, id, ...rest }: TextInputProps) {
  const ids = useFieldIds(id);
  return (
    <span className={cx(styles.wrap, className)}>
      {Icon && <Icon size={14} aria-hidden="true" className={styles.icon} />}
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        {...ids}
        value={value}
        onChange={(e) => onChange(e.target.value)}
        className={cx(styles.input, size === 'small' && styles.small, Icon && styles.withIcon)}
      />
    </span>
  );
}

export interface NumberInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  readonly value: number | null;
  /** Null when empty; not called while the input isn't a number. */
  readonly onChange: (value: number | null) => void;
  /** An id is read like a name, from its start; an amount ends where others in its column end. */
  readonly of?: 'amount' | 'id';
}

/** A number. Input that isn't a number stays on screen but is not passed on. */
export function NumberInput({ value, onChange, className, of = 'amount', ...rest }: NumberInputProps) {
  const [text, setText] = useState(value === null ? '' : String(value));
  // This is done while rendering and not afterwards, because otherwise the field could be typed in before it has the new value.
  const [drawn, setDrawn] = useState(value);
  if (value !== drawn) {
    setDrawn(value);
    if (readNumber(text) !== value) setText(value === null ? '' : String(value));
  }
  return (
    <TextInput
      inputMode="decimal"
      {...rest}
      className={cx(of === 'amount' && styles.number, className)}
      value={text}
      onChange={(typed) => {
        setText(typed);
        const n = readNumber(typed);
        if (n !== undefined) onChange(n);
      }}
    />
  );
}

function readNumber(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const n = Number(text.replaceAll(',', ''));
  return Number.isFinite(n) ? n : undefined;
}

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Several lines of text. Outside a `Field` give it an aria-label. */
export function TextArea({ value, onChange, id, ...rest }: TextAreaProps) {
  const ids = useFieldIds(id);
  return (
    <textarea
      spellCheck={false}
      {...rest}
      {...ids}
      value={value}
      onChange={(e) => onChange(e.target.value)}
      className={styles.area}
    />
  );
}

interface TickProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly disabled?: boolean;
  /** Shows the label only to screen readers: in a table's cell, for example. */
  readonly hideLabel?: boolean;
}

function Tick({
  checked,
  onChange,
  label,
  help,
  disabled,
  hideLabel,
  look,
}: TickProps & { readonly look: 'checkbox' | 'switch' }) {
  const id = useId();
  return (
    <span className={styles.tick}>
      <input
        id={id}
        type="checkbox"
        role={look === 'switch' ? 'switch' : undefined}
        className={look === 'switch' ? styles.switch : styles.checkbox}
        checked={checked}
        disabled={disabled}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(e) => onChange(e.target.checked)}
      />
      <span className={hideLabel === true ? 'visually-hidden' : styles.tickWords}>
        <label htmlFor={id}>{label}</label>
        {help !== undefined && (
          <span id={`${id}-help`} className={styles.tickHelp}>
            {help}
          </span>
        )}
      </span>
    </span>
  );
}

/** One of several that may each be on. */
export function Checkbox(props: TickProps) {
  return <Tick {...props} look="checkbox" />;
}

/** A setting that is on or off and takes effect at once. */
export function Switch(props: TickProps) {
  return <Tick {...props} look="switch" />;
}
