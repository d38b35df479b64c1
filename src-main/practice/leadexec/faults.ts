import { z } from 'zod';
import { FaultPlan, faultDetails } from '../fault-plan.ts';

/** Deliberate faults. "After taking" means that the leads were accepted, whatever the caller receives. */
export const FAULT_KINDS = [
  /** The request is processed `ms` later. It can be combined with any other fault. */
  'slow',
  /** An empty HTTP 500. */
  'http500-empty',
  /** HTTP 500 with the true answer, after taking. */
  'http500-accepted',
  /** An HTML page that contains the true answer, after taking. */
  'html-accepted',
  /** The connection is reset before the body is read. */
  'cut-before-reading',
  /** The answer ends in its middle (or after `cutAt` bytes), after taking. */
  'cut-mid-answer',
  /** The answer stops in its middle and nothing more is sent, after taking. */
  'stall-mid-answer',
  /** The text of the answer ends early although it is complete according to HTTP, after taking. */
  'truncated',
  /** The answer is sent twice on the connection, after taking. */
  'answer-twice',
  /** The answer is twice in one body, after taking. */
  'body-twice',
  /** No answer is ever sent, after taking. */
  'answer-lost-hang',
  /** The connection is reset instead of an answer, after taking. */
  'answer-lost-reset',
  /** No answer is ever sent, and nothing is accepted. */
  'hang',
  /** An HTML page with HTTP 200. */
  'html-page',
  /** HTTP 302 to `location`. */
  'redirect',
  /** HTTP 429 with `Retry-After` (`retryAfter` seconds, as a date when `retryAfterAsDate`). */
  'http429',
  /** HTTP 503. */
  'http503',
  /** HTTP 401: the token is refused, and repeated in the answer. */
  'token-refused',
  /** HTTP 403. */
  'ip-not-allowed',
  /** HTTP 500 with the message of a database that is down. */
  'database-error',
  /** The following refuse the leads of a post in an ordinary answer, whatever they are. The password is repeated. */
  'password-refused',
  'account-disabled',
  'data-errors',
  'outside-criteria',
  'over-max',
  'duplicate',
  /** An undocumented response type. */
  'unknown-type',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  ...faultDetails,
  /** Only requests whose path begins with this. */
  path: z.string().optional(),
  /** Only requests with this text in the body (not for `cut-before-reading`, which doesn't read it). */
  body: z.string().optional(),
  /** Accept the leads before the fault, even if its kind would not. */
  takeFirst: z.boolean().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** Faults that are answers to posts of leads, and have no meaning for other calls. */
const OF_POSTS: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'password-refused',
  'account-disabled',
  'data-errors',
  'outside-criteria',
  'over-max',
  'duplicate',
  'unknown-type',
]);
const INSERT = /^\/processor\/insert\/(?!ping)/i;

/** A request with its path; its body is null before it is read. */
interface FaultyRequest {
  readonly path: string;
  readonly body: string | null;
}

export type LeadExecFaults = FaultPlan<Fault, FaultyRequest>;

export const createLeadExecFaults = (): LeadExecFaults =>
  new FaultPlan(
    ({ kind, path: only = '', body: has = '' }, { path, body }) =>
      path.startsWith(only) && (body?.includes(has) ?? true) && (!OF_POSTS.has(kind) || INSERT.test(path)),
  );
