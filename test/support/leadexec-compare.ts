import { Distribution } from '../../src-main/leadexec/what-if/distribution.ts';
import type { AccountSetup, LeadInput } from '../../src-main/leadexec/what-if/model.ts';
import { MAXIMA } from '../../src-main/leadexec/what-if/model.ts';
import { ScanRecord } from '../../src-main/leadexec/what-if/outcomes.ts';
import type { Account } from '../../src-main/practice/leadexec/account/model.ts';
import { sell } from '../../src-main/practice/leadexec/automation.ts';
import { DEFAULT_BEHAVIOUR } from '../../src-main/practice/leadexec/behaviour.ts';
import { openStore } from '../../src-main/practice/leadexec/store.ts';
import { setupOf } from './leadexec-distribution.ts';

const MAX_WORDS: Readonly<Record<string, string>> = {
  hourMax: 'hourly',
  dayMax: 'daily',
  weekMax: 'weekly',
  monthMax: 'monthly',
};

/** The result of the practice account for each lead: a line for each account it considered, and the accounts it sent the lead to. */
export interface Told {
  readonly log: readonly string[];
  readonly sends: readonly string[];
}

/** Sells leads one after the other by the practice account's engine. */
export function sellByPractice(account: Account, leads: readonly LeadInput[]): Told[] {
  const store = openStore(':memory:');
  try {
    const told: Told[] = [];
    for (const lead of leads) {
      const world = { store, account, behaviour: DEFAULT_BEHAVIOUR, now: lead.at };
      const leadUid = store.addLead({
        ...{
          post_id: `post-${lead.key}`,
          vendor_uid: 1,
          campaign_uid: lead.campaignUid ?? 0,
          lead_type_uid: lead.leadTypeUid,
        },
        ...{ account_type: lead.accountType, received_at: lead.at, fields: JSON.stringify([...lead.values]) },
        ...{ call: null, no_sell: 0, price: 0, review: 'none' as const },
      });
      const { forceIds = [], allowOverMax = false } = lead.options ?? {};
      const sends = sell(world, leadUid, { forceIds, allowOverMax });
      told.push({
        log: store.db
          .prepare<[number], string>('SELECT lines FROM scan_logs WHERE lead_uid = ?')
          .pluck()
          .all(leadUid)
          .flatMap((text) => JSON.parse(text) as string[]),
        sends: sends.map(({ client_account_uid, valid, price }) => `${client_account_uid} ${valid} ${price}`),
      });
    }
    return told;
  } finally {
    store.db.close();
  }
}

/** The same with our engine, in the same words. */
export function sellByRules(account: Account, leads: readonly LeadInput[]): Told[] {
  const setup = setupOf(account);
  const declines = new Map(account.deliveryAccounts.map((one) => [Number(one.clientAccountUid), one.declinesEvery]));
  const engine = new Distribution(setup, {
    accepts: (_, { clientAccountUid }, turn) => {
      const every = declines.get(clientAccountUid) ?? 0;
      return every === 0 || turn % every !== 0;
    },
  });
  const record = new ScanRecord(engine.accounts.length);
  return leads.map((lead): Told => {
    const { sends } = engine.sell(lead, record);
    const log = record.all().map(({ account: place, outcome, detail }) => {
      const one = engine.accounts[place];
      const client = setup.clients.find(({ clientUid }) => clientUid === one?.clientUid);
      const words = practiceWords(setup, lead, { place, outcome, detail }, engine);
      return `${client?.name ?? 'Client'} (${one?.clientUid}), account ${one?.clientAccountUid} "${one?.description}": ${words}`;
    });
    const passed = record.all().some(({ outcome }) => PASSED.has(outcome));
    return {
      log: passed ? log : [...log, 'No accounts matched'],
      sends: sends.map(
        ({ place, valid, price }) => `${engine.accounts[place]?.clientAccountUid} ${valid ? 1 : 0} ${price}`,
      ),
    };
  });
}

const PASSED: ReadonlySet<string> = new Set(['bought', 'declined', 'not-reached', 'other-account', 'asked-before']);

/** An outcome in the words of the practice account's log. */
function practiceWords(
  setup: AccountSetup,
  lead: LeadInput,
  { place, outcome, detail }: { place: number; outcome: string; detail: number },
  { accounts }: Distribution,
): string {
  const one = accounts[place];
  const client = setup.clients.find(({ clientUid }) => clientUid === one?.clientUid);
  const list = setup.lists[detail];
  const criterion = one?.criteria[detail];
  const field = setup.leadTypes
    .flatMap(({ fields }) => fields)
    .find((other) => other.leadFieldUid === criterion?.leadFieldUid);
  const maximum = MAXIMA[detail] ?? 'hourMax';
  const words: Readonly<Record<string, string>> = {
    'lead-type': `its method is for lead type ${one?.leadTypeUid}`,
    'method-disabled': `delivery method ${one?.deliveryUid} is not enabled`,
    'client-status': `client is ${client?.status ?? 'not found'}`,
    'account-status': 'account is not open',
    automation: 'automation is not enabled',
    'campaign-exclusive': `campaign is exclusive to client ${setup.campaigns.find(({ campaignUid }) => campaignUid === lead.campaignUid)?.exclusiveClientUid}`,
    'force-ids': 'not among the force IDs',
    list: `distribution list "${list?.name}" does not assign "${(list && lead.values.get(list.leadFieldUid)) ?? ''}" to the client`,
    criteria: `criteria ${field?.name ?? criterion?.leadFieldUid} ${criterion?.operator} "${criterion?.value}" is not met`,
    'client-has-lead': 'client already has the lead',
    'sold-exclusively': 'lead was sold exclusively',
    maximum: `${MAX_WORDS[maximum]} maximum of ${one?.[maximum]} is reached`,
    schedule: 'schedule is closed',
    order: 'no open order has room',
  };
  return words[outcome] ?? (PASSED.has(outcome) || outcome === 'exclusive-sold' ? 'matched' : outcome);
}
