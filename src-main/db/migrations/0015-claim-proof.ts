import type { Migration } from '../migration.ts';

/**
 * What the vendor reported about a lead before a claim was written to it and in its answer, and what its report proves: this claim, or only
 * that the account has the lead. For earlier claims this was not checked, so only the account is proved.
 */
export const claimProof: Migration = {
  version: 15,
  name: 'what the vendor’s word proves of a claim',
  sql: `
-- 'claim': it was this desk's claim. 'account': the account has it, by this desk or another one that uses it. Empty: nothing is.
ALTER TABLE offered_lead ADD COLUMN confirmed TEXT NOT NULL DEFAULT '' CHECK (confirmed = '' OR confirmed = 'claim' OR confirmed = 'account');
ALTER TABLE offer_act ADD COLUMN confirmed TEXT NOT NULL DEFAULT '' CHECK (confirmed = '' OR confirmed = 'claim' OR confirmed = 'account');
-- JSON of who had the lead, when it was looked up right before the write; null while it was not.
ALTER TABLE offer_act ADD COLUMN seen_before TEXT;
-- JSON of who had it by the answer to the write; null while there is none.
ALTER TABLE offer_act ADD COLUMN seen_after TEXT;

UPDATE offered_lead SET confirmed = 'account' WHERE state = 'claimed' AND agent IS NOT NULL;
UPDATE offer_act SET confirmed = 'account', what = 'Claimed with your account, here or on another desk'
WHERE kind = 'claim' AND outcome = 'claimed';
UPDATE offer_act SET seen_before = '{"at":0,"known":false,"userId":null,"claimedAt":null,"via":""}' WHERE kind = 'claim';
`,
};
