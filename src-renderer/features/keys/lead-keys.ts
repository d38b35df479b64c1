import type { KeyedAction } from '../../ui/keys.ts';

const GROUP = 'Lead';

function keyedCommand<K extends string>(id: K, label: string, keys: string) {
  return { id: `lead.${id}`, label, keys, group: GROUP } as const satisfies KeyedAction;
}

/** Every command of an open lead that has a key, with its name and its default key. */
export const LEAD_ACTIONS = {
  call: keyedCommand('call', 'Call', 'c'),
  copyPhone: keyedCommand('copy-phone', 'Copy phone', 'p'),
  note: keyedCommand('note', 'Add a note', 'n'),
  callback: keyedCommand('callback', 'Schedule a callback', 'b'),
  raw: keyedCommand('raw', 'Show vendor records', 'r'),
  join: keyedCommand('join', 'Merge with another lead', 'w'),
  forget: keyedCommand('forget', 'Erase this person', 'shift+Delete'),
} as const;

/** The same commands as a list, for the settings of keys. */
export const LEAD_KEYS: readonly KeyedAction[] = Object.values(LEAD_ACTIONS);
