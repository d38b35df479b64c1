import type { KeyedAction } from '../../ui/keys.ts';

const GROUP = 'Callbacks';

function keyedCommand<K extends string>(id: K, label: string, keys: string) {
  return { id: `callbacks.${id}`, label, keys, group: GROUP } as const satisfies KeyedAction;
}

/** Every command of the callbacks that has a key, with its name and its default key. */
export const CALLBACK_ACTIONS = {
  next: keyedCommand('next', 'Next callback', 'j'),
  before: keyedCommand('before', 'Previous callback', 'k'),
  open: keyedCommand('open', 'Open lead', 'Enter'),
  done: keyedCommand('done', 'Mark callback done', 'e'),
  handOver: keyedCommand('hand-over', 'Hand over callback', 'h'),
  whose: keyedCommand('whose', 'Switch between mine and everyone’s', 'm'),
  remove: keyedCommand('remove', 'Remove callback', 'Delete'),
} as const;

/** The same commands as a list, for the settings of keys. */
export const CALLBACK_KEYS: readonly KeyedAction[] = Object.values(CALLBACK_ACTIONS);
