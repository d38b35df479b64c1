import type { LeadEvent } from '../../src-preload/contract/index.ts';
import type { JobState } from '../db/tables.ts';
import { jobsOfPhones } from '../dialing/phone-jobs.ts';
import { BY_ITSELF, mergeEvents, recordEvents } from '../leads/history.ts';
import {
  type ActionRow,
  actionsIn,
  actionsUndoneIn,
  bulkActionsUndoneIn,
  lastActionBefore,
  shownAction,
} from './action-rows.ts';
import { bulkActionsOf, wasTakenBack } from './action-sets.ts';
import { callsEndedIn, callsStartedIn } from './call-rows.ts';
import { notesIn } from './note-rows.ts';
import type { TimelineSource } from './timeline.ts';

const newest = (events: LeadEvent[], limit: number): LeadEvent[] => events.sort((a, b) => b.at - a.at).slice(0, limit);

const notes: TimelineSource = (store, { leadId }, span) =>
  notesIn(store, leadId, span).map(({ id, at, who, text }) => ({
    key: `note-${id}`,
    at,
    who,
    kind: 'note',
    what: 'Note',
    detail: text,
  }));

const calls: TimelineSource = (store, { leadId }, span) => {
  const begun = callsStartedIn(store, leadId, span).map(({ id, phone, at, who, despite }): LeadEvent => {
    const detail = despite === null ? '' : `Called anyway, against the call rules: ${despite}`;
    return { key: `call-${id}`, at, who, kind: 'call', what: `Called ${phone}`, detail };
  });
  const ended = callsEndedIn(store, leadId, span).map(({ id, phone, ended_at, who, outcome }): LeadEvent => {
    const what = `Call to ${phone} ended: ${outcome}`;
    return { key: `call-end-${id}`, at: ended_at, who, kind: 'disposition', what, detail: '' };
  });
  return newest([...begun, ...ended], span.limit);
};

function actionEvent({ id, at, who, kind, what, changed }: ActionRow): LeadEvent {
  const detail = changed > 1 ? `One of ${changed.toLocaleString('en-US')} leads` : '';
  return { key: `act-${id}`, at, who, kind, what, detail };
}

function undoneEvent({ id, at, who, what, undone_at, undone_by }: ActionRow): LeadEvent {
  const by = undone_by ?? who;
  return { key: `undone-${id}`, at: undone_at ?? at, who: by, kind: 'undone', what: `Undone: ${what}`, detail: '' };
}

/** The actions on this lead alone, and their undoing. */
const ownActions: TimelineSource = (store, { leadId }, span) => {
  const done = actionsIn(store, leadId, span).map(actionEvent);
  const undone = actionsUndoneIn(store, leadId, span).map(undoneEvent);
  return newest([...done, ...undone], span.limit);
};

/** The actions on selections that included this lead. */
const bulkActions: TimelineSource = (store, { family }, { from, before, limit }) => {
  const last = lastActionBefore(store, before);
  const events: LeadEvent[] = [];
  for (const leadId of family) {
    let found = 0;
    for (const actId of bulkActionsOf(store, leadId, last + 1)) {
      const action = shownAction(store, actId);
      if (action && action.at < from) break;
      if (!action || action.at >= before) continue;
      events.push(actionEvent(action));
      if (++found >= limit) break;
    }
  }
  return newest(events, limit);
};

/** The undoing of actions on selections for this lead. */
const bulkUndone: TimelineSource = (store, { family }, { from, before, limit }) => {
  const events: LeadEvent[] = [];
  for (const action of bulkActionsUndoneIn(store, { from, before })) {
    if (events.length >= limit) break;
    if (family.some((leadId) => wasTakenBack(store, action.id, leadId))) events.push(undoneEvent(action));
  }
  return events;
};

const SENT_WORDS: Readonly<Record<JobState, string>> = {
  ready: 'Waiting to be sent',
  held: 'Held, not sent yet',
  sending: 'Being sent',
  'awaiting-vendor': 'Sent, waiting for the answer',
  delivered: 'Delivered',
  duplicate: 'Sent, a duplicate',
  rejected: 'Sent and rejected',
  unknown: 'Sent, result unknown',
  cancelled: 'Canceled before it was sent',
};

const dialers: TimelineSource = (store, { phones }, span) =>
  jobsOfPhones(store, phones, span).map(({ id, state, at, dialer, list, line }) => ({
    key: `job-${id}`,
    at,
    who: BY_ITSELF,
    kind: 'sent',
    what: `${SENT_WORDS[state]}: ${dialer}, dial list “${list}”`,
    detail: line,
  }));

/** The timeline sources of the modules up to this one. Of events at the same instant, those of earlier sources happened later. */
export const timelineSources: readonly TimelineSource[] = [
  bulkUndone,
  dialers,
  notes,
  ownActions,
  calls,
  bulkActions,
  (store, { family }, span) => mergeEvents(store, family, span),
  (store, { leadId }, span) => recordEvents(store, leadId, span),
];
