import type { KeyedAction } from '../../ui/keys.ts';

const GROUP = 'Offers';

function keyedCommand<K extends string>(id: K, label: string, keys: string) {
  return { id: `offers.${id}`, label, keys, group: GROUP } as const satisfies KeyedAction;
}

/** Every command of the offers that has a key, with its name and its default key. */
export const OFFER_ACTIONS = {
  claim: keyedCommand('claim', 'Claim lead', 'c'),
  next: keyedCommand('next', 'Next card', 'j'),
  before: keyedCommand('before', 'Previous card', 'k'),
  left: keyedCommand('left', 'Column to the left', 'h'),
  right: keyedCommand('right', 'Column to the right', 'l'),
  open: keyedCommand('open', 'Open offer', 'Enter'),
  fresh: keyedCommand('fresh', 'Show new offers above', '.'),
  lead: keyedCommand('lead', 'Open lead in the inbox', 'i'),
  callBack: keyedCommand('call-back', 'Schedule a callback', 'b'),
  handOver: keyedCommand('hand-over', 'Hand over to a colleague', 'o'),
  handBack: keyedCommand('hand-back', 'Hand back', 'u'),
  toDialer: keyedCommand('to-dialer', 'Send to a dialer user', 'd'),
  submit: keyedCommand('submit', 'Submit an offer', 'shift+s'),
  search: keyedCommand('search', 'Search offers', '/'),
  filter: keyedCommand('filter', 'Filter board', 'f'),
  clear: keyedCommand('clear', 'Clear filters', 'shift+f'),
  whose: keyedCommand('whose', 'Switch between my board and everyone’s', 'm'),
  sort: keyedCommand('sort', 'Change order', 's'),
  arrivals: keyedCommand('arrivals', 'Show offers that arrived while away', 'a'),
} as const;

/** The same commands as a list, for the settings of keys. */
export const OFFER_KEYS: readonly KeyedAction[] = Object.values(OFFER_ACTIONS);
