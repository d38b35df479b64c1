import { BellRing, PhoneCall } from 'lucide-react';
import { useEffect } from 'react';
import { call, sentenceOf } from '../../../bridge/index.ts';
import { goTo } from '../../../frame/hash-location.ts';
import { type DueCallback, putAside, useDue, watchDue } from '../../../state/callbacks.ts';
import { useCalls } from '../../../state/lead-calls.ts';
import { openDraft } from '../../../state/lead-draft.ts';
import { useAsk } from '../../../state/use-ask.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatCount, formatPhone } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { Skeleton } from '../../../ui/notes.tsx';
import { say, sayWrong } from '../../../ui/toaster.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { When } from '../../../ui/when.tsx';
import { dueWords } from './callback-line.tsx';
import styles from './lead-desk.module.css';
import { type OpenCall, OutcomeForm } from './outcome-form.tsx';
import { UnlockDialog } from './unlock-dialog.tsx';

const SNOOZE_MIN = 10;

/** What is said about leads wherever one is: callbacks that are due, calls without an outcome, and the question before an unlock. */
export function LeadDesk() {
  useEffect(() => watchDue(), []);
  const { value: calls } = useAsk('calls.open', {}, ['leads']);
  const { shown, asking } = useCalls();
  const due = useDue((s) => s.due);
  const open = (calls ?? []).filter((one) => one.leadId !== shown);
  const asked = calls?.find((one) => one.callId === asking);
  return (
    <>
      {(open.length > 0 || due.length > 0) && (
        <section aria-label="Waiting for you" className={styles.notices}>
          {due.length > 0 && <DueNotice due={due} />}
          {open.length > 0 && <CallNotice calls={open} />}
        </section>
      )}
      {asked !== undefined && asked.leadId !== shown && <OutcomeDialog call={asked} />}
      <UnlockDialog />
    </>
  );
}

function DueNotice({ due }: { readonly due: readonly DueCallback[] }) {
  const now = useNow();
  const first = due[0];
  useKeys([
    {
      id: 'callbacks.due',
      label: 'Open the callback that is due',
      keys: 'g n',
      group: 'Everywhere',
      disabled: first === undefined,
      run: () => first !== undefined && open(first),
    },
  ]);
  if (first === undefined) return null;
  const open = (one: DueCallback) => {
    putAside([one]);
    goTo(`/callbacks?lead=${one.leadId}`);
  };
  const later = () => {
    const dueAt = Date.now() + SNOOZE_MIN * 60_000;
    call('callbacks.set', { leadId: first.leadId, dueAt, owner: first.owner, note: first.note }).then(
      () => say(`${first.name}: in ${SNOOZE_MIN} minutes`),
      (thrown: unknown) => sayWrong(`Not put off: ${sentenceOf(thrown)}`),
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
      <div className={styles.acts}>
        <Button size="small" kind="main" keys="g n" hint="Open the lead" onClick={() => open(first)}>
          Open
        </Button>
        <Button size="small" onClick={later}>
          In {SNOOZE_MIN} min
        </Button>
        <Button
          size="small"
          kind="quiet"
          hint="It stays among the callbacks that are overdue"
          onClick={() => putAside(due.slice(0, 1))}
        >
          Leave it
        </Button>
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
      <div className={styles.acts}>
        <Button size="small" onClick={() => useCalls.setState({ asking: first.callId })}>
          Write it down
        </Button>
      </div>
    </div>
  );
}

/** The outcome of a call whose lead is not open. */
function OutcomeDialog({ call: open }: { readonly call: OpenCall }) {
  const { value: lead } = useAsk('leads.get', { id: open.leadId });
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
