import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { wordsTest } from '../../src-preload/rules/has-words.ts';
import { cx } from './cx.ts';
import { Dialog } from './dialog.tsx';
import { TextInput } from './inputs.tsx';
import { Kbd } from './kbd.tsx';
import styles from './pick-dialog.module.css';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Beside the label, less prominent: a count, for example. */
  readonly note?: string | undefined;
  /** Before the label. */
  readonly icon?: ReactNode;
}

interface PickDialogProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
  readonly onPick: (value: string) => void;
  readonly onClose: () => void;
  /** Whether typed text that is not a choice can be used too, and the text for that: 'New tag “hot”'. */
  readonly own?: ((typed: string) => string) | undefined;
  /** The first nine can be chosen with their digit while nothing is typed. */
  readonly digits?: boolean;
}

const OWN = '\u0000own';

/** One of several choices, found by typing a part of it; Enter chooses it. */
export function PickDialog({ title, lead, placeholder, choices, onPick, onClose, own, digits }: PickDialogProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const wanted = typed.trim().toLowerCase();
  const isWanted = wordsTest(typed);
  const found = choices.filter((c) => isWanted(c.label));
  const isNew = own !== undefined && wanted !== '' && !choices.some((c) => c.label.toLowerCase() === wanted);
  const shown: Choice[] = isNew ? [...found, { value: OWN, label: own(typed.trim()) }] : found;
  const take = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    onClose();
    onPick(choice.value === OWN ? typed.trim() : choice.value);
  };
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0 && shown.length > 0) setAt((at + by + shown.length) % shown.length);
    else if (event.key === 'Enter') take(shown[at]);
    else if (digits === true && typed === '' && /^[1-9]$/.test(event.key) && shown[Number(event.key) - 1] !== undefined)
      take(shown[Number(event.key) - 1]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog open onClose={onClose} title={title} lead={lead} size="small">
      <TextInput
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length > 0 ? `${id}-${at}` : undefined}
        aria-label={placeholder}
        placeholder={placeholder}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id={`${id}-list`} role="listbox" aria-label={title} className={styles.list}>
        {shown.map((choice, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys of the list
          <div
            key={choice.value}
            id={`${id}-${i}`}
            ref={(element) => {
              if (i === at) element?.scrollIntoView({ block: 'nearest' });
            }}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={cx(styles.option, i === at && styles.here)}
            onMouseMove={() => setAt(i)}
            onClick={() => take(choice)}
          >
            {choice.icon}
            <span className={styles.label}>{choice.label}</span>
            {choice.note !== undefined && <span className={styles.note}>{choice.note}</span>}
            {digits === true && typed === '' && i < 9 && <Kbd keys={String(i + 1)} />}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className={styles.none}>No match.</p>}
    </Dialog>
  );
}
