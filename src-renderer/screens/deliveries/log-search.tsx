import { Search } from 'lucide-react';
import { useRef } from 'react';
import { TextInput } from '../../ui/inputs.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useTyped } from '../../ui/use-typed.ts';

const PAUSE_MS = 250;

/** The search of the log. The text is applied after a pause in typing. */
export function LogSearch({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useTyped(text, onText, PAUSE_MS);
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
