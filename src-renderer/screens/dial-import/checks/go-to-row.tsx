import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { NumberInput } from '../../../ui/inputs.tsx';
import { useAction } from '../../../ui/keys.ts';
import styles from './go-to-row.module.css';

interface GoToRowProps {
  /** The first row of the table. */
  readonly from: number;
  readonly last: number;
  readonly onGo: (row: number) => void;
}

/** Shows the rows from a number on, to reach the middle of a long file. */
export function GoToRow({ from, last, onGo }: GoToRowProps) {
  const [row, setRow] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const action = useAction({
    id: 'rows.go',
    label: 'Go to row',
    keys: 'r',
    group: 'Import',
    run: () => input.current?.focus(),
  });
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (row !== null) onGo(Math.min(last, Math.max(1, Math.floor(row))));
  };
  return (
    <form className={styles.go} onSubmit={go}>
      {from > 1 && (
        <>
          <span>From row {formatNumber(from)} on</span>
          <Button size="small" onClick={() => onGo(1)}>
            Show first
          </Button>
        </>
      )}
      <NumberInput
        ref={input}
        size="small"
        aria-label={action.label}
        placeholder="Go to row  R"
        value={row}
        onChange={setRow}
        className={styles.input}
      />
    </form>
  );
}
