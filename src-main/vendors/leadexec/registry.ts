import type { CallDefinition } from './call-definition.ts';
import * as accounts from './calls/accounts.ts';
import * as authentication from './calls/authentication.ts';
import * as clients from './calls/clients.ts';
import * as delivery from './calls/delivery.ts';
import * as leadTypes from './calls/lead-types.ts';
import * as leads from './calls/leads.ts';
import * as lists from './calls/lists.ts';
import * as methods from './calls/methods.ts';
import * as orders from './calls/orders.ts';
import * as scanning from './calls/scanning.ts';
import * as sources from './calls/sources.ts';
import * as validation from './calls/validation.ts';

/** The files of calls, by subject. */
const SUBJECTS = {
  ...{ authentication, clients, scanning, delivery, accounts, methods, orders },
  ...{ lists, validation, leads, sources, leadTypes },
};
type Subject = keyof typeof SUBJECTS;

const isCall = (value: unknown): value is { readonly definition: CallDefinition } =>
  typeof value === 'function' && 'definition' in value;

const FOUND = Object.entries(SUBJECTS).flatMap(([subject, file]) =>
  Object.entries(file).flatMap(([name, value]) =>
    isCall(value) ? [{ name, subject: subject as Subject, definition: value.definition }] : [],
  ),
);

/** Every call of the document by the name of its function. */
export const CALLS: ReadonlyMap<string, CallDefinition> = new Map(
  FOUND.map(({ name, definition }) => [name, definition]),
);

const SUBJECT_OF: ReadonlyMap<string, Subject> = new Map(FOUND.map(({ name, subject }) => [name, subject]));

/** The subject of a call, by the name of its function. @throws Error for an unknown name */
export function subjectOf(name: string): Subject {
  const subject = SUBJECT_OF.get(name);
  if (subject === undefined) throw new Error(`No call is named ${name}`);
  return subject;
}
