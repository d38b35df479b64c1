import { useCallback } from 'react';
import type { OfferDetail } from '../../../../src-preload/contract/index.ts';
import { capital } from '../../../../src-preload/rules/capital.ts';
import { CLAIMING, cardName, isHeld, lookOf } from '../../../features/offer/offer-look.ts';
import { useClaims } from '../../../state/offers-claim.ts';
import { isOverdue, offeredWords, touchWords } from '../../../state/offers-times.ts';
import type { Asked } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { DetailPane, PaneSection, PaneTitle } from '../../../ui/detail-pane.tsx';
import { formatDuration, formatExact } from '../../../ui/format.ts';
import { Badge } from '../../../ui/state-badge.tsx';
import { toneClass } from '../../../ui/tone.ts';
import { Ticking } from '../ticking.tsx';
import type { OfferActions } from '../use-offer-actions.ts';
import { ActionList } from './action-list.tsx';
import styles from './detail.module.css';
import { RollOut } from './roll-out.tsx';

interface OfferPaneProps {
  readonly asked: Asked<OfferDetail>;
  readonly actions: OfferActions;
  /** Called when focus enters the pane, so that keys apply to its lead. */
  readonly onFocus: () => void;
  readonly onClose: () => void;
}

/** One offered lead: who has it, the commands for it, who is offered it and when, and what was done on this desk. */
export function OfferPane({ asked: { value: detail, error, refresh }, actions, onFocus, onClose }: OfferPaneProps) {
  return (
    <DetailPane
      value={detail}
      error={error === null ? null : `Couldn’t load this offer. ${error}`}
      onAgain={() => void refresh()}
      onClose={onClose}
      onFocus={onFocus}
      lines={6}
    >
      {(there) => <Open detail={there} actions={actions} onClose={onClose} />}
    </DetailPane>
  );
}

interface OpenProps {
  readonly detail: OfferDetail;
  readonly actions: OfferActions;
  readonly onClose: () => void;
}

function Open({ detail, actions, onClose }: OpenProps) {
  const { card } = detail;
  const claiming = useClaims((s) => s.claiming.has(card.id));
  const { claim, lead, ...others } = actions.actionsFor(card);
  const open = card.column === 'open' || (card.state === 'open' && card.column !== 'coming');
  const look = claiming ? CLAIMING : lookOf(card);
  const describeOffer = useCallback((now: number) => `offered ${offeredWords(card.notifyAt, now)}`, [card.notifyAt]);
  return (
    <>
      <header className={styles.head}>
        <PaneTitle name={cardName(card)} onClose={onClose} />
        <div className={styles.standing}>
          <Badge look={look} />
          {card.holder !== '' && card.state !== 'lost' && isHeld(card.state) && (
            <span>{card.mine ? 'yours' : card.holder}</span>
          )}
          <span className={styles.soft}>{[card.source, card.team].filter((part) => part !== '').join(' · ')}</span>
          <Ticking
            say={describeOffer}
            className={styles.when}
            title={card.notifyAt === null ? undefined : formatExact(card.notifyAt)}
          />
        </div>
        <p className={styles.soft}>{look.meaning}</p>
        <Touch detail={detail} />
        <div className={styles.buttons}>
          {open ? (
            <ActionButton action={{ ...claim, disabled: claiming }} kind="main" />
          ) : (
            <ActionButton action={lead} kind={card.mine ? 'main' : 'plain'}>
              Open lead
            </ActionButton>
          )}
          {open && !(lead.disabled === true) && <ActionButton action={lead}>Open lead</ActionButton>}
          {Object.values(others)
            .filter((action) => action.disabled !== true)
            .map((action) => (
              <ActionButton key={action.id} action={action} />
            ))}
        </div>
        {lead.disabled === true && (
          <p className={styles.soft}>The lead isn’t in the inbox, so it can’t be opened or called from here.</p>
        )}
      </header>
      <PaneSection title="Roll-out" about={detail.distributionTarget} className={styles.section}>
        <RollOut detail={detail} />
      </PaneSection>
      <PaneSection title="History on this desk" className={styles.section}>
        <ActionList actions={detail.acts} />
      </PaneSection>
    </>
  );
}

/** The first touch after a claim: the time left, or how long it is overdue. */
function Touch({ detail: { card } }: { readonly detail: OfferDetail }) {
  const { firstTouch, timeToClaimMs } = card;
  const say = useCallback(
    (now: number) => (firstTouch === null ? '' : capital(touchWords(firstTouch, now))),
    [firstTouch],
  );
  if (firstTouch === null)
    return timeToClaimMs === null || !isHeld(card.state) ? null : (
      <p className={styles.soft}>Claimed {formatDuration(timeToClaimMs / 1000)} after the first offer.</p>
    );
  const late = isOverdue(firstTouch, Date.now());
  return (
    <p className={cx(styles.touch, toneClass(late ? 'bad' : firstTouch.touchedAt === null ? 'busy' : 'good'))}>
      <Ticking say={say} className={styles.clock} title={`Contact due ${formatExact(firstTouch.dueAt)}`} />
      {firstTouch.touchedAt === null && (
        <span className={styles.soft}>A call, a note or an outcome counts as contact.</span>
      )}
    </p>
  );
}
