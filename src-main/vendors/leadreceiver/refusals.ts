import { RESPONSE_TYPES, type Refusal, type ResponseType } from './answer-types.ts';

/** The meaning of a refusal, and whether the next lead would be refused in the same way. */
const REFUSALS: Readonly<
  Record<Refusal, { readonly words: string; readonly scope: 'lead' | 'every-lead' | 'for-now' }>
> = {
  System_ID_Missing: { words: 'The account’s identifiers are missing', scope: 'every-lead' },
  LeadType_ID_Missing: { words: 'The receiver doesn’t know the lead type', scope: 'every-lead' },
  Vendor_ID_Missing: { words: 'The receiver doesn’t know the lead source', scope: 'every-lead' },
  No_Account_Found: { words: 'The receiver found no campaign, or the password is wrong', scope: 'every-lead' },
  Outside_Criteria: { words: 'Outside the campaign’s criteria', scope: 'lead' },
  Duplicate_Lead: { words: 'The receiver already has this lead', scope: 'lead' },
  Account_Disabled: { words: 'The campaign or lead source is disabled', scope: 'every-lead' },
  Post_Over_Max: { words: 'The campaign has reached its maximum', scope: 'for-now' },
  Data_Errors: { words: 'The lead’s data was refused', scope: 'lead' },
  Declined: { words: 'The receiver declined this lead', scope: 'lead' },
  Not_Queued: { words: 'The receiver did not queue the lead', scope: 'lead' },
  Login_Refused: { words: 'The receiver refused the access token', scope: 'every-lead' },
  Throttled: { words: 'The receiver asks for fewer posts at a time', scope: 'for-now' },
};

export const scopeOf = (refusal: Refusal) => REFUSALS[refusal].scope;

/** A refusal as a sentence that includes the receiver's own message. */
export function refusalSentence(refusal: Refusal, vendorText: string): string {
  const { words } = REFUSALS[refusal];
  return vendorText === '' ? `${words}.` : `${words}: “${vendorText}”`;
}

/** A response type by its name or number; null for any other. */
export function responseType(text: string): ResponseType | null {
  if (/^\d$/.test(text)) return RESPONSE_TYPES[Number(text)] ?? null;
  const bare = (name: string) => name.replace(/[\s_-]/g, '').toLowerCase();
  return RESPONSE_TYPES.find((type) => bare(type) === bare(text)) ?? null;
}
