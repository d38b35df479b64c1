import { between, type DaySpan, daysOfSpan } from '../../../state/day-span.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { Segmented } from '../../../ui/segmented.tsx';

interface SpanChoiceProps {
  readonly label: string;
  readonly span: DaySpan;
  readonly onChange: (span: DaySpan) => void;
}

const PRESETS = ['7', '30', '90'] as const;
type Choice = (typeof PRESETS)[number] | 'own';

/** Chooses a range of days: the last days, or from one date to another. */
export function SpanChoice({ label, span, onChange }: SpanChoiceProps) {
  const chosen = 'days' in span ? PRESETS.find((one) => one === String(span.days)) : undefined;
  const days = daysOfSpan(span, Date.now());
  return (
    <>
      <Segmented<Choice>
        aria-label={label}
        value={chosen ?? 'own'}
        onChange={(to) => onChange(to === 'own' ? days : { days: Number(to) })}
        options={[...PRESETS.map((value) => ({ value, label: `${value} days` })), { value: 'own', label: 'Between …' }]}
      />
      {chosen === undefined && (
        <>
          <DayInput label="First day" value={days.from} onChange={(from) => onChange(between(from, days.until))} />
          <DayInput label="Last day" value={days.until} onChange={(until) => onChange(between(days.from, until))} />
        </>
      )}
    </>
  );
}
