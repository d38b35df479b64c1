import { Search } from 'lucide-react';
import { useRef } from 'react';
import { TextInput } from './inputs.tsx';
import { type KeyedAction, shownKeys, useKeys } from './keys.ts';
import { useTyped } from './use-typed.ts';

/** The callbacks of a search to the list it filters. */
export interface Searched {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Moves on to the list: the down arrow, or Esc if nothing is typed. */
  readonly onDone: () => void;
  /** Enter: also moves on to the list, once it is filtered by the text; without it like `onDone`. */
  readonly onEnter?: (text: string) => void;
}

interface SearchFieldProps extends Searched {
  /** The command that moves the focus here; its label is the field's name. */
  readonly action: KeyedAction;
  /** What is searched, shown while nothing is typed. */
  readonly where: string;
  /** The delay between the last key and the query, ms, so that a burst of keys is one query. */
  readonly pauseMs: number;
}

/** The search of a list, which is filtered while typing. */
export function SearchField({ action, where, pauseMs, text, onText, onDone, onEnter = onDone }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useTyped(text, onText, pauseMs);
  useKeys([{ ...action, run: () => input.current?.select() }]);
  return (
    <TextInput
      ref={input}
      type="search"
      icon={Search}
      aria-label={action.label}
      placeholder={`${where}   ${shownKeys(action.keys) ?? ''}`}
      maxLength={200}
      value={typed}
      onChange={setTyped}
      onKeyDown={(event) => {
        // With a modifier they are the screen's keys.
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'Escape' && typed !== '') setTyped('');
        else if (event.key === 'Enter') onEnter(typed);
        else if (event.key === 'ArrowDown' || event.key === 'Escape') onDone();
        else return;
        event.preventDefault();
      }}
    />
  );
}
