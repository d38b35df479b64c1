import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { TextInput } from '../../ui/inputs.tsx';
import { shownKeys, useKeys } from '../../ui/keys.ts';
import { OFFER_ACTS } from './offer-keys.ts';

/** Less than a person can see, but a burst of keys is one question. */
const PAUSE_MS = 80;

interface OfferSearchProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Goes on into the board: Enter, Esc or the arrow down. */
  readonly onDone: () => void;
}

/** Narrows the board by a part of the name, while one types. */
export function OfferSearch({ text, onText, onDone }: OfferSearchProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const tell = useRef(onText);
  useEffect(() => {
    tell.current = onText;
  });
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => {
      setTyped(null);
      tell.current(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useKeys([{ ...OFFER_ACTS.search, run: () => input.current?.select() }]);
  const shown = typed ?? text;
  return (
    <TextInput
      ref={input}
      type="search"
      icon={Search}
      aria-label="Search offers"
      placeholder={`Name   ${shownKeys(OFFER_ACTS.search.keys) ?? ''}`}
      maxLength={200}
      value={shown}
      onChange={setTyped}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && shown !== '') setTyped('');
        else if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'Escape') onDone();
        else return;
        event.preventDefault();
      }}
    />
  );
}
