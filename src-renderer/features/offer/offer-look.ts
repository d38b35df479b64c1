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
import type { ClaimState, OfferAct, OfferCard, OfferColumn } from '../../../src-preload/contract/index.ts';
import type { StateLook } from '../../ui/states.ts';

/** How each state of an offered lead looks and is called, wherever it stands. */
export const CLAIM_STATES: Readonly<Record<ClaimState, StateLook>> = {
  open: { word: 'Open', icon: Hand, tone: 'busy', means: 'Nobody has it yet.' },
  intent: {
    word: 'Waiting for the network',
    icon: WifiOff,
    tone: 'warn',
    means: 'Requested here while offline. Not sent yet.',
  },
  'claimed-here': {
    word: 'Claimed here',
    icon: MonitorCheck,
    tone: 'same',
    means: 'Claimed here. Not confirmed by LionDesk yet.',
  },
  claimed: { word: 'Claimed', icon: BadgeCheck, tone: 'good', means: 'Confirmed by LionDesk.' },
  lost: {
    word: 'Lost',
    icon: UserX,
    tone: 'bad',
    means: 'Claimed here, but LionDesk gave it to someone else.',
  },
  unknown: {
    word: 'Unknown',
    icon: CircleHelp,
    tone: 'doubt',
    means: 'The claim was sent, but its result is unknown. The desk is asking LionDesk automatically.',
  },
};

/** Claims that are on their way. */
export const CLAIMING: StateLook = {
  word: 'Claiming …',
  icon: Hourglass,
  tone: 'busy',
  means: 'Sending the claim.',
};

const COMING: StateLook = { word: 'Upcoming', icon: Clock, tone: 'calm', means: 'LionDesk has not sent it yet.' };

/** The vendor names the account, which other desks may use too. */
const WITH_ACCOUNT: StateLook = {
  word: 'Claimed with your account',
  icon: BadgeInfo,
  tone: 'same',
  means: 'Your LionDesk account has it, claimed here or on another desk with the same account.',
};

/** How a claim at this desk stands. */
export const claimLook = ({ outcome, confirmed }: Pick<OfferAct, 'outcome' | 'confirmed'>): StateLook =>
  outcome === 'claimed' && confirmed === 'account' ? WITH_ACCOUNT : CLAIM_STATES[outcome];

/** How a card stands; a loss says to whom. */
export function lookOf(card: Pick<OfferCard, 'state' | 'column' | 'holder' | 'confirmed'>): StateLook {
  if (card.confirmed === 'account') return WITH_ACCOUNT;
  if (card.state === 'open' && card.column === 'coming') return COMING;
  const look = CLAIM_STATES[card.state];
  return card.state === 'lost' && card.holder !== '' ? { ...look, word: `Lost to ${card.holder}` } : look;
}

/** How each column looks. */
export const COLUMN_ICONS = { mine: Trophy, open: Hand, coming: Clock, others: Users, missed: UserX } as const;

/** What each column is called on somebody's board: `name` is empty on one's own, null on everyone's. */
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

/** What a card is called. */
export function cardName(card: Pick<OfferCard, 'name' | 'hidden'>): string {
  return card.hidden ? 'Hidden until claimed' : card.name || 'No name';
}

/** The same inside a sentence. */
export function nameInWords(card: Pick<OfferCard, 'name' | 'hidden'>): string {
  return card.hidden || card.name === '' ? 'this lead' : card.name;
}

/** Whether somebody is known to have it; asking for it is not having it. */
export function isHeld(state: ClaimState): boolean {
  return state === 'claimed' || state === 'claimed-here' || state === 'lost';
}
