import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { TextInput } from '../../ui/inputs.tsx';
import { useKeys } from '../../ui/keys.ts';

const PAUSE_MS = 250;

/** The search of the log: handed on once a person pauses in typing. */
export function LogSearch({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  const tell = useRef(onText);
  useEffect(() => {
    tell.current = onText;
  });
  useEffect(() => {
    if (text === told.current) return;
    told.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed;
      tell.current(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useKeys([
    {
      id: 'deliveries.search',
      label: 'Search deliveries',
      keys: '/',
      group: 'Deliveries',
      run: () => input.current?.select(),
    },
  ]);
  return (
    <TextInput
      ref={input}
      type="search"
      icon={Search}
      aria-label="Search deliveries"
      placeholder="Phone, lead ID or words   /"
      maxLength={200}
      value={typed}
      onChange={setTyped}
    />
  );
}
