import { useState } from 'react';
import { clockIn, fieldsOf, HERE, quickTimes, readFields, sayIn, zoneWord } from '../../../state/lead-times.ts';
import { Button } from '../../../ui/button.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useKeys } from '../../../ui/keys.ts';
import styles from './callback-choices.module.css';

interface CallbackChoicesProps {
  /** The lead's zone; null when nothing tells it: then the time here counts, and it is said. */
  readonly zone: string | null;
  /** What taking a time does: "Call back". */
  readonly act: string;
  readonly onPick: (at: number) => void;
}

/** When to call back, in the lead's own time: the usual choices by their digits, or any day and time. */
export function CallbackChoices({ zone, act, onPick }: CallbackChoicesProps) {
  const there = zone ?? HERE;
  const [now] = useState(() => Date.now());
  const quick = quickTimes(there, now);
  const tomorrow = quick.find(({ label }) => label === 'Tomorrow 9:00')?.at ?? now;
  const [day, setDay] = useState(() => fieldsOf(there, tomorrow).day);
  const [time, setTime] = useState('09:00');
  const at = readFields(there, day, time);
  const past = at !== null && at <= now;
  const here = (moment: number) => {
    const [theirs, ours] = [sayIn(there, moment, now), sayIn(HERE, moment, now)];
    if (theirs === ours) return '';
    const [day, clock] = [ours.slice(0, ours.lastIndexOf(' ')), clockIn(HERE, moment)];
    return `${theirs.startsWith(`${day} `) ? clock : ours} here`;
  };
  useKeys(
    quick.flatMap(({ label, at: moment }, i) =>
      ['', 'alt+'].map((held) => ({
        id: `callback.quick.${held}${i}`,
        label: `${act}: ${label}`,
        keys: `${held}${i + 1}`,
        group: 'Call back',
        hidden: held !== '',
        run: () => onPick(moment),
      })),
    ),
  );
  return (
    <div className={styles.choices}>
      <p className={styles.zone}>
        {zone === null
          ? 'Where the lead lives is not known: these are times here.'
          : `Times in the lead’s own day, where it is ${clockIn(there, now)} now (${zoneWord(there)}).`}
      </p>
      <ul className={styles.quick}>
        {quick.map(({ label, at: moment }, i) => (
          <li key={label}>
            <button type="button" className={styles.pick} onClick={() => onPick(moment)}>
              <Kbd keys={String(i + 1)} />
              <span className={styles.label}>{label}</span>
              <span className={styles.at}>
                {label.startsWith('In ') ? sayIn(there, moment, now) : ''}
                {here(moment) !== '' && <span className={styles.here}>{here(moment)}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.own}>
        <TextInput type="date" aria-label="Day" value={day} onChange={setDay} />
        <TextInput type="time" aria-label="Time" value={time} onChange={setTime} />
        <Button disabled={at === null || past} onClick={() => at !== null && onPick(at)}>
          {at === null ? act : past ? 'That is over' : `${act} ${sayIn(there, at, now)}`}
        </Button>
      </div>
    </div>
  );
}
