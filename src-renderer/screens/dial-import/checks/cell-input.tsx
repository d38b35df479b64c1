import { type KeyboardEvent, useState } from 'react';
import styles from './value.module.css';

interface CellInputProps {
  readonly label: string;
  readonly value: string;
  readonly onDone: (value: string) => void;
  readonly onCancel: () => void;
}

/** An input for changing a value in its cell: Enter or leaving it saves, Esc cancels. */
export function CellInput({ label, value, onDone, onCancel }: CellInputProps) {
  const [text, setText] = useState(value);
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') onDone(text);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.closest<HTMLElement>('[role=grid]')?.focus();
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the person asked for this input by a double click on its cell
      autoFocus
      aria-label={label}
      className={styles.input}
      value={text}
      spellCheck={false}
      onFocus={(e) => e.currentTarget.select()}
      onChange={(e) => setText(e.target.value)}
      onKeyDown={onKey}
      onBlur={() => onDone(text)}
      onDoubleClick={(e) => e.stopPropagation()}
    />
  );
}
