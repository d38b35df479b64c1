import styles from './day-input.module.css';
import { TextInput } from './inputs.tsx';

interface DayInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** A day. While the input is invalid, the previous value applies. */
export function DayInput({ label, value, onChange }: DayInputProps) {
  return (
    <TextInput
      type="date"
      size="small"
      aria-label={label}
      className={styles.day}
      value={value}
      onChange={(day) => day !== '' && onChange(day)}
    />
  );
}
