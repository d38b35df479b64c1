import type { KeyedAct } from '../../ui/keys.ts';

const GROUP = 'Offers';

function act<K extends string>(id: K, label: string, keys: string) {
  return { id: `offers.${id}`, label, keys, group: GROUP } as const satisfies KeyedAct;
}

/** Every act of the board that has a key: what it is called, and the key it comes with. */
export const OFFER_ACTS = {
  claim: act('claim', 'Claim the lead', 'c'),
  next: act('next', 'Next card', 'j'),
  before: act('before', 'Card before', 'k'),
  left: act('left', 'Column to the left', 'h'),
  right: act('right', 'Column to the right', 'l'),
  open: act('open', 'Open the offer', 'Enter'),
  fresh: act('fresh', 'Show what came in above', '.'),
  lead: act('lead', 'Go to the lead in the inbox', 'i'),
  callBack: act('call-back', 'Set a callback', 'b'),
  handOver: act('hand-over', 'Hand over to a colleague', 'o'),
  handBack: act('hand-back', 'Hand back', 'u'),
  toDialer: act('to-dialer', 'Send to the dialer for one agent', 'd'),
  submit: act('submit', 'Submit an offer', 'shift+s'),
  search: act('search', 'Search offers', '/'),
  filter: act('filter', 'Narrow the board', 'f'),
  clear: act('clear', 'Clear what narrows the board', 'shift+f'),
  whose: act('whose', 'My board, or everyone’s', 'm'),
  sort: act('sort', 'Another order', 's'),
  arrivals: act('arrivals', 'Show what arrived while you were away', 'a'),
} as const;

/** For the page of keys. */
export const OFFER_KEYS: readonly KeyedAct[] = Object.values(OFFER_ACTS);
