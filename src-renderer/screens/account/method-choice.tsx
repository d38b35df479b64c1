import { useId, useState } from 'react';
import { NumberInput } from '../../ui/inputs.tsx';
import { type Option, Select } from '../../ui/select.tsx';
import styles from './account.module.css';

interface MethodChoiceProps {
  /** The number of the method; 0 for none. */
  readonly value: number;
  readonly options: readonly Option<number>[];
  /** Whether "None" can be chosen. */
  readonly withNone: boolean;
  readonly onChange: (method: number) => void;
  /** Needed outside a `Field`. */
  readonly label?: string;
  /** The name of the field for the number. */
  readonly numberLabel: string;
  readonly size?: 'normal' | 'small';
}

const BY_NUMBER = -1;

/** A delivery method of a client: one that this desk knows, or one by its number, since LeadExec lists no method that no account uses. */
export function MethodChoice(props: MethodChoiceProps) {
  const { value, options, withNone, onChange, label, numberLabel, size = 'normal' } = props;
  const id = useId();
  const isKnown = value === 0 || options.some((one) => one.value === value);
  const [isTyped, setTyped] = useState(false);
  const byNumber = isTyped || !isKnown || (options.length === 0 && !withNone);
  return (
    <span className={styles.methodChoice}>
      {(options.length > 0 || withNone) && (
        <Select<number>
          {...(label === undefined ? {} : { 'aria-label': label })}
          size={size}
          value={byNumber ? BY_NUMBER : value}
          options={[
            ...(withNone ? [{ value: 0, label: 'None' }] : []),
            ...options,
            { value: BY_NUMBER, label: 'Another, by its number' },
          ]}
          onChange={(next) => {
            setTyped(next === BY_NUMBER);
            if (next !== BY_NUMBER) onChange(next);
          }}
        />
      )}
      {byNumber && (
        <NumberInput
          id={id}
          aria-label={numberLabel}
          of="id"
          placeholder="Method number"
          value={value > 0 ? value : null}
          onChange={(next) => next !== null && next > 0 && onChange(next)}
        />
      )}
    </span>
  );
}
