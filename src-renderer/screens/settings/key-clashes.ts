import type { KeyedAction } from '../../ui/keys.ts';

/** What an action's keys are among these choices; empty for none. */
export function ownKeys(action: KeyedAction, own: Readonly<Record<string, string>>): string {
  return own[action.id] ?? action.keys;
}

const EVERYWHERE = 'Everywhere';

/** Whether pressing one can be taken for the other: the same keys, or one that begins like a sequence. */
function alike(a: string, b: string): boolean {
  return a !== '' && b !== '' && (a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `));
}

/** The actions that may be on screen together with this one and have the same keys. */
export function keyClashes(
  action: KeyedAction,
  actions: readonly KeyedAction[],
  own: Readonly<Record<string, string>>,
): readonly KeyedAction[] {
  const keys = ownKeys(action, own);
  return actions.filter(
    (other) =>
      other.id !== action.id &&
      (other.group === action.group || other.group === EVERYWHERE || action.group === EVERYWHERE) &&
      alike(keys, ownKeys(other, own)),
  );
}
