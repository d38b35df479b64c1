import { type ClipboardEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { formatNumber } from '../../../ui/format.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import styles from './criteria.module.css';
import { itemsOf, withItems, withoutItem } from './values.ts';

/** How many items are shown as chips; all of them can be edited as text. */
const SHOWN = 60;

interface ListEditorProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Allowed values, suggested while typing. */
  readonly allowed: readonly string[];
  /** The text on an item's chip: the day for the number of a weekday. */
  readonly called?: (item: string) => string;
}

/** The items of a list as chips: Enter or a comma adds the typed item, pasting adds many, Backspace or Delete on a chip removes it. */
export function ListEditor({ label, text, onText, allowed, called = (item) => item }: ListEditorProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const whole = useRef<HTMLDivElement>(null);
  const items = itemsOf(text);
  const here = Math.min(at, Math.max(0, Math.min(items.length, SHOWN) - 1));
  const input = () => whole.current?.querySelector<HTMLInputElement>('input');
  const chip = (place: number) => whole.current?.querySelectorAll<HTMLElement>('[data-chip]')[place];
  const add = (what: string) => {
    const next = withItems(text, what);
    if (next !== text) onText(next);
    setTyped('');
  };
  const remove = (place: number) => {
    onText(withoutItem(text, place));
    setAt(Math.max(0, place - 1));
    // The chip with focus is removed: focus moves to the one before it, or to the field.
    const next = chip(place === 0 ? 1 : place - 1);
    (next ?? input())?.focus();
  };
  const onField = (event: KeyboardEvent) => {
    const last = Math.min(items.length, SHOWN) - 1;
    if ((event.key === 'Enter' || event.key === ',' || event.key === '|') && typed.trim() !== '') add(typed);
    else if (event.key === 'Backspace' && typed === '' && items.length > 0) onText(withoutItem(text, items.length - 1));
    else if (event.key === 'ArrowLeft' && typed === '' && last >= 0) chip(last)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onChip = (event: KeyboardEvent, place: number) => {
    if (event.key === 'ArrowLeft') chip(Math.max(0, place - 1))?.focus();
    else if (event.key === 'ArrowRight') (chip(place + 1) ?? input())?.focus();
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(place);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text');
    if (!/[\n\t,;|]/.test(pasted.trim())) return;
    event.preventDefault();
    add(pasted);
  };
  return (
    <div ref={whole} className={styles.list}>
      {items.slice(0, SHOWN).map((item, place) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: two items may be equal and differ in their place only
          key={place}
          type="button"
          data-chip
          tabIndex={place === here ? 0 : -1}
          className={styles.chip}
          aria-label={`Remove ${called(item)}`}
          onFocus={() => setAt(place)}
          onKeyDown={(event) => onChip(event, place)}
          onClick={() => remove(place)}
        >
          {called(item)}
          <span aria-hidden="true">×</span>
        </button>
      ))}
      {items.length > SHOWN && (
        <span className={styles.more}>and {formatNumber(items.length - SHOWN)} more, as text</span>
      )}
      <TextInput
        size="small"
        className={styles.add ?? ''}
        aria-label={label}
        placeholder={items.length === 0 ? 'Type or paste values' : 'Add'}
        list={allowed.length > 0 ? `${id}-allowed` : undefined}
        value={typed}
        onChange={setTyped}
        onKeyDown={onField}
        onPaste={onPaste}
        onBlur={() => typed.trim() !== '' && add(typed)}
      />
      {allowed.length > 0 && (
        <datalist id={`${id}-allowed`}>
          {allowed.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </div>
  );
}
