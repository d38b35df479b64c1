import { instantOf } from '../../platform/instant.ts';
import { outlineJson } from '../json-outline.ts';
import type { ReadRecord } from '../lead-record.ts';
import { flagOf, textOf } from '../read-text.ts';
import { toLead } from './to-lead.ts';
import { faultOf, type WireOffer, wireOffer } from './wire.ts';

/** A lead offered to a user ("Lead Offers"). Ids are opaque texts. */
export interface Offer {
  readonly id: string;
  readonly leadId: string;
  /** The lead in the offer, as far as it is included. */
  readonly lead: ReadRecord;
  /** How the lead is distributed, such as `Team Rollout`; empty if not reported. */
  readonly distributionTarget: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string } | null;
  /** When it is sent to the user, ms since 1970; a time in the future means that it has not been sent. Null if not reported. */
  readonly notifyAt: number | null;
  /** Lower comes first; null if the order is not by rank. */
  readonly rank: number | null;
  /** Without a manual claim. Null if not reported. */
  readonly assignAutomatically: boolean | null;
  readonly hasCallAlert: boolean | null;
  readonly hasTextAlert: boolean | null;
  readonly hasEmailAlert: boolean | null;
  readonly team: { readonly id: string; readonly name: string } | null;
  /** The complete offer as JSON text. */
  readonly raw: string;
}

/** A record as an offer, or why it isn't one. `raw` is the complete record as JSON text. */
export function toOffer(value: unknown, raw: string): Offer | { readonly reason: string } {
  const parsed = wireOffer.safeParse(value);
  if (!parsed.success) return { reason: faultOf(value, parsed.error, 'an offer') };
  const wire = parsed.data;
  const lead = toLead(wire.lead, leadTextIn(raw, wire));
  if ('reason' in lead) return lead;
  return {
    id: textOf(wire.id),
    leadId: lead.externalId,
    lead,
    distributionTarget: textOf(wire.lead.distribution_target),
    user: userOf(wire.user),
    notifyAt: instantOf(textOf(wire.notify_at)),
    rank: numberOf(wire.rank),
    assignAutomatically: flagOf(wire.assign_automatically),
    hasCallAlert: flagOf(wire.has_call_alert),
    hasTextAlert: flagOf(wire.has_text_alert),
    hasEmailAlert: flagOf(wire.has_email_alert),
    team: wire.team ? { id: textOf(wire.team.id), name: textOf(wire.team.name) } : null,
    raw,
  };
}

/** A user of LionDesk; null without an id. */
export function userOf(wire: Readonly<Record<string, unknown>> | null | undefined): Offer['user'] {
  const id = textOf(wire?.id);
  if (!wire || id === '') return null;
  const name = `${textOf(wire.first_name)} ${textOf(wire.last_name)}`.trim();
  return { id, name: name === '' ? textOf(wire.name) : name, email: textOf(wire.email) };
}

/** A number, also if it was received as text; null if it isn't one. */
export function numberOf(value: unknown): number | null {
  const text = textOf(value);
  return /^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : null;
}

/** The unchanged text of the offer's lead: the same lead in another offer has the same text. */
function leadTextIn(raw: string, wire: WireOffer): string {
  const outline = outlineJson(raw);
  const slice = outline.kind === 'object' ? outline.members.get('lead') : undefined;
  return slice ? raw.slice(slice.from, slice.to) : JSON.stringify(wire.lead);
}
