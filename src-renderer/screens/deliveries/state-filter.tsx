import type { JobCounts, JobState } from '../../../src-preload/contract/index.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { StackBar } from '../../ui/stack-bar.tsx';
import { JOB_STATE_ORDER, JOB_STATES, lookOfState, type StateLook } from '../../ui/states.ts';
import { toneClass } from '../../ui/tone.ts';
import styles from './state-filter.module.css';

interface StateFilterProps {
  readonly counts: JobCounts | null;
  readonly value: JobState | null;
  readonly onChange: (state: JobState | null) => void;
}

/** All jobs by state: a bar for all, and below it each state with its number. The numbers add up to the total. */
export function StateFilter({ counts, value, onChange }: StateFilterProps) {
  return (
    <div className={styles.place}>
      <StackBar
        size="small"
        label="Rows by state"
        total={counts?.total ?? 0}
        parts={JOB_STATE_ORDER.map((state) => ({
          key: state,
          label: lookOfState(state, counts).word,
          value: counts?.[state] ?? 0,
          tone: lookOfState(state, counts).tone,
        }))}
      />
      <fieldset className={styles.states}>
        <legend className="visually-hidden">State</legend>
        <One
          look={null}
          word="All"
          n={counts?.total ?? null}
          checking={0}
          chosen={value === null}
          onChoose={() => onChange(null)}
        />
        {JOB_STATE_ORDER.map((state) => (
          <One
            key={state}
            look={lookOfState(state, counts)}
            word={JOB_STATES[state].word}
            n={counts?.[state] ?? null}
            checking={state === 'unknown' ? (counts?.checking ?? 0) : 0}
            chosen={value === state}
            onChoose={() => onChange(state)}
          />
        ))}
      </fieldset>
    </div>
  );
}

interface OneProps {
  /** Null means all states. */
  readonly look: StateLook | null;
  readonly word: string;
  readonly n: number | null;
  /** How many of them will be settled without anybody. */
  readonly checking: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function One({ look, word, n, checking, chosen, onChoose }: OneProps) {
  const Icon = look?.icon;
  return (
    <label className={styles.state} title={look?.meaning}>
      <input type="radio" name="delivery-state" className={styles.radio} checked={chosen} onChange={onChoose} />
      <span className={cx(styles.face, look !== null && toneClass(look.tone), n === 0 && styles.none)}>
        <span className={styles.word}>
          {Icon !== undefined && <Icon size={13} aria-hidden="true" className={styles.icon} />}
          {word}
        </span>
        <span className={styles.line}>
          <span className={styles.number}>{n === null ? ' ' : formatNumber(n)}</span>{' '}
          {checking > 0 && (
            <span className={styles.checking}>
              {checking === n ? '' : `${formatNumber(checking)} `}
              checking
            </span>
          )}
        </span>
      </span>
    </label>
  );
}
