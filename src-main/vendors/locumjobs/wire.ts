import { z } from 'zod';
import { isTextual } from '../read-text.ts';

/** A text, number, yes-or-no or nothing, or several of these: what JSON and XML may say for the same field. */
const textual = z.custom<unknown>(isTextual).optional();

/** An id: a whole text or a number. Opaque. */
const id = z.union([z.number(), z.string().refine((text) => text.trim() !== '')]);

/**
 * A lead as LocumJobsOnline API v2.0 sends it ("List all leads" and "Retrieve a Lead", Example Response), in JSON and XML.
 * Only what a desk can't do without is checked; every other field is kept and read as far as it can be.
 */
export const wireLead = z.looseObject({
  id,
  first_name: textual,
  last_name: textual,
  email: textual,
  phone: textual,
});
export type WireLead = z.infer<typeof wireLead>;

/** Of a record that is no lead: its id alone. */
export const wireId = z.looseObject({ id });

/** The elements that repeat, one an item, in XML. */
export const REPEATED: ReadonlySet<string> = new Set(['employment_history', 'job_applications']);

/** Why a record is no lead, in plain words, a sentence for each field; `of` is what the record is. */
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
