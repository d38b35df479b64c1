import { useState } from 'react';
import type { CallRule } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, FieldGroup } from '../../ui/field.tsx';
import { Checkbox, NumberInput, TextInput } from '../../ui/inputs.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { toast } from '../../ui/toaster.tsx';
import styles from './work-settings.module.css';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** The days of a rule in words: "every day", "Mon to Sat", "Sun". */
export function daysWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort();
  if (sorted.length === 7) return 'every day';
  const first = sorted[0] ?? 0;
  const last = sorted.at(-1) ?? 0;
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${DAYS[first]} to ${DAYS[last]}`;
  return sorted.map((day) => DAYS[day]).join(', ');
}

function toField(minutes: number | null): string {
  if (minutes === null) return '';
  // A time field of the browser has no 24:00: the last minute means the end of the day.
  const shown = Math.min(minutes, 1439);
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`;
}

function fromField(text: string, isEnd: boolean): number | null {
  const found = /^(\d{2}):(\d{2})/.exec(text);
  if (found === null) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return isEnd && minutes === 1439 ? 1440 : minutes;
}

interface CallRuleDialogProps {
  /** Null for a new one. */
  readonly known: CallRule | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** One rule, new or changed. */
export function CallRuleDialog({ known, onSaved, onClose }: CallRuleDialogProps) {
  const [place, setPlace] = useState(known?.place ?? '');
  const [days, setDays] = useState<readonly number[]>(known?.days ?? [0, 1, 2, 3, 4, 5, 6]);
  const [closed, setClosed] = useState(known !== null && known.opens === null);
  const [opens, setOpens] = useState(toField(known?.opens ?? 480));
  const [closes, setCloses] = useState(toField(known?.closes ?? 1260));
  const [attempts, setAttempts] = useState<number | null>(known?.attemptsPerDay ?? null);
  const [holidays, setHolidays] = useState(known?.holidays.join(' ') ?? '');
  const [from, setFrom] = useState(known?.from ?? new Date().toISOString().slice(0, 10));
  const [until, setUntil] = useState(known?.until ?? '');
  const [source, setSource] = useState(known?.source ?? '');
  const [error, setError] = useState<string | null>(null);
  const save = () => {
    call('callRules.save', {
      ...(known === null ? {} : { id: known.id }),
      place: place.trim().toUpperCase(),
      days: [...days],
      opens: closed ? null : fromField(opens, false),
      closes: closed ? null : fromField(closes, true),
      attemptsPerDay: attempts,
      holidays: holidays.split(/[\s,;]+/).filter((day) => day !== ''),
      from,
      until,
      source,
    }).then(
      (rule) => {
        toast(`The rule for ${rule.place} saved`);
        onSaved();
        onClose();
      },
      (thrown: unknown) => setError(errorMessage(thrown)),
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={known === null ? 'New call rule' : `Edit call rule for ${known.place}`}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="main"
            disabled={place.trim() === '' || source.trim() === '' || days.length === 0}
            onClick={save}
          >
            Save
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      <Field label="Where" help="US, or the two letters of a state or province">
        <TextInput value={place} maxLength={2} onChange={setPlace} />
      </Field>
      <FieldGroup legend="Days">
        <div className={styles.days}>
          {DAYS.map((name, day) => (
            <Checkbox
              key={name}
              label={name}
              checked={days.includes(day)}
              onChange={(on) => setDays(on ? [...days, day].sort() : days.filter((d) => d !== day))}
            />
          ))}
        </div>
      </FieldGroup>
      <Checkbox label="No calls on these days" checked={closed} onChange={setClosed} />
      {!closed && (
        <div className={styles.two}>
          <Field label="Opens, in the person’s own time">
            <TextInput type="time" value={opens} onChange={setOpens} />
          </Field>
          <Field label="Closes" help="23:59 means the end of the day">
            <TextInput type="time" value={closes} onChange={setCloses} />
          </Field>
        </div>
      )}
      <div className={styles.two}>
        <Field label="Most calls to one person in 24 hours" help="Leave empty for no limit">
          <NumberInput value={attempts} onChange={setAttempts} />
        </Field>
        <Field label="Holidays" help="Dates such as 2026-12-25, separated by spaces">
          <TextInput value={holidays} onChange={setHolidays} />
        </Field>
        <Field label="Effective from">
          <TextInput type="date" value={from} onChange={setFrom} />
        </Field>
        <Field label="Effective through" help="Leave empty if open-ended">
          <TextInput type="date" value={until} onChange={setUntil} />
        </Field>
      </div>
      <Field label="Source" help="The law or policy it comes from">
        <TextInput value={source} maxLength={300} onChange={setSource} />
      </Field>
    </Dialog>
  );
}
