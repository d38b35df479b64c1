import type { HttpResult } from '../../platform/http-messages.ts';
import { instantOf } from '../../platform/instant.ts';
import { type Element, jsonElements } from '../json-elements.ts';
import { type Asked, bodyOf, type Refused, unreadable } from '../lead-answer.ts';
import type { ReadRecord, UnreadRecord } from '../lead-record.ts';
import { flagOf, textOf } from '../read-text.ts';
import { numberOf, type Offer, toOffer, userOf } from './offer.ts';
import { toLead } from './to-lead.ts';
import { wireTokens } from './wire.ts';

/** The position of a page in the whole according to the vendor; null for what it did not say (a single object, a bare list). */
export interface PagePlace {
  readonly total: number | null;
  readonly limit: number | null;
  readonly skip: number | null;
}

interface Page extends PagePlace {
  readonly unread: readonly UnreadRecord[];
  /** How many elements the answer had, parsed or not. */
  readonly full: number;
}

/** The result of a request for offers. */
export type OffersAnswer = ({ readonly kind: 'offers'; readonly offers: readonly Offer[] } & Page) | Refused;

/** A lead of LionDesk with what is known about its claim (LionDesk, Leads). */
export interface LiondeskLead {
  readonly record: ReadRecord;
  /** Null if nobody has claimed it, or if it is not reported. */
  readonly claimedByUserId: string | null;
  /** ms since 1970. */
  readonly claimedAt: number | null;
  /** As the vendor reports it; its unit is not documented. */
  readonly timeToClaim: number | null;
  /** `None`, `Email`, `Text`, `Phone`, `Assigned`, `Auto`, or other values of the vendor; empty if not reported. */
  readonly claimedVia: string;
}

/** The result of a request for leads, with records in the form of all vendors. */
export type LiondeskLeadsAnswer =
  | ({
      readonly kind: 'records';
      readonly records: readonly ReadRecord[];
      readonly leads: readonly LiondeskLead[];
    } & Page)
  | Refused;

export type LiondeskUser = NonNullable<Offer['user']>;
export type MeAnswer = { readonly kind: 'me'; readonly user: LiondeskUser } | Refused;

/** Tokens of OAuth 2.0. */
export interface LiondeskTokens {
  readonly kind: 'tokens';
  readonly accessToken: string;
  /** Null if the vendor returned no new one, and the old one stays valid. */
  readonly refreshToken: string | null;
  /** The lifetime of the access token, ms from the answer; null if not reported. */
  readonly expiresInMs: number | null;
}

/** Offers in any of the document's three forms: a page, one object, a bare list. Pure. */
export function readOffers(result: HttpResult, asked: Asked, now = Date.now()): OffersAnswer {
  const page = pageOf(result, asked, now);
  if ('kind' in page) return page;
  const read = sorted(page.elements, toOffer);
  return { kind: 'offers', offers: read.good, unread: read.unread, full: page.elements.length, ...page.place };
}

/** Leads: a page, one object or a bare list. Pure. */
export function readLeads(result: HttpResult, asked: Asked, now = Date.now()): LiondeskLeadsAnswer {
  const page = pageOf(result, asked, now);
  if ('kind' in page) return page;
  const { good, unread } = sorted(page.elements, toClaimedLead);
  const records = good.map(({ record }) => record);
  return { kind: 'records', records, leads: good, unread, full: page.elements.length, ...page.place };
}

/** The user that a token belongs to. Pure. */
export function readMe(result: HttpResult, asked: Asked, now = Date.now()): MeAnswer {
  const page = pageOf(result, asked, now);
  if ('kind' in page) return page;
  const [element] = page.elements;
  const value = element && 'value' in element ? objectIn(element.value) : null;
  const user = userOf(value);
  return user ? { kind: 'me', user } : unreadable(asked, 'it does not say who the token belongs to (no id)');
}

/** Tokens. A vendor that refuses the code or the refresh token answers 400 (RFC 6749, section 5.2), which counts as a login error. Pure. */
export function readTokens(result: HttpResult, asked: Asked, now = Date.now()): LiondeskTokens | Refused {
  const body = bodyOf(result, asked, now);
  if (typeof body !== 'string') return body.status === 400 ? { ...body, why: 'login' } : body;
  const read = jsonElements(body, ['data']);
  if ('fault' in read) return unreadable(asked, read.fault);
  const [element] = read.elements;
  const parsed = wireTokens.safeParse(element && 'value' in element ? element.value : null);
  if (!parsed.success) return unreadable(asked, 'it contains no access token');
  const seconds = numberOf(parsed.data.expires_in);
  return {
    kind: 'tokens',
    accessToken: parsed.data.access_token,
    refreshToken: parsed.data.refresh_token ?? null,
    expiresInMs: seconds === null || seconds <= 0 ? null : seconds * 1000,
  };
}

interface ReadPage {
  readonly elements: readonly Element[];
  readonly place: PagePlace;
}

function pageOf(result: HttpResult, asked: Asked, now: number): ReadPage | Refused {
  const body = bodyOf(result, asked, now);
  if (typeof body !== 'string') return body;
  const nowhere = { total: null, limit: null, skip: null };
  if (result.kind === 'answer' && result.status === 204) return { elements: [], place: nowhere };
  const read = jsonElements(body, ['data']);
  if ('fault' in read) return unreadable(asked, read.fault);
  const { total, limit, skip } = read.around;
  return { elements: read.elements, place: { total: numberOf(total), limit: numberOf(limit), skip: numberOf(skip) } };
}

function sorted<T extends object>(
  elements: readonly Element[],
  reader: (value: unknown, raw: string) => T | { readonly reason: string },
): { good: T[]; unread: UnreadRecord[] } {
  const good: T[] = [];
  const unread: UnreadRecord[] = [];
  for (const element of elements) {
    const read = 'reason' in element ? element : reader(element.value, element.raw);
    if (!('reason' in read)) good.push(read);
    else {
      const externalId = 'reason' in element ? element.externalId : leadIdIn(element.value);
      unread.push({ externalId, reason: String(read.reason), raw: element.raw.slice(0, 16_000) });
    }
  }
  return { good, unread };
}

/** The lead's id, if an offer that can't be parsed still has it. */
function leadIdIn(value: unknown): string | null {
  const object = objectIn(value);
  const id = textOf(objectIn(object?.lead)?.id) || (object && 'lead' in object ? '' : textOf(object?.id));
  return id === '' ? null : id;
}

function toClaimedLead(value: unknown, raw: string): LiondeskLead | { readonly reason: string } {
  const record = toLead(value, raw);
  if ('reason' in record) return record;
  const wire = objectIn(value) ?? {};
  const by = textOf(wire.claimed_by_user_id) || textOf(objectIn(wire.claimed_by_user)?.id);
  return {
    record,
    // A vendor that writes "no" instead of nothing means nobody.
    claimedByUserId: by === '' || by === '0' || flagOf(wire.claimed_by_user_id) === false ? null : by,
    claimedAt: instantOf(textOf(wire.claimed_at)),
    timeToClaim: numberOf(wire.time_to_claim),
    claimedVia: textOf(wire.claimed_via),
  };
}

function objectIn(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
