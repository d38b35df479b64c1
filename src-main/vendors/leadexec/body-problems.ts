import type { z } from 'zod';
import { NOT_DOCUMENTED } from './body-fields.ts';

/** What a value must be, in words, by the names of the checker. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** The part of a value at a path; undefined if there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (some, key) =>
      typeof some === 'object' && some !== null ? (some as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/** A problem of a body in words, with its place. `given` is the body. */
export function problemOf(issue: z.core.$ZodIssue, given: unknown): string {
  const where = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => (where === '' ? key : `${where}.${key}`));
    return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not in the document`;
  }
  const isMissing = (issue.code === 'invalid_type' || issue.code === 'invalid_union') && isAbsent(issue, given);
  if (isMissing) return where === '' ? 'the body is missing' : `${where} is missing`;
  const problem = issueText(issue);
  return where === '' ? problem : `${where} ${problem}`;
}

const isAbsent = ({ path }: z.core.$ZodIssue, given: unknown): boolean => valueAt(given, path) === undefined;

/** What is wrong with a value: "must be 100 or less". */
export function issueText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_union':
      return 'must be text or a number';
    case 'too_small':
      return issue.inclusive ? `must be ${issue.minimum} or more` : `must be more than ${issue.minimum}`;
    case 'too_big':
      return issue.inclusive ? `must be ${issue.maximum} or less` : `must be less than ${issue.maximum}`;
    default:
      return issue.message;
  }
}

/**
 * A value that the document allows instead of one that it doesn't have, if that is all that is wrong with it; null otherwise. A record may
 * have been read with such a value: an unknown status, a date in another form, a number below the least.
 */
export function documentedInstead(issue: z.core.$ZodIssue): { readonly value: unknown } | null {
  if (issue.code === 'custom' && issue.params?.mark === NOT_DOCUMENTED) return { value: issue.params.instead };
  // What must be more than something, such as an amount that is charged, is never sent otherwise.
  const isLeast = issue.code === 'too_small' && issue.inclusive === true && issue.origin !== 'string';
  return isLeast ? { value: Number(issue.minimum) } : null;
}
