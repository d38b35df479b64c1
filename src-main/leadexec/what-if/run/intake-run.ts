import type { WhatIfResult } from '../../../../src-preload/contract/index.ts';
import type { Predicates } from '../criteria/predicates.ts';
import { Intake, type Refused } from '../intake.ts';
import type { AccountSetup, LeadInput } from '../model.ts';
import type { ZoneClock } from '../zone-clock.ts';
import type { PostedInput } from './read-posted.ts';
import type { Names } from './tally.ts';
import { maxWords, sentence } from './words.ts';

type IntakeResult = WhatIfResult['intake'];
interface IntakeSide {
  readonly setup: AccountSetup;
  readonly predicates: Predicates;
  readonly clock: ZoneClock;
}

/** The most refused leads that are listed. */
const MOST_LEADS = 20_000;

/** Whether the changes affect which leads are refused when they are posted. */
export const changesIntake = (setup: AccountSetup, changed: AccountSetup): boolean =>
  setup.campaigns !== changed.campaigns || setup.sources !== changed.sources || setup.leadTypes !== changed.leadTypes;

/** How many days before a time range leads can make those in it duplicates; 0 for none. */
export const duplicateDays = (setup: AccountSetup, changed: AccountSetup): number =>
  changesIntake(setup, changed)
    ? Math.max(0, ...[...setup.campaigns, ...changed.campaigns].map(({ dupDayMax }) => dupDayMax))
    : 0;

/**
 * Which posted leads a changed account would have refused when they were posted. All of them were accepted. A lead that the unchanged
 * account would refuse for the same reason counts as accepted, and is counted separately: the rules may have been different then, or the
 * copies are incomplete.
 */
export class IntakeRun {
  readonly #before: Intake;
  readonly #after: Intake;
  readonly #setup: AccountSetup;
  readonly #names: Names;
  readonly #reasons = new Map<string, { campaign: string; reason: string; leads: number }>();
  readonly #leads: IntakeResult['leads'] = [];
  #refused = 0;
  #acceptedAgainst = 0;

  constructor(before: IntakeSide, after: IntakeSide, names: Names) {
    const intake = ({ setup, predicates, clock }: IntakeSide) => new Intake(setup, predicates, clock);
    this.#before = intake(before);
    this.#after = intake(after);
    this.#setup = after.setup;
    this.#names = names;
  }

  /** Counts a lead from before the time range as accepted. */
  seed(lead: LeadInput, returned: boolean): void {
    this.#before.take(lead, returned);
    this.#after.take(lead, returned);
  }

  /** Whether the changed account refuses a lead. Counts it if so. */
  refuses(post: PostedInput, lead: LeadInput): boolean {
    const [was, is] = [this.#before.refusal(lead), this.#after.refusal(lead)];
    this.#before.take(lead, post.returned);
    if (is !== undefined && !isAlike(was, is)) {
      this.#count(post, lead, is);
      return true;
    }
    if (is !== undefined) this.#acceptedAgainst += 1;
    this.#after.take(lead, post.returned);
    return false;
  }

  #count(post: PostedInput, lead: LeadInput, refused: Refused): void {
    const campaign = this.#names.campaign(lead.campaignUid ?? 0);
    const reason = this.#words(lead, refused);
    this.#refused += 1;
    const key = `${lead.campaignUid} ${reason}`;
    const known = this.#reasons.get(key) ?? { campaign, reason, leads: 0 };
    known.leads += 1;
    this.#reasons.set(key, known);
    if (this.#leads.length >= MOST_LEADS) return;
    this.#leads.push({ postNo: post.postNo, leadId: post.leadId, at: lead.at, campaign, why: reason });
  }

  #words({ campaignUid }: LeadInput, { why, detail }: Refused): string {
    const campaign = this.#setup.campaigns.find((one) => one.campaignUid === campaignUid);
    switch (why) {
      case 'source':
        return 'The lead source is not Active.';
      case 'campaign':
        return `The campaign is ${campaign?.status ?? 'not Active'}.`;
      case 'required':
        return `${detail} is required and has no value.`;
      case 'rules': {
        const rule = campaign?.rules[Number(detail)];
        return rule === undefined
          ? 'A rule of the campaign is not met.'
          : `Rule not met: ${sentence(this.#setup, rule)}.`;
      }
      case 'ping':
        return 'The campaign takes only leads that answer a ping, and this one was posted without.';
      case 'duplicate':
        return `A duplicate within ${campaign?.dupDayMax} ${campaign?.dupDayMax === 1 ? 'day' : 'days'}.`;
      case 'hour':
        return full(campaign?.hourMax, 'hourMax');
      case 'day':
        return full(campaign?.dayMax, 'dayMax');
      case 'month':
        return full(campaign?.monthMax, 'monthMax');
    }
  }

  result(): IntakeResult {
    return {
      refused: this.#refused,
      acceptedAgainst: this.#acceptedAgainst,
      reasons: [...this.#reasons.values()].sort((one, other) => other.leads - one.leads),
      leads: this.#leads,
    };
  }
}

const full = (most: number | null | undefined, maximum: 'hourMax' | 'dayMax' | 'monthMax'): string =>
  `The campaign’s maximum of ${(most ?? 0).toLocaleString('en-US')} ${maxWords(maximum)} was reached.`;

const isAlike = (was: Refused | undefined, is: Refused): boolean => was?.why === is.why && was.detail === is.detail;

export const NO_INTAKE: IntakeResult = { refused: 0, acceptedAgainst: 0, reasons: [], leads: [] };
