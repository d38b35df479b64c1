import type { Account } from '../account/model.ts';

/** An edit that a colleague made at the same time. */
export interface ColleagueEdit {
  readonly what: string;
  readonly uid: number;
  readonly property: string;
  readonly value: string | number;
}

/** Edits a different thing in the account each time: a price, notes, an order's status, a campaign's name, a list. */
export function editAsColleague(account: Account, turn: number): ColleagueEdit | undefined {
  const nth = <T>(list: readonly T[]): T | undefined => list[Math.floor(turn / 5) % Math.max(1, list.length)];
  switch (turn % 5) {
    case 0: {
      const one = nth(account.deliveryAccounts);
      if (one === undefined) return undefined;
      one.price = Math.round((one.price + 1) * 100) / 100;
      return { what: 'account', uid: one.clientAccountUid, property: 'Price', value: one.price };
    }
    case 1: {
      const one = nth(account.clients);
      if (one === undefined) return undefined;
      const value = `Called by a colleague, ${turn}`;
      one.rest = { ...one.rest, Notes: value };
      return { what: 'client', uid: one.clientUid, property: 'Notes', value };
    }
    case 2: {
      const one = nth(account.clientOrders);
      if (one === undefined) return undefined;
      one.status = one.status === 'Open' ? 'OnHold' : 'Open';
      return { what: 'order', uid: one.orderUid, property: 'Status', value: one.status };
    }
    case 3: {
      const one = nth(account.campaigns);
      if (one === undefined) return undefined;
      one.accountName = `${one.accountName.replace(/ \(v\d+\)$/, '')} (v${turn})`;
      return { what: 'campaign', uid: one.campaignUid, property: 'AccountName', value: one.accountName };
    }
    default: {
      const one = nth(account.lists.flatMap(({ items }) => items));
      if (one === undefined) return undefined;
      one.tag1 = `Checked ${turn}`;
      return { what: 'list item', uid: one.itemUid, property: 'Tag1', value: one.tag1 };
    }
  }
}
