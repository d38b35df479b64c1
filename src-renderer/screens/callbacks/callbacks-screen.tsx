import { CalendarClock } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { call, errorMessage } from '../../bridge/index.ts';
import { CALLBACK_ACTIONS } from '../../features/keys/callback-keys.ts';
import { HandOver } from '../../features/lead/callback-line.tsx';
import { LeadPane } from '../../features/lead/lead-pane.tsx';
import { byDay, type DueCallback, dueCount, isRetry, retryRow } from '../../state/callbacks.ts';
import { navigate } from '../../state/hash-location.ts';
import { JustMoved } from '../../state/just-moved.ts';
import { undoAction } from '../../state/lead-calls.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { ActionButton, Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { type Action, useKeys } from '../../ui/keys.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CallbackList } from './callback-list.tsx';
import styles from './callbacks.module.css';

type Whose = 'mine' | 'anyone';

const AT_MOST = 500;

/** Callbacks: overdue, due today, and due later. */
export function CallbacksScreen() {
  const query = new URLSearchParams(useSearch());
  const whose: Whose = query.get('whose') === 'mine' ? 'mine' : 'anyone';
  const given = query.get('lead');
  const leadId = given !== null && /^\d{1,15}$/.test(given) ? Number(given) : null;
  const asked = useCommandQuery('callbacks.list', { whose, limit: AT_MOST }, ['callbacks', 'leads']);
  const [cursor, setCursor] = useState<number | null>(null);
  const [handing, setHanding] = useState<DueCallback | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const listWidth = usePreferences((p) => p.listWidth);
  const now = useNow();
  const callbacks = useMemo(
    () =>
      [...(asked.value?.callbacks ?? []), ...(asked.value?.retries.map(retryRow) ?? [])]
        .sort((a, b) => a.dueAt - b.dueAt)
        .slice(0, AT_MOST),
    [asked.value],
  );
  const groups = useMemo(() => byDay(callbacks, now), [callbacks, now]);

  const go = (to: { readonly whose?: Whose; readonly lead?: number | null }, replace = false) => {
    const next = new URLSearchParams();
    if ((to.whose ?? whose) === 'mine') next.set('whose', 'mine');
    const lead = to.lead === undefined ? leadId : to.lead;
    if (lead !== null) next.set('lead', String(lead));
    const text = next.toString();
    navigate(text === '' ? '/callbacks' : `/callbacks?${text}`, { replace });
  };
  const at = callbacks.findIndex((c) => c.id === cursor);
  const ofLead = leadId === null ? undefined : callbacks.find((c) => c.leadId === leadId);
  /** Commands apply to the open lead if there is one, otherwise to the callback at the cursor. */
  const here = leadId === null ? callbacks[at] : ofLead;
  const last = useRef(0);
  const [justMoved] = useState(() => new JustMoved());
  /** After the open lead's callback is done, and the list has been read again, the next one is opened. */
  const dealtWith = useRef<{ readonly lead: number; readonly place: number; readonly before: unknown } | null>(null);
  useEffect(() => {
    if (at >= 0) last.current = at;
    if (asked.value === null) return;
    const dealt = dealtWith.current;
    if (dealt !== null && asked.value !== dealt.before) {
      dealtWith.current = null;
      const to = callbacks[Math.min(dealt.place, callbacks.length - 1)];
      const next = to?.leadId === dealt.lead ? callbacks[dealt.place + 1] : to;
      if (next !== undefined && dealt.lead === leadId) {
        setCursor(next.id);
        justMoved.moved();
        go({ lead: next.leadId }, true);
        return;
      }
    }
    if (ofLead !== undefined) {
      if (cursor !== ofLead.id) setCursor(ofLead.id);
    } else if (at < 0 && cursor !== null) {
      // If the callback at the cursor is no longer in the list, the cursor moves to the one in its place.
      setCursor(callbacks[Math.min(last.current, callbacks.length - 1)]?.id ?? null);
    }
  });
  const moveOn = (lead: number) => {
    if (lead !== leadId || ofLead === undefined) return;
    dealtWith.current = { lead, place: callbacks.indexOf(ofLead), before: asked.value };
    void asked.refresh();
  };
  const move = (by: 1 | -1) => {
    if (justMoved.take() && by === 1) return;
    const hasLeft = leadId !== null && ofLead === undefined;
    const from = ofLead === undefined ? at : callbacks.indexOf(ofLead);
    const to = callbacks[Math.max(0, Math.min(hasLeft && by === 1 ? from : from + by, callbacks.length - 1))];
    if (to === undefined) return;
    setCursor(to.id);
    if (leadId !== null) go({ lead: to.leadId }, true);
  };
  const open = (one: DueCallback) => {
    setCursor(one.id);
    go({ lead: one.leadId }, leadId !== null);
  };
  const openAt = (index: number) => {
    const one = callbacks[index];
    if (one !== undefined) open(one);
  };
  const close = () => {
    go({ lead: null });
    list.current?.focus();
  };
  const done = (one: DueCallback) => {
    call('callbacks.done', { id: one.id }).then(
      ({ actId }) => {
        toast(`${one.name}: callback done`, () => undoAction(actId));
        moveOn(one.leadId);
      },
      (thrown: unknown) => toastError(`Not marked as done: ${errorMessage(thrown)}`),
    );
  };
  const remove = (one: DueCallback) => {
    call('callbacks.remove', { id: one.id }).then(
      ({ actId }) => {
        toast(`${one.name}: callback removed`, () => undoAction(actId));
        moveOn(one.leadId);
      },
      (thrown: unknown) => toastError(`Not removed: ${errorMessage(thrown)}`),
    );
  };
  const none = here === undefined || isRetry(here);
  const actions: readonly Action[] = [
    { ...CALLBACK_ACTIONS.done, disabled: none, run: () => here && done(here) },
    { ...CALLBACK_ACTIONS.handOver, label: 'Hand over …', disabled: none, run: () => here && setHanding(here) },
    { ...CALLBACK_ACTIONS.remove, label: 'Remove', disabled: none, run: () => here && remove(here) },
  ];
  useKeys([
    { ...CALLBACK_ACTIONS.next, hidden: true, run: () => move(1) },
    { ...CALLBACK_ACTIONS.before, hidden: true, run: () => move(-1) },
    { ...CALLBACK_ACTIONS.open, hidden: true, disabled: callbacks[at] === undefined, run: () => openAt(at) },
    { ...CALLBACK_ACTIONS.whose, run: () => go({ whose: whose === 'mine' ? 'anyone' : 'mine' }) },
    ...actions,
  ]);
  useEffect(() => list.current?.focus({ preventScroll: true }), []);

  return (
    <Page
      title="Callbacks"
      aside={
        asked.value !== null && (
          <span className={styles.counts}>
            {whose === 'mine' ? 'Mine: ' : ''}
            {dueCount(asked.value.today, asked.value.overdue)}, {formatNumber(asked.value.total)} in total
          </span>
        )
      }
      actions={actions.map((action) => <ActionButton key={action.id} action={action} />)}
    >
      <div className={styles.bar}>
        <Segmented<Whose>
          aria-label="Whose callbacks"
          value={whose}
          onChange={(to) => go({ whose: to })}
          options={[
            { value: 'mine', label: 'Mine' },
            { value: 'anyone', label: 'Everyone’s' },
          ]}
        />
      </div>
      {asked.error !== null && (
        <ErrorNote
          className={styles.error}
          actions={
            <Button size="small" onClick={() => void asked.refresh()}>
              Retry
            </Button>
          }
        >
          Callbacks couldn’t be loaded. Nothing was lost. {asked.error}
        </ErrorNote>
      )}
      <div className={styles.work}>
        <SplitPane
          list={
            <div ref={list} className={styles.list} tabIndex={-1}>
              {asked.value === null && asked.error === null && (
                <div className={styles.skeleton}>
                  <Skeleton lines={6} height={20} />
                </div>
              )}
              {asked.value !== null && callbacks.length === 0 ? (
                <EmptyState
                  icon={CalendarClock}
                  title={whose === 'mine' ? 'You have no open callbacks' : 'No callbacks'}
                >
                  Set one when you log a call’s outcome, or press B on a lead.
                </EmptyState>
              ) : (
                <CallbackList groups={groups} cursor={ofLead?.id ?? cursor} now={now} onOpen={open} />
              )}
              {asked.value !== null && asked.value.total > callbacks.length && (
                <p className={styles.rest}>
                  And {formatNumber(asked.value.total - callbacks.length)} later ones, shown as you finish these.
                </p>
              )}
            </div>
          }
          detail={
            leadId === null ? null : (
              <LeadPane key={leadId} leadId={leadId} ownActions onClose={close} onOutcome={moveOn} />
            )
          }
          detailLabel="The open lead"
          onClose={close}
          width={listWidth}
          onWidth={(width) => changePreferences({ listWidth: Math.max(200, Math.min(2000, width)) })}
        />
      </div>
      {handing !== null && <HandOver id={handing.id} owner={handing.owner} onClose={() => setHanding(null)} />}
    </Page>
  );
}
