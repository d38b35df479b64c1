import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { cx } from '../../../ui/cx.ts';
import { formatNumber } from '../../../ui/format.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import styles from './filters.module.css';

export interface Pick {
  readonly key: string;
  readonly name: string;
  readonly count: number;
}

interface PickManyProps {
  /** What is chosen among, for a screen reader: "Team". */
  readonly label: string;
  readonly choices: readonly Pick[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Some of several, with how many offers each has: arrows move, Enter ticks. Takes effect at once. */
export function PickMany({ label, choices, chosen, onChange }: PickManyProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const wanted = typed.trim().toLowerCase();
  const told = new Set(choices.map((c) => c.key));
  // What was chosen and has no offer now still can be let go.
  const all = [...choices, ...chosen.filter((key) => !told.has(key)).map((key) => ({ key, name: key, count: 0 }))];
  const shown = all.filter((c) => c.name.toLowerCase().includes(wanted));
  const toggle = (key: string | undefined) => {
    if (key !== undefined) onChange(chosen.includes(key) ? chosen.filter((k) => k !== key) : [...chosen, key]);
  };
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0 && shown.length > 0) setAt((at + by + shown.length) % shown.length);
    else if (event.key === 'Enter') toggle(shown[at]?.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <TextInput
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length > 0 ? `${id}-${at}` : undefined}
        aria-label={`Search ${label.toLowerCase()}`}
        placeholder="Search"
        icon={Search}
        size="small"
        maxLength={100}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable="true" className={styles.values}>
        {shown.map((one, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above hears the keys of the list
          <div
            key={one.key}
            id={`${id}-${i}`}
            ref={(element) => {
              if (i === at) element?.scrollIntoView({ block: 'nearest' });
            }}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.includes(one.key)}
            className={cx(styles.value, i === at && styles.here)}
            onMouseMove={() => setAt(i)}
            onClick={() => toggle(one.key)}
          >
            <span aria-hidden="true" className={cx(styles.box, chosen.includes(one.key) && styles.on)} />
            <span className={styles.valueLabel}>{one.name}</span>
            <span className={styles.count}>{formatNumber(one.count)}</span>
          </div>
        ))}
      </div>
      {shown.length === 0 && (
        <p className={styles.soft}>{wanted === '' ? 'No offer here has any.' : 'Nothing is called that.'}</p>
      )}
    </>
  );
}
