import { z } from 'zod';
import { isTextual } from '../read-text.ts';

/** A text, number, boolean or nothing, or several of these: the possible values of the same field in JSON and XML. */
const textual = z.custom<unknown>(isTextual).optional();

/** An id: a non-empty text or a number. Opaque. */
const id = z.union([z.number(), z.string().refine((text) => text.trim() !== '')]);

/**
 * A lead as LocumJobsOnline API v2.0 sends it ("List all leads" and "Retrieve a Lead", Example Response), in JSON and XML. Only what a desk
 * requires is checked; every other field is kept and parsed leniently.
 */
export const wireLead = z.looseObject({
  id,
  first_name: textual,
  last_name: textual,
  email: textual,
  phone: textual,
});
export type WireLead = z.infer<typeof wireLead>;

/** Only the id of a record that is not a lead. */
export const wireId = z.looseObject({ id });

/** The elements that are repeated in XML, one for each item. */
export const REPEATED: ReadonlySet<string> = new Set(['employment_history', 'job_applications']);

/** Why a record is not a lead, in plain words, one sentence for each field. `of` is a description of the record. */
export function faultOf(value: unknown, error: z.ZodError): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `The record is ${kindOf(value)}, not a lead with fields.`;
  }
  const named = new Set(error.issues.map(({ path }) => String(path[0] ?? '')));
  const sentences = [...named].map((name) => {
    const given: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    const isEmpty = given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
    if (name === 'id' && isEmpty) return 'The record has no id.';
    return `${name} is ${kindOf(given)} where ${name === 'id' ? 'an id' : 'text'} was expected.`;
  });
  return sentences.join(' ');
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing (null)';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'boolean') return `a yes-or-no (${value})`;
  return typeof value === 'number' ? `a number (${value})` : `text, “${String(value).slice(0, 40)}”`;
}
