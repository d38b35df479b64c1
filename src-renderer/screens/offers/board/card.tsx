// biome-ignore-all lint/a11y/useSemanticElements: rows out of view do not exist, so it cannot be a <table>; ARIA tells their number instead
import { EyeOff, Zap } from 'lucide-react';
import { memo, useCallback } from 'react';
import type { OfferCard } from '../../../../src-preload/contract/index.ts';
import { CLAIMING, cardName, lookOf } from '../../../features/offer/offer-look.ts';
import { briefly, countdown, isOverdue, offeredWords, touchWords } from '../../../state/offers-times.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatBrief, formatExact } from '../../../ui/format.ts';
import { Badge } from '../../../ui/state-badge.tsx';
import { toneClass } from '../../../ui/tone.ts';
import { Ticking } from '../ticking.tsx';
import styles from './board.module.css';

/** Height of a card, px: two rows of the grid. */
export const CARD = 64;

interface CardProps {
  readonly id: string;
  readonly row: number;
  readonly start: number;
  readonly card: OfferCard;
  /** It has left the column and stays under the hand. */
  readonly gone: boolean;
  readonly cursor: boolean;
  readonly claiming: boolean;
  /** Whether it says to whom it is offered: on a board that is not one's own. */
  readonly showUser: boolean;
  /** The detail beside the board tells of it. */
  readonly shown: boolean;
  readonly onOpen: (row: number) => void;
  /** The key beside the word; no tooltip of its own, of which a scroll would make hundreds. */
  readonly claimHint: string;
  readonly onClaim: (row: number) => void;
  readonly onHover: (id: number) => void;
}

/** One offered lead: who, from where, for whom in which order, since when or until when, and who has it. */
export const Card = memo(function Card(props: CardProps) {
  const { id, row, start, card, gone, cursor, claiming, shown } = props;
  const look = claiming ? CLAIMING : lookOf(card);
  const canClaim = card.column === 'open' && !gone && !claiming;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself hears the keys for its cursor
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={row + 1}
      aria-selected={cursor}
      className={cx(styles.card, cursor && styles.cursor, shown && styles.shown, gone && !card.mine && styles.gone)}
      style={{ transform: `translateY(${start}px)` }}
      onPointerOver={(event) => event.pointerType !== 'touch' && props.onHover(card.id)}
      onClick={() => props.onOpen(row)}
    >
      <div role="gridcell" tabIndex={-1} className={styles.cell}>
        <div className={cx(styles.first, isTimeMinor(card) && styles.nameFirst)}>
          {card.hidden && <EyeOff size={14} aria-hidden="true" className={styles.faint} />}
          <span className={cx(styles.name, card.hidden && styles.hidden)} title={cardName(card)}>
            {cardName(card)}
          </span>
          {card.automatic && (
            <span title="Assigned automatically by LionDesk" className={styles.faint}>
              <Zap size={13} aria-hidden="true" />
              <span className="visually-hidden">assigned by LionDesk</span>
            </span>
          )}
          <CardTime card={card} />
        </div>
        <div className={styles.second}>
          <span className={styles.state}>
            <Badge look={look} plain said={saidByColumn(card, claiming, gone)}>
              {stateWords(card, look.word, gone)}
            </Badge>
          </span>
          <span className={styles.from}>{fromWords(card, props.showUser)}</span>
          {canClaim && (
            <Button
              size="small"
              tabIndex={-1}
              className={styles.claim}
              title={props.claimHint}
              onClick={(event) => {
                event.stopPropagation();
                props.onClaim(row);
              }}
            >
              Claim
            </Button>
          )}
        </div>
      </div>
    </div>
  );
});

/** What is known of the person, whose turn it is and where it is from, what matters most first: "FL · MD · IBM · rank 3 · LionDesk". */
function fromWords({ about, source, team, rank, user, column }: OfferCard, showUser: boolean): string {
  const to = showUser && user !== '' && (column === 'coming' || column === 'open') ? `to ${user}` : '';
  return [about.state, about.license, team, rank === null ? '' : `rank ${rank}`, to, source]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Whether its time is a number to look back at, not one that runs out: then it makes way for the name where there is not room for both. */
function isTimeMinor({ column, firstTouch }: OfferCard): boolean {
  if (column === 'mine') return firstTouch === null || firstTouch.touchedAt !== null;
  return column === 'others' || column === 'missed';
}

/** Whether the column's title says all that the state would: the icon is enough for whoever looks, and leaves its room to the lead. */
function saidByColumn({ state, column }: OfferCard, claiming: boolean, gone: boolean): boolean {
  return state === 'open' && !claiming && !gone && (column === 'open' || column === 'coming');
}

/** A state, and who has it where others do; beneath "Claimed by others" their name alone. */
function stateWords({ state, holder, mine, column, confirmed }: OfferCard, word: string, gone: boolean): string {
  if (mine || holder === '' || state === 'lost' || column === 'mine') return word;
  const taken = state === 'claimed' && confirmed !== 'account' && !gone && (column === 'others' || column === 'missed');
  return taken ? holder : `${word} · ${holder}`;
}

/** When it is or was offered; of what one has, the first touch; of what others have, how long they took. */
function CardTime({ card }: { readonly card: OfferCard }) {
  const { column, notifyAt, nextAt, firstTouch, claimedAt, timeToClaimMs } = card;
  const say = useCallback(
    (now: number) => {
      if (column === 'mine' && firstTouch !== null && firstTouch.touchedAt === null) return touchWords(firstTouch, now);
      if (column === 'mine' && claimedAt !== null) return formatBrief(claimedAt, now);
      if ((column === 'others' || column === 'missed') && timeToClaimMs !== null)
        return `after ${briefly(timeToClaimMs)}`;
      if (column === 'open' && nextAt !== null && nextAt > now) return `${countdown(nextAt - now)} left`;
      return offeredWords(notifyAt, now);
    },
    [column, notifyAt, nextAt, firstTouch, claimedAt, timeToClaimMs],
  );
  const late = isOverdue(firstTouch, Date.now());
  const title = timeHint(card);
  return (
    <Ticking
      say={say}
      title={title}
      className={cx(styles.time, column === 'coming' && styles.soon, late && cx(styles.late, toneClass('bad')))}
    />
  );
}

function timeHint({ notifyAt, nextAt, claimedAt, firstTouch }: OfferCard): string {
  return [
    notifyAt === null ? 'Time offered unknown' : `Offered ${formatExact(notifyAt)}`,
    nextAt === null ? '' : `next person ${formatExact(nextAt)}`,
    claimedAt === null ? '' : `claimed ${formatExact(claimedAt)}`,
    firstTouch === null || firstTouch.touchedAt !== null ? '' : `contact due ${formatExact(firstTouch.dueAt)}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
