import { getConnection } from '../connections/connections.ts';
import type { ClaimProof, ClaimState } from '../db/offer-tables.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { proofOf, proofWords, seenIn } from './claim-proof.ts';
import { actionRow, handedBackAt, storeClaimResult } from './rows/actions.ts';
import { changeOffered, noteChecked, type OfferedLead, offeredRowByKey } from './rows/offered-leads.ts';
import { knownName, ownUsers } from './rows/people.ts';

/** A vendor's report of who has a lead. */
export interface VendorClaim {
  readonly connectionId: number;
  /** The vendor's id of the lead. */
  readonly externalId: string;
  /** Null if nobody has it. */
  readonly userId: string | null;
  /** Empty if the vendor reports only the id. */
  readonly name: string;
  /** Null if it is not reported. */
  readonly at: Millis | null;
  readonly via: string;
  /** As the vendor reports it. */
  readonly timeToClaim: number | null;
  readonly now: Millis;
}

/** What the vendor's report changed. */
export interface ClaimNews {
  /** The offered lead. */
  readonly id: number;
  readonly before: ClaimState;
  readonly after: ClaimState;
  /** The name of its current holder. */
  readonly holder: string;
  /** The claim at this desk that is affected; null if there was none. */
  readonly actId: number | null;
}

type Row = OfferedLead & {
  /** From the claim at this desk. */
  readonly seen_before: string | null;
  readonly seen_after: string | null;
};

/**
 * Applies a vendor's report of who has a lead, and records that the vendor was asked. A report that nobody has it changes nothing. If the
 * holder is the user of the connection's token, or a user as whom the vendor has confirmed this desk before, the claim made here is
 * confirmed as far as `proofOf` allows. If it is someone else and the lead was claimed here, the claim is lost. If GET /me has not reported
 * the token's user, an id alone can't be told apart from others: a claim that the vendor may have received becomes unknown, and one that
 * was never sent (an intent) is lost. A lead that was handed back here stays open although the vendor, which has no request for that,
 * continues to report it as this desk's. In the caller's transaction, or its own.
 *
 * @returns what changed; null if nothing did, or the lead was never offered
 */
export function applyVendorClaim(store: Store, reported: VendorClaim): ClaimNews | null {
  return store.write(() => {
    const offered = offeredRowByKey(store, reported);
    if (!offered) return null;
    const action = offered.act_id === null ? undefined : actionRow(store, offered.act_id);
    const row = { ...offered, seen_before: action?.seen_before ?? null, seen_after: action?.seen_after ?? null };
    noteChecked(store, reported, reported.now);
    const next = after(store, row, reported);
    if (next === null || same(row, next)) return null;
    changeOffered(store, row.id, next);
    if (row.act_id !== null && row.agent !== null && (next.state !== row.state || next.confirmed !== row.confirmed))
      storeResult(store, row.act_id, next, row, reported.now);
    return { id: row.id, before: row.state, after: next.state, holder: next.holder, actId: row.act_id };
  });
}

type Claim = Pick<
  OfferedLead,
  'state' | 'holder' | 'holder_user' | 'claimed_at' | 'claimed_via' | 'time_to_claim' | 'confirmed'
>;

const same = (a: Claim, b: Claim): boolean =>
  a.state === b.state &&
  a.holder === b.holder &&
  a.holder_user === b.holder_user &&
  a.claimed_at === b.claimed_at &&
  a.claimed_via === b.claimed_via &&
  a.time_to_claim === b.time_to_claim &&
  a.confirmed === b.confirmed;

const claimIn = (row: Claim): Claim => ({
  state: row.state,
  holder: row.holder,
  holder_user: row.holder_user,
  claimed_at: row.claimed_at,
  claimed_via: row.claimed_via,
  time_to_claim: row.time_to_claim,
  confirmed: row.confirmed,
});

/** A lead's state after the vendor's report; null if it does not change. */
function after(store: Store, row: Row, reported: VendorClaim): Claim | null {
  const { userId, connectionId } = reported;
  if (userId === null) return null;
  const us = ownUsers(store, connectionId);
  const isUs = us.includes(userId);
  const theirs: Claim = {
    state: 'claimed',
    holder: nameOf(store, reported, userId),
    holder_user: userId,
    claimed_at: reported.at ?? (row.holder_user === userId ? row.claimed_at : null),
    claimed_via: reported.via,
    time_to_claim: reported.timeToClaim,
    confirmed: '',
  };
  // The lead is open, or it was claimed elsewhere from the start.
  if (row.agent === null) return isUs && wasHandedBack(store, row, reported.at) ? null : theirs;
  if (isUs || (row.state === 'claimed' && row.holder_user === userId)) {
    return {
      ...theirs,
      holder: row.agent,
      claimed_at: row.state === 'lost' ? theirs.claimed_at : (row.claimed_at ?? reported.at),
      confirmed: proofNow(store, row, reported),
    };
  }
  const cannotTell = us.length === 0 && row.holder_user === '' && row.state !== 'intent';
  return cannotTell ? { ...claimIn(row), state: 'unknown' } : { ...theirs, state: 'lost' };
}

/**
 * What the vendor's report that this account has the lead proves about the claim at this desk. A claim that was uncertain once stays
 * uncertain.
 */
function proofNow(store: Store, row: Row, reported: VendorClaim): Exclude<ClaimProof, ''> {
  const { source } = getConnection(store, reported.connectionId);
  if (source?.kind !== 'liondesk' || row.confirmed === 'account') return 'account';
  return proofOf({
    before: seenIn(row.seen_before),
    after: seenIn(row.seen_after),
    claimedAt: reported.at,
    via: reported.via,
    wrote: source.claimedVia,
    soleUse: source.soleUse,
  });
}

function nameOf(store: Store, { connectionId, name }: VendorClaim, userId: string): string {
  if (name !== '') return name;
  return knownName(store, connectionId, userId) || `User ${userId}`;
}

/** Whether an open lead was handed back here after `at`, regardless of what the vendor reports since. */
export function wasHandedBack(store: Store, { id, state }: Pick<Row, 'id' | 'state'>, at: Millis | null): boolean {
  if (state !== 'open') return false;
  const back = handedBackAt(store, id);
  return back !== null && (at === null || at <= back);
}

/** Stores the result of the claim at this desk. */
function storeResult(store: Store, actId: number, { state, holder, confirmed }: Claim, row: Row, now: Millis): void {
  const isLost = state === 'lost';
  const what = isLost
    ? `Lost to ${holder}, as confirmed by the vendor`
    : state === 'claimed'
      ? proofWords(confirmed === 'claim' ? 'claim' : 'account', seenIn(row.seen_before))
      : 'The vendor reports that someone has it, but not whether that is this desk';
  storeClaimResult(store, actId, {
    ...{ outcome: state, lost_to: isLost ? holder : '', what, confirmed },
    settled_at: state === 'unknown' ? null : now,
  });
}
