import { useEffect, useRef, useState } from 'react';
import type { CallMoment } from '../../../src-preload/contract/index.ts';
import { useCallMoments } from '../../state/call-moments.ts';
import {
  clockIn,
  fieldsOf,
  HERE,
  type QuickTime,
  quickTimes,
  readFields,
  timeHere,
  timeIn,
  zoneWord,
} from '../../state/lead-times.ts';
import { Button } from '../../ui/button.tsx';
import { inClock } from '../../ui/clock.ts';
import { TextInput } from '../../ui/inputs.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Note } from '../../ui/notes.tsx';
import styles from './callback-choices.module.css';

interface CallbackChoicesProps {
  readonly leadId: number;
  /** The lead's zone. If it is unknown (null), times are those of this computer, and the screen says so. */
  readonly zone: string | null;
  /** The label for choosing a time: "Call back". */
  readonly action: string;
  readonly onPick: (at: number) => void;
}

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The usual times at which the lead may be called. If there are none, the first time at which it may be called. */
export function offeredTimes(
  quick: readonly QuickTime[],
  moments: ReadonlyMap<number, CallMoment>,
  now: number,
): readonly QuickTime[] {
  const open = quick.filter(({ at }) => moments.get(at)?.may !== false);
  const opensAt = moments.get(now)?.opensAt ?? null;
  if (opensAt === null || opensAt === now || open.some(({ at }) => at === opensAt)) return open;
  return [{ label: 'When it opens', at: opensAt, soon: true }, ...open];
}

/** When to call back, in the lead's local time: the usual choices within its call hours, chosen by digit, or any date and time. */
export function CallbackChoices({ leadId, zone, action, onPick }: CallbackChoicesProps) {
  const there = zone ?? HERE;
  const [now] = useState(() => Date.now());
  const [quick] = useState(() => quickTimes(there, now));
  const [tomorrow = now] = quick.filter(({ label }) => label.startsWith('Tomorrow')).map(({ at }) => at);
  const [day, setDay] = useState(() => fieldsOf(there, tomorrow).day);
  const [time, setTime] = useState('09:00');
  const at = readFields(there, day, time);
  const past = at !== null && at <= now;
  const { moments, error } = useCallMoments(leadId, [now, ...quick.map((q) => q.at)]);
  const own = useCallMoments(leadId, at === null || past ? [] : [at]).moments?.get(at ?? 0);
  // If the call hours are unknown, all times are offered: the rules are checked again before a call.
  const offered = moments !== null ? offeredTimes(quick, moments, now) : error !== null ? quick : null;
  // A digit pressed before the offered times are known takes effect once they are.
  const early = useRef<((times: readonly QuickTime[]) => QuickTime | undefined) | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the times are there
  useEffect(() => {
    if (offered === null || early.current === null) return;
    const pressed = early.current(offered);
    early.current = null;
    if (pressed !== undefined) onPick(pressed.at);
  }, [offered === null]);
  const take = (moment: number) => {
    if (offered === null) early.current = (times) => times.find(({ at }) => at === moment);
    else onPick(moment);
  };
  useKeys(
    // Takes every digit, so that none of them triggers another command meanwhile.
    DIGITS.flatMap((digit) => {
      const one = offered?.[digit - 1];
      return ['', 'alt+'].map((held) => ({
        id: `callback.quick.${held}${digit}`,
        label: `${action}: ${one?.label ?? ''}`,
        keys: `${held}${digit}`,
        group: 'Call back',
        hidden: held !== '' || one === undefined,
        run: () => {
          if (offered === null) early.current = (times) => times[digit - 1];
          else if (one !== undefined) onPick(one.at);
        },
      }));
    }),
  );
  const closed = own?.may === false ? own : null;
  const { opensAt = null } = closed ?? {};
  return (
    <div className={styles.choices}>
      <p className={styles.zone}>
        {zone === null
          ? 'The lead’s time zone is unknown. Times shown are yours.'
          : `Lead’s local time: ${clockIn(there, now)} now (${zoneWord(there)}). Only times within call hours are offered.`}
      </p>
      {offered?.length === 0 && (
        <Note kind="warning">
          None of the usual times is within call hours: {inClock(moments?.get(now)?.why ?? '')}
        </Note>
      )}
      <ul className={styles.quick}>
        {(offered ?? quick).map(({ label, at: moment, soon }, i) => {
          const here = timeHere(there, moment, now);
          return (
            <li key={label}>
              <button type="button" className={styles.pick} onClick={() => take(moment)}>
                <Kbd keys={String(i + 1)} />
                <span className={styles.label}>{label}</span>
                <span className={styles.at}>
                  {soon ? timeIn(there, moment, now) : ''}
                  {here !== '' && <span className={styles.here}>{here} here</span>}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <div className={styles.own}>
        <TextInput type="date" aria-label="Day" value={day} onChange={setDay} />
        <TextInput type="time" aria-label="Time" value={time} onChange={setTime} />
        <Button disabled={at === null || past} onClick={() => at !== null && onPick(at)}>
          {at === null
            ? action
            : past
              ? 'In the past'
              : `${action} ${timeIn(there, at, now)}${closed === null ? '' : ' anyway'}`}
        </Button>
      </div>
      <div aria-live="polite">
        {closed !== null && (
          <Note
            kind="warning"
            actions={
              opensAt === null ? undefined : (
                <Button size="small" onClick={() => onPick(opensAt)}>
                  {action} {timeIn(there, opensAt, now)}
                </Button>
              )
            }
          >
            Outside call hours: {inClock(closed.why)}
          </Note>
        )}
      </div>
    </div>
  );
}
