import { z } from 'zod';
import { isTextual } from '../read-text.ts';

/** An id: opaque, a number or a non-empty text. */
export const wireId = z.union([z.number(), z.string().refine((text) => text.trim() !== '')]);

const textual = z.custom<unknown>(isTextual).optional();
const object = z.looseObject({});

/** The person of a lead. Only names are documented; the other names are LionDesk's own for a contact, read if they exist. */
const wireContact = z.looseObject({
  first_name: textual,
  last_name: textual,
  email: textual,
  phone: textual,
  mobile_phone: textual,
  home_phone: textual,
  office_phone: textual,
});

/** A lead, separate (`GET /leads/{id}`) or in an offer. */
export const wireLead = z.looseObject({ id: wireId, contact: wireContact.nullish() });
export type WireLead = z.infer<typeof wireLead>;

/** "Lead Offers", the table of fields. Everything except ids is parsed leniently. */
export const wireOffer = z.looseObject({
  id: wireId,
  lead: wireLead,
  user: object.nullish().catch(null),
  team: object.nullish().catch(null),
});
export type WireOffer = z.infer<typeof wireOffer>;

/** The answer of POST /oauth2/token (OAuth 2.0, RFC 6749, section 5.1). */
export const wireTokens = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.union([z.number(), z.string()]).nullish(),
});

/** Why a record is invalid, in plain words: the first error. */
export function faultOf(value: unknown, error: z.ZodError, what: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return `The record is not ${what} with fields.`;
  const path = error.issues[0]?.path.map(String) ?? [];
  let given: unknown = value;
  for (const name of path) {
    given =
      typeof given === 'object' && given !== null && Object.hasOwn(given, name) ? Reflect.get(given, name) : undefined;
  }
  const name = path.join('.');
  const isEmpty = given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
  if (isEmpty) return `The record has no ${name}.`;
  const kind = Array.isArray(given)
    ? 'a list'
    : typeof given === 'object'
      ? 'an object'
      : `“${String(given).slice(0, 40)}”`;
  return `${name} is ${kind}, which is not what ${what} has there.`;
}
