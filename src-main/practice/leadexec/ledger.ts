import { CONTACT_BITS } from './account/model.ts';
import { valuesOf } from './automation.ts';
import { givenOf } from './receiver/post-rows.ts';
import { RESPONSE_TYPES } from './receiver/results.ts';
import type { PostRow } from './store.ts';
import type { World } from './world.ts';

/** One lead of a request: what was posted, and the result. */
export interface LedgerEntry {
  readonly postId: string;
  /** The same for the leads of one request. */
  readonly requestId: string;
  readonly at: number;
  /** The post's kind, `ping` or `update`. */
  readonly kind: string;
  readonly body: string;
  readonly queued: boolean;
  readonly reference: string;
  readonly orderId: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly state: PostRow['state'];
  readonly responseType: string;
  readonly detail: string;
  readonly leadUid: number | null;
}

/** A lead as the account has it. */
export interface LedgerLead {
  readonly leadUid: number;
  readonly postId: string;
  readonly vendorUid: number;
  readonly campaignUid: number;
  readonly receivedAt: number;
  /** Its values by the name of the field. */
  readonly fields: Readonly<Record<string, string>>;
  readonly call: Readonly<Record<string, string | number>> | null;
  readonly noSell: boolean;
  readonly price: number;
  readonly review: string;
  readonly returnedAt: number | null;
  readonly sends: readonly {
    readonly clientUid: number;
    readonly at: number;
    readonly valid: boolean;
    readonly price: number;
  }[];
}

export function ledgerEntry(row: PostRow): LedgerEntry {
  const { lead } = givenOf(row);
  return {
    postId: row.post_id,
    requestId: row.request_id,
    at: row.at,
    kind: row.kind,
    body: row.body,
    queued: row.queued === 1,
    reference: row.reference,
    orderId: row.order_id,
    fields: Object.fromEntries(lead.fields),
    properties: Object.fromEntries(lead.properties),
    state: row.state,
    responseType: RESPONSE_TYPES[row.response_type] ?? 'unknown',
    detail: row.detail,
    leadUid: row.lead_uid,
  };
}

export function ledgerLead({ store, account }: World, leadUid: number): LedgerLead | undefined {
  const row = store.lead.get(leadUid);
  if (row === undefined) return undefined;
  const fields = account.leadTypes.find((one) => one.leadTypeUid === row.lead_type_uid)?.fields ?? [];
  const values = valuesOf(row.fields);
  return {
    leadUid,
    postId: row.post_id,
    vendorUid: row.vendor_uid,
    campaignUid: row.campaign_uid,
    receivedAt: row.received_at,
    fields: Object.fromEntries(
      fields.flatMap(({ leadFieldUid, descriptor }) => {
        const value = values.get(leadFieldUid);
        return value === undefined ? [] : [[descriptor, value] as const];
      }),
    ),
    call: row.call === null ? null : (JSON.parse(row.call) as Record<string, string | number>),
    noSell: row.no_sell === 1,
    price: row.price,
    review: row.review,
    returnedAt: row.returned_at,
    sends: store.sends.all(leadUid).map(({ client_uid, at, valid, price }) => ({
      clientUid: client_uid,
      at,
      valid: valid === 1,
      price,
    })),
  };
}

/** The names of contact fields in a ping, which must leave them out. */
export function contactDetailsOf({ account }: World, entry: LedgerEntry): string[] {
  const contact = new Set(
    account.leadTypes.flatMap(({ fields }) =>
      fields.flatMap(({ descriptor, specialBit }) => (CONTACT_BITS.has(specialBit) ? [descriptor.toLowerCase()] : [])),
    ),
  );
  return Object.entries(entry.fields).flatMap(([name, value]) =>
    value !== '' && contact.has(name.toLowerCase()) ? [name] : [],
  );
}
