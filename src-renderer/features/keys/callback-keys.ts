import type { KeyedAct } from '../../ui/keys.ts';

const GROUP = 'Callbacks';

function act<K extends string>(id: K, label: string, keys: string) {
  return { id: `callbacks.${id}`, label, keys, group: GROUP } as const satisfies KeyedAct;
}

/** Every act of the callbacks that has a key: what it is called, and the key it comes with. */
export const CALLBACK_ACTS = {
  next: act('next', 'Next callback', 'j'),
  before: act('before', 'Previous callback', 'k'),
  open: act('open', 'Open lead', 'Enter'),
  done: act('done', 'Mark callback done', 'e'),
  handOver: act('hand-over', 'Hand over callback', 'h'),
  whose: act('whose', 'Switch between mine and everyone’s', 'm'),
  remove: act('remove', 'Remove callback', 'Delete'),
} as const;

/** For the page of keys. */
export const CALLBACK_KEYS: readonly KeyedAct[] = Object.values(CALLBACK_ACTS);
