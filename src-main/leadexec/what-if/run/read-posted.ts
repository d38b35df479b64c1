import { ACCOUNT_TYPE } from '../../../vendors/leadexec/enumerations.ts';
import type { LeadFieldUID, LeadTypeUID, VendorAccountUID } from '../../../vendors/leadexec/ids.ts';
import type { AccountSetup, DeliveryAccountSetup, LeadInput } from '../model.ts';

/** A lead that this desk posted, as the core passes it on. */
export interface PostedInput {
  readonly postNo: number;
  readonly at: number;
  readonly kind: string;
  readonly leadTypeUid: number;
  readonly campaign: number | null;
  readonly leadId: string | null;
  /** JSON: the receiver's fields by name. */
  readonly fields: string;
  readonly review: string;
  readonly returned: boolean;
  /** It was posted with the order of a ping. */
  readonly hasOrder: boolean;
  /** It was posted as not to be sold. */
  readonly noSell: boolean;
  /** It was posted to be sold later. */
  readonly isDelayed: boolean;
  readonly sends: readonly ReportedSend[];
}

export interface ReportedSend {
  readonly clientUid: string;
  readonly client: string;
  readonly valid: boolean | null;
  readonly price: number | null;
}

const TYPES = Object.fromEntries(ACCOUNT_TYPE.values.map(({ name, number }) => [name, number]));
/** The kind of accounts that the receiver scans for a kind of post. */
const TYPE_OF: Readonly<Record<string, number | undefined>> = {
  general: TYPES.General,
  returnsends: TYPES.General,
  manualredirect: TYPES.Redirect,
  autoredirect: TYPES.Redirect,
  transfer: TYPES['Live Call'],
  calldata: TYPES['800 IVR'],
};

export const accountTypeOf = (kind: string): number => TYPE_OF[kind] ?? 0;

/** Parses posted leads: the fields of their lead type by id. */
export class PostedReader {
  readonly #fields = new Map<number, ReadonlyMap<string, LeadFieldUID>>();
  readonly #types = new Map<number, LeadTypeUID>();
  readonly #campaigns: ReadonlyMap<number, VendorAccountUID>;

  constructor({ leadTypes, campaigns }: AccountSetup) {
    for (const { leadTypeUid, fields } of leadTypes) {
      this.#types.set(leadTypeUid, leadTypeUid);
      this.#fields.set(leadTypeUid, new Map(fields.map((one) => [one.name.toLowerCase(), one.leadFieldUid])));
    }
    this.#campaigns = new Map(campaigns.map((one) => [one.campaignUid, one.campaignUid]));
  }

  /** Undefined if the account doesn't have the lead type. */
  read(post: PostedInput): LeadInput | undefined {
    const leadTypeUid = this.#types.get(post.leadTypeUid);
    const fields = this.#fields.get(post.leadTypeUid);
    if (leadTypeUid === undefined || fields === undefined) return undefined;
    const values = new Map<LeadFieldUID, string>();
    for (const [name, value] of Object.entries(JSON.parse(post.fields) as Readonly<Record<string, string>>)) {
      const uid = fields.get(name.toLowerCase());
      if (uid !== undefined && value !== '') values.set(uid, value);
    }
    return {
      key: post.postNo,
      at: post.at,
      leadTypeUid,
      accountType: accountTypeOf(post.kind),
      campaignUid: post.campaign === null ? null : (this.#campaigns.get(post.campaign) ?? null),
      values,
      hasOrder: post.hasOrder,
    };
  }
}

/**
 * The account of a reported send, which has a client and a price but no account: the client's only account for such leads, or else the only
 * one with that price; -1 if it can't be determined.
 */
export function placeOfSend(
  accounts: readonly DeliveryAccountSetup[],
  lead: { readonly leadTypeUid: number | undefined; readonly accountType: number },
  { clientUid, price }: Pick<ReportedSend, 'clientUid' | 'price'>,
): number {
  const found: number[] = [];
  for (const [place, one] of accounts.entries()) {
    const fits = one.leadTypeUid === lead.leadTypeUid && one.accountType === lead.accountType;
    if (fits && String(one.clientUid) === clientUid) found.push(place);
  }
  if (found.length === 1) return found[0] ?? -1;
  const atPrice = found.filter((place) => accounts[place]?.price === price);
  return atPrice.length === 1 ? (atPrice[0] ?? -1) : -1;
}
