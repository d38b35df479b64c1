import { z } from 'zod';
import { defineCommands } from './define.ts';
import { leadStatus } from './lead-filter.ts';
import { whichLeads } from './lead-list.ts';
import { callback } from './leads.ts';

const agentName = z.string().trim().min(1, 'Enter a name').max(60);

/** The outcome of a call, and what follows. */
export const disposition = z.object({
  id: z.number(),
  name: z.string().trim().min(1, 'Enter a name for the disposition').max(60),
  next: z.discriminatedUnion('step', [
    z.object({ step: z.literal('done') }),
    z.object({ step: z.literal('callback') }),
    z.object({
      step: z.literal('retry'),
      hours: z
        .number()
        .min(0.25)
        .max(24 * 90),
    }),
    /** The called phones are added to the do-not-call list. */
    z.object({ step: z.literal('do-not-call') }),
    /** Nothing happens automatically. */
    z.object({ step: z.literal('none') }),
  ]),
  /** 1 to 9: the key for it in the outcome dialog. */
  key: z
    .string()
    .regex(/^[1-9]?$/)
    .default(''),
  position: z.number().int(),
});
export type Disposition = z.infer<typeof disposition>;

/** An action on any number of leads at once, which can be undone. */
export const leadAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag'), tag: z.string().trim().min(1, 'Enter a tag').max(40) }),
  z.object({ kind: z.literal('untag'), tag: z.string() }),
  z.object({ kind: z.literal('owner'), owner: agentName.nullable() }),
  z.object({ kind: z.literal('status'), status: leadStatus }),
]);
export type LeadAction = z.infer<typeof leadAction>;

const acted = z.object({ actId: z.number(), changed: z.number() });
/** A callback after an action on it, with the id for undoing that. */
const actedCallback = callback.extend({ actId: z.number() });
const dueInput = z.object({
  dueAt: z.number(),
  owner: agentName.nullable().default(null),
  note: z.string().max(2000).default(''),
});

export const leadWorkCommands = defineCommands({
  'leads.act': { input: z.object({ which: whichLeads, act: leadAction }), output: acted },
  /** Undoes an action, for all leads it changed that were not changed in the same respect since. */
  'leads.undo': { input: z.object({ actId: z.number() }), output: z.object({ changed: z.number() }) },
  /** The newest actions, for the list of what can be undone. */
  'leads.acts': {
    input: z.object({ limit: z.number().int().min(1).max(100).default(20) }),
    output: z.array(
      z.object({
        actId: z.number(),
        at: z.number(),
        who: z.string(),
        what: z.string(),
        changed: z.number(),
        undone: z.boolean(),
      }),
    ),
  },
  'tags.list': { input: z.object({}), output: z.array(z.object({ tag: z.string(), count: z.number() })) },
  /** The text in a lead's note field, stored at every keystroke. */
  'notes.draft': { input: z.object({ leadId: z.number(), text: z.string().max(20_000) }), output: z.object({}) },
  /** Stores a note and clears the draft. */
  'notes.add': {
    input: z.object({ leadId: z.number(), text: z.string().trim().min(1, 'Enter some text').max(20_000) }),
    output: acted,
  },
  'dispositions.list': { input: z.object({}), output: z.array(disposition) },
  'dispositions.save': {
    input: disposition.extend({ id: z.number().optional(), position: z.number().int().optional() }),
    output: disposition,
  },
  /** Past calls keep its name. */
  'dispositions.remove': { input: z.object({ id: z.number() }), output: z.object({}) },
  /**
   * Starts a call, which counts for the number; its outcome is requested afterwards. Refused with the reason if the rules forbid it and
   * `anyway` is not set.
   */
  'calls.start': {
    input: z.object({ leadId: z.number(), phone: z.string(), anyway: z.boolean().default(false) }),
    output: z.object({ callId: z.number() }),
  },
  /** Logs the outcome of a call: note, disposition and its next step in one action. `callback` is for dispositions with that step. */
  'calls.finish': {
    input: z.object({
      callId: z.number(),
      dispositionId: z.number(),
      note: z.string().max(20_000).default(''),
      callback: dueInput.optional(),
    }),
    output: acted,
  },
  /** Calls without a logged outcome. */
  'calls.open': {
    input: z.object({}),
    output: z.array(
      z.object({ callId: z.number(), leadId: z.number(), name: z.string(), phone: z.string(), at: z.number() }),
    ),
  },
  /** Sets the lead's callback, replacing an existing one. */
  'callbacks.set': { input: dueInput.extend({ leadId: z.number() }), output: actedCallback },
  'callbacks.done': { input: z.object({ id: z.number() }), output: actedCallback },
  'callbacks.remove': { input: z.object({ id: z.number() }), output: acted },
  /** Assigns it to another agent, or to anyone. */
  'callbacks.handOver': { input: z.object({ id: z.number(), owner: agentName.nullable() }), output: callback },
  /**
   * Open callbacks, earliest first, and leads to be tried again because nobody was reached. The counts always include all of both, and are
   * the same as those of a list of leads for `callback`: `today` is due until the end of the desk's day, including what is `overdue`.
   */
  'callbacks.list': {
    input: z.object({
      whose: z.enum(['mine', 'anyone']).default('anyone'),
      until: z.number().optional(),
      /** Only those after this one: the last of the previous page. */
      after: z.object({ dueAt: z.number(), id: z.number() }).optional(),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    output: z.object({
      callbacks: z.array(callback.extend({ name: z.string(), zone: z.string().nullable() })),
      /** Only with the first page of everybody's, because they are not assigned. */
      retries: z.array(
        z.object({
          leadId: z.number(),
          dueAt: z.number(),
          outcome: z.string(),
          name: z.string(),
          zone: z.string().nullable(),
        }),
      ),
      overdue: z.number(),
      today: z.number(),
      total: z.number(),
    }),
  },
  'agents.list': { input: z.object({}), output: z.object({ me: z.string(), agents: z.array(z.string()) }) },
  /** Sets the agent at this desk. A new name is added. */
  'agents.me': {
    input: z.object({ name: agentName }),
    output: z.object({ me: z.string(), agents: z.array(z.string()) }),
  },
  'agents.add': {
    input: z.object({ name: agentName }),
    output: z.object({ me: z.string(), agents: z.array(z.string()) }),
  },
});
