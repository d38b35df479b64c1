import { useEffect, useRef, useState } from 'react';
import type { CommandOutput, Disposition } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { whoIsHere } from '../../state/agents.ts';
import { undoAction } from '../../state/lead-calls.ts';
import { emptyDraft, keepDraft } from '../../state/lead-draft.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatDuration, formatPhone, formatWhen } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { keepFocus } from '../../ui/keep-focus.ts';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CallbackChoices } from './callback-choices.tsx';
import { DraftField, useDraft } from './draft-field.tsx';
import styles from './outcome-form.module.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export type OpenCall = CommandOutput<'calls.open'>[number];

/** The next step of a disposition, in a few words. */
export function nextWords({ next }: Pick<Disposition, 'next'>): string {
  switch (next.step) {
    case 'done':
      return 'done';
    case 'callback':
      return 'call back …';
    case 'retry':
      return `again in ${formatDuration(next.hours * 3600).replace(/ 0 (min|h)$/, '')}`;
    case 'do-not-call':
      return 'do not call';
    case 'none':
      return '';
  }
}

interface OutcomeFormProps {
  readonly call: OpenCall;
  readonly zone: string | null;
  /** The text of the lead's note field, which becomes the call's note. */
  readonly draft: string;
  readonly onDone?: () => void;
}

/** The form for the outcome of a call: one key for each disposition, and the note written during the call. */
export function OutcomeForm({ call: open, zone, draft, onDone }: OutcomeFormProps) {
  const { value: dispositions, error: unread } = useCommandQuery('dispositions.list', {});
  const note = useDraft(open.leadId, draft);
  const [calling, setCalling] = useState<Disposition | null>(null);
  const [error, setError] = useState<string | null>(null);
  const busy = useRef(false);
  const early = useRef('');
  const first = useRef<HTMLDivElement>(null);
  const now = useNow();

  const finish = async (chosen: Disposition, dueAt?: number) => {
    if (busy.current) return;
    busy.current = true;
    setError(null);
    try {
      await keepDraft(open.leadId);
      const { actId } = await call('calls.finish', {
        callId: open.callId,
        dispositionId: chosen.id,
        note: note.trim(),
        ...(dueAt === undefined ? {} : { callback: { dueAt, owner: await whoIsHere() } }),
      });
      await emptyDraft(open.leadId, note.trim());
      const again = chosen.next.step === 'retry' ? `, ${nextWords(chosen)}` : '';
      toast(`${open.name || formatPhone(open.phone)}: ${chosen.name}${again}`, () => undoAction(actId));
      onDone?.();
    } catch (thrown) {
      const why = errorMessage(thrown);
      if (form.current !== null) setError(`Outcome not saved. What you entered is still here. ${why}`);
      // The next lead was opened already.
      else
        toastError(
          `Outcome of the call with ${open.name || formatPhone(open.phone)} not saved. What you entered is kept. ${why}`,
        );
    } finally {
      busy.current = false;
    }
  };
  const choose = (chosen: Disposition) => {
    if (chosen.next.step === 'callback') setCalling(chosen);
    else void finish(chosen);
  };
  const latest = useRef(choose);
  useEffect(() => {
    latest.current = choose;
  });
  /** A digit pressed before the dispositions are loaded takes effect once they are, also if the next lead is open by then. The last one counts. */
  const chooseEarly = (digit: string) => {
    const isAsked = early.current !== '';
    early.current = digit;
    if (isAsked) return;
    call('dispositions.list', {}).then(
      (known) => {
        const pressed = known.find((d) => d.key === early.current);
        early.current = '';
        if (pressed !== undefined) latest.current(pressed);
      },
      (thrown: unknown) => {
        early.current = '';
        toastError(
          `Outcome of the call with ${open.name || formatPhone(open.phone)} not saved. ${errorMessage(thrown)}`,
        );
      },
    );
  };
  useKeys([
    // Takes every digit, so that none of them triggers another command while the form is open.
    ...(calling === null ? DIGITS : []).flatMap((digit) => {
      const one = dispositions?.find((d) => d.key === digit);
      return ['', 'alt+'].map((held) => ({
        id: `outcome.${held}${digit}`,
        label: `Call ended: ${one?.name ?? 'not known'}`,
        keys: `${held}${digit}`,
        group: 'Outcome of the call',
        hidden: held !== '' || one === undefined,
        run: () => {
          if (dispositions === null) chooseEarly(digit);
          else if (one !== undefined) choose(one);
        },
      }));
    }),
    ...(calling === null
      ? []
      : [
          {
            id: 'outcome.back',
            label: 'Other outcome',
            keys: 'Escape',
            group: 'Outcome of the call',
            hidden: true,
            run: () => setCalling(null),
          },
        ]),
  ]);
  const form = useRef<HTMLElement>(null);
  const written = useRef(draft !== '');
  const settled = dispositions !== null;
  useEffect(() => {
    if (!settled) return;
    // Focus leaves the link that opened the telephone, so that Enter on it does not call again.
    if (document.activeElement?.matches('a[href^="tel:"]')) form.current?.focus({ preventScroll: true });
    // The button that had focus may be gone since the call began: focus moves to the form.
    keepFocus(() => form.current?.querySelector<HTMLElement>(written.current ? 'textarea' : 'li button'));
  }, [settled]);
  const step = calling?.id ?? 0;
  const stepped = useRef(step);
  useEffect(() => {
    // The button that was pressed is gone: focus moves to the first control of the next step.
    if (stepped.current !== step) first.current?.querySelector('button')?.focus();
    stepped.current = step;
  }, [step]);

  return (
    <section ref={form} aria-label="Outcome of the call" tabIndex={-1} className={styles.form}>
      <h3 className={styles.title}>
        {calling === null ? 'How did the call end?' : `${calling.name}: when?`}
        <span className={styles.call}>
          {formatPhone(open.phone)}, {formatWhen(open.at, Math.max(now, open.at))}
        </span>
      </h3>
      {(error ?? unread) !== null && <ErrorNote>{error ?? unread}</ErrorNote>}
      <DraftField leadId={open.leadId} draft={draft} label="Note on the call" placeholder="Call notes" />
      <div ref={first}>
        {calling === null ? (
          <ul className={styles.choices} aria-label="Outcomes">
            {(dispositions ?? []).map((one) => (
              <li key={one.id}>
                <button type="button" className={styles.choice} onClick={() => choose(one)}>
                  {one.key !== '' && <Kbd keys={one.key} />}
                  <span className={styles.name}>{one.name}</span>
                  <span className={cx(styles.next, one.next.step === 'do-not-call' && styles.never)}>
                    {nextWords(one)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <>
            <CallbackChoices
              leadId={open.leadId}
              zone={zone}
              action="Call back"
              onPick={(at) => void finish(calling, at)}
            />
            <Button size="small" kind="quiet" keys="Escape" hint="Other outcome" onClick={() => setCalling(null)}>
              Other outcome
            </Button>
          </>
        )}
      </div>
      <p className={styles.help}>While typing, press Alt with the digit. You can undo any outcome.</p>
    </section>
  );
}
