import { describe, expect, test } from 'vitest';
import { centroidOfZip } from '../../../../src-main/geo/zip-centroids.ts';
import { timedExpressions } from '../../../../src-main/leadexec/what-if/criteria/expression.ts';
import { Predicates } from '../../../../src-main/leadexec/what-if/criteria/predicates.ts';
import { INTAKE_REFUSALS, Intake } from '../../../../src-main/leadexec/what-if/intake.ts';
import type { LeadInput } from '../../../../src-main/leadexec/what-if/model.ts';
import { ZoneClock } from '../../../../src-main/leadexec/what-if/zone-clock.ts';
import type { Account } from '../../../../src-main/practice/leadexec/account/model.ts';
import { DEFAULT_BEHAVIOUR } from '../../../../src-main/practice/leadexec/behaviour.ts';
import { isRefusal } from '../../../../src-main/practice/leadexec/receiver/find-campaign.ts';
import { checkPost } from '../../../../src-main/practice/leadexec/receiver/take-lead.ts';
import { openStore } from '../../../../src-main/practice/leadexec/store.ts';
import { seededRandom } from '../../../../src-main/practice/seeded-random.ts';
import { makeAccount, makeLeads, setupOf } from '../../../support/leadexec-distribution.ts';

/** The made account, with every rule by which its campaigns refuse leads at the door. */
function intakeAccount(seed: number): Account {
  const made = makeAccount({ accounts: 40, clients: 20, seed });
  const random = seededRandom(seed + 77);
  const most = (part: number, size: number) => (random() < part ? Math.floor(random() * size) : null);
  return {
    ...made,
    sources: [
      ...made.sources.map((one) => ({ ...one })),
      ...made.sources.map((one) => ({ ...one, vendorUid: 2, status: 0 })),
    ],
    leadTypes: made.leadTypes.map((type) => ({
      ...type,
      dupSets: [
        ['email', 'zip'],
        ['NAME', 'born'],
      ],
      fields: type.fields.map((field) => ({ ...field, required: field.descriptor === 'state' })),
    })),
    campaigns: made.campaigns.map((campaign, at) => ({
      ...campaign,
      ...(at === 1 ? { vendorUid: 2 } : {}),
      status: at === 3 ? 2 : 1,
      channel: at === 2 ? 1 : 0,
      ...{ dupDayMax: at === 2 ? 0 : 1 + Math.floor(random() * 9), countReturns: random() < 0.5 },
      ...{
        hourMax: at === 0 ? 1 : most(0.4, 4),
        dayMax: at === 0 ? 9 : most(0.4, 12),
        monthMax: at === 2 ? 60 : most(0.4, 90),
      },
      rules: made.deliveryAccounts.flatMap(({ criteria }) => criteria).slice(at * 3, at * 3 + 1),
    })),
  };
}

/** What the practice receiver refuses, in the words of our checks; leads that it takes are kept as taken. */
function refusedByPractice(account: Account, leads: readonly LeadInput[]): (string | null)[] {
  const store = openStore(':memory:');
  const names = new Map(
    account.leadTypes.flatMap(({ fields }) => fields.map((one) => [one.leadFieldUid, one.descriptor])),
  );
  try {
    return leads.map((lead) => {
      const world = { store, account, behaviour: DEFAULT_BEHAVIOUR, now: lead.at };
      const campaign = account.campaigns.find(({ campaignUid }) => campaignUid === lead.campaignUid);
      const ids = { vid: campaign?.vendorUid, lid: campaign?.leadTypeUid, aid: lead.campaignUid };
      const source = new Map(Object.entries(ids).map(([name, id]) => [name, String(id)]));
      if (lead.hasOrder) {
        store.addOrder.run(`order-${lead.key}`, lead.campaignUid ?? 0, lead.at, lead.at + 60_000, 1);
        source.set('orderid', `order-${lead.key}`);
      }
      const fields = new Map([...lead.values].map(([uid, value]) => [names.get(uid) ?? '', value]));
      const posted = {
        postId: `post-${lead.key}`,
        kind: 'general',
        source,
        lead: { fields, properties: new Map() },
      } as const;
      const checked = checkPost(world, posted);
      if (isRefusal(checked)) return practiceWhy(checked.type, checked.detail);
      const leadUid = store.addLead({
        ...{
          post_id: posted.postId,
          vendor_uid: 1,
          campaign_uid: lead.campaignUid ?? 0,
          lead_type_uid: lead.leadTypeUid,
        },
        ...{
          account_type: 0,
          received_at: lead.at,
          fields: '[]',
          call: null,
          no_sell: 0,
          price: 0,
          review: 'none' as const,
        },
      });
      for (const key of checked.keys) store.addKey.run(lead.leadTypeUid, key, leadUid);
      return null;
    });
  } finally {
    store.db.close();
  }
}

function practiceWhy(type: string, detail: string): string {
  if (type === 'Account_Disabled') return detail.startsWith('Lead source') ? 'source' : 'campaign';
  if (type === 'Post_Over_Max')
    return detail.startsWith('Hour') ? 'hour' : detail.startsWith('Daily') ? 'day' : 'month';
  if (detail === 'Order ID is required') return 'ping';
  return (
    { Data_Errors: 'required', Outside_Criteria: 'rules', Duplicate_Lead: 'duplicate' }[type] ?? `${type}: ${detail}`
  );
}

describe('leads are refused at the door as the practice receiver refuses them', () => {
  const seen = new Set<string>();
  test.each([1, 2, 3, 4])('900 leads, seed %i', (seed) => {
    const account = intakeAccount(seed);
    const leads = makeLeads(900, seed).filter(({ leadTypeUid }) => leadTypeUid === 1);
    const setup = setupOf(account);
    const predicates = new Predicates(setup, { placeOf: centroidOfZip, expressions: timedExpressions() });
    const intake = new Intake(setup, predicates, new ZoneClock(setup.timeZone));
    const ours = leads.map((lead) => {
      predicates.nextLead();
      const refused = intake.refusal(lead);
      if (refused === undefined) intake.take(lead, false);
      return refused?.why ?? null;
    });
    const practice = refusedByPractice(account, leads);
    for (const [at, lead] of leads.entries()) expect({ lead, why: ours[at] }).toEqual({ lead, why: practice[at] });
    expect(practice.filter((why) => why === null).length).toBeGreaterThan(50);
    for (const why of practice) if (why !== null) seen.add(why);
  });

  test('every check refused a lead', () => {
    expect([...seen].sort()).toEqual([...INTAKE_REFUSALS].sort());
  });
});

describe('what counts for a campaign', () => {
  const made = intakeAccount(1);
  const setup = setupOf(made);
  const [lead] = makeLeads(200, 1).filter(({ leadTypeUid, campaignUid }) => leadTypeUid === 1 && campaignUid === 31);
  if (lead === undefined) throw new Error('There is no lead of campaign 31');
  const DAY_MS = 86_400_000;
  const intakeOf = (set: Partial<(typeof setup)['campaigns'][number]>) => {
    const campaigns = setup.campaigns.map((one) => ({
      ...{ ...one, rules: [], hourMax: null, dayMax: null, monthMax: null, dupDayMax: 0, status: 'Active' },
      ...set,
    }));
    const leadTypes = setup.leadTypes.map((type) => ({
      ...type,
      fields: type.fields.map((one) => ({ ...one, required: false })),
    }));
    const account = { ...setup, campaigns, leadTypes };
    const predicates = new Predicates(account, { placeOf: centroidOfZip, expressions: timedExpressions() });
    return new Intake(account, predicates, new ZoneClock(setup.timeZone));
  };

  test('a returned lead counts for its maxima only if returns count', () => {
    for (const countReturns of [true, false]) {
      const intake = intakeOf({ dayMax: 1, countReturns });
      intake.take(lead, true);
      expect(intake.refusal(lead)?.why).toBe(countReturns ? 'day' : undefined);
      intake.take(lead, false);
      expect(intake.refusal(lead)?.why).toBe('day');
    }
  });

  test('a duplicate is one within the days to the millisecond', () => {
    const intake = intakeOf({ dupDayMax: 2 });
    const values = new Map([
      ...lead.values,
      ...(setup.leadTypes[0]?.fields.map((one) => [one.leadFieldUid, 'x'] as const) ?? []),
    ]);
    intake.take({ ...lead, values }, false);
    const why = (later: number) => intake.refusal({ ...lead, values, at: lead.at + later })?.why;
    expect([why(2 * DAY_MS), why(2 * DAY_MS + 1)]).toEqual(['duplicate', undefined]);
  });
});
