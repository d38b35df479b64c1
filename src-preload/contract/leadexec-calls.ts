import { z } from 'zod';
import { defineCommands } from './define.ts';

/** The subject of a request in LeadExec's document. */
export const callSubject = z.enum([
  ...(['authentication', 'clients', 'scanning', 'delivery', 'accounts', 'methods', 'orders', 'lists'] as const),
  ...(['validation', 'leads', 'sources', 'leadTypes'] as const),
]);
export type CallSubject = z.infer<typeof callSubject>;

/** A parameter of a request. */
export const callField = z.object({
  /** Its name. A member of an object in the body is preceded by the object's name: `Filters.HasActiveOrder`. */
  path: z.string(),
  place: z.enum(['path', 'query', 'body']),
  /** `list` is several texts or numbers, `json` is any value with parts. */
  type: z.enum(['text', 'number', 'whole', 'flag', 'date', 'choice', 'list', 'json']),
  /** The documented values of a choice. */
  choices: z.array(z.string()),
  required: z.boolean(),
  nullable: z.boolean(),
  /** Personal data or a secret, which is never displayed. */
  hidden: z.boolean(),
  /** The minimum; null if there is none. */
  least: z.number().nullable(),
  /** For a `json` with parts an example to fill in, otherwise empty. */
  example: z.string(),
});
export type CallField = z.infer<typeof callField>;

/** A request in LeadExec's document. */
export const documentedCall = z.object({
  /** The name of its function. */
  name: z.string(),
  /** The title of its section. */
  section: z.string(),
  subject: callSubject,
  method: z.string(),
  /** With `[name]` for each parameter. */
  path: z.string(),
  fields: z.array(callField),
  /** Whether the body is an array of objects with these fields rather than one object. */
  bodyIsList: z.boolean(),
  /** It changes nothing, and is answered at once. */
  reads: z.boolean(),
  /** Whether a change may be requested again if it is unknown whether it was made. */
  repeatable: z.boolean(),
});
export type DocumentedCall = z.infer<typeof documentedCall>;

export const callsCommands = defineCommands({
  /** Every request of LeadExec's account API, with its parameters. */
  'leadexec.calls': { input: z.object({}), output: z.array(documentedCall) },
});
