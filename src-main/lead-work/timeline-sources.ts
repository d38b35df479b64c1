import type { LeadEvent } from '../../src-preload/contract/index.ts';
import type { JobState } from '../db/tables.ts';
import { jobsOfPhones } from '../dialing/phone-jobs.ts';
import { BY_ITSELF, mergeEvents, recordEvents } from '../leads/history.ts';
import { bulkActsOf, wasTakenBack } from './act-sets.ts';
import type { TimelineSource } from './timeline.ts';

const newest = (events: LeadEvent[], limit: number): LeadEvent[] => events.sort((a, b) => b.at - a.at).slice(0, limit);

const notes: TimelineSource = (store, { leadId }, { from, before, limit }) =>
  store
    .prepare<[number, number, number, number], { id: number; at: number; who: string; text: string }>(
      'SELECT id, at, who, text FROM lead_note WHERE lead_id = ? AND at >= ? AND at < ? ORDER BY at DESC, id DESC LIMIT ?',
    )
    .all(leadId, from, before, limit)
    .map(({ id, at, who, text }) => ({ key: `note-${id}`, at, who, kind: 'note', what: 'Note', detail: text }));

interface CallRow {
  readonly id: number;
  readonly phone: string;
  readonly at: number;
  readonly who: string;
  readonly despite: string | null;
  readonly ended_at: number | null;
  readonly outcome: string | null;
}

const CALLS = 'SELECT id, phone, at, who, despite, ended_at, outcome FROM lead_call WHERE lead_id = ?';

const calls: TimelineSource = (store, { leadId }, { from, before, limit }) => {
  const begun = store
    .prepare<[number, number, number, number], CallRow>(
      `${CALLS} AND at >= ? AND at < ? ORDER BY at DESC, id DESC LIMIT ?`,
    )
    .all(leadId, from, before, limit)
    .map(({ id, phone, at, who, despite }): LeadEvent => {
      const detail = despite === null ? '' : `Called anyway, against the call rules: ${despite}`;
      return { key: `call-${id}`, at, who, kind: 'call', what: `Called ${phone}`, detail };
    });
  const ended = store
    .prepare<[number, number, number, number], CallRow & { readonly ended_at: number }>(
      `${CALLS} AND ended_at >= ? AND ended_at < ? ORDER BY ended_at DESC, id DESC LIMIT ?`,
    )
    .all(leadId, from, before, limit)
    .map(({ id, phone, ended_at, who, outcome }): LeadEvent => {
      const what = `Call to ${phone} ended: ${outcome}`;
      return { key: `call-end-${id}`, at: ended_at, who, kind: 'disposition', what, detail: '' };
    });
  return newest([...begun, ...ended], limit);
};

interface ActRow {
  readonly id: number;
  readonly at: number;
  readonly who: string;
  readonly kind: LeadEvent['kind'];
  readonly what: string;
  readonly changed: number;
  readonly undone_at: number | null;
  readonly undone_by: string | null;
}

const ACT = 'SELECT id, at, who, kind, what, changed, undone_at, undone_by FROM lead_act';
/** Other tables tell of these acts: only that they were taken back is news. */
const TOLD_ELSEWHERE = `('note', 'disposition', 'joined', 'split')`;

function actEvent({ id, at, who, kind, what, changed }: ActRow): LeadEvent {
  const detail = changed > 1 ? `One of ${changed.toLocaleString('en-US')} leads` : '';
  return { key: `act-${id}`, at, who, kind, what, detail };
}

function undoneEvent({ id, at, who, what, undone_at, undone_by }: ActRow): LeadEvent {
  const by = undone_by ?? who;
  return { key: `undone-${id}`, at: undone_at ?? at, who: by, kind: 'undone', what: `Undone: ${what}`, detail: '' };
}

/** What was done to this lead alone, and what of it was taken back. */
const ownActs: TimelineSource = (store, { leadId }, { from, before, limit }) => {
  const done = store
    .prepare<[number, number, number, number], ActRow>(
      `${ACT} WHERE lead_id = ? AND kind NOT IN ${TOLD_ELSEWHERE} AND at >= ? AND at < ? ORDER BY at DESC, id DESC LIMIT ?`,
    )
    .all(leadId, from, before, limit);
  const undone = store
    .prepare<[number, number, number, number], ActRow>(
      `${ACT} WHERE lead_id = ? AND undone_at >= ? AND undone_at < ? ORDER BY undone_at DESC, id DESC LIMIT ?`,
    )
    .all(leadId, from, before, limit);
  return newest([...done.map(actEvent), ...undone.map(undoneEvent)], limit);
};

/** What was done to selections this lead was in. */
const bulkActs: TimelineSource = (store, { family }, { from, before, limit }) => {
  const read = store.prepare<[number], ActRow>(`${ACT} WHERE id = ? AND kind NOT IN ${TOLD_ELSEWHERE}`);
  const last = store.prepare('SELECT max(id) FROM lead_act WHERE at < ?').pluck().get(before) as number | null;
  const events: LeadEvent[] = [];
  for (const leadId of family) {
    let found = 0;
    for (const actId of bulkActsOf(store, leadId, (last ?? 0) + 1)) {
      const act = read.get(actId);
      if (act && act.at < from) break;
      if (!act || act.at >= before) continue;
      events.push(actEvent(act));
      if (++found >= limit) break;
    }
  }
  return newest(events, limit);
};

/** That acts on selections were taken back for this lead. */
const bulkUndone: TimelineSource = (store, { family }, { from, before, limit }) => {
  const acts = store
    .prepare<[number, number], ActRow>(
      `${ACT} WHERE lead_id IS NULL AND undone_at >= ? AND undone_at < ? ORDER BY undone_at DESC, id DESC`,
    )
    .all(from, before);
  const events: LeadEvent[] = [];
  for (const act of acts) {
    if (events.length >= limit) break;
    if (family.some((leadId) => wasTakenBack(store, act.id, leadId))) events.push(undoneEvent(act));
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

/** What the rooms up to this one tell of a lead. Of one instant, what is told first here happened last. */
export const timelineSources: readonly TimelineSource[] = [
  bulkUndone,
  dialers,
  notes,
  ownActs,
  calls,
  bulkActs,
  (store, { family }, span) => mergeEvents(store, family, span),
  (store, { leadId }, span) => recordEvents(store, leadId, span),
];
