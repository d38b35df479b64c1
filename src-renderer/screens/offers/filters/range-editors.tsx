import type { OfferFilter } from '../../../../src-preload/contract/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { NumberInput } from '../../../ui/inputs.tsx';
import styles from './filters.module.css';

function bounds<A extends string, B extends string>(
  from: A,
  low: number | null,
  to: B,
  high: number | null,
): { [K in A | B]?: number } {
  const made: { [K in A | B]?: number } = {};
  if (low !== null) made[from] = low;
  if (high !== null) made[to] = high;
  return made;
}

/** The rank, both ends included. */
export function RankEditor({
  rank,
  onChange,
}: {
  readonly rank: OfferFilter['rank'];
  readonly onChange: (rank: OfferFilter['rank']) => void;
}) {
  return (
    <div className={styles.pair}>
      <Field label="From rank">
        <NumberInput
          autoFocus
          size="small"
          value={rank.from ?? null}
          onChange={(from) => onChange(bounds('from', from, 'to', rank.to ?? null))}
        />
      </Field>
      <Field label="To rank">
        <NumberInput
          size="small"
          value={rank.to ?? null}
          onChange={(to) => onChange(bounds('from', rank.from ?? null, 'to', to))}
        />
      </Field>
    </div>
  );
}

const MINUTE = 60_000;
const SPANS: readonly { readonly label: string; readonly age: OfferFilter['age'] }[] = [
  { label: 'Last 5 min', age: { until: 5 * MINUTE } },
  { label: 'Last hour', age: { until: 60 * MINUTE } },
  { label: 'Last day', age: { until: 24 * 60 * MINUTE } },
  { label: 'Over a day', age: { from: 24 * 60 * MINUTE } },
];

const minutes = (ms: number | undefined) => (ms === undefined ? null : ms / MINUTE);
const ms = (min: number | null) => (min === null ? null : Math.max(0, Math.round(min * MINUTE)));

/** How long ago it was offered. */
export function AgeEditor({
  age,
  onChange,
}: {
  readonly age: OfferFilter['age'];
  readonly onChange: (age: OfferFilter['age']) => void;
}) {
  return (
    <>
      <div className={styles.spans}>
        {SPANS.map((span) => (
          <Button
            key={span.label}
            size="small"
            aria-pressed={age.from === span.age.from && age.until === span.age.until}
            onClick={() => onChange(span.age)}
          >
            {span.label}
          </Button>
        ))}
      </div>
      <div className={styles.pair}>
        <Field label="At least, min">
          <NumberInput
            size="small"
            value={minutes(age.from)}
            onChange={(from) => onChange(bounds('from', ms(from), 'until', age.until ?? null))}
          />
        </Field>
        <Field label="Less than, min">
          <NumberInput
            size="small"
            value={minutes(age.until)}
            onChange={(until) => onChange(bounds('from', age.from ?? null, 'until', ms(until)))}
          />
        </Field>
      </div>
    </>
  );
}
