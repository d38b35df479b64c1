import { Search } from 'lucide-react';
import { useRef } from 'react';
import { TextInput } from '../../ui/inputs.tsx';
import { shownKeys, useKeys } from '../../ui/keys.ts';
import { useTyped } from '../../ui/use-typed.ts';
import { INBOX_ACTS } from './act-keys.ts';

/** Less than a person can see, but a burst of keys is one question. */
const PAUSE_MS = 40;

interface InboxSearchProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Goes on into the list: Enter or the arrow down. */
  readonly onDone: () => void;
}

/** Searches while one types. */
export function InboxSearch({ text, onText, onDone }: InboxSearchProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useTyped(text, onText, PAUSE_MS);
  useKeys([{ ...INBOX_ACTS.search, run: () => input.current?.select() }]);
  return (
    <TextInput
      ref={input}
      type="search"
      icon={Search}
      aria-label="Search leads"
      placeholder={`Name, phone, e-mail, city, notes   ${shownKeys(INBOX_ACTS.search.keys) ?? ''}`}
      maxLength={200}
      value={typed}
      onChange={setTyped}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') setTyped('');
        else if (event.key === 'Enter' || event.key === 'ArrowDown') onDone();
        else if (event.key === 'Escape') onDone();
        else return;
        event.preventDefault();
      }}
    />
  );
}
