import type { OfferFilter } from '../../../../src-preload/contract/index.ts';
import { RangeEditor } from '../../../ui/range-editor.tsx';

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

/** The rank, both ends inclusive. */
export function RankEditor({
  rank,
  onChange,
}: {
  readonly rank: OfferFilter['rank'];
  readonly onChange: (rank: OfferFilter['rank']) => void;
}) {
  const [low, high] = [rank.from ?? null, rank.to ?? null];
  return (
    <RangeEditor
      autoFocus
      from={{ label: 'From rank', value: low, onChange: (from) => onChange(bounds('from', from, 'to', high)) }}
      to={{ label: 'To rank', value: high, onChange: (to) => onChange(bounds('from', low, 'to', to)) }}
    />
  );
}

const MINUTE = 60_000;
const SPANS: readonly { readonly label: string; readonly age: OfferFilter['age'] }[] = [
  { label: 'Last 5 min', age: { until: 5 * MINUTE } },
  { label: 'Last hour', age: { until: 60 * MINUTE } },
  { label: 'Last day', age: { until: 24 * 60 * MINUTE } },
  { label: 'Over a day', age: { from: 24 * 60 * MINUTE } },
];

const minutes = (ms: number | null) => (ms === null ? null : ms / MINUTE);
const ms = (min: number | null) => (min === null ? null : Math.max(0, Math.round(min * MINUTE)));

/** How long ago the lead was offered. */
export function AgeEditor({
  age,
  onChange,
}: {
  readonly age: OfferFilter['age'];
  readonly onChange: (age: OfferFilter['age']) => void;
}) {
  const [low, high] = [age.from ?? null, age.until ?? null];
  return (
    <RangeEditor
      spans={SPANS.map(({ label, age: span }) => ({
        label,
        chosen: age.from === span.from && age.until === span.until,
        onChoose: () => onChange(span),
      }))}
      from={{
        label: 'At least, min',
        value: minutes(low),
        onChange: (from) => onChange(bounds('from', ms(from), 'until', high)),
      }}
      to={{
        label: 'Less than, min',
        value: minutes(high),
        onChange: (until) => onChange(bounds('from', low, 'until', ms(until))),
      }}
    />
  );
}
