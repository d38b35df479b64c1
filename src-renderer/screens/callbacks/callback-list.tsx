import { useEffect, useRef } from 'react';
import type { byDay, DueCallback } from '../../state/callbacks.ts';
import { HERE, timeIn } from '../../state/lead-times.ts';
import { cx } from '../../ui/cx.ts';
import { formatDuration, formatExact, formatNumber } from '../../ui/format.ts';
import styles from './callbacks.module.css';

interface CallbackListProps {
  readonly groups: ReturnType<typeof byDay>;
  /** The id of the callback at the cursor. */
  readonly cursor: number | null;
  readonly now: number;
  readonly onOpen: (one: DueCallback) => void;
}

const TITLES = { overdue: 'Overdue', today: 'Today', later: 'Later' } as const;

/** Callbacks by due time, soonest first. */
export function CallbackList({ groups, cursor, now, onOpen }: CallbackListProps) {
  return (
    <>
      {(['overdue', 'today', 'later'] as const).map((group) =>
        groups[group].length === 0 ? null : (
          <section key={group} aria-label={TITLES[group]}>
            <h2 className={cx(styles.group, group === 'overdue' && styles.over)}>
              {TITLES[group]} <span className={styles.number}>{formatNumber(groups[group].length)}</span>
            </h2>
            <ul>
              {groups[group].map((one) => (
                <Line
                  key={one.id}
                  one={one}
                  here={one.id === cursor}
                  over={group === 'overdue'}
                  now={now}
                  onOpen={() => onOpen(one)}
                />
              ))}
            </ul>
          </section>
        ),
      )}
    </>
  );
}

interface LineProps {
  readonly one: DueCallback;
  readonly here: boolean;
  readonly over: boolean;
  readonly now: number;
  readonly onOpen: () => void;
}

function Line({ one, here, over, now, onOpen }: LineProps) {
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (here) line.current?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  const local = timeIn(HERE, one.dueAt, now);
  const there = one.zone === null ? local : timeIn(one.zone, one.dueAt, now);
  return (
    <li>
      <button
        ref={line}
        type="button"
        className={cx(styles.line, here && styles.here)}
        aria-current={here || undefined}
        onClick={onOpen}
      >
        <span className={styles.name}>{one.name || 'No name'}</span>
        <span className={styles.note}>{one.note}</span>
        <span className={styles.owner}>{one.owner ?? 'anyone'}</span>
        <span className={styles.when} title={formatExact(one.dueAt)}>
          <span className={cx(over && styles.over)}>
            {over ? `${formatDuration(Math.max(60, Math.floor((now - one.dueAt) / 60_000) * 60))} over` : local}
          </span>
          <span className={styles.there}>{there === local ? (over ? local : '') : `${there} there`}</span>
        </span>
      </button>
    </li>
  );
}
