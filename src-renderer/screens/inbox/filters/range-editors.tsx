import type { CallbackDue, Condition } from '../../../state/inbox-filter.ts';
import { RangeEditor } from '../../../ui/range-editor.tsx';
import { Segmented } from '../../../ui/segmented.tsx';

type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>;
interface EditorProps<K extends Condition['kind']> {
  readonly condition: Of<K>;
  readonly onChange: (condition: Of<K>) => void;
}

function years(value: number | null): number | null {
  return value === null ? null : Math.max(0, Math.min(99, Math.round(value)));
}

/** Years of experience, both ends inclusive. */
export function ExperienceEditor({ condition, onChange }: EditorProps<'experience'>) {
  return (
    <RangeEditor
      autoFocus
      from={{
        label: 'From, years',
        value: condition.from,
        onChange: (from) => onChange({ ...condition, from: years(from) }),
      }}
      to={{ label: 'To, years', value: condition.to, onChange: (to) => onChange({ ...condition, to: years(to) }) }}
    />
  );
}

const DAY_MS = 86_400_000;

/** The next calendar day: days on which clocks change do not have 24 hours. */
function dayAfter(day: number): number {
  return new Date(day).setDate(new Date(day).getDate() + 1);
}

const SPANS = [
  { label: 'Today', days: 1 },
  { label: 'Last 7 days', days: 7 },
  { label: 'Last 30 days', days: 30 },
] as const;

/** When leads were received: in the last days, counted from today whenever the list is opened, or between two dates, both inclusive. */
export function ReceivedEditor({ condition, onChange }: EditorProps<'received'>) {
  return (
    <RangeEditor
      days
      autoFocus
      spans={SPANS.map(({ label, days }) => ({
        label,
        chosen: condition.lastDays === days,
        onChoose: () => onChange({ ...condition, from: null, until: null, lastDays: days }),
      }))}
      from={{
        label: 'From',
        value: condition.from,
        onChange: (from) => onChange({ ...condition, from, lastDays: null }),
      }}
      to={{
        label: 'To',
        value: condition.until === null ? null : condition.until - DAY_MS / 2,
        onChange: (to) => onChange({ ...condition, until: to === null ? null : dayAfter(to), lastDays: null }),
      }}
    />
  );
}

const DUES: readonly { readonly value: CallbackDue; readonly label: string }[] = [
  { value: 'overdue', label: 'Overdue' },
  { value: 'today', label: 'Today' },
  { value: 'week', label: 'Within a week' },
  { value: 'any', label: 'Any time' },
];

/** When a callback is due, and whose it is. Today and this week include overdue callbacks. */
export function CallbackEditor({ condition, onChange }: EditorProps<'callback'>) {
  return (
    <>
      <Segmented<CallbackDue>
        aria-label="Callback due"
        value={condition.due}
        onChange={(due) => onChange({ ...condition, due })}
        options={DUES}
      />
      <Segmented<'mine' | 'anyone'>
        aria-label="Whose callbacks"
        value={condition.whose}
        onChange={(whose) => onChange({ ...condition, whose })}
        options={[
          { value: 'anyone', label: 'Everyone’s' },
          { value: 'mine', label: 'Mine' },
        ]}
      />
    </>
  );
}
