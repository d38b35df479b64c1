import { ALL_MET, type Criteria, type Predicates } from './criteria/predicates.ts';
import { Usage } from './maxima.ts';
import type { AccountSetup, CampaignSetup, LeadFieldSetup, LeadInput, LeadTypeSetup } from './model.ts';
import type { ZoneClock } from './zone-clock.ts';

const DAY_MS = 86_400_000;
/** The channel whose leads are posted with the order of a ping. The other channels are words for where leads come from. */
const PINGS = 'PING/POST';

/** Why a lead is refused when it is posted, in the order in which it is checked. */
export const INTAKE_REFUSALS = [
  'source',
  'campaign',
  'required',
  'rules',
  'ping',
  'duplicate',
  'hour',
  'day',
  'month',
] as const;
export type IntakeRefusal = (typeof INTAKE_REFUSALS)[number];

/** The first check that a lead fails; `detail` is the name of a missing field, or the index of a rule. */
export interface Refused {
  readonly why: IntakeRefusal;
  readonly detail: string | number;
}

interface CampaignIntake {
  readonly setup: CampaignSetup;
  readonly sourceActive: boolean;
  readonly rules: Criteria;
  readonly usage: Usage;
}

interface TypeIntake {
  readonly required: readonly LeadFieldSetup[];
  readonly duplicateSets: readonly (readonly LeadFieldSetup[])[];
}

/**
 * Whether a lead is refused when it is posted, as the receiver decides: source or campaign is not Active, a required field has no value,
 * the campaign's rules, no order of a ping though its channel is PING/POST, a duplicate within a number of days, or a maximum. Leads must be in the order of their time. A rule that can't be
 * parsed refuses nothing.
 */
export class Intake {
  readonly #campaigns: ReadonlyMap<number, CampaignIntake>;
  readonly #types: ReadonlyMap<number, TypeIntake>;
  readonly #clock: ZoneClock;
  readonly #predicates: Predicates;
  /** When the last accepted lead with these values came; another one with them is its duplicate. */
  readonly #taken = new Map<string, number>();

  /** @param predicates shared with the distribution, whose caller also calls `nextLead` */
  constructor(setup: AccountSetup, predicates: Predicates, clock: ZoneClock) {
    this.#predicates = predicates;
    this.#clock = clock;
    const sources = new Map(setup.sources.map(({ sourceUid, status }) => [sourceUid, status]));
    this.#campaigns = new Map(
      setup.campaigns.map((one) => [
        one.campaignUid,
        {
          setup: one,
          // A source that is not in the copies counts as active.
          sourceActive: (sources.get(one.sourceUid) ?? 'Active') === 'Active',
          rules: predicates.add(one.rules),
          usage: new Usage(),
        },
      ]),
    );
    this.#types = new Map(setup.leadTypes.map((one) => [one.leadTypeUid, typeIntake(one)]));
  }

  /** Undefined if the lead is accepted. A campaign that is not in the copies refuses nothing. */
  refusal(lead: LeadInput): Refused | undefined {
    const campaign = lead.campaignUid === null ? undefined : this.#campaigns.get(lead.campaignUid);
    const type = this.#types.get(lead.leadTypeUid);
    if (campaign === undefined || type === undefined) return undefined;
    if (!campaign.sourceActive) return { why: 'source', detail: -1 };
    if (campaign.setup.status !== 'Active') return { why: 'campaign', detail: -1 };
    const missing = type.required.find(({ leadFieldUid }) => (lead.values.get(leadFieldUid) ?? '') === '');
    if (missing !== undefined) return { why: 'required', detail: missing.name };
    const now = this.#clock.at(lead.at);
    const unmet = this.#predicates.firstUnmet(campaign.rules, lead.values, now);
    if (unmet > ALL_MET) return { why: 'rules', detail: unmet };
    if (campaign.setup.channel === PINGS && !lead.hasOrder) return { why: 'ping', detail: -1 };
    if (this.#isDuplicate(lead, type, campaign.setup.dupDayMax)) return { why: 'duplicate', detail: -1 };
    const { usage, setup } = campaign;
    const full = usage.reached(
      { hourMax: setup.hourMax ?? -1, dayMax: setup.dayMax ?? -1, weekMax: -1, monthMax: setup.monthMax ?? -1 },
      lead.at,
      now,
    );
    return full === -1 ? undefined : { why: full === 0 ? 'hour' : full === 1 ? 'day' : 'month', detail: -1 };
  }

  /** Counts an accepted lead for maximums, unless it is returned and its campaign doesn't count those, and for duplicates. */
  take(lead: LeadInput, returned: boolean): void {
    const campaign = lead.campaignUid === null ? undefined : this.#campaigns.get(lead.campaignUid);
    if (campaign !== undefined && (!returned || campaign.setup.countReturns)) {
      campaign.usage.count(lead.at, this.#clock.at(lead.at));
    }
    const type = this.#types.get(lead.leadTypeUid);
    if (type !== undefined) for (const key of keysOf(lead, type)) this.#taken.set(key, lead.at);
  }

  #isDuplicate(lead: LeadInput, type: TypeIntake, days: number): boolean {
    if (days <= 0) return false;
    const since = lead.at - days * DAY_MS;
    return keysOf(lead, type).some((key) => (this.#taken.get(key) ?? Number.NEGATIVE_INFINITY) >= since);
  }
}

function typeIntake({ fields, duplicateSets }: LeadTypeSetup): TypeIntake {
  const byName = new Map(fields.map((one) => [one.name.toLowerCase(), one]));
  return {
    required: fields.filter(({ required, computed }) => required && !computed),
    // A set that names an unknown field can't be compared.
    duplicateSets: duplicateSets.flatMap((set) => {
      const found = set.flatMap((name) => byName.get(name.toLowerCase()) ?? []);
      return found.length === set.length ? [found] : [];
    }),
  };
}

/** What makes a lead a duplicate: one text for each set whose fields all have a value. */
function keysOf({ leadTypeUid, values }: LeadInput, { duplicateSets }: TypeIntake): string[] {
  return duplicateSets.flatMap((set, at) => {
    const parts = set.map(({ leadFieldUid }) => (values.get(leadFieldUid) ?? '').toLowerCase());
    return parts.includes('') ? [] : [JSON.stringify([leadTypeUid, at, parts])];
  });
}
