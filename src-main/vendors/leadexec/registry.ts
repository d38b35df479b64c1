import type { CallDefinition } from './call.ts';
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
const SUBJECTS: readonly Readonly<Record<string, unknown>>[] = [
  ...[
    authentication,
    clients,
    scanning,
    delivery,
    accounts,
    methods,
    orders,
    lists,
    validation,
    leads,
    sources,
    leadTypes,
  ],
];

const isCall = (value: unknown): value is { readonly definition: CallDefinition } =>
  typeof value === 'function' && 'definition' in value;

/** Every call of the document by the name of its function. */
export const CALLS: ReadonlyMap<string, CallDefinition> = new Map(
  SUBJECTS.flatMap((subject) =>
    Object.entries(subject).flatMap(([name, value]): [string, CallDefinition][] =>
      isCall(value) ? [[name, value.definition]] : [],
    ),
  ),
);
