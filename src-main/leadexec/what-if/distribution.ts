import { centroidOfZip } from '../../geo/zip-centroids.ts';
import type { ClientDeliveryUID, ClientUID, VendorAccountUID } from '../../vendors/leadexec/ids.ts';
import type { CriterionPorts } from './criteria/compile.ts';
import { timedExpressions } from './criteria/expression.ts';
import { ALL_MET, type Criteria, cantTellAt, Predicates } from './criteria/predicates.ts';
import { type Applying, Lists, refusingList } from './lists.ts';
import { hasMaxima, Usage } from './maxima.ts';
import type { AccountSetup, CampaignSetup, DeliveryAccountSetup, LeadInput, SendFact } from './model.ts';
import { countSend, Orders } from './orders.ts';
import { CODE, type ScanRecord } from './outcomes.ts';
import { type LastSent, type Ranked, type Ranking, rank } from './rank.ts';
import { Schedule } from './schedule.ts';
import { StaticChecks } from './static-checks.ts';
import { type Calendar, ZoneClock } from './zone-clock.ts';

export interface DistributionPorts extends Partial<CriterionPorts> {
  /** Shared with another distribution of the same leads. The code that shares them calls `nextLead`. */
  readonly predicates?: Predicates;
  /** Whether the client accepts the lead that is the `turn`-th send to this account. By default all are accepted. */
  readonly accepts?: (lead: LeadInput, account: DeliveryAccountSetup, turn: number) => boolean;
}

/** A send of a run, to the account with this index. */
export interface Sent {
  readonly place: number;
  readonly valid: boolean;
  readonly price: number;
}

/** The result for a lead. */
export interface Sale {
  readonly sends: readonly Sent[];
  /** Accounts for which it is unknown whether they would have bought it. */
  readonly cantTell: number;
  /** A preference that is unknown here decided, and price was used instead. */
  readonly assumed: boolean;
  /** It had already been sold as often as its campaign allows, so no account was considered. */
  readonly atMaximum: boolean;
}

interface Scanning {
  readonly lead: LeadInput;
  readonly now: Calendar;
  readonly lists: Applying;
  readonly exclusiveClient: ClientUID | null;
  readonly forced: ReadonlySet<string> | null;
  readonly buyers: ReadonlySet<ClientUID>;
  readonly soldExclusively: boolean;
}

const NOBODY: ReadonlySet<ClientUID> = new Set();
const MAX_REACHED: Sale = { sends: [], cantTell: 0, assumed: false, atMaximum: true };

/**
 * Distributes leads as the account would: which accounts are considered, how they are ranked, and which buy, with everything that counts
 * over time. Leads and sends must be in the order of their time. The rules are decided in docs/decisions/0012.
 */
export class Distribution {
  readonly clock: ZoneClock;
  readonly orders: Orders;
  readonly predicates: Predicates;
  readonly criteria: readonly Criteria[];
  readonly #static: StaticChecks;
  readonly #setup: AccountSetup;
  readonly #accepts: NonNullable<DistributionPorts['accepts']>;
  readonly #campaigns: ReadonlyMap<VendorAccountUID, CampaignSetup>;
  readonly #lists: Lists;
  readonly #shared: boolean;
  /** By place; undefined without a method that is in the copies. */
  readonly #schedules: readonly (Schedule | undefined)[];
  /** Whether the client of the account at a place is in a distribution list. */
  readonly #isListed: readonly boolean[];
  readonly #usage: readonly Usage[];
  readonly #limited: readonly boolean[];
  readonly #turns: Uint32Array;
  readonly #lastOfAccount: Float64Array;
  readonly #lastOfClient = new Map<ClientUID, number>();
  readonly #last: LastSent = {
    account: (place) => this.#lastOfAccount[place] ?? 0,
    client: (uid) => this.#lastOfClient.get(uid) ?? 0,
  };

  /** @throws RangeError for a time zone that does not exist */
  constructor(setup: AccountSetup, { accepts = () => true, placeOf, expressions, predicates }: DistributionPorts = {}) {
    this.#setup = setup;
    this.#accepts = accepts;
    this.clock = new ZoneClock(setup.timeZone);
    this.#static = new StaticChecks(setup);
    this.orders = new Orders(setup.orders, this.clock);
    this.#shared = predicates !== undefined;
    this.predicates =
      predicates ??
      new Predicates(setup, { placeOf: placeOf ?? centroidOfZip, expressions: expressions ?? timedExpressions() });
    this.criteria = this.accounts.map((one) => this.predicates.add(one.criteria));
    this.#campaigns = new Map(setup.campaigns.map((one) => [one.campaignUid, one]));
    this.#lists = new Lists(setup.lists);
    const schedules = new Map<ClientDeliveryUID | null, Schedule>(
      setup.methods.map((one) => [one.deliveryUid, new Schedule(one.days)]),
    );
    this.#schedules = this.accounts.map(({ deliveryUid }) => schedules.get(deliveryUid));
    this.#isListed = this.accounts.map(({ clientUid }) => this.#lists.has(clientUid));
    this.#usage = this.accounts.map(() => new Usage());
    this.#limited = this.accounts.map(hasMaxima);
    this.#turns = new Uint32Array(this.accounts.length);
    this.#lastOfAccount = new Float64Array(this.accounts.length);
  }

  /** The accounts by identifier. An account's place is its index in this list. */
  get accounts(): readonly DeliveryAccountSetup[] {
    return this.#static.accounts;
  }

  /** The valid sends that count for an account's maxima. */
  usage(place: number): Usage {
    return this.#usage[place] ?? new Usage();
  }

  /** Counts a send that was made; not for orders, which include their sends. */
  count({ at, valid }: Pick<SendFact, 'at' | 'valid'>, place: number): void {
    const account = this.accounts[place];
    if (account === undefined) return;
    this.#turns[place] = (this.#turns[place] ?? 0) + 1;
    this.#lastOfAccount[place] = at;
    if (!valid) return;
    this.#lastOfClient.set(account.clientUid, at);
    this.#usage[place]?.count(at, this.clock.at(at));
  }

  /** Scans for a lead and sells it down the list. The result at each account is added to `record`. */
  sell(lead: LeadInput, record?: ScanRecord, before: readonly SendFact[] = []): Sale {
    const campaign = this.#campaignOf(lead);
    const sold = before.filter(({ valid }) => valid).length;
    const maxSell = campaign?.maxSell ?? 1;
    const most =
      maxSell === 0 ? Number.POSITIVE_INFINITY : Math.max(maxSell, lead.options?.allowOverMax === true ? sold + 1 : 0);
    if (record !== undefined) record.considered = [];
    if (sold >= most) return MAX_REACHED;
    const { fitting, unknown } = this.#scan(lead, campaign, record, before);
    const ranking = rank(fitting, campaign?.preference ?? this.#setup.preference, this.#last);
    const sends = this.#sellDown(lead, ranking, { most, sold, before }, record);
    return { sends, cantTell: unknown.length, assumed: ranking.assumed, atMaximum: false };
  }

  /** Adds the first check that one account fails to `record`, if it fails any. The lead is not sold. */
  check(lead: LeadInput, place: number, record: ScanRecord): void {
    const { refused, left } = this.#static.candidates(
      lead.leadTypeUid,
      lead.accountType,
      lead.options?.automated ?? true,
    );
    const always = refused.find(([one]) => one === place);
    if (always !== undefined) record.set(...always);
    const ranked = left.find((one) => one.place === place);
    if (ranked !== undefined) this.#refusal(this.#scanning(lead, this.#campaignOf(lead), []), ranked, record);
  }

  #campaignOf({ campaignUid }: LeadInput): CampaignSetup | undefined {
    return campaignUid === null ? undefined : this.#campaigns.get(campaignUid);
  }

  #scan(
    lead: LeadInput,
    campaign: CampaignSetup | undefined,
    record: ScanRecord | undefined,
    before: readonly SendFact[],
  ): { readonly fitting: readonly Ranked[]; readonly unknown: readonly Ranked[] } {
    this.orders.passTo(lead.at);
    if (!this.#shared) this.predicates.nextLead();
    const scanning = this.#scanning(lead, campaign, before);
    const { automated = true } = lead.options ?? {};
    const candidates = this.#static.candidates(lead.leadTypeUid, lead.accountType, automated);
    record?.begin(candidates);
    const fitting: Ranked[] = [];
    const unknown: Ranked[] = [];
    for (const one of candidates.left) {
      const refusal = this.#refusal(scanning, one, record);
      if (refusal === undefined) fitting.push(one);
      else if (refusal === CODE['cant-tell']) unknown.push(one);
    }
    return { fitting, unknown };
  }

  #scanning(lead: LeadInput, campaign: CampaignSetup | undefined, before: readonly SendFact[]): Scanning {
    const forced = (lead.options?.forceIds ?? []).filter((id) => id !== '' && id !== '0');
    const valid = before.filter((one) => one.valid);
    const boughtBy = valid.flatMap(
      (one) => this.accounts.find((other) => other.clientAccountUid === one.clientAccountUid) ?? [],
    );
    return {
      lead,
      now: this.clock.at(lead.at),
      lists: this.#lists.applying(lead.leadTypeUid, lead.values),
      exclusiveClient: campaign?.exclusiveClientUid ?? null,
      forced: forced.length > 0 ? new Set(forced) : null,
      buyers: valid.length === 0 ? NOBODY : new Set(boughtBy.map(({ clientUid }) => clientUid)),
      soldExclusively: boughtBy.some(({ exclusive }) => exclusive),
    };
  }

  /** The code of the first check that an account fails, of those that depend on the lead; undefined if it fails none. */
  #refusal(scanning: Scanning, { place, setup }: Ranked, record: ScanRecord | undefined): number | undefined {
    const { lead, now, lists, exclusiveClient, forced, buyers } = scanning;
    const { clientUid, clientAccountUid } = setup;
    if (exclusiveClient !== null && exclusiveClient !== clientUid)
      return refused(record, place, CODE['campaign-exclusive']);
    if (forced !== null && !forced.has(String(clientUid)) && !forced.has(String(clientAccountUid))) {
      return refused(record, place, CODE['force-ids']);
    }
    const list = this.#isListed[place] === true ? refusingList(lists, clientUid) : -1;
    if (list !== -1) return refused(record, place, CODE.list, list);
    const unmet = this.predicates.firstUnmet(this.criteria[place] ?? NO_CRITERIA, lead.values, now);
    if (unmet >= 0) return refused(record, place, CODE.criteria, unmet);
    if (unmet !== ALL_MET) return refused(record, place, CODE['cant-tell'], cantTellAt(unmet));
    if (buyers.has(clientUid)) return refused(record, place, CODE['client-has-lead']);
    if (lead.options?.ignoreExclusive !== true) {
      if (scanning.soldExclusively) return refused(record, place, CODE['sold-exclusively']);
      if (setup.exclusive && buyers.size > 0) return refused(record, place, CODE['exclusive-sold']);
    }
    const full = this.#limited[place] === true ? (this.#usage[place]?.reached(setup, lead.at, now) ?? -1) : -1;
    if (full !== -1) return refused(record, place, CODE.maximum, full);
    if (this.#schedules[place]?.isOpen(now) === false) {
      return refused(record, place, CODE.schedule);
    }
    if (setup.useOrder && this.orders.open(clientUid, clientAccountUid, setup.price, lead.at) === undefined) {
      return refused(record, place, CODE.order);
    }
    return undefined;
  }

  /**
   * Goes down the list until the lead is sold often enough. A client buys it once. An exclusive account only buys what nobody has bought,
   * and then nobody else does.
   */
  #sellDown(
    lead: LeadInput,
    { order, behind }: Ranking,
    { most, sold: soldBefore, before }: { most: number; sold: number; before: readonly SendFact[] },
    record: ScanRecord | undefined,
  ): Sent[] {
    const sends: Sent[] = [];
    let [sold, ended] = [soldBefore, false];
    const buyers = new Set<ClientUID>();
    const asked = this.#askedBefore(before);
    for (const { place } of behind) record?.set(place, CODE['other-account']);
    for (const { place, setup, client } of order) {
      if (ended || sold >= most) record?.set(place, CODE['not-reached']);
      else if (buyers.has(setup.clientUid)) record?.set(place, CODE['other-account']);
      else if (asked.accounts.has(place) || (asked.clients.has(setup.clientUid) && !client.useDeliveryTiers)) {
        record?.set(place, CODE['asked-before']);
      } else if (setup.exclusive && sold > 0 && lead.options?.ignoreExclusive !== true) {
        record?.set(place, CODE['exclusive-sold']);
      } else {
        const sent = this.#send(lead, place, setup);
        sends.push(sent);
        record?.set(place, sent.valid ? CODE.bought : CODE.declined);
        if (!sent.valid) continue;
        sold += 1;
        buyers.add(setup.clientUid);
        ended = setup.exclusive;
      }
    }
    return sends;
  }

  #askedBefore(before: readonly SendFact[]): { accounts: ReadonlySet<number>; clients: ReadonlySet<ClientUID> } {
    const accounts = new Set(
      before.map((one) => this.accounts.findIndex((other) => other.clientAccountUid === one.clientAccountUid)),
    );
    return { accounts, clients: new Set([...accounts].flatMap((place) => this.accounts[place]?.clientUid ?? [])) };
  }

  #send(lead: LeadInput, place: number, setup: DeliveryAccountSetup): Sent {
    const valid = this.#accepts(lead, setup, (this.#turns[place] ?? 0) + 1);
    const against = setup.useOrder
      ? this.orders.open(setup.clientUid, setup.clientAccountUid, setup.price, lead.at)
      : undefined;
    this.count({ at: lead.at, valid }, place);
    if (valid && against !== undefined) countSend(against, setup.price);
    return { place, valid, price: valid ? setup.price : 0 };
  }
}

function refused(record: ScanRecord | undefined, place: number, code: number, detail = -1): number {
  record?.set(place, code, detail);
  return code;
}

const NO_CRITERIA: Criteria = new Int32Array();
