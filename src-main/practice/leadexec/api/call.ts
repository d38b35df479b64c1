import type { World } from '../world.ts';
import type { Shape } from './shape.ts';

/** What is needed to answer a request to the account API. */
export interface Visit {
  readonly world: World;
  /** An identifier in the path. @throws Refused if it is not a number */
  readonly uid: (segment: string) => number;
  /** A segment of the path, decoded. */
  readonly text: (segment: string) => string;
  readonly query: URLSearchParams;
  /** The body if it is an object, otherwise empty. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The body if it is an array, otherwise empty. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly services: Services;
}

/** Data outside the account: tokens and codes, which are never stored. */
export interface Services {
  readonly issueToken: (clientId: string, secret: string) => unknown;
  /** A code that was sent to a phone. */
  readonly codes: Map<string, string>;
}

/** An answer: JSON, or the text of the example. */
export type Reply = { readonly json: unknown } | { readonly text: string } | 'ok' | 'scheduled';

/** One of the document's requests. */
export interface Call {
  /** The section's title. */
  readonly title: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in the section's example, with parameters in brackets. */
  readonly path: string;
  /** Parameters of the query; all are required. */
  readonly query?: readonly string[];
  /** The body's properties; undefined if it has none. */
  readonly body?: Shape;
  /** Whether the body is an array of these. */
  readonly bare?: boolean;
  /** Whether it changes something, or may cause something to happen. */
  readonly changes: boolean;
  readonly serve: (visit: Visit) => Reply;
}

/** A refusal, in the platform's words. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Returns the value that was searched for. @throws Refused 404 if there is none */
export function found<T>(value: T | undefined, what: string, uid: number | string): T {
  if (value === undefined) throw new Refused(404, `${what} ${uid} was not found`);
  return value;
}

/** The next free identifier. */
export const nextUid = (taken: readonly number[], first: number): number =>
  taken.reduce((most, one) => Math.max(most, one), first - 1) + 1;

/** Replaces the value with the same identifier, or adds it at the end. */
export function put<T>(list: T[], value: T, isSame: (one: T) => boolean): void {
  const at = list.findIndex(isSame);
  if (at < 0) list.push(value);
  else list[at] = value;
}
