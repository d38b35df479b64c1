import { CommandError, type OfferCard, offerColumn } from '../../../src-preload/contract/index.ts';
import { durationWords } from '../../platform/duration.ts';
import type { Desk } from './attach.ts';
import { connectionNamed } from './named.ts';
import { UsageError } from './verb.ts';

/** The number of cards read at once. */
const PAGE = 500;

/** The card of a lead that a connection offers, in any column of the board; null if it is in none. */
async function cardOfLead(desk: Desk, connectionId: number, externalId: string): Promise<OfferCard | null> {
  const filter = { as: '@everyone' as const, sources: [connectionId] };
  for (const column of offerColumn.options) {
    for (let at = 0; ; at += PAGE) {
      const { cards, total } = await desk.call('offers.cards', {
        filter,
        column,
        at,
        limit: PAGE,
      });
      const found = cards.find((card) => card.externalId === externalId);
      if (found) return found;
      if (at + PAGE >= total) break;
    }
  }
  return null;
}

/**
 * The id of an offered lead, given as on the board or as CONNECTION/LEAD-ID.
 * @throws UsageError, CommandError `not-found`
 */
export async function offeredLeadNamed(desk: Desk, text: string): Promise<number> {
  const at = text.lastIndexOf('/');
  if (at < 1) {
    const id = Number(text);
    if (!Number.isInteger(id) || id < 1) {
      throw new UsageError('Enter the offered lead’s number (`offers` lists them), or CONNECTION/LEAD-ID.');
    }
    return id;
  }
  const connection = await connectionNamed(desk, text.slice(0, at));
  const externalId = text.slice(at + 1);
  const card = await cardOfLead(desk, connection.id, externalId);
  if (!card) throw new CommandError('not-found', `${connection.name} offers no lead ${externalId} here.`);
  return card.id;
}

/** An offered lead as one line. */
export function cardInWords(card: OfferCard, now: number): string {
  const { notifyAt, rank, state, user, team, firstTouch } = card;
  const words = [
    card.hidden ? '(hidden until claimed)' : card.name || `lead ${card.externalId}`,
    state === 'open' ? card.column : stateInWords(card),
  ];
  if (user !== '') words.push(`offered to ${user}${team === '' ? '' : ` (${team})`}`);
  if (rank !== null) words.push(`rank ${rank}`);
  if (notifyAt !== null)
    words.push(notifyAt > now ? `in ${durationWords(notifyAt - now)}` : `${durationWords(now - notifyAt)} ago`);
  if (firstTouch && firstTouch.touchedAt === null) {
    const left = firstTouch.dueAt - now;
    words.push(left > 0 ? `contact due in ${durationWords(left)}` : `contact overdue by ${durationWords(-left)}`);
  }
  return [card.id, card.hidden ? '' : `${card.source}/${card.externalId}`, words.join(', ')].join('\t');
}

function stateInWords({ state, holder, confirmed }: OfferCard): string {
  if (confirmed === 'account') {
    const who = holder === '' ? '' : `, here by ${holder}`;
    return `claimed with your account (here or on another desk)${who}`;
  }
  return holder === '' ? STATE_WORDS[state] : `${STATE_WORDS[state]}${HOLDER_AFTER[state] ?? ' by'} ${holder}`;
}

/** What joins a state with the name of the person who claimed the lead, if it isn't "by". */
const HOLDER_AFTER: Readonly<Partial<Record<OfferCard['state'], string>>> = {
  intent: ', by',
  lost: ' to',
  unknown: ', by',
};

/** The text for the state of a claim. The name of the person who claimed the lead may follow. */
const STATE_WORDS: Readonly<Record<OfferCard['state'], string>> = {
  open: 'open',
  intent: 'claim not sent yet',
  'claimed-here': 'claimed here',
  claimed: 'claimed',
  lost: 'lost',
  unknown: 'claim result unknown',
};
