import { BellRing, PhoneCall } from 'lucide-react';
import { useEffect, useState } from 'react';
import { capital } from '../../../src-preload/rules/capital.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { useCallMoments } from '../../state/call-moments.ts';
import { type DueCallback, putAside, useDue, watchDue } from '../../state/callbacks.ts';
import { navigate } from '../../state/hash-location.ts';
import { useCalls } from '../../state/lead-calls.ts';
import { openDraft } from '../../state/lead-draft.ts';
import { HERE, timeIn } from '../../state/lead-times.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount, formatPhone } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { Skeleton } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { useNow } from '../../ui/use-now.ts';
import { When } from '../../ui/when.tsx';
import { dueWords } from './callback-line.tsx';
import styles from './lead-desk.module.css';
import { type OpenCall, OutcomeForm } from './outcome-form.tsx';
import { UnlockDialog } from './unlock-dialog.tsx';

const SNOOZE_MIN = 10;

/** What every screen with leads shows: due callbacks, calls without an outcome, and the confirmation of an unlock. */
export function LeadDesk() {
  useEffect(() => watchDue(), []);
  const { value: calls } = useCommandQuery('calls.open', {}, ['leads']);
  const { shown, asking } = useCalls();
  const due = useDue((s) => s.due);
  // One line shows the most urgent message; the other is one click away.
  const [opened, setOpened] = useState(false);
  const open = (calls ?? []).filter((one) => one.leadId !== shown);
  const asked = calls?.find((one) => one.callId === asking);
  return (
    <>
      {(open.length > 0 || due.length > 0) && (
        <section aria-label="Reminders" className={styles.notices}>
          {due.length > 0 && <DueNotice due={due} more={opened ? 0 : open.length} onMore={() => setOpened(true)} />}
          {open.length > 0 && (due.length === 0 || opened) && <CallNotice calls={open} />}
        </section>
      )}
      {asked !== undefined && asked.leadId !== shown && <OutcomeDialog call={asked} />}
      <UnlockDialog />
    </>
  );
}

/** "Tomorrow 9:00 AM there": when the lead may be called next. */
function whenOpen(at: number, zone: string | null, now: number): string {
  const when = timeIn(zone ?? HERE, at, now);
  return `${capital(when)}${zone === null ? '' : ' there'}`;
}

interface DueNoticeProps {
  readonly due: readonly DueCallback[];
  /** How many more calls without an outcome there are. */
  readonly more: number;
  readonly onMore: () => void;
}

function DueNotice({ due, more, onMore }: DueNoticeProps) {
  const now = useNow();
  const first = due[0];
  const soon = (Math.floor(now / 60_000) + SNOOZE_MIN) * 60_000;
  const opensAt = useCallMoments(first?.leadId ?? 0, first === undefined ? [] : [soon]).moments?.get(soon)?.opensAt;
  // A snoozed reminder returns at a time when the lead may be called.
  const isOpen = opensAt === undefined || opensAt === null || opensAt === soon;
  useKeys([
    {
      id: 'callbacks.due',
      label: 'Open the due callback',
      keys: 'g n',
      group: 'Everywhere',
      disabled: first === undefined,
      run: () => first !== undefined && open(first),
    },
  ]);
  if (first === undefined) return null;
  const open = (one: DueCallback) => {
    putAside([one]);
    navigate(`/callbacks?lead=${one.leadId}`);
  };
  const later = () => {
    const dueAt = isOpen ? Date.now() + SNOOZE_MIN * 60_000 : opensAt;
    call('callbacks.set', { leadId: first.leadId, dueAt, owner: first.owner, note: first.note }).then(
      () => toast(`${first.name}: callback ${isOpen ? `in ${SNOOZE_MIN} minutes` : dueWords(dueAt, first.zone, now)}`),
      (thrown: unknown) => toastError(`Not changed: ${errorMessage(thrown)}`),
    );
  };
  return (
    <div className={styles.notice} role="status">
      <BellRing size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        <strong>Call {first.name || 'back'} now</strong>
        <span className={styles.soft}>
          due {dueWords(first.dueAt, first.zone, now)}
          {first.note !== '' && ` · ${first.note}`}
        </span>
        {due.length > 1 && <span className={styles.soft}>and {formatCount(due.length - 1, 'more callback')}</span>}
      </div>
      <div className={styles.actions}>
        <Button size="small" kind="main" keys="g n" hint="Open the lead" onClick={() => open(first)}>
          Open
        </Button>
        <Button size="small" onClick={later}>
          {isOpen ? `In ${SNOOZE_MIN} min` : whenOpen(opensAt, first.zone, now)}
        </Button>
        <Button
          size="small"
          kind="quiet"
          hint="It stays in the overdue callbacks"
          onClick={() => putAside(due.slice(0, 1))}
        >
          Later
        </Button>
        {more > 0 && (
          <Button size="small" kind="quiet" onClick={onMore}>
            {formatCount(more, 'call')} without an outcome
          </Button>
        )}
      </div>
    </div>
  );
}

function CallNotice({ calls }: { readonly calls: readonly OpenCall[] }) {
  const first = calls[0];
  if (first === undefined) return null;
  return (
    <div className={styles.notice} role="status">
      <PhoneCall size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        <strong>How did the call with {first.name || formatPhone(first.phone)} end?</strong>
        <span className={styles.soft}>
          {formatPhone(first.phone)}, <When at={first.at} />
          {calls.length > 1 && `, and ${formatCount(calls.length - 1, 'more call')} without an outcome`}
        </span>
      </div>
      <div className={styles.actions}>
        <Button size="small" onClick={() => useCalls.setState({ asking: first.callId })}>
          Log outcome
        </Button>
      </div>
    </div>
  );
}

/** The form for the outcome of a call whose lead is not open. */
function OutcomeDialog({ call: open }: { readonly call: OpenCall }) {
  const { value: lead } = useCommandQuery('leads.get', { id: open.leadId });
  useEffect(() => openDraft(open.leadId), [open.leadId]);
  const close = () => useCalls.setState({ asking: null });
  return (
    <Dialog open onClose={close} title={`The call with ${open.name || formatPhone(open.phone)}`}>
      {lead === null ? (
        <Skeleton lines={6} />
      ) : (
        <OutcomeForm call={open} zone={lead.zone} draft={lead.draft} onDone={close} />
      )}
    </Dialog>
  );
}
