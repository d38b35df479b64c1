import type { WhatIfMove, WhatIfResult } from '../../../../src-preload/contract/index.ts';
import { centroidOfZip } from '../../../geo/zip-centroids.ts';
import { timedExpressions } from '../criteria/expression.ts';
import { Predicates } from '../criteria/predicates.ts';
import { Distribution, type DistributionPorts, type Sale } from '../distribution.ts';
import type { AccountSetup, LeadInput } from '../model.ts';
import { CODE, OUTCOMES, ScanRecord } from '../outcomes.ts';
import { type BeforeSide, ComputedBefore, KeptBefore } from './before-side.ts';
import { capacity } from './capacity.ts';
import { changesIntake, IntakeRun, NO_INTAKE } from './intake-run.ts';
import type { KeptSales, Sold } from './kept-sales.ts';
import { gainedBy, isSame, moveOf, type Side, wordsAt } from './moves.ts';
import { type PostedInput, PostedReader, placeOfSend } from './read-posted.ts';
import { byAccount, dayText, Names, rowsOf, shown, Tally } from './tally.ts';

/** The result of a run, without its name and time, which the caller adds. */
export type RunResult = Omit<WhatIfResult, 'runId' | 'readAt' | 'ms'>;

/** The most moved leads that are listed. */
const MOST_MOVES = 20_000;
const MOST_CRITERIA = 200;

interface AfterSide extends Side {
  readonly tally: Tally;
}

/**
 * A what-if in progress: posted leads come in the order of their time. Those before `from` only count with their reported sends; the others
 * are distributed twice, with the current settings and with the changed ones. With what an earlier run with the same settings kept of the
 * same leads, they are only distributed with the changed ones.
 */
export class WhatIfRun {
  readonly #from: number;
  readonly #reader: PostedReader;
  readonly #names: Names;
  readonly #before: BeforeSide;
  readonly #after: AfterSide;
  /** Shared by both distributions, unless their time zones differ: dates are compared by the account's calendar. */
  readonly #predicates: readonly Predicates[];
  /** Null if no change affects which leads are accepted. */
  readonly #intake: IntakeRun | null;
  readonly #moves: WhatIfMove[] = [];
  readonly #cantTell = new Map<string, { account: string; why: string; leads: number }>();
  /** Clients that refused the current lead, as reported. */
  #declined: ReadonlySet<number> = new Set();
  readonly #n = {
    leads: 0,
    moved: 0,
    told: 0,
    same: 0,
    notTold: 0,
    cantTell: 0,
    assumed: 0,
    review: 0,
    noSell: 0,
    delayed: 0,
    type: 0,
    campaign: 0,
    unplaced: 0,
  };
  #lastAt = 0;

  constructor(setup: AccountSetup, changed: AccountSetup, from: number, kept: KeptSales | null = null) {
    this.#from = from;
    this.#reader = new PostedReader(setup);
    this.#names = new Names(setup);
    const read = () => new Predicates(setup, { placeOf: centroidOfZip, expressions: timedExpressions() });
    const ofBefore = read();
    const ofAfter = changed.timeZone === setup.timeZone ? ofBefore : read();
    this.#predicates = ofAfter === ofBefore ? [ofBefore] : [ofBefore, ofAfter];
    const ports = (predicates: Predicates): DistributionPorts => ({
      predicates,
      accepts: (_, { clientUid }) => !this.#declined.has(clientUid),
    });
    this.#before =
      kept === null ? new ComputedBefore(setup, ports(ofBefore)) : new KeptBefore(setup, ports(ofBefore), kept);
    const engine = new Distribution(changed, ports(ofAfter));
    const record = new ScanRecord(engine.accounts.length);
    this.#after = { setup: changed, engine, record, tally: new Tally(engine) };
    const intakeOf = ({ setup: of, engine: { predicates, clock } }: Omit<Side, 'record'>) => ({
      setup: of,
      predicates,
      clock,
    });
    this.#intake = changesIntake(setup, changed)
      ? new IntakeRun(intakeOf(this.#before), intakeOf(this.#after), this.#names)
      : null;
  }

  get leads(): number {
    return this.#n.leads;
  }

  /** What another run with the same settings and leads can use; null if it takes too much memory. */
  get kept(): KeptSales | null {
    return this.#before.kept();
  }

  add(post: PostedInput): void {
    const lead = this.#reader.read(post);
    if (lead === undefined) {
      if (post.at >= this.#from) this.#n.type += 1;
    } else if (post.at < this.#from) this.#seed(post, lead);
    else if (post.noSell) this.#n.noSell += 1;
    else if (post.review === 'rejected' || post.review === 'pending') this.#n.review += 1;
    else this.#distribute(post, lead);
  }

  /** Counts a lead from before the time range for maxima and turns, as it was sent. */
  #seed(post: PostedInput, lead: LeadInput): void {
    this.#intake?.seed(lead, post.returned);
    for (const send of post.sends) {
      const place = placeOfSend(this.#before.engine.accounts, lead, send);
      if (place === -1) this.#n.unplaced += 1;
      const sent = { at: post.at, valid: send.valid !== false };
      this.#before.count(sent, place);
      this.#after.engine.count(sent, place);
    }
  }

  #distribute(post: PostedInput, lead: LeadInput): void {
    const [before, after] = [this.#before, this.#after];
    this.#n.leads += 1;
    this.#lastAt = lead.at;
    if (lead.campaignUid === null) this.#n.campaign += 1;
    if (post.isDelayed) this.#n.delayed += 1;
    this.#declined = declinedBy(post);
    for (const one of this.#predicates) one.nextLead();
    const refused = this.#intake?.refuses(post, lead) === true;
    const { day } = before.engine.clock.at(lead.at);
    const campaign = lead.campaignUid ?? post.campaign ?? 0;
    const was = before.sell(lead, day, campaign);
    const is = refused ? notTaken(after) : after.engine.sell(lead, after.record);
    after.tally.count(is, after.record, day, campaign);
    if (was.assumed || is.assumed) this.#n.assumed += 1;
    if (is.cantTell > 0) this.#noteCantTell(lead);
    this.#compareWithTold(post, was);
    if (isSame(was, is)) return;
    this.#n.moved += 1;
    if (this.#moves.length >= MOST_MOVES) return;
    const of = { post, lead, names: this.#names, refused };
    const { setup, engine } = before;
    const record = before.outcomesAt(gainedBy(was, is), lead);
    this.#moves.push(moveOf(of, { setup, engine, record, sale: was }, { ...after, sale: is }));
  }

  #noteCantTell(lead: LeadInput): void {
    this.#n.cantTell += 1;
    const { engine, record } = this.#after;
    for (const place of record.considered) {
      if (record.outcomes[place] !== CODE['cant-tell']) continue;
      const key = `${place} ${record.details[place]}`;
      const known = this.#cantTell.get(key);
      if (known !== undefined) known.leads += 1;
      else if (this.#cantTell.size < MOST_CRITERIA) {
        const account = this.#names.owned(engine.accounts[place]?.clientAccountUid ?? 0);
        this.#cantTell.set(key, { account, why: wordsAt(this.#after, place, lead).why, leads: 1 });
      }
    }
  }

  #compareWithTold({ sends }: PostedInput, { sends: ours }: Sold): void {
    const reported = sends.filter(({ valid }) => valid !== false);
    if (reported.length === 0) {
      this.#n.notTold += 1;
      return;
    }
    const clients = new Set(
      ours.flatMap(({ place, valid }) => (valid ? [String(this.#before.engine.accounts[place]?.clientUid)] : [])),
    );
    this.#n.told += reported.length;
    this.#n.same += reported.filter(({ clientUid }) => clients.has(clientUid)).length;
  }

  finish(): RunResult {
    const { engine, tally: was } = this.#before;
    const is = this.#after.tally;
    const names = this.#names;
    const days = rowsOf(was.days, is.days, dayText).sort((one, other) => one.id - other.id);
    return {
      leads: this.#n.leads,
      before: shown(was.all),
      after: shown(is.all),
      byDay: days.map(({ name: day, before, after }) => ({ day, before, after })),
      byClient: rowsOf(was.clients, is.clients, names.client),
      byAccount: rowsOf(byAccount(engine, was), byAccount(this.#after.engine, is), names.owned),
      byCampaign: rowsOf(was.campaigns, is.campaigns, names.campaign),
      moved: this.#n.moved,
      moves: this.#moves,
      refusals: OUTCOMES.flatMap((outcome, code) => {
        const [before, after] = [was.outcomes[code] ?? 0, is.outcomes[code] ?? 0];
        return before + after === 0 ? [] : [{ reason: REASONS[outcome], before, after }];
      }),
      intake: this.#intake?.result() ?? NO_INTAKE,
      full: capacity(this.#after.engine, is, names, this.#lastAt),
      reproduced: { told: this.#n.told, same: this.#n.same, leadsNotTold: this.#n.notTold },
      cantTell: {
        leads: this.#n.cantTell,
        criteria: [...this.#cantTell.values()].sort((one, other) => other.leads - one.leads),
      },
      notes: this.#notes(),
    };
  }

  #notes(): string[] {
    const { review, noSell, delayed, type, campaign, assumed, unplaced, moved } = this.#n;
    const of = (n: number, what: string, words: string) =>
      n === 0 ? [] : [`${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'} ${words}`];
    return [
      ...of(review, 'lead', 'left out: waiting for a review, or rejected in one.'),
      ...of(noSell, 'lead', 'left out: posted as not to be sold.'),
      ...of(delayed, 'lead', 'posted to be sold later: distributed as of the time when LeadExec accepted the post.'),
      ...of(type, 'lead', 'left out: the account has no lead type of that number in its copies.'),
      ...of(
        campaign,
        'lead',
        'of campaigns that are not in the copies: treated as sold once, without an exclusive client.',
      ),
      ...of(assumed, 'lead', 'where an undocumented preference decides: ordered by price instead.'),
      ...of(
        unplaced,
        'earlier send',
        'not counted for maxima: the client has several accounts that may have got the lead.',
      ),
      ...(moved > MOST_MOVES
        ? [`Of the leads that move, the first ${MOST_MOVES.toLocaleString('en-US')} are listed.`]
        : []),
    ];
  }
}

/** A lead that was refused when it was posted: nobody was considered. */
function notTaken({ record }: Side): Sale {
  record.considered = [];
  return { sends: [], cantTell: 0, assumed: false, atMaximum: false };
}

/** The clients that a lead was sent to and that refused it, as reported. */
function declinedBy({ sends }: PostedInput): ReadonlySet<number> {
  const refused = sends.filter(({ valid }) => valid === false).map(({ clientUid }) => Number(clientUid));
  const bought = new Set(sends.filter(({ valid }) => valid === true).map(({ clientUid }) => Number(clientUid)));
  return new Set(refused.filter((client) => !bought.has(client)));
}

const REASONS: Readonly<Record<(typeof OUTCOMES)[number], string>> = {
  'lead-type': 'Method for another lead type',
  'no-method': 'No delivery method',
  'method-disabled': 'Delivery method not enabled',
  'client-status': 'Client not Active',
  'account-status': 'Account not Open',
  automation: 'Automation off',
  'campaign-exclusive': 'Campaign exclusive to another client',
  'force-ids': 'Not among the force IDs',
  list: 'Distribution list',
  criteria: 'Criteria not met',
  'cant-tell': 'Undetermined',
  'client-has-lead': 'Client has the lead',
  'sold-exclusively': 'Sold exclusively',
  'exclusive-sold': 'Exclusive account, lead was sold',
  maximum: 'Maximum reached',
  schedule: 'Schedule closed',
  order: 'No open order with room',
  'not-reached': 'Lead sold before its turn',
  'other-account': 'Another account of its client came first',
  'asked-before': 'Asked before',
  declined: 'Refused by the client',
  bought: 'Bought',
};
