// biome-ignore-all lint/a11y/useSemanticElements: rows out of view do not exist, so it cannot be a <table>; ARIA attributes give their number instead
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
  /** The offer is no longer in the column, and its card stays until the pointer or cursor leaves. */
  readonly gone: boolean;
  readonly cursor: boolean;
  readonly claiming: boolean;
  /** Whether the card says to whom the lead is offered: on any board but one's own. */
  readonly showUser: boolean;
  /** Whether it is the offer that is open beside the board. */
  readonly shown: boolean;
  readonly onOpen: (row: number) => void;
  /** The key that is shown in the button. It has no tooltip, because scrolling would create hundreds of them. */
  readonly claimHint: string;
  readonly onClaim: (row: number) => void;
  readonly onHover: (id: number) => void;
}

/** One offered lead: who, from where, for whom and in which order, since when or until when, and who has claimed it. */
export const Card = memo(function Card(props: CardProps) {
  const { id, row, start, card, gone, cursor, claiming, shown } = props;
  const look = claiming ? CLAIMING : lookOf(card);
  const canClaim = card.column === 'open' && !gone && !claiming;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself handles the keys for its cursor
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
            <Badge look={look} plain announced={isSaidByTitle(card, claiming, gone)}>
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

/** The person, whose turn it is and the source, most important first: "FL · MD · IBM · rank 3 · LionDesk". */
function fromWords({ about, source, team, rank, user, column }: OfferCard, showUser: boolean): string {
  const to = showUser && user !== '' && (column === 'coming' || column === 'open') ? `to ${user}` : '';
  return [about.state, about.license, team, rank === null ? '' : `rank ${rank}`, to, source]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Whether the card's time is past rather than running out: then the name takes its place if both don't fit. */
function isTimeMinor({ column, firstTouch }: OfferCard): boolean {
  if (column === 'mine') return firstTouch === null || firstTouch.touchedAt !== null;
  return column === 'others' || column === 'missed';
}

/** Whether the column's title says the state already: then the icon is enough, and the name gets the space. */
function isSaidByTitle({ state, column }: OfferCard, claiming: boolean, gone: boolean): boolean {
  return state === 'open' && !claiming && !gone && (column === 'open' || column === 'coming');
}

/** The state, and who has the lead if it is somebody else; in the column "Claimed by others" only that name. */
function stateWords({ state, holder, mine, column, confirmed }: OfferCard, word: string, gone: boolean): string {
  if (mine || holder === '' || state === 'lost' || column === 'mine') return word;
  const taken = state === 'claimed' && confirmed !== 'account' && !gone && (column === 'others' || column === 'missed');
  return taken ? holder : `${word} · ${holder}`;
}

/** When the lead is or was offered; for one's own claims the first touch, for others' claims how long they took. */
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
