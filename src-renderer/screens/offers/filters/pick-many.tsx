import { useState } from 'react';
import { BEGUN, foundIn } from '../../../ui/search-list.tsx';
import { TickList } from '../../../ui/tick-list.tsx';

export interface Pick {
  readonly key: string;
  readonly name: string;
  readonly count: number;
}

interface PickManyProps {
  /** The name of the choice, for a screen reader: "Team". */
  readonly label: string;
  readonly choices: readonly Pick[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Chooses any of several values, each with its number of offers. */
export function PickMany({ label, choices, chosen, onChange }: PickManyProps) {
  const [searching, setSearching] = useState(BEGUN);
  const known = new Set(choices.map((c) => c.key));
  const all = [
    ...choices.map(({ key, name, count }) => ({ key, label: name, count })),
    // A chosen value without offers can still be removed.
    ...chosen.filter((key) => !known.has(key)).map((key) => ({ key, label: key, count: 0 })),
  ];
  return (
    <TickList
      label={label}
      searching={searching}
      onSearching={setSearching}
      options={foundIn(all, searching)}
      ticked={chosen}
      onChange={onChange}
      none={searching.typed.trim() === '' ? 'No values on this board.' : 'No match.'}
    />
  );
}
