import { useEffect, useRef, useState } from 'react';
import type { LeadDetail } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { showLead, undoAction } from '../../state/lead-calls.ts';
import { openDraft } from '../../state/lead-draft.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { DetailPane } from '../../ui/detail-pane.tsx';
import { keepFocus } from '../../ui/keep-focus.ts';
import { type Action, useKeys } from '../../ui/keys.ts';
import { toast, toastError } from '../../ui/toaster.tsx';
import { INBOX_ACTIONS } from '../keys/inbox-keys.ts';
import { LEAD_ACTIONS } from '../keys/lead-keys.ts';
import { OffersOfLead } from '../offer/of-lead.tsx';
import { ActionDialogs } from './action-dialogs.tsx';
import { Alike } from './alike.tsx';
import { CallbackDialog, CallbackLine } from './callback-line.tsx';
import { ForgetDialog } from './forget-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { LeadHead } from './lead-head.tsx';
import { nameOf } from './lead-name.ts';
import styles from './lead-pane.module.css';
import { NoteField } from './note-field.tsx';
import { OutcomeForm } from './outcome-form.tsx';
import { Phones } from './phones.tsx';
import { Records } from './records.tsx';
import { HistoryTables, Sections } from './sections.tsx';
import { Timeline } from './timeline.tsx';
import { UnlockRefused, useUnlockState } from './unlock-state.tsx';
import { type Targets, useLeadActions } from './use-lead-actions.ts';

interface LeadPaneProps {
  readonly leadId: number;
  readonly onClose: () => void;
  /** Whether the keys of status, tag, owner and unlock work here, because no list around the lead has them. */
  readonly ownActions?: boolean;
  /** Called after the outcome of a call was logged: whoever works through a list continues with the next lead. */
  readonly onOutcome?: (leadId: number) => void;
}

/** All data of one lead, and all commands for it. Use the lead's id as its key. */
export function LeadPane({ leadId, onClose, ownActions = false, onOutcome }: LeadPaneProps) {
  const { value: lead, error, refresh } = useCommandQuery('leads.get', { id: leadId }, ['leads', 'callbacks']);
  useEffect(() => {
    openDraft(leadId);
    return showLead(leadId);
  }, [leadId]);
  return (
    <DetailPane
      value={lead}
      error={error}
      onAgain={() => void refresh()}
      onClose={onClose}
      lines={8}
      className={styles.pane}
    >
      {(there) => <Open lead={there} ownActions={ownActions} onClose={onClose} onOutcome={onOutcome} />}
    </DetailPane>
  );
}

interface OpenProps {
  readonly lead: LeadDetail;
  readonly ownActions: boolean;
  readonly onClose: () => void;
  readonly onOutcome: ((leadId: number) => void) | undefined;
}

function Open({ lead, ownActions, onClose, onOutcome }: OpenProps) {
  const name = nameOf(lead);
  const targets: Targets = { which: { ids: [lead.id] }, words: name, count: 1 };
  const actions = useLeadActions(targets, ['name', 'phone'], () => undefined);
  const unlock = useUnlockState(lead);
  const calls = useCommandQuery('calls.open', {}, ['leads']);
  const open = calls.value?.find((one) => one.leadId === lead.id);
  const [over, setOver] = useState<'callback' | 'join' | 'forget' | null>(null);
  const outcome = useRef<HTMLDivElement>(null);
  const closeOver = () => setOver(null);
  const callId = open?.callId;
  useEffect(() => {
    // The outcome is logged and its form is closed.
    if (callId === undefined) keepFocus(() => outcome.current?.closest<HTMLElement>('article'));
  }, [callId]);
  const untag = (tag: string) => {
    call('leads.act', { which: targets.which, act: { kind: 'untag', tag } }).then(
      ({ actId }) => toast(`${tag} removed from ${name}`, () => undoAction(actId)),
      (thrown: unknown) => toastError(`Not changed: ${errorMessage(thrown)}`),
    );
  };
  const toOutcome = () => outcome.current?.querySelector<HTMLElement>('li button')?.focus();
  const more: readonly Action[] = [
    {
      ...LEAD_ACTIONS.callback,
      label: lead.callback === null ? 'Schedule a callback …' : 'Reschedule callback …',
      run: () => setOver('callback'),
    },
    { ...LEAD_ACTIONS.join, label: 'Merge with another lead …', run: () => setOver('join') },
    { ...LEAD_ACTIONS.forget, label: 'Erase this person …', run: () => setOver('forget') },
  ];
  useKeys([
    ...more,
    ...(ownActions
      ? [
          { ...INBOX_ACTIONS.status, run: () => actions.ask('status') },
          { ...INBOX_ACTIONS.tag, run: () => actions.ask('tag') },
          { ...INBOX_ACTIONS.untag, run: () => actions.ask('untag') },
          { ...INBOX_ACTIONS.owner, run: () => actions.ask('owner') },
          { ...INBOX_ACTIONS.unlock, disabled: !unlock.can, run: unlock.open },
        ]
      : []),
  ]);
  return (
    <>
      <LeadHead lead={lead} unlock={unlock} onAsk={actions.ask} onUntag={untag} more={more} onClose={onClose} />
      <div className={styles.body}>
        <div className={styles.reach}>
          <Phones
            lead={lead}
            calling={calls.value === null && calls.error === null ? null : open !== undefined}
            onBegun={calls.refresh}
            onOutcome={toOutcome}
          />
          <UnlockRefused state={unlock} />
          <Alike leadId={lead.id} />
          <OffersOfLead lead={lead} name={name} />
        </div>
        <div className={styles.work}>
          <CallbackLine lead={lead} onChange={() => setOver('callback')} />
          <div ref={outcome}>
            {open === undefined ? (
              <NoteField leadId={lead.id} draft={lead.draft} />
            ) : (
              <OutcomeForm
                key={open.callId}
                call={open}
                zone={lead.zone}
                draft={lead.draft}
                onDone={() => onOutcome?.(lead.id)}
              />
            )}
          </div>
        </div>
        <div className={styles.known}>
          <Sections lead={lead} />
          <HistoryTables lead={lead} />
          <Records lead={lead} />
        </div>
        <div className={styles.past}>
          <Timeline leadId={lead.id} />
        </div>
      </div>
      <ActionDialogs actions={actions} targets={targets} />
      {over === 'callback' && <CallbackDialog lead={lead} name={name} onClose={closeOver} />}
      {over === 'join' && <JoinDialog leadId={lead.id} name={name} onClose={closeOver} />}
      {over === 'forget' && <ForgetDialog leadId={lead.id} onClose={closeOver} onForgotten={onClose} />}
    </>
  );
}
