import type { AcceptedPost } from '../../delivery/log/money-of-posts.ts';
import type { ReportedSend } from '../../delivery/rows/sends.ts';

/** Leads, their sends and their results. */
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
  /** The name that was reported last, and when. */
  client: string;
  namedAt: number;
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
  readonly clients: ClientSums[] = [];
  /** When its newest lead was accepted. */
  newestAt = 0;
  readonly #byClient = new Map<string, ClientSums[]>();

  /** Adds a lead, in any order. `campaign` is 0 for none. */
  add(post: AcceptedPost, campaign: number): void {
    const lead = this.#campaign(campaign);
    const kept = post.returnState !== 'returned' && post.review !== 'rejected';
    this.newestAt = Math.max(this.newestAt, post.at);
    lead.leads += 1;
    if (kept) lead.paid += post.paid ?? 0;
    if (post.sends.length > 0) lead.told += 1;
    countState(lead, post);
    for (const send of post.sends) this.#addSend(post, send, lead, kept);
  }

  #addSend(post: AcceptedPost, { clientUid, client: name, valid, price }: ReportedSend, lead: LeadSums, kept: boolean) {
    const client = this.#client(post, clientUid);
    if (name !== '' && post.at >= client.namedAt) {
      client.client = name;
      client.namedAt = post.at;
    }
    client.leads += 1;
    countState(client, post);
    if (valid === false) {
      client.declined += 1;
      lead.declined += 1;
      return;
    }
    // If the receiver did not report whether it is valid, nothing is earned yet.
    if (valid === null) return;
    client.sends += 1;
    lead.sends += 1;
    if (price !== null) countPrice(client, price);
    if (!kept) return;
    client.revenue += price ?? 0;
    lead.revenue += price ?? 0;
  }

  #campaign(campaign: number): LeadSums {
    let found = this.campaigns.get(campaign);
    if (found === undefined) {
      found = { ...noSums(), told: 0, paid: 0 };
      this.campaigns.set(campaign, found);
    }
    return found;
  }

  #client({ connectionId, kind }: AcceptedPost, clientUid: string): ClientSums {
    let same = this.#byClient.get(clientUid);
    if (same === undefined) {
      same = [];
      this.#byClient.set(clientUid, same);
    }
    // A client has sends of few receivers and kinds.
    let found = same.find((one) => one.connectionId === connectionId && one.kind === kind);
    if (found === undefined) {
      found = { ...noSums(), connectionId, kind, clientUid, client: '', namedAt: 0, prices: new Map() };
      same.push(found);
      this.clients.push(found);
    }
    return found;
  }
}

function countState(sums: Sums, { returnState, review }: AcceptedPost): void {
  if (returnState === 'returned') sums.returned += 1;
  if (review === 'pending') sums.reviewPending += 1;
  else if (review === 'rejected') sums.reviewRejected += 1;
}

function countPrice(client: ClientSums, price: number): void {
  if (client.prices === null) return;
  client.prices.set(price, (client.prices.get(price) ?? 0) + 1);
  if (client.prices.size > MOST_PRICES) client.prices = null;
}
