import type { z } from 'zod';
import { REMOVED } from '../../../src-preload/contract/removed.ts';
import type { HttpRequest } from '../../platform/http-messages.ts';
import { documentedInstead, issueText, problemOf, valueAt } from './body-problems.ts';
import type { CallDefinition, Parameters } from './call-definition.ts';
import { ACCOUNT_BYTES_AT_MOST } from './read-answer.ts';
import { withoutSecrets } from './secrets.ts';
import { inTypesOfExample } from './table-types.ts';

/** A request that the document does not allow. Nothing was sent. */
export class AccountRequestError extends Error {
  override readonly name = 'AccountRequestError';
  /** Each problem, with its place in the path or body. */
  readonly problems: readonly string[];

  constructor(section: string, problems: readonly string[]) {
    super(`${section}: ${problems.join('; ')}.`);
    this.problems = problems;
  }
}

/** The address of an account. */
export interface AccountAccess {
  /** `https://api.leadexec.net`, or a white-label host. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly timeoutMs: number;
}

/** The parameters of a call. */
export interface Given {
  readonly path: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Which values outside the document may be sent: all of them, or those that a record was read with, by their member. */
export type Kept = boolean | ((member: string, value: unknown) => boolean);

/** A request without its token. */
export interface AccountRequest {
  readonly request: HttpRequest;
  /** The same as `METHOD address`, with its body, and with secrets removed. */
  readonly shownUrl: string;
  readonly shownBody: string;
}

/** The most bytes of a body. An attachment is the largest. */
export const BODY_BYTES_AT_MOST = 32 * 1024 * 1024;

/**
 * Builds the request of a section, with path and body checked by the document. `kept` allows values of a record that are not in the
 * document, because they are sent back as they were read.
 *
 * @throws AccountRequestError
 */
export function accountRequest(
  definition: CallDefinition,
  { url, timeoutMs }: Pick<AccountAccess, 'url' | 'timeoutMs'>,
  given: Given,
  { kept = false }: { readonly kept?: Kept } = {},
): AccountRequest {
  const path = pathOf(definition, given.path, false);
  const body = definition.body === null ? undefined : checkedBody(definition, given.body, kept);
  if (definition.body === null && given.body !== undefined) {
    throw new AccountRequestError(definition.section, ['it takes no body']);
  }
  refuseOtherOwner(definition, given.path, body);
  const text = body === undefined ? '' : JSON.stringify(body);
  if (Buffer.byteLength(text) > BODY_BYTES_AT_MOST) {
    throw new AccountRequestError(definition.section, [
      `the body is larger than ${BODY_BYTES_AT_MOST / 1024 / 1024} MB`,
    ]);
  }
  const base = url.replace(/\/+$/, '');
  return {
    request: {
      url: base + path,
      method: definition.method,
      headers: definition.contentType ? { 'content-type': 'application/json' } : {},
      body: text,
      timeoutMs,
      // A request that may cost money or sell a lead has its own connection, because a reset of a kept-alive one would prove nothing.
      fresh: definition.effect === 'change',
      answerBytesAtMost: ACCOUNT_BYTES_AT_MOST,
    },
    shownUrl: base + pathOf(definition, given.path, true),
    shownBody: body === undefined ? '' : JSON.stringify(withoutSecrets(body)),
  };
}

/** Ids that stand in the path and in the body under another name. */
const IN_BODY: Readonly<Record<string, string>> = { DistributionListUID: 'CustomListUID' };

/** Two ids of the same thing: if they differ, a change would reach another record than intended. 0 is none. @throws AccountRequestError */
function refuseOtherOwner({ section, parameters }: CallDefinition, path: Given['path'], body: unknown): void {
  const problems = Object.keys(parameters).flatMap((name) => {
    const member = IN_BODY[name] ?? name;
    const inBody = valueAt(body, [member]);
    if (typeof inBody !== 'number' || inBody === 0 || inBody === Number(path[name])) return [];
    return [`${member} is ${inBody} in the body and ${String(path[name])} in the path`];
  });
  if (problems.length > 0) throw new AccountRequestError(section, problems);
}

/** The same request with its token. */
export const authorized = (request: HttpRequest, token: string): HttpRequest => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${token}` },
});

function pathOf(definition: CallDefinition, given: Readonly<Record<string, unknown>>, hide: boolean): string {
  const { section, parameters, query } = definition;
  const values = checkedParts(section, { ...parameters, ...query }, given);
  const path = definition.path.replace(/\[(\w+)\]/g, (_, name: string) =>
    hide && parameters[name]?.hidden ? REMOVED : encodeURIComponent(values.get(name) ?? ''),
  );
  if (query === undefined) return path;
  return `${path}?${new URLSearchParams(Object.keys(query).map((name) => [name, values.get(name) ?? '']))}`;
}

function checkedParts(
  section: string,
  parameters: Parameters,
  given: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const problems: string[] = [];
  for (const [name, { of, hidden }] of Object.entries(parameters)) {
    const read = of.safeParse(given[name]);
    const text = read.success ? String(read.data) : '';
    // A URL treats these as path steps, however they are written.
    if (/^\.{1,2}$/.test(text)) problems.push(`${name} can’t be “${text}”`);
    else if (read.success) values.set(name, text);
    else problems.push(partProblem(name, given[name], read.error.issues[0], hidden === true));
  }
  if (problems.length > 0) throw new AccountRequestError(section, problems);
  return values;
}

function partProblem(name: string, given: unknown, issue: z.core.$ZodIssue | undefined, hidden: boolean): string {
  if (given === undefined) return `${name} is missing`;
  const shown = hidden ? '' : ` (${JSON.stringify(given)})`;
  return `${name}${shown} ${issue === undefined ? 'can’t be read' : issueText(issue)}`;
}

/** A body as it is sent. @throws AccountRequestError with every problem */
function checkedBody({ section, body: schema }: CallDefinition, written: unknown, kept: Kept): unknown {
  if (schema === null) return undefined;
  const given = inTypesOfExample(section, written);
  const read = schema.safeParse(given ?? undefined);
  if (read.success) return read.data;
  const mayStay = (path: readonly PropertyKey[]): boolean =>
    typeof kept === 'boolean'
      ? kept
      : kept(String(path.findLast((key) => typeof key === 'string')), valueAt(given, path));
  const stay = read.error.issues.flatMap((issue) => {
    const instead = documentedInstead(issue);
    return instead !== null && mayStay(issue.path) ? [{ issue, instead: instead.value }] : [];
  });
  const problems = read.error.issues.filter((one) => !stay.some(({ issue }) => issue === one));
  if (problems.length > 0) {
    throw new AccountRequestError(
      section,
      problems.map((issue) => problemOf(issue, given)),
    );
  }
  // Everything else must be valid: it is checked with a documented value in its place, which is then replaced again.
  const original = structuredClone(given);
  for (const { issue, instead } of stay) put(original, issue.path, instead);
  const sound: unknown = schema.parse(original);
  for (const { issue } of stay) put(sound, issue.path, valueAt(given, issue.path));
  return sound;
}

function put(value: unknown, path: readonly PropertyKey[], member: unknown): void {
  const owner = valueAt(value, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof owner === 'object' && owner !== null && last !== undefined) {
    (owner as Record<PropertyKey, unknown>)[last] = member;
  }
}
