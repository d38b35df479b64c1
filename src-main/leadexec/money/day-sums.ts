import type { AcceptedRow } from '../../delivery/money-rows.ts';

/** Leads, their sends and what became of them. */
export interface Sums {
  leads: number;
  revenue: number;
  sends: number;
  declined: number;
  returned: number;
  reviewPending: number;
  reviewRejected: number;
}

/** The revenue of a campaign's leads on a day. */
export interface LeadSums extends Sums {
  /** Leads whose buyers the receiver reported. */
  told: number;
  paid: number;
}

/** A client's sends on a day, of one kind of post. */
export interface ClientSums extends Sums {
  readonly connectionId: number;
  readonly kind: string;
  readonly clientUid: string;
  /** The name that was reported last. */
  client: string;
  /** Valid sends by their price, so that they can be assigned to the client's accounts; null if there were too many prices for that. */
  prices: Map<number, number> | null;
}

/** With more prices per day than a client has accounts, its sends can't be assigned by them. */
const MOST_PRICES = 24;

const noSums = (): Sums => ({
  ...{ leads: 0, revenue: 0, sends: 0, declined: 0 },
  ...{ returned: 0, reviewPending: 0, reviewRejected: 0 },
});

/** The accepted leads of one day in the account's time zone. */
export class DaySums {
  readonly campaigns = new Map<number, LeadSums>();
  readonly clients = new Map<string, ClientSums>();
  /** When its newest lead was accepted. */
  newestAt = 0;
  #lastPost = -1;

  /** Adds a row of a post. Rows of one post are consecutive. `campaign` is 0 for none. */
  add(row: AcceptedRow, campaign: number): void {
    const lead = this.#campaign(campaign);
    const kept = row.returnState !== 'returned' && row.review !== 'rejected';
    if (row.postNo !== this.#lastPost) {
      this.#lastPost = row.postNo;
      this.newestAt = Math.max(this.newestAt, row.at);
      lead.leads += 1;
      if (kept) lead.paid += row.paid ?? 0;
      if (row.clientUid !== null) lead.told += 1;
      countState(lead, row);
    }
    if (row.clientUid === null) return;
    const client = this.#client(row.connectionId, row.kind, row.clientUid);
    client.client = row.client ?? client.client;
    client.leads += 1;
    countState(client, row);
    if (row.valid === 0) {
      client.declined += 1;
      lead.declined += 1;
      return;
    }
    // If the receiver did not report whether it is valid, nothing is earned yet.
    if (row.valid === null) return;
    client.sends += 1;
    lead.sends += 1;
    if (row.price !== null) countPrice(client, row.price);
    if (!kept) return;
    client.revenue += row.price ?? 0;
    lead.revenue += row.price ?? 0;
  }

  #campaign(campaign: number): LeadSums {
    const found = this.campaigns.get(campaign) ?? { ...noSums(), told: 0, paid: 0 };
    this.campaigns.set(campaign, found);
    return found;
  }

  #client(connectionId: number, kind: string, clientUid: string): ClientSums {
    const key = `${connectionId} ${kind} ${clientUid}`;
    let found = this.clients.get(key);
    if (found === undefined) {
      found = { ...noSums(), connectionId, kind, clientUid, client: '', prices: new Map() };
      this.clients.set(key, found);
    }
    return found;
  }
}

function countState(sums: Sums, { returnState, review }: AcceptedRow): void {
  if (returnState === 'returned') sums.returned += 1;
  if (review === 'pending') sums.reviewPending += 1;
  else if (review === 'rejected') sums.reviewRejected += 1;
}

function countPrice(client: ClientSums, price: number): void {
  if (client.prices === null) return;
  client.prices.set(price, (client.prices.get(price) ?? 0) + 1);
  if (client.prices.size > MOST_PRICES) client.prices = null;
}
