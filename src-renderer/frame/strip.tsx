import { CalendarClock, Clock, Gauge, ListRestart, PhoneOff, Send, Unplug, Wifi, WifiOff } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Link } from 'wouter';
import type { JobCounts } from '../../src-preload/contract/index.ts';
import { alertWords, offerAddress } from '../../src-preload/rules/offer-notices.ts';
import { type Health, healthOf } from '../features/connection/health.ts';
import { sourceHealthOf } from '../features/connection/source-health.ts';
import { deliveriesAt, dialerAt, sourceAt } from '../state/addresses.ts';
import { dueCount } from '../state/callbacks.ts';
import { useDesk } from '../state/desk.ts';
import { useInboxHealth } from '../state/inbox-health.ts';
import { useOfferNotices } from '../state/offer-notices.ts';
import { inClock } from '../ui/clock.ts';
import { cx } from '../ui/cx.ts';
import { formatCount, formatDuration, formatNumber, formatRate } from '../ui/format.ts';
import { lookOfState, undecided } from '../ui/states.ts';
import { toneClass } from '../ui/tone.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './strip.module.css';

interface ItemProps extends Omit<ComponentProps<typeof Link>, 'href' | 'asChild'> {
  readonly href: string;
  readonly hint: string;
  readonly icon: Health['icon'];
  readonly tone: Health['tone'];
  readonly words: string;
  /** The text read aloud, if it differs from the visible one. */
  readonly spoken?: string;
  /** The icon is enough if there is little space, because there is no problem. */
  readonly quiet?: boolean;
  /** It has more text than a name and a state. */
  readonly wide?: boolean;
}

function Item({ href, hint, icon: Icon, tone, words, spoken, wide = false, quiet = false }: ItemProps) {
  return (
    <li className={styles.slot}>
      <Tooltip text={hint} side="top">
        <Link href={href} className={cx(styles.item, toneClass(tone))}>
          <Icon size={13} aria-hidden="true" className={styles.icon} />
          <span
            aria-hidden={spoken !== undefined}
            className={cx(styles.words, wide && styles.wide, quiet && styles.quiet)}
          >
            {words}
          </span>
          {spoken !== undefined && <span className="visually-hidden">{spoken}</span>}
        </Link>
      </Tooltip>
    </li>
  );
}

/** Jobs whose result is unknown. Those that are resolved automatically need no attention. */
function UnknownItem({ counts }: { readonly counts: JobCounts }) {
  const { word, icon, tone, meaning } = lookOfState('unknown', counts);
  return (
    <Item
      href={deliveriesAt({ state: 'unknown' })}
      hint={undecided(counts) === 0 ? meaning : 'Sent, result unknown: review and decide'}
      icon={icon}
      tone={tone}
      words={`${formatNumber(counts.unknown)} ${word.toLowerCase()}`}
    />
  );
}

/** The line at the bottom with the current state: network, each dialer, what is waiting, what is unknown, what is sent and how fast. */
export function Strip() {
  const status = useDesk((s) => s.status);
  const silence = useDesk((s) => s.silence);
  const online = useDesk((s) => s.online);
  const sources = useInboxHealth((s) => s.sources);
  const due = useInboxHealth((s) => s.today);
  const overdue = useInboxHealth((s) => s.overdue);
  const now = useNow();
  const waiting = status === null ? 0 : status.counts.ready + status.counts.held + status.counts['awaiting-vendor'];
  return (
    <footer className={styles.strip}>
      <ul className={styles.list}>
        {silence !== null ? (
          <Item href="/settings" hint={silence} icon={Unplug} tone="bad" words="Trunkline isn’t responding" />
        ) : online ? (
          <Item href="/settings" hint="This computer is online" icon={Wifi} tone="calm" words="Network" quiet />
        ) : (
          <Item
            href="/settings"
            hint="This computer is offline. You can keep working; requests are sent when the network is back."
            icon={WifiOff}
            tone="warn"
            words="Offline: requests are waiting"
          />
        )}
        {status?.connections.map((c) => {
          const source = sources.find((s) => s.connectionId === c.id);
          if (source !== undefined) {
            const health = sourceHealthOf(source, c, now);
            return (
              <Item
                key={c.id}
                href={sourceAt(c.id)}
                hint={health.hint}
                icon={health.icon}
                tone={health.tone}
                words={`${c.name} ${health.word}`}
                quiet={health.tone === 'good' || health.tone === 'busy'}
              />
            );
          }
          const health = healthOf(c);
          return (
            <Item
              key={c.id}
              href={dialerAt(c.id)}
              hint={
                c.runReason ??
                `${c.name}: ${formatNumber(c.flying)} requests in flight, up to ${formatNumber(c.pace)} at once`
              }
              icon={health.icon}
              tone={health.tone}
              words={`${c.name} ${health.word.toLowerCase()}`}
              quiet={health.tone === 'good'}
            />
          );
        })}
      </ul>
      {status !== null && (
        <ul className={cx(styles.list, styles.right)}>
          <NotCalled now={now} />
          {status.index !== null && (
            <Item
              href="/settings/data"
              hint={`Rebuilding filters and search from the leads: ${formatNumber(status.index.done)} of ${formatNumber(status.index.total)}. Until it finishes, some leads are missing from lists.`}
              icon={ListRestart}
              tone="busy"
              words={
                status.index.msLeft === null
                  ? 'Rebuilding lists'
                  : `Rebuilding lists, ${formatDuration(status.index.msLeft / 1000)} left`
              }
            />
          )}
          {status.keys !== null && (
            <Item
              href="/settings/data"
              hint={`Restoring the phones and emails by which leads are recognized: ${formatNumber(status.keys.done)} of ${formatNumber(status.keys.total)}. Until it finishes, no lead is fetched or added, so that nobody is added twice.`}
              icon={ListRestart}
              tone="busy"
              words={
                status.keys.msLeft === null
                  ? 'Restoring phones and emails'
                  : `Restoring phones and emails, ${formatDuration(status.keys.msLeft / 1000)} left`
              }
            />
          )}
          {due > 0 && (
            <Item
              href="/callbacks"
              hint={overdue > 0 ? 'Call the overdue ones, or hand them over' : 'Show callbacks'}
              icon={CalendarClock}
              tone={overdue > 0 ? 'warn' : 'calm'}
              words={`Callbacks: ${dueCount(due, overdue)}`}
            />
          )}
          {status.counts.unknown > 0 && <UnknownItem counts={status.counts} />}
          <Item
            href={deliveriesAt(
              status.counts.ready === 0 && status.counts.held > 0 ? { state: 'held' } : { state: 'ready' },
            )}
            hint={`${formatNumber(status.counts.ready)} waiting, ${formatNumber(status.counts.held)} held, ${formatNumber(status.counts['awaiting-vendor'])} awaiting the vendor`}
            icon={Clock}
            tone="calm"
            words={`Outbox ${formatNumber(waiting)}`}
          />
          <Item
            href={deliveriesAt({ state: 'sending' })}
            hint="In flight now"
            icon={Send}
            tone={status.counts.sending > 0 ? 'busy' : 'calm'}
            words={`${formatNumber(status.counts.sending)} sending`}
          />
          <Item
            href={deliveriesAt()}
            hint="Rows done per second, over the last few seconds"
            icon={Gauge}
            tone={status.rate > 0 ? 'busy' : 'calm'}
            words={formatRate(status.rate)}
            spoken={`${formatRate(status.rate).replace('/s', '')} done a second`}
          />
        </ul>
      )}
    </footer>
  );
}

/** Who has claimed a lead and not called it in time: the one that has waited longest, until it is contacted. */
function NotCalled({ now }: { readonly now: number }) {
  const alerts = useOfferNotices((s) => s.alerts);
  const me = useOfferNotices((s) => s.me);
  const [first] = alerts;
  if (first === undefined) return null;
  const { who, since } = alertWords(first, me, now);
  const more = alerts.length === 1 ? '' : ` and ${formatCount(alerts.length - 1, 'more', 'more')}`;
  return (
    <Item
      wide
      href={offerAddress(first.id)}
      hint="First contact is overdue. Open it to call, hand it over or hand it back."
      icon={PhoneOff}
      tone="warn"
      words={`${who}, ${inClock(since)}${more}. Show`}
    />
  );
}
