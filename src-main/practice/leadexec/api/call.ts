import type { World } from '../world.ts';
import type { Shape } from './shape.ts';

/** What a request to the account's interface is served with. */
export interface Visit {
  readonly world: World;
  /** An identifier of the path. @throws Refused where it is no number */
  readonly uid: (segment: string) => number;
  /** A segment of the path, decoded. */
  readonly text: (segment: string) => string;
  readonly query: URLSearchParams;
  /** The body where it is an object, else empty. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The body where it is an array, else empty. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly services: Services;
}

/** What lives beside the account: tokens and codes, which are never kept. */
export interface Services {
  readonly issueToken: (clientId: string, secret: string) => unknown;
  /** A code that was sent to a phone. */
  readonly codes: Map<string, string>;
}

/** An answer: JSON, or the text of the sample. */
export type Reply = { readonly json: unknown } | { readonly text: string } | 'ok' | 'scheduled';

/** One of the document's requests. */
export interface Call {
  /** The section's title. */
  readonly title: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As the section's sample shows it, parameters in brackets. */
  readonly path: string;
  /** Parameters of the query; all are required. */
  readonly query?: readonly string[];
  /** The body's properties; undefined: it has none. */
  readonly body?: Shape;
  /** Whether the body is an array of these. */
  readonly bare?: boolean;
  /** Whether something is changed, or may happen in the world. */
  readonly changes: boolean;
  readonly serve: (visit: Visit) => Reply;
}

/** A refusal, as the platform words its own. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What was looked for. @throws Refused 404 where there is none */
export function found<T>(value: T | undefined, what: string, uid: number | string): T {
  if (value === undefined) throw new Refused(404, `${what} ${uid} was not found`);
  return value;
}

/** The next identifier after those that are taken. */
export const nextUid = (taken: readonly number[], first: number): number =>
  taken.reduce((most, one) => Math.max(most, one), first - 1) + 1;

/** Puts something in the place of what has the same identifier, or at the end. */
export function put<T>(list: T[], value: T, isSame: (one: T) => boolean): void {
  const at = list.findIndex(isSame);
  if (at < 0) list.push(value);
  else list[at] = value;
}
