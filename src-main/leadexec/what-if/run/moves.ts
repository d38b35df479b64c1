import type { WhatIfBuyer, WhatIfMove } from '../../../../src-preload/contract/index.ts';
import type { Distribution } from '../distribution.ts';
import type { AccountSetup, LeadInput } from '../model.ts';
import type { ScanRecord } from '../outcomes.ts';
import type { Sold } from './kept-sales.ts';
import type { PostedInput } from './read-posted.ts';
import type { Names } from './tally.ts';
import { explain } from './words.ts';

/** One of the two distributions of a run. */
export interface Side {
  readonly setup: AccountSetup;
  readonly engine: Distribution;
  readonly record: ScanRecord;
}

/** Whether a lead went to the same accounts. */
export function isSame(before: Sold, after: Sold): boolean {
  const [one, other] = [boughtAt(before), boughtAt(after)];
  return one.length === other.length && one.every((place) => other.includes(place));
}

/** The accounts that buy a lead after the changes and did not before. */
export function gainedBy(before: Sold, after: Sold): number[] {
  const had = boughtAt(before);
  return boughtAt(after).filter((place) => !had.includes(place));
}

const boughtAt = ({ sends }: Sold): number[] => sends.flatMap(({ place, valid }) => (valid ? [place] : []));

/** A lead that goes to other accounts: the accounts before and after, and the reason for each lost or gained buyer. */
export function moveOf(
  {
    post,
    lead,
    names,
    refused,
  }: {
    readonly post: PostedInput;
    readonly lead: LeadInput;
    readonly names: Names;
    /** It was refused when it was posted. */
    readonly refused: boolean;
  },
  before: Side & { readonly sale: Sold },
  after: Side & { readonly sale: Sold },
): WhatIfMove {
  const [had, has] = [boughtAt(before.sale), boughtAt(after.sale)];
  const who = (place: number) => names.owned(before.engine.accounts[place]?.clientAccountUid ?? 0);
  return {
    postNo: post.postNo,
    leadId: post.leadId,
    at: lead.at,
    campaign: names.campaign(lead.campaignUid ?? post.campaign ?? 0),
    before: had.flatMap((place) => buyerAt(before.engine, place, names)),
    after: has.flatMap((place) => buyerAt(after.engine, place, names)),
    why: [
      ...had
        .filter((place) => !has.includes(place))
        .map(
          (place) =>
            `Lost by ${who(place)}: ${refused ? 'The lead is refused when it is posted.' : whyAt(after, place, lead)}`,
        ),
      ...has
        .filter((place) => !had.includes(place))
        .map((place) => `Gained by ${who(place)}. Before: ${whyAt(before, place, lead)}`),
    ],
  };
}

function buyerAt({ accounts }: Distribution, place: number, names: Names): WhatIfBuyer[] {
  const account = accounts[place];
  if (account === undefined) return [];
  const { clientUid, clientAccountUid, price } = account;
  const [client, name] = [names.client(clientUid), names.account(clientAccountUid)];
  return [{ clientUid, client, clientAccountUid, account: name, price }];
}

/** Why an account did not get a lead. */
export const whyAt = (side: Side, place: number, lead: LeadInput): string => wordsAt(side, place, lead).why;

export function wordsAt({ setup, engine, record }: Side, place: number, lead: LeadInput) {
  const account = engine.accounts[place];
  const considered = record.at(place);
  if (account === undefined) throw new Error(`There is no account at place ${place}`);
  const criteria = engine.criteria[place];
  const unreadable = criteria === undefined ? null : engine.predicates.unreadable(criteria, considered.detail);
  return { outcome: considered.outcome, ...explain({ setup, account, lead, considered, unreadable }) };
}
