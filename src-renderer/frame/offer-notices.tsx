import { BellRing, PhoneOff, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { navigate } from '../state/hash-location.ts';
import {
  claimOffered,
  dropNotice,
  type ShownNotice,
  updateNotice,
  useOfferNotices,
  watchOfferNotices,
} from '../state/offer-notices.ts';
import { useCommandQuery } from '../state/use-command-query.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { inClock } from '../ui/clock.ts';
import { cx } from '../ui/cx.ts';
import { useKeys } from '../ui/keys.ts';
import styles from './offer-notices.module.css';

// Not c and s alone, because a notification appears unexpectedly and must not take a key that a person is about to press.
const CLAIM = { id: 'offers.claim-new', label: 'Claim the newest offer', keys: 'alt+c', group: 'Everywhere' } as const;
const SHOW = { id: 'offers.show-new', label: 'Show the newest offer', keys: 'alt+s', group: 'Everywhere' } as const;

/** How long it is shown, ms. The board and the strip show it for longer. */
const STAYS_MS = 30_000;

function show({ key, at }: ShownNotice): void {
  dropNotice(key);
  navigate(at);
}

/** The notifications about offers, on any screen, each with its actions. */
export function OfferNotices() {
  useEffect(() => watchOfferNotices(), []);
  const notices = useOfferNotices((s) => s.notices);
  const toClaim = notices.findLast(({ claimable }) => claimable);
  const toShow = notices.at(-1);
  // One line shows the newest. The others are one click away, until there is only one again.
  const [opened, setOpened] = useState(false);
  const open = opened && notices.length > 1;
  useEffect(() => {
    if (notices.length < 2) setOpened(false);
  }, [notices.length]);
  useKeys([
    { ...CLAIM, disabled: toClaim === undefined, run: () => toClaim !== undefined && claimOffered(toClaim) },
    { ...SHOW, disabled: toShow === undefined, run: () => toShow !== undefined && show(toShow) },
  ]);
  return (
    <ul aria-label="New offers" className={styles.list}>
      {notices.map((notice) => (
        <Line
          key={notice.key}
          notice={notice}
          claimKeys={notice === toClaim ? CLAIM.keys : undefined}
          showKeys={notice === toShow ? SHOW.keys : undefined}
          hidden={!open && notice !== toShow}
          more={notice === toShow && !open ? notices.length - 1 : 0}
          onMore={() => setOpened(true)}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  readonly notice: ShownNotice;
  /** Only for the newest. */
  readonly claimKeys: string | undefined;
  readonly showKeys: string | undefined;
  /** Whether it is an older one that isn't shown. */
  readonly hidden: boolean;
  /** The number of older ones; 0 for none. */
  readonly more: number;
  readonly onMore: () => void;
}

function Line({ notice, claimKeys, showKeys, hidden, more, onMore }: LineProps) {
  const { key, kind, id, title, body, claimable, claimed } = notice;
  const { value } = useCommandQuery('offers.get', kind === 'offer' && id !== null && !claimed ? { id } : null, [
    'offers',
  ]);
  const column = value?.card.column ?? null;
  useEffect(() => {
    if (column !== null) updateNotice(key, column);
  }, [column, key]);
  // Its text changes once it is claimed, and then it is shown for the full time again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new text restarts the timer
  useEffect(() => {
    const timer = setTimeout(() => dropNotice(key), STAYS_MS);
    return () => clearTimeout(timer);
  }, [key, body]);
  const overdue = kind === 'first-touch';
  const Icon = overdue ? PhoneOff : BellRing;
  return (
    <li hidden={hidden} className={cx(styles.notice, overdue && styles.overdue)}>
      <Icon size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        <strong>{title}</strong>
        {body !== '' && <span className={styles.soft}>{inClock(body)}</span>}
      </div>
      <div className={styles.actions}>
        {claimable && (
          <Button
            size="small"
            kind={claimKeys === undefined ? 'plain' : 'main'}
            keys={claimKeys}
            hint="Claim"
            onClick={() => void claimOffered(notice)}
          >
            Claim
          </Button>
        )}
        <Button size="small" keys={showKeys} hint="Show on the board" onClick={() => show(notice)}>
          Show
        </Button>
        {more > 0 && (
          <Button size="small" kind="quiet" onClick={onMore}>
            {more} more
          </Button>
        )}
        <IconButton size="small" icon={X} label="Dismiss" onClick={() => dropNotice(key)} />
      </div>
    </li>
  );
}
