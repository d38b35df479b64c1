import { z } from 'zod';
import { defineCommands } from './define.ts';

/** What a request of LeadExec's account is about. */
export const callSubject = z.enum([
  ...(['authentication', 'clients', 'scanning', 'delivery', 'accounts', 'methods', 'orders', 'lists'] as const),
  ...(['validation', 'leads', 'sources', 'leadTypes'] as const),
]);
export type CallSubject = z.infer<typeof callSubject>;

/** A value that a request is given. */
export const callField = z.object({
  /** Its name; members of an object of the body have the object's before theirs: `Filters.HasActiveOrder`. */
  path: z.string(),
  place: z.enum(['path', 'query', 'body']),
  /** `list` is some texts or numbers, `json` is anything that has parts of its own. */
  type: z.enum(['text', 'number', 'whole', 'flag', 'date', 'choice', 'list', 'json']),
  /** The documented values of a choice. */
  choices: z.array(z.string()),
  required: z.boolean(),
  nullable: z.boolean(),
  /** A person's, or a secret: it is shown nowhere. */
  hidden: z.boolean(),
  /** The least number, where there is one. */
  least: z.number().nullable(),
  /** Of a `json` with parts: an example to fill in, else an empty text. */
  example: z.string(),
});
export type CallField = z.infer<typeof callField>;

/** A request that LeadExec's document has. */
export const documentedCall = z.object({
  /** The name of its function. */
  name: z.string(),
  /** The title of its section. */
  section: z.string(),
  subject: callSubject,
  method: z.string(),
  /** With `[name]` for each part that is given. */
  path: z.string(),
  fields: z.array(callField),
  /** Whether the body is a list of what the fields tell, and not one of it. */
  bodyIsList: z.boolean(),
  /** It changes nothing, and is answered at once. */
  reads: z.boolean(),
  /** Whether a change may be asked for again where nobody knows whether it was made. */
  repeatable: z.boolean(),
});
export type DocumentedCall = z.infer<typeof documentedCall>;

export const callsCommands = defineCommands({
  /** Every request of LeadExec's account API, with what each is given. */
  'leadexec.calls': { input: z.object({}), output: z.array(documentedCall) },
});
