import type { ClaimProof } from '../db/offer-tables.ts';
import type { Millis } from '../db/tables.ts';

/** Who had a lead when it was looked at, by the vendor's word. */
export interface SeenClaim {
  /** When this desk looked. */
  readonly at: Millis;
  /** Whether the vendor told at all. */
  readonly known: boolean;
  /** Null where nobody had it, or it was not told. */
  readonly userId: string | null;
  readonly claimedAt: Millis | null;
  readonly via: string;
}

/** Reads what was kept of a look. */
export const seenIn = (kept: string | null): SeenClaim | null =>
  kept === null ? null : (JSON.parse(kept) as SeenClaim);

export interface Evidence {
  /** Right before this desk's write; null where it wrote nothing. */
  readonly before: SeenClaim | null;
  /** By the answer to the write; null where there was none, or it told nothing. */
  readonly after: SeenClaim | null;
  /** What the vendor says now: the desk's own account has the lead. */
  readonly claimedAt: Millis | null;
  readonly via: string;
  /** What this desk wrote as `claimed_via`. */
  readonly wrote: string;
  /** Nobody else claims with the account. */
  readonly soleUse: boolean;
}

/**
 * What it proves that the vendor names this desk's account. The vendor has no conditional write and knows no desks, so two desks with one
 * account that both read that nobody has a lead, and both write, get the same answers: none of them can tell that it was the first. So
 * it is this claim only where nobody else uses the account, and nothing that the vendor says speaks against it: nobody had the lead
 * right before the write, and it was claimed the way and at the time that the answer to the write told.
 */
export function proofOf({ before, after, claimedAt, via, wrote, soleUse }: Evidence): Exclude<ClaimProof, ''> {
  if (!soleUse || before === null || !before.known || before.userId !== null) return 'account';
  if (via !== '' && via !== wrote) return 'account';
  const isOther = after !== null && after.claimedAt !== null && claimedAt !== null && after.claimedAt !== claimedAt;
  return isOther ? 'account' : 'claim';
}

/** What is said of a claim that is confirmed, in a sentence without its end. */
export function proofWords(proof: Exclude<ClaimProof, ''>, before: SeenClaim | null): string {
  if (proof === 'claim') return 'The vendor confirms the claim';
  return before !== null && before.userId !== null
    ? 'Claimed with your account before this claim was sent, on another desk or at the vendor'
    : 'Claimed with your account, here or on another desk';
}
