import type { KeyedAct } from '../../ui/keys.ts';

const GROUP = 'Lead';

function act<K extends string>(id: K, label: string, keys: string) {
  return { id: `lead.${id}`, label, keys, group: GROUP } as const satisfies KeyedAct;
}

/** Every act of an open lead that has a key: what it is called, and the key it comes with. */
export const LEAD_ACTS = {
  call: act('call', 'Call', 'c'),
  copyPhone: act('copy-phone', 'Copy the phone', 'p'),
  note: act('note', 'Write a note', 'n'),
  callback: act('callback', 'Set a callback', 'b'),
  raw: act('raw', 'Show the vendors’ own records', 'r'),
  join: act('join', 'Join with another lead', 'w'),
  forget: act('forget', 'Forget this person', 'shift+Delete'),
} as const;

/** For the page of keys. */
export const LEAD_KEYS: readonly KeyedAct[] = Object.values(LEAD_ACTS);
