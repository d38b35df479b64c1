import { z } from 'zod';
import { defineCommands } from './define.ts';
import { leadStatus } from './lead-filter.ts';
import { whichLeads } from './lead-list.ts';
import { callback } from './leads.ts';

const agentName = z.string().trim().min(1, 'Enter a name').max(60);

/** How a call ended, and what follows. */
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
    /** The phones called go on the do-not-call list. */
    z.object({ step: z.literal('do-not-call') }),
    /** Nothing by itself. */
    z.object({ step: z.literal('none') }),
  ]),
  /** 1 to 9: the key that chooses it in the outcome dialog. */
  key: z
    .string()
    .regex(/^[1-9]?$/)
    .default(''),
  position: z.number().int(),
});
export type Disposition = z.infer<typeof disposition>;

/** What can be done to any number of leads at once; each can be undone. */
export const leadAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag'), tag: z.string().trim().min(1, 'Enter a tag').max(40) }),
  z.object({ kind: z.literal('untag'), tag: z.string() }),
  z.object({ kind: z.literal('owner'), owner: agentName.nullable() }),
  z.object({ kind: z.literal('status'), status: leadStatus }),
]);
export type LeadAct = z.infer<typeof leadAct>;

const acted = z.object({ actId: z.number(), changed: z.number() });
/** A callback after an act on it, with the number to undo that by. */
const actedCallback = callback.extend({ actId: z.number() });
const dueInput = z.object({
  dueAt: z.number(),
  owner: agentName.nullable().default(null),
  note: z.string().max(2000).default(''),
});

export const leadWorkCommands = defineCommands({
  'leads.act': { input: z.object({ which: whichLeads, act: leadAct }), output: acted },
  /** Takes an act back, for all leads it changed and that were not changed in the same respect since. */
  'leads.undo': { input: z.object({ actId: z.number() }), output: z.object({ changed: z.number() }) },
  /** The newest acts, for the list of what can be taken back. */
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
  /** What is typed into a lead's note field, kept at every keystroke. */
  'notes.draft': { input: z.object({ leadId: z.number(), text: z.string().max(20_000) }), output: z.object({}) },
  /** Keeps a note, and empties the draft. */
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
  /** A call begins: counted for the number, asked about afterwards. Refused with the reason when the rules say no and `anyway` is not set. */
  'calls.start': {
    input: z.object({ leadId: z.number(), phone: z.string(), anyway: z.boolean().default(false) }),
    output: z.object({ callId: z.number() }),
  },
  /** How the call ended: note, disposition and its next step in one act. `callback` is for dispositions whose step it is. */
  'calls.finish': {
    input: z.object({
      callId: z.number(),
      dispositionId: z.number(),
      note: z.string().max(20_000).default(''),
      callback: dueInput.optional(),
    }),
    output: acted,
  },
  /** Calls whose outcome nobody has written down yet. */
  'calls.open': {
    input: z.object({}),
    output: z.array(
      z.object({ callId: z.number(), leadId: z.number(), name: z.string(), phone: z.string(), at: z.number() }),
    ),
  },
  /** Sets the lead's callback, instead of one it may have. */
  'callbacks.set': { input: dueInput.extend({ leadId: z.number() }), output: actedCallback },
  'callbacks.done': { input: z.object({ id: z.number() }), output: actedCallback },
  'callbacks.remove': { input: z.object({ id: z.number() }), output: acted },
  /** To another agent, or to anyone. */
  'callbacks.handOver': { input: z.object({ id: z.number(), owner: agentName.nullable() }), output: callback },
  /**
   * Open callbacks, soonest first, and leads to be tried again because nobody was reached. The counts are of all of both, whatever of them is
   * asked for, and the same that a list of leads has for `callback`: `today` is due until the desk's day ends, with what is `overdue` among it.
   */
  'callbacks.list': {
    input: z.object({
      whose: z.enum(['mine', 'anyone']).default('anyone'),
      until: z.number().optional(),
      /** Only those that come behind this one: the last of the page before. */
      after: z.object({ dueAt: z.number(), id: z.number() }).optional(),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    output: z.object({
      callbacks: z.array(callback.extend({ name: z.string(), zone: z.string().nullable() })),
      /** With the first page of anyone's alone: they are nobody's. */
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
  /** Who sits at this desk; a new name is added. */
  'agents.me': {
    input: z.object({ name: agentName }),
    output: z.object({ me: z.string(), agents: z.array(z.string()) }),
  },
  'agents.add': {
    input: z.object({ name: agentName }),
    output: z.object({ me: z.string(), agents: z.array(z.string()) }),
  },
});
