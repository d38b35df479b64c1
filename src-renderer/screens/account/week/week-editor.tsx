import { CalendarPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatCount } from '../../../ui/format.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import { Note } from '../../../ui/notes.tsx';
import { type DeliveryDay, datesOf, keptRows, openOn, WEEK, withOpen, withoutDate } from './schedule.ts';
import { dateText, readSchedule, scheduleText } from './schedule-text.ts';
import styles from './week.module.css';
import { WeekGrid } from './week-grid.tsx';

interface WeekEditorProps {
  /** `DeliveryDays` of a method, as read. */
  readonly rows: readonly DeliveryDay[];
  readonly onChange: (rows: readonly DeliveryDay[]) => void;
  /** The method's number, for new rows. */
  readonly uid: number;
  /** The time zone of the times. */
  readonly zone?: string;
}

const PRESETS = ['Mon–Fri 9 AM–5 PM', 'Every day 8 AM–9 PM', 'Always'] as const;

/** The days and times of a method's deliveries: a grid that can be painted, and a text that can be edited. Each follows the other. */
export function WeekEditor({ rows, onChange, uid, zone = 'Pacific Time' }: WeekEditorProps) {
  const [date, setDate] = useState('');
  const dates = datesOf(rows);
  const kept = keptRows(rows);
  const onlyDates = dates.length > 0 && WEEK.every((day) => openOn(rows, day).length === 0);
  const isNew = /^[1-9]\d{3}-\d\d-\d\d$/.test(date) && !dates.includes(date);
  const addDate = () => {
    if (!isNew) return;
    onChange(withOpen(rows, date, [], uid));
    setDate('');
  };
  return (
    <section aria-label="Schedule" className={styles.editor}>
      <ScheduleField {...{ rows, onChange, uid, zone }} />
      <WeekGrid
        {...{ rows, onChange, uid }}
        keys={[...WEEK, ...dates]}
        onRemoveDate={(one) => onChange(withoutDate(rows, one, uid))}
      />
      <div className={styles.foot}>
        {PRESETS.map((preset) => (
          <Button
            key={preset}
            size="small"
            onClick={() => {
              const made = readSchedule(preset, [], uid);
              if (typeof made !== 'string') onChange(withDates(made, rows, preset === 'Always'));
            }}
          >
            {preset}
          </Button>
        ))}
        <span className={styles.gap} />
        <TextInput
          type="date"
          size="small"
          aria-label="Date with hours of its own"
          className={styles.dateField ?? ''}
          value={date}
          onChange={setDate}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            addDate();
          }}
        />
        <Button size="small" icon={CalendarPlus} disabled={!isNew} onClick={addDate}>
          {isNew ? `Add ${dateText(date)}, closed` : 'Add date'}
        </Button>
      </div>
      {rows.length === 0 && <p className={styles.hint}>No hours are set: deliveries are made at any time.</p>}
      {onlyDates && <Note kind="warning">Only dates have hours: on every other day nothing is delivered.</Note>}
      {kept.length > 0 && (
        <Note kind="warning">
          {formatCount(kept.length, 'row')} can’t be read and {kept.length === 1 ? 'is' : 'are'} sent as LeadExec has{' '}
          {kept.length === 1 ? 'it' : 'them'}:{' '}
          {kept.map((row) => `${row.WeekDay ?? 'no day'} ${row.StartTime ?? ''}–${row.EndTime ?? ''}`).join('; ')}
        </Note>
      )}
    </section>
  );
}

/** The week of a preset with the dates that exist already. The preset "always" has no rows at all. */
function withDates(
  made: readonly DeliveryDay[],
  rows: readonly DeliveryDay[],
  always: boolean,
): readonly DeliveryDay[] {
  if (always) return [];
  const dates = datesOf(rows);
  return [...made, ...rows.filter((row) => row.StaticDate !== null && dates.includes(row.StaticDate.slice(0, 10)))];
}

/** The schedule as text. Typed text is applied as soon as it can be parsed. */
function ScheduleField({ rows, onChange, uid, zone }: WeekEditorProps & { readonly zone: string }) {
  // Typed text is applied to the rows from before typing began: an incomplete text doesn't name all days, and would delete the rows of the
  // others.
  const before = useRef(rows);
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? rows : readSchedule(typed, before.current, uid);
  return (
    <Field
      label={`Hours, ${zone}`}
      help="Days that aren’t named are closed. Drag over the grid, or move with the arrows: Space opens or closes, Shift selects, Ctrl C and Ctrl V copy a day."
      error={typeof read === 'string' ? read : undefined}
    >
      <TextInput
        value={typed ?? scheduleText(rows)}
        onFocus={() => {
          before.current = rows;
        }}
        onChange={(text) => {
          setTyped(text);
          const made = readSchedule(text, before.current, uid);
          if (typeof made !== 'string') onChange(made);
        }}
        onBlur={() => typeof read !== 'string' && setTyped(null)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === null) return;
          event.preventDefault();
          event.stopPropagation();
          setTyped(null);
          onChange(before.current);
        }}
      />
    </Field>
  );
}
