import type { KeyedAct } from '../../ui/keys.ts';

const GROUP = 'Lead';

function act<K extends string>(id: K, label: string, keys: string) {
  return { id: `lead.${id}`, label, keys, group: GROUP } as const satisfies KeyedAct;
}

/** Every act of an open lead that has a key: what it is called, and the key it comes with. */
export const LEAD_ACTS = {
  call: act('call', 'Call', 'c'),
  copyPhone: act('copy-phone', 'Copy phone', 'p'),
  note: act('note', 'Add a note', 'n'),
  callback: act('callback', 'Schedule a callback', 'b'),
  raw: act('raw', 'Show vendor records', 'r'),
  join: act('join', 'Join with another lead', 'w'),
  forget: act('forget', 'Erase this person', 'shift+Delete'),
} as const;

/** For the page of keys. */
export const LEAD_KEYS: readonly KeyedAct[] = Object.values(LEAD_ACTS);
