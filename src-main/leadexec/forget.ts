import { isUtf8 } from 'node:buffer';
import type { Store } from '../db/store.ts';
import { vendorLeadsOf } from '../delivery/forget.ts';
import { eraseJobs } from '../job-log/forget.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { logError } from '../platform/log/log.ts';
import { yieldToCommands } from '../platform/yielding.ts';
import { jobOfSource } from '../queue/rows/find-jobs.ts';
import { eraseRequest, type RequestOfPerson, requestsOfPeople } from './request-rows.ts';
import type { SealedRequests } from './sealed-requests.ts';

interface ForgetPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly sealed: SealedRequests;
  /** Called when requests' secrets are no longer in the secret store. */
  readonly unsealed: (id: number) => void;
}

/** The number of last digits that identify a phone number, whatever precedes them. */
const DIGITS = 10;
/** The number of requests read at once. One may contain a file of many megabytes. */
const PORTION = 5;

/**
 * Finds requests to LeadExec accounts with data of a person: what was uploaded or noted for their lead, or contains their phone number or
 * email, and the codes that were sent to their number. Erasing removes it from the request and cancels what was not sent. A request that
 * only names the lead, such as its deletion, is kept, because the operator wants it done.
 */
export async function findRequestsOf(ports: ForgetPorts, person: Erased): Promise<Erasure> {
  const { store, now, sealed, unsealed } = ports;
  const isTheirs = theirs(ports, person);
  const found: RequestOfPerson[] = [];
  let after = 0;
  for (;;) {
    const some = requestsOfPeople(store, after, PORTION);
    found.push(...some.filter(isTheirs).map(withoutBody));
    after = some.at(-1)?.id ?? after;
    if (some.length < PORTION) break;
    await yieldToCommands();
  }
  let erased: readonly RequestOfPerson[] = [];
  return {
    held: { jobs: found.length },
    erase() {
      // Requests may have been added while the others were read.
      const late = requestsOfPeople(store, after, Number.MAX_SAFE_INTEGER).filter(isTheirs);
      erased = [...found, ...late.map(withoutBody)];
      const jobs = erased.flatMap(({ id, connectionId }) => jobOfSource(store, { connectionId, source: id }) ?? []);
      eraseJobs(store, jobs, now());
      for (const { id } of erased) eraseRequest(store, id);
    },
    end(forgotten) {
      if (!forgotten) return;
      for (const { id, sealed: isSealed } of erased) {
        if (!isSealed) continue;
        // If this fails, the next start does it, because the request has no lane any more.
        const notForgotten = (thrown: unknown) => void logError('secrets of a request were not forgotten', thrown);
        void sealed.forget(id).then(() => unsealed(id), notForgotten);
      }
    },
  };
}

/** A file of many megabytes must not stay in memory while the others are searched. */
const withoutBody = (request: RequestOfPerson): RequestOfPerson => ({ ...request, body: null });

function theirs({ store, sealed }: ForgetPorts, person: Erased): (request: RequestOfPerson) => boolean {
  const leads = vendorLeadsOf(store, person);
  const phones = person.phones.map(digitsOf).filter((digits) => digits.length === DIGITS);
  const emails = person.emails.map((email) => email.toLowerCase());
  const names = (text: string) => {
    const joined = phones.length === 0 ? '' : text.replace(/[\s().+\-\\/]/g, '');
    const lower = emails.length === 0 ? '' : text.toLowerCase();
    return phones.some((phone) => joined.includes(phone)) || emails.some((email) => lower.includes(email));
  };
  return ({ id, connectionId, path, body }) => {
    const lead = path.LeadUID ?? membersOf(body).LeadUID;
    if (lead === undefined) {
      const { phoneNumber } = sealed.of(id)?.path ?? {};
      return phoneNumber !== undefined && phones.includes(digitsOf(String(phoneNumber)));
    }
    if (body === null) return false;
    const isTheirLead = leads.some(
      ({ leadUid, accountId }) => leadUid === String(lead) && (accountId === null || accountId === connectionId),
    );
    return isTheirLead || names(textOf(body));
  };
}

const digitsOf = (phone: string): string => phone.replace(/\D/g, '').slice(-DIGITS);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** All texts of a body, and the text of an uploaded file. */
function textOf(body: unknown): string {
  return Object.entries(membersOf(body))
    .map(([name, value]) => {
      if (typeof value !== 'string') return JSON.stringify(value);
      if (name !== 'Base64Data') return value;
      const file = Buffer.from(value, 'base64');
      return file.toString(isUtf8(file) ? 'utf8' : 'latin1');
    })
    .join('\n');
}
