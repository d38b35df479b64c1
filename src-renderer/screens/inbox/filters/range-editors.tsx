import type { CallbackDue, Condition } from '../../../state/inbox-filter.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { NumberInput, TextInput } from '../../../ui/inputs.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import styles from './filters.module.css';

type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>;
interface EditorProps<K extends Condition['kind']> {
  readonly condition: Of<K>;
  readonly onChange: (condition: Of<K>) => void;
}

function years(value: number | null): number | null {
  return value === null ? null : Math.max(0, Math.min(99, Math.round(value)));
}

/** Years of experience, both ends included. */
export function ExperienceEditor({ condition, onChange }: EditorProps<'experience'>) {
  return (
    <div className={styles.pair}>
      <Field label="From, years">
        <NumberInput
          autoFocus
          size="small"
          value={condition.from}
          onChange={(from) => onChange({ ...condition, from: years(from) })}
        />
      </Field>
      <Field label="To, years">
        <NumberInput size="small" value={condition.to} onChange={(to) => onChange({ ...condition, to: years(to) })} />
      </Field>
    </div>
  );
}

const DAY_MS = 86_400_000;

/** A day as the browser's own field writes it. */
function toField(at: number | null): string {
  if (at === null) return '';
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}

function fromField(text: string): number | null {
  const at = new Date(`${text}T00:00`).getTime();
  return Number.isNaN(at) ? null : at;
}

const SPANS = [
  { label: 'Today', days: 1 },
  { label: 'Last 7 days', days: 7 },
  { label: 'Last 30 days', days: 30 },
] as const;

/** When the desk got them: the last days, whichever these are when the list is looked at, or two fixed ones, both included. */
export function ReceivedEditor({ condition, onChange }: EditorProps<'received'>) {
  return (
    <>
      <div className={styles.spans}>
        {SPANS.map((span) => (
          <Button
            key={span.label}
            size="small"
            aria-pressed={condition.lastDays === span.days}
            onClick={() => onChange({ ...condition, from: null, until: null, lastDays: span.days })}
          >
            {span.label}
          </Button>
        ))}
      </div>
      <div className={styles.pair}>
        <Field label="From">
          <TextInput
            autoFocus
            type="date"
            size="small"
            value={toField(condition.from)}
            onChange={(text) => onChange({ ...condition, from: fromField(text), lastDays: null })}
          />
        </Field>
        <Field label="To">
          <TextInput
            type="date"
            size="small"
            value={toField(condition.until === null ? null : condition.until - DAY_MS / 2)}
            onChange={(text) => {
              const day = fromField(text);
              // The day after, by the calendar: days with another hour in them are not 24 hours long.
              onChange({
                ...condition,
                until: day === null ? null : new Date(day).setDate(new Date(day).getDate() + 1),
                lastDays: null,
              });
            }}
          />
        </Field>
      </div>
    </>
  );
}

const DUES: readonly { readonly value: CallbackDue; readonly label: string }[] = [
  { value: 'overdue', label: 'Overdue' },
  { value: 'today', label: 'Today' },
  { value: 'week', label: 'Within a week' },
  { value: 'any', label: 'Any time' },
];

/** When a callback is due, and whose it is. Today and the week include what is overdue. */
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
          { value: 'anyone', label: 'Anyone’s' },
          { value: 'mine', label: 'Mine' },
        ]}
      />
    </>
  );
}
