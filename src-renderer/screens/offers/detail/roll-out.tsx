import { BadgeCheck, Bell, CircleDashed, Mail, MessageSquare, Phone, Zap } from 'lucide-react';
import { useCallback } from 'react';
import type { OfferDetail, OfferStep } from '../../../../src-preload/contract/index.ts';
import { isHeld } from '../../../features/offer/offer-look.ts';
import { offeredWords } from '../../../state/offers-times.ts';
import { cx } from '../../../ui/cx.ts';
import { formatDuration, formatExact } from '../../../ui/format.ts';
import { Step, StepLine, StepList } from '../../../ui/step-list.tsx';
import { toneClass } from '../../../ui/tone.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Ticking } from '../ticking.tsx';
import styles from './detail.module.css';

/** Who is offered the lead and when, in chronological order: sent offers, upcoming ones, and who has claimed it. */
export function RollOut({ detail: { card, rollOut } }: { readonly detail: OfferDetail }) {
  const now = useNow();
  const holder = isHeld(card.state) ? card.holder : '';
  if (rollOut.length === 0) return <p className={styles.soft}>Nobody has been offered it yet.</p>;
  return (
    <StepList label="Who is offered it, earliest first" className={styles.steps}>
      {rollOut.map((step) => (
        <Offered
          key={step.externalId}
          step={step}
          has={holder !== '' && holder === step.user}
          sent={step.notifyAt === null || step.notifyAt <= now}
        />
      ))}
      {holder !== '' && !rollOut.some((step) => step.user === holder) && (
        <Step icon={BadgeCheck} className={toneClass('good')}>
          <span>
            <strong>{card.mine ? 'You' : holder}</strong> {card.mine ? 'have' : 'has'} it
          </span>
          {card.claimedAt !== null && (
            <span className={styles.soft} title={formatExact(card.claimedAt)}>
              {card.timeToClaimMs === null ? '' : `${formatDuration(card.timeToClaimMs / 1000)} after the first offer`}
            </span>
          )}
        </Step>
      )}
    </StepList>
  );
}

const WAYS = [
  { key: 'byCall', label: 'a call', icon: Phone },
  { key: 'byText', label: 'a text message', icon: MessageSquare },
  { key: 'byEmail', label: 'an email', icon: Mail },
] as const;

function Offered({ step, has, sent }: { readonly step: OfferStep; readonly has: boolean; readonly sent: boolean }) {
  const { user, team, notifyAt, rank, automatic } = step;
  const say = useCallback(
    (now: number) => (notifyAt === null ? 'time unknown' : offeredWords(notifyAt, now)),
    [notifyAt],
  );
  const ways = WAYS.filter(({ key }) => step[key] === true);
  return (
    <Step
      icon={has ? BadgeCheck : sent ? Bell : CircleDashed}
      className={cx(toneClass(has ? 'good' : sent ? 'busy' : 'calm'), !sent && styles.later)}
    >
      <StepLine
        what={
          <span className={styles.who}>
            <strong>{user || 'Unnamed user'}</strong>
            {has ? ' has it' : ''}
          </span>
        }
        when={
          <Ticking say={say} className={styles.when} title={notifyAt === null ? undefined : formatExact(notifyAt)} />
        }
      />
      <span className={styles.stepMore}>
        <span>
          {[sent ? 'offered' : 'upcoming', rank === null ? '' : `rank ${rank}`, team]
            .filter((p) => p !== '')
            .join(' · ')}
        </span>
        {automatic === true && (
          <span className={styles.way}>
            <Zap size={12} aria-hidden="true" /> assigned
          </span>
        )}
        {ways.map(({ key, label, icon: Way }) => (
          <span key={key} className={styles.way} title={`Notified by ${label}`}>
            <Way size={12} aria-hidden="true" />
            <span className="visually-hidden">notified by {label}</span>
          </span>
        ))}
      </span>
    </Step>
  );
}
