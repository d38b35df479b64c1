import styles from './day-input.module.css';
import { TextInput } from './inputs.tsx';

interface DayInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** A day; while it is being typed and is none yet, the one before holds. */
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
