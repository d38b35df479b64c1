import type { ClaimProof } from '../db/offer-tables.ts';
import type { Millis } from '../db/tables.ts';

/** Who had a lead according to the vendor, when it was read. */
export interface SeenClaim {
  /** When this desk read it. */
  readonly at: Millis;
  /** Whether the answer says who has the lead. */
  readonly known: boolean;
  /** Null if nobody had it or the answer didn't say. */
  readonly userId: string | null;
  readonly claimedAt: Millis | null;
  readonly via: string;
}

/** Parses a stored `SeenClaim`. */
export const seenIn = (kept: string | null): SeenClaim | null =>
  kept === null ? null : (JSON.parse(kept) as SeenClaim);

export interface Evidence {
  /** Read right before this desk's write; null if it wrote nothing. */
  readonly before: SeenClaim | null;
  /** From the answer to the write; null if there was none or it didn't say. */
  readonly after: SeenClaim | null;
  /** The vendor's current claim time. The desk's own account has the lead. */
  readonly claimedAt: Millis | null;
  readonly via: string;
  /** What this desk wrote as `claimed_via`. */
  readonly wrote: string;
  /** Whether nobody else claims with the account. */
  readonly soleUse: boolean;
}

/**
 * What is proved if the vendor reports that this desk's account has the lead. The vendor has no conditional write and doesn't distinguish
 * desks. Two desks with the same account that both find the lead open and both write get the same answers, and neither can tell whether it
 * was first. So this desk's claim is proved only if nobody else uses the account and nothing contradicts it: nobody had the lead right
 * before the write, and its way and time of claim are those in the answer to the write.
 */
export function proofOf({ before, after, claimedAt, via, wrote, soleUse }: Evidence): Exclude<ClaimProof, ''> {
  if (!soleUse || before === null || !before.known || before.userId !== null) return 'account';
  if (via !== '' && via !== wrote) return 'account';
  const isOther = after !== null && after.claimedAt !== null && claimedAt !== null && after.claimedAt !== claimedAt;
  return isOther ? 'account' : 'claim';
}

/** The text about a confirmed claim, as a sentence without its period. */
export function proofWords(proof: Exclude<ClaimProof, ''>, before: SeenClaim | null): string {
  if (proof === 'claim') return 'The vendor confirms the claim';
  return before !== null && before.userId !== null
    ? 'Claimed with your account before this claim was sent, on another desk or at the vendor'
    : 'Claimed with your account, here or on another desk';
}
