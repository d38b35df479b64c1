import {
  type Account,
  CAMPAIGN_ACTIVE,
  type Campaign,
  type LeadType,
  SOURCE_ACTIVE,
  type Source,
} from '../account/model.ts';
import type { Refusal } from './results.ts';

/** The source and campaign of a post, and its fields. */
export interface Target {
  readonly source: Source;
  readonly campaign: Campaign;
  readonly leadType: LeadType;
}

export const isRefusal = (found: object): found is Refusal => 'detail' in found && 'type' in found;

const refuse = (type: Refusal['type'], detail: string): Refusal => ({ type, detail });

/** An identifier as received. 0, which the examples have if nothing is filled in, means none. */
function uidOf(given: ReadonlyMap<string, string>, name: string): string {
  const uid = given.get(name) ?? '';
  return uid === '0' ? '' : uid;
}

/** The source and lead type of a request, or why it has none. */
export function findSource(
  account: Account,
  given: ReadonlyMap<string, string>,
): Pick<Target, 'source' | 'leadType'> | Refusal {
  const [vid, lid] = [uidOf(given, 'vid'), uidOf(given, 'lid')];
  if (vid === '' && lid === '') return refuse('System_ID_Missing', 'System identifier is missing');
  if (lid === '') return refuse('LeadType_ID_Missing', 'Lead type identifier is missing');
  if (vid === '') return refuse('Vendor_ID_Missing', 'Lead source identifier is missing');
  const leadType = account.leadTypes.find((one) => String(one.leadTypeUid) === lid && one.status);
  if (leadType === undefined) return refuse('LeadType_ID_Missing', 'Lead type was not found');
  const source = account.sources.find((one) => String(one.vendorUid) === vid);
  if (source === undefined) return refuse('Vendor_ID_Missing', 'Lead source was not found');
  return { source, leadType };
}

/**
 * The campaign of a request, or why it is refused: first the identifiers are checked, then the password (unless it was checked before),
 * then whether it is active.
 */
export function findCampaign(
  account: Account,
  given: ReadonlyMap<string, string>,
  asksPassword = true,
): Target | Refusal {
  const found = findSource(account, given);
  if (isRefusal(found)) return found;
  const { source, leadType } = found;
  const aid = uidOf(given, 'aid');
  const ofSource = account.campaigns.filter(
    (one) => one.vendorUid === source.vendorUid && one.leadTypeUid === leadType.leadTypeUid,
  );
  // The document allows leaving out `aid`. Then the source's first campaign for that lead type gets the lead.
  const named =
    aid === ''
      ? ofSource.find((one) => one.status === CAMPAIGN_ACTIVE)
      : ofSource.find((one) => String(one.campaignUid) === aid);
  if (named === undefined) return refuse('No_Account_Found', 'No campaign was found');
  if (asksPassword && named.password !== null && given.get('password') !== named.password) {
    return refuse('No_Account_Found', PASSWORD_WRONG);
  }
  if (source.status !== SOURCE_ACTIVE) return refuse('Account_Disabled', 'Lead source is not active');
  if (named.status !== CAMPAIGN_ACTIVE) return refuse('Account_Disabled', 'Campaign is not active');
  const campaign = account.campaigns.find((one) => one.campaignUid === named.assignTo) ?? named;
  return { source, leadType, campaign };
}

/** The document has no type for a wrong password, so it is as if no campaign was found. */
export const PASSWORD_WRONG = 'Password is invalid';

/** Whether a request's token is refused: its source requires one, and it is missing or wrong. */
export function tokenRefused(account: Account, given: ReadonlyMap<string, string>, authorization: string): boolean {
  const source = account.sources.find((one) => String(one.vendorUid) === given.get('vid'));
  const token = source?.token ?? null;
  return token !== null && authorization !== `Bearer ${token}`;
}
