import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { FixedSet } from '../lead-index/bitmap/lead-set.ts';
import { leadsOfMerges } from '../leads/history.ts';
import { resumePortions } from './action-portions.ts';
import { changeLeads, listActions, undo } from './actions.ts';
import { addAgent, listAgents, setMe } from './agents.ts';
import { finishCallback, handOver, listCallbacks, openCallback, removeCallback, setCallback } from './callbacks.ts';
import { attemptsOf, finishCall, openCalls, startCall } from './calls.ts';
import { listDispositions, removeDisposition, saveDisposition } from './dispositions.ts';
import { draftOf, keepDraft } from './draft-rows.ts';
import { forgetWork, moveWork } from './move-forget.ts';
import { notesText } from './note-rows.ts';
import { addNote } from './notes.ts';
import type { WorkPorts } from './ports.ts';
import { Reminders } from './reminders.ts';
import { retryOf } from './shown-work.ts';
import { storeAction } from './store-action.ts';
import { Timeline } from './timeline.ts';
import { timelineSources } from './timeline-sources.ts';

/** What the desk and other modules use of this one. */
export interface LeadWorkModule {
  /** Other modules register here what they know about a lead. */
  readonly timeline: Timeline;
  /** Continues interrupted actions on many leads. */
  resume(): Promise<number>;
  close(): void;
}

/** Registers with the leads module what is stored about the work on a lead: to show it, move it in a merge, and erase it with a person. */
function hookWork(ports: WorkPorts): void {
  const { store, hooks, now } = ports;
  hooks.onNotes(notesText);
  hooks.onMove((_, from, to) => moveWork(store, from, to, now()));
  hooks.onForget((_, person) => forgetWork(store, person));
  hooks.onWork((_, leadId, zone) => ({
    callback: openCallback(store, leadId),
    retryAt: retryOf(ports, leadId),
    draft: draftOf(store, leadId),
    attempts: attemptsOf(store, leadId, zone, now()),
  }));
  hooks.onMerge((_, { kind, what, mergeIds, leads }) => {
    const about = FixedSet.of([...leads, ...leadsOfMerges(store, mergeIds)]);
    const sets = [{ facet: '' as const, value: '', gave: true, leads: about }];
    return storeAction(ports, { kind, what, changed: leads.length, leadId: null, sets, rest: { merges: mergeIds } });
  });
  hooks.onOut((_, { kind, what, leads }) => {
    const sets = [{ facet: '' as const, value: '', gave: true, leads }];
    storeAction(ports, { kind, what, changed: leads.count(), leadId: null, sets, rest: { final: true } });
  });
}

/** Registers the commands of work: actions, notes, calls and their outcomes, callbacks, agents, and the timeline. */
export function registerLeadWork(handlers: Handlers, ports: WorkPorts): LeadWorkModule {
  const { store, now, index, clock } = ports;
  hookWork(ports);
  const timeline = new Timeline(store, timelineSources);
  const reminders = new Reminders(store, clock, () => {
    ports.changed('callbacks');
    ports.changed('leads');
  });
  const published = <T>(value: T, ...topics: DeskEvent['topic'][]): T => {
    for (const topic of topics) ports.changed(topic);
    if (topics.includes('callbacks')) reminders.arm();
    return value;
  };

  handlers.on('leads.act', async ({ which, act: what }) => published(await changeLeads(ports, which, what), 'leads'));
  handlers.on('leads.undo', async ({ actId }) =>
    published({ changed: await undo(ports, actId) }, 'leads', 'callbacks', 'dnc'),
  );
  handlers.on('leads.acts', ({ limit }) => listActions(ports, limit));
  handlers.on('leads.timeline', (input) => timeline.page(input));
  handlers.on('tags.list', () => index.values('tag').map(({ value, count }) => ({ tag: value, count })));

  handlers.on('notes.draft', ({ leadId, text }) => {
    keepDraft(store, leadId, text);
    return {};
  });
  handlers.on('notes.add', ({ leadId, text }) => published(addNote(ports, leadId, text), 'leads'));

  handlers.on('dispositions.list', () => listDispositions(store));
  handlers.on('dispositions.save', (input) => published(saveDisposition(store, input), 'leads'));
  handlers.on('dispositions.remove', ({ id }) => {
    removeDisposition(store, id);
    return published({}, 'leads');
  });

  handlers.on('calls.start', (input) => published(startCall(ports, input), 'leads'));
  handlers.on('calls.finish', (input) => published(finishCall(ports, input), 'leads', 'callbacks', 'dnc'));
  handlers.on('calls.open', () => openCalls(store));

  handlers.on('callbacks.set', (input) => published(setCallback(ports, input), 'callbacks', 'leads'));
  handlers.on('callbacks.done', ({ id }) => published(finishCallback(ports, id), 'callbacks', 'leads'));
  handlers.on('callbacks.remove', ({ id }) => published(removeCallback(ports, id), 'callbacks', 'leads'));
  handlers.on('callbacks.handOver', ({ id, owner }) => published(handOver(ports, id, owner), 'callbacks', 'leads'));
  handlers.on('callbacks.list', (input) => listCallbacks(ports, input));

  handlers.on('agents.list', () => listAgents(store));
  handlers.on('agents.me', ({ name }) => {
    setMe(store, name, now());
    return published(listAgents(store), 'leads', 'callbacks');
  });
  handlers.on('agents.add', ({ name }) => {
    addAgent(store, name, now());
    return published(listAgents(store), 'leads');
  });

  return { timeline, resume: () => resumePortions(ports), close: () => reminders.close() };
}
