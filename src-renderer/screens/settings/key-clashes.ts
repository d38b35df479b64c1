import type { KeyedAct } from '../../ui/keys.ts';

/** What an act's keys are among these choices; empty for none. */
export function ownKeys(act: KeyedAct, own: Readonly<Record<string, string>>): string {
  return own[act.id] ?? act.keys;
}

const EVERYWHERE = 'Everywhere';

/** Whether pressing one can be taken for the other: the same keys, or one that begins like a sequence. */
function alike(a: string, b: string): boolean {
  return a !== '' && b !== '' && (a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `));
}

/** The acts that may be on screen together with this one and hear the same keys. */
export function keyClashes(
  act: KeyedAct,
  acts: readonly KeyedAct[],
  own: Readonly<Record<string, string>>,
): readonly KeyedAct[] {
  const keys = ownKeys(act, own);
  return acts.filter(
    (other) =>
      other.id !== act.id &&
      (other.group === act.group || other.group === EVERYWHERE || act.group === EVERYWHERE) &&
      alike(keys, ownKeys(other, own)),
  );
}
