import { Search } from 'lucide-react';
import { useRef } from 'react';
import { TextInput } from './inputs.tsx';
import { type KeyedAct, shownKeys, useKeys } from './keys.ts';
import { useTyped } from './use-typed.ts';

/** What a search has from the list it narrows. */
export interface Searched {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Goes on into the list: the arrow down, or Esc where nothing is typed. */
  readonly onDone: () => void;
  /** Enter: goes on into the list too, once it is narrowed to the text; without it as `onDone`. */
  readonly onEnter?: (text: string) => void;
}

interface SearchFieldProps extends Searched {
  /** The act that leads here; its words are the field's name. */
  readonly act: KeyedAct;
  /** What is searched, said while nothing is typed. */
  readonly where: string;
  /** How long after the last key the list is asked, ms: a burst of keys is one question. */
  readonly pauseMs: number;
}

/** The search of a list, which narrows while one types. */
export function SearchField({ act, where, pauseMs, text, onText, onDone, onEnter = onDone }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useTyped(text, onText, pauseMs);
  useKeys([{ ...act, run: () => input.current?.select() }]);
  return (
    <TextInput
      ref={input}
      type="search"
      icon={Search}
      aria-label={act.label}
      placeholder={`${where}   ${shownKeys(act.keys) ?? ''}`}
      maxLength={200}
      value={typed}
      onChange={setTyped}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') setTyped('');
        else if (event.key === 'Enter') onEnter(typed);
        else if (event.key === 'ArrowDown' || event.key === 'Escape') onDone();
        else return;
        event.preventDefault();
      }}
    />
  );
}
