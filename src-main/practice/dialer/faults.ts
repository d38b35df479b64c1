import { z } from 'zod';
import { FaultPlan, faultDetails } from '../fault-plan.ts';

/** Deliberate faults. "After inserting" means that the lead is in the dialer's table, whatever the caller receives. */
export const FAULT_KINDS = [
  /** The request is processed `ms` later. It can be combined with any other fault. */
  'slow',
  /** An empty HTTP 500. */
  'http500-empty',
  /** HTTP 500 with the true answer, after inserting. */
  'http500-success',
  /** An HTML page that contains the true answer, after inserting. */
  'html-success',
  /** The connection is reset before the body is read. */
  'cut-before-reading',
  /** The answer ends in its middle (or after `cutAt` bytes), after inserting. */
  'cut-mid-answer',
  /** No answer is ever sent, after inserting. */
  'answer-lost-hang',
  /** The connection is reset instead of an answer, after inserting. */
  'answer-lost-reset',
  /** No answer is ever sent, and nothing is inserted. */
  'hang',
  /** An HTML page with HTTP 200 and no known line in it. */
  'html-page',
  /** HTTP 302 to `location`. */
  'redirect',
  /** HTTP 429 with `Retry-After` (`retryAfter` seconds, as a date when `retryAfterAsDate`). */
  'http429',
  /** HTTP 503. */
  'http503',
  /** `Login incorrect`, with the password repeated. */
  'login-incorrect',
  'locked-out',
  'ip-not-allowed',
  /** `auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION`. */
  'no-permission',
  /** `MySQL connect ERROR` in an HTTP 200. */
  'mysql-connect-error',
  /** `LEAD HAS NOT BEEN ADDED`, with the dialer's SQL. */
  'not-added',
  /** An undocumented kind of ERROR line. */
  'unknown-error',
  'invalid-source',
  /** `DUPLICATE PHONE NUMBER IN LIST`, whether that is true or not. */
  'duplicate',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  ...faultDetails,
  /** Only requests with this phone number, digits only (not for `cut-before-reading`, which doesn't read it). */
  phone: z.string().optional(),
  /** Insert the lead before the fault, even if its kind would not. */
  insertFirst: z.boolean().optional(),
});

export type Fault = z.infer<typeof faultSchema>;

/** The faults of requests with these phones; null before the phone is read. */
export type DialerFaults = FaultPlan<Fault, string | null>;

export const createDialerFaults = (): DialerFaults =>
  new FaultPlan(({ phone: only }, phone) => only === undefined || only === phone);
