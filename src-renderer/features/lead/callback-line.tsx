import { CalendarClock, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { LeadDetail } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { whoIsHere } from '../../state/agents.ts';
import { undoAction } from '../../state/lead-calls.ts';
import { HERE, timeHere, timeIn } from '../../state/lead-times.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { formatExact } from '../../ui/format.ts';
import { TextInput } from '../../ui/inputs.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { toneClass } from '../../ui/tone.ts';
import { useNow } from '../../ui/use-now.ts';
import { LEAD_ACTIONS } from '../keys/lead-keys.ts';
import { CallbackChoices } from './callback-choices.tsx';
import styles from './callback-line.module.css';

/** When a callback is due: in the lead's local time, and in this computer's if it differs. */
export function dueWords(dueAt: number, zone: string | null, now: number): string {
  if (zone === null) return timeIn(HERE, dueAt, now);
  const here = timeHere(zone, dueAt, now);
  return `${timeIn(zone, dueAt, now)}${here === '' ? '' : ` there, ${here} here`}`;
}

interface CallbackLineProps {
  readonly lead: LeadDetail;
  readonly onChange: () => void;
}

/** The callback of a lead, and the commands for it. */
export function CallbackLine({ lead, onChange }: CallbackLineProps) {
  const now = useNow();
  const [handing, setHanding] = useState(false);
  const agents = useCommandQuery('agents.list', {});
  const due = lead.callback;
  if (due === null)
    return lead.retryAt === null ? null : <RetryLine lead={lead} at={lead.retryAt} onChange={onChange} />;
  const over = due.dueAt <= now;
  const done = () => {
    call('callbacks.done', { id: due.id }).then(
      ({ actId }) => toast('Callback done', () => undoAction(actId)),
      (thrown: unknown) => toastError(`Not marked as done: ${errorMessage(thrown)}`),
    );
  };
  const remove = () => {
    call('callbacks.remove', { id: due.id }).then(
      ({ actId }) => toast('Callback removed', () => undoAction(actId)),
      (thrown: unknown) => toastError(`Not removed: ${errorMessage(thrown)}`),
    );
  };
  return (
    <section aria-label="Callback" className={cx(styles.line, toneClass(over ? 'warn' : 'doubt'))}>
      <CalendarClock size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        <strong title={formatExact(due.dueAt)}>
          {over ? 'Callback overdue since' : 'Call back'} {dueWords(due.dueAt, lead.zone, now)}
        </strong>
        <span className={styles.soft}>
          {due.owner === null ? 'for anyone' : due.owner === agents.value?.me ? 'for you' : `for ${due.owner}`}
          {due.note !== '' && ` · ${due.note}`}
        </span>
      </div>
      <div className={styles.actions}>
        <Button size="small" onClick={done}>
          Done
        </Button>
        <Button size="small" keys={LEAD_ACTIONS.callback.keys} hint="Reschedule" onClick={onChange}>
          Change …
        </Button>
        <Button size="small" onClick={() => setHanding(true)}>
          Hand over …
        </Button>
        <IconButton size="small" icon={Trash2} label="Remove callback" onClick={remove} />
      </div>
      {handing && <HandOver id={due.id} owner={due.owner} onClose={() => setHanding(false)} />}
    </section>
  );
}

interface RetryLineProps extends CallbackLineProps {
  readonly at: number;
}

/** When a lead that was not reached is called again. */
function RetryLine({ lead, at, onChange }: RetryLineProps) {
  const now = useNow();
  const over = at <= now;
  return (
    <section aria-label="Call again" className={cx(styles.line, toneClass(over ? 'warn' : 'calm'))}>
      <RotateCcw size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        <strong title={formatExact(at)}>
          {over ? 'Call again: due since' : 'Call again'} {dueWords(at, lead.zone, now)}
        </strong>
        {lead.lastDisposition !== null && <span className={styles.soft}>Last call: {lead.lastDisposition}</span>}
      </div>
      <div className={styles.actions}>
        <Button size="small" keys={LEAD_ACTIONS.callback.keys} hint="Schedule a callback instead" onClick={onChange}>
          Set a time …
        </Button>
      </div>
    </section>
  );
}

const ANYONE = '\u0000anyone';
/** The agent at this desk, until its name is loaded. */
const UNKNOWN = '\u0000unknown';

interface HandOverProps {
  readonly id: number;
  readonly owner: string | null;
  readonly onClose: () => void;
}

/** Hands a callback over to another agent, or to anyone. */
export function HandOver({ id, owner, onClose }: HandOverProps) {
  const { value } = useCommandQuery('agents.list', {});
  const give = (to: string | null, undo?: () => void) => {
    call('callbacks.handOver', { id, owner: to }).then(
      () => toast(to === null ? 'Callback unassigned' : `Callback handed over to ${to}`, undo),
      (thrown: unknown) => toastError(`Not handed over: ${errorMessage(thrown)}`),
    );
  };
  return (
    <PickDialog
      title="Hand over callback"
      placeholder="To"
      digits
      choices={[
        ...(value?.agents ?? [])
          .filter((name) => name !== owner)
          .map((name) => ({ value: name, label: name, note: name === value?.me ? 'you' : undefined })),
        ...(owner === null ? [] : [{ value: ANYONE, label: 'Anyone' }]),
      ]}
      own={(typed) => `New agent “${typed}”`}
      onPick={(to) => give(to === ANYONE ? null : to.slice(0, 60), () => give(owner))}
      onClose={onClose}
    />
  );
}

interface CallbackDialogProps {
  readonly lead: Pick<LeadDetail, 'id' | 'zone' | 'callback'>;
  readonly name: string;
  readonly onClose: () => void;
}

/** Sets the lead's callback, or changes its time. */
export function CallbackDialog({ lead, name, onClose }: CallbackDialogProps) {
  const agents = useCommandQuery('agents.list', {});
  const [owner, setOwner] = useState<string | null>(lead.callback === null ? null : (lead.callback.owner ?? ANYONE));
  const [note, setNote] = useState(lead.callback?.note ?? '');
  const me = agents.value?.me ?? null;
  const chosen = owner ?? me ?? UNKNOWN;
  const pick = async (dueAt: number) => {
    onClose();
    try {
      // The agent at this desk may not be known yet when the time is chosen.
      const assigned = owner ?? (await whoIsHere());
      const to = { dueAt, owner: assigned === ANYONE ? null : assigned, note: note.trim() };
      const { actId } = await call('callbacks.set', { leadId: lead.id, ...to });
      toast(`${name}: callback ${dueWords(dueAt, lead.zone, Date.now())}`, () => undoAction(actId));
    } catch (thrown) {
      toastError(`Callback not set: ${errorMessage(thrown)}`);
    }
  };
  return (
    <Dialog open onClose={onClose} title={`Call ${name} back`}>
      <CallbackChoices leadId={lead.id} zone={lead.zone} action="Call back" onPick={(dueAt) => void pick(dueAt)} />
      <div className={styles.fields}>
        <Field label="Assigned to">
          <Select
            value={chosen}
            onChange={setOwner}
            options={[
              ...(agents.value?.agents ?? []).map((one) => ({ value: one, label: one === me ? `${one} (you)` : one })),
              ...(chosen === UNKNOWN ? [{ value: UNKNOWN, label: 'You' }] : []),
              { value: ANYONE, label: 'Anyone’s' },
            ]}
          />
        </Field>
        <Field label="Details">
          <TextInput value={note} maxLength={2000} onChange={setNote} />
        </Field>
      </div>
    </Dialog>
  );
}
