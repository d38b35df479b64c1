import {
  BadgeCheck,
  BadgeInfo,
  CircleHelp,
  Clock,
  Hand,
  Hourglass,
  MonitorCheck,
  Trophy,
  Users,
  UserX,
  WifiOff,
} from 'lucide-react';
import type { ClaimState, OfferAction, OfferCard, OfferColumn } from '../../../src-preload/contract/index.ts';
import type { StateLook } from '../../ui/states.ts';

/** The icon and name of each state of an offered lead. */
export const CLAIM_STATES: Readonly<Record<ClaimState, StateLook>> = {
  open: { word: 'Open', icon: Hand, tone: 'busy', meaning: 'Nobody has it yet.' },
  intent: {
    word: 'Waiting for the network',
    icon: WifiOff,
    tone: 'warn',
    meaning: 'Requested here while offline. Not sent yet.',
  },
  'claimed-here': {
    word: 'Claimed here',
    icon: MonitorCheck,
    tone: 'same',
    meaning: 'Claimed here. Not confirmed by LionDesk yet.',
  },
  claimed: { word: 'Claimed', icon: BadgeCheck, tone: 'good', meaning: 'Confirmed by LionDesk.' },
  lost: {
    word: 'Lost',
    icon: UserX,
    tone: 'bad',
    meaning: 'Claimed here, but LionDesk gave it to someone else.',
  },
  unknown: {
    word: 'Unknown',
    icon: CircleHelp,
    tone: 'doubt',
    meaning: 'The claim was sent, but its result is unknown. The desk is asking LionDesk automatically.',
  },
};

/** The look of a claim that is being sent. */
export const CLAIMING: StateLook = {
  word: 'Claiming …',
  icon: Hourglass,
  tone: 'busy',
  meaning: 'Sending the claim.',
};

const COMING: StateLook = { word: 'Upcoming', icon: Clock, tone: 'calm', meaning: 'LionDesk has not sent it yet.' };

/** The vendor reports the account only, which other desks may use too. */
const WITH_ACCOUNT: StateLook = {
  word: 'Claimed with your account',
  icon: BadgeInfo,
  tone: 'same',
  meaning: 'Your LionDesk account has it, claimed here or on another desk with the same account.',
};

/** The state of a claim made on this desk. */
export const claimLook = ({ outcome, confirmed }: Pick<OfferAction, 'outcome' | 'confirmed'>): StateLook =>
  outcome === 'claimed' && confirmed === 'account' ? WITH_ACCOUNT : CLAIM_STATES[outcome];

/** The state of a card; a lost claim says who has the lead. */
export function lookOf(card: Pick<OfferCard, 'state' | 'column' | 'holder' | 'confirmed'>): StateLook {
  if (card.confirmed === 'account') return WITH_ACCOUNT;
  if (card.state === 'open' && card.column === 'coming') return COMING;
  const look = CLAIM_STATES[card.state];
  return card.state === 'lost' && card.holder !== '' ? { ...look, word: `Lost to ${card.holder}` } : look;
}

/** The icon of each column. */
export const COLUMN_ICONS = { mine: Trophy, open: Hand, coming: Clock, others: Users, missed: UserX } as const;

/** The title of each column. `name` is whose board it is: empty for one's own, null for everyone's. */
export function columnTitle(column: OfferColumn, name: string | null): string {
  const someone = name !== null && name !== '';
  switch (column) {
    case 'mine':
      return someone ? `${name} has` : 'Mine';
    case 'open':
      return name === null ? 'Open to anyone' : someone ? `Open to ${name}` : 'Open to me';
    case 'coming':
      return 'Upcoming';
    case 'others':
      return 'Claimed by others';
    case 'missed':
      return 'Missed';
  }
}

/** The name on a card. */
export function cardName(card: Pick<OfferCard, 'name' | 'hidden'>): string {
  return card.hidden ? 'Hidden until claimed' : card.name || 'No name';
}

/** The same within a sentence. */
export function nameInWords(card: Pick<OfferCard, 'name' | 'hidden'>): string {
  return card.hidden || card.name === '' ? 'this lead' : card.name;
}

/** Whether somebody is known to have the lead. A claim that was only requested doesn't count. */
export function isHeld(state: ClaimState): boolean {
  return state === 'claimed' || state === 'claimed-here' || state === 'lost';
}
