import type { KeyedAct } from '../../ui/keys.ts';

const GROUP = 'Offers';

function act<K extends string>(id: K, label: string, keys: string) {
  return { id: `offers.${id}`, label, keys, group: GROUP } as const satisfies KeyedAct;
}

/** Every act of the board that has a key: what it is called, and the key it comes with. */
export const OFFER_ACTS = {
  claim: act('claim', 'Claim lead', 'c'),
  next: act('next', 'Next card', 'j'),
  before: act('before', 'Previous card', 'k'),
  left: act('left', 'Column to the left', 'h'),
  right: act('right', 'Column to the right', 'l'),
  open: act('open', 'Open offer', 'Enter'),
  fresh: act('fresh', 'Show new offers above', '.'),
  lead: act('lead', 'Open lead in the inbox', 'i'),
  callBack: act('call-back', 'Schedule a callback', 'b'),
  handOver: act('hand-over', 'Hand over to a colleague', 'o'),
  handBack: act('hand-back', 'Hand back', 'u'),
  toDialer: act('to-dialer', 'Send to a dialer user', 'd'),
  submit: act('submit', 'Submit an offer', 'shift+s'),
  search: act('search', 'Search offers', '/'),
  filter: act('filter', 'Filter board', 'f'),
  clear: act('clear', 'Clear filters', 'shift+f'),
  whose: act('whose', 'Switch between my board and everyone’s', 'm'),
  sort: act('sort', 'Change order', 's'),
  arrivals: act('arrivals', 'Show offers that arrived while away', 'a'),
} as const;

/** For the page of keys. */
export const OFFER_KEYS: readonly KeyedAct[] = Object.values(OFFER_ACTS);
