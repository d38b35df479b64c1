import type {
  AccountSetup,
  DeliveryAccountSetup,
  LeadInput,
  ListSetup,
} from '../../src-main/leadexec/what-if/model.ts';
import { type Account, type AccountInput, accountSchema } from '../../src-main/practice/leadexec/account/model.ts';
import { ZIPS } from '../../src-main/practice/leadexec/geography/zips.ts';
import { pick, type Random, seededRandom } from '../../src-main/practice/seeded-random.ts';
import type {
  ClientAccountUID,
  ClientDeliveryUID,
  ClientOrderItemUID,
  ClientOrderUID,
  ClientUID,
  CustomListUID,
  LeadFieldUID,
  LeadTypeUID,
  VendorAccountUID,
} from '../../src-main/vendors/leadexec/ids.ts';

/** Random accounts and leads, for the practice account's engine and ours. */

const FIELD = {
  name: 101,
  email: 102,
  phone: 103,
  state: 104,
  zip: 105,
  owner: 106,
  bill: 107,
  born: 108,
  quoted: 109,
};
const STATES = ['CA', 'NV', 'AZ', 'NY', 'TX', 'FL', 'IL', 'WA'];
const HOUR_MS = 3_600_000;

export interface MadeSize {
  readonly accounts: number;
  readonly clients: number;
  readonly seed: number;
}

/** An account with every operator and type of criterion, maxima, schedules, orders, lists, tiers, and all preferences. */
export function makeAccount({ accounts, clients, seed }: MadeSize): Account {
  const random = seededRandom(seed);
  const chance = (part: number) => random() < part;
  const clientUids = Array.from({ length: clients }, (_, at) => 500 + at);
  return accountSchema.parse({
    ...{
      sources: [{ vendorUid: 1, name: 'Source' }],
      preference: (['Price', 'Priority', 'RoundRobin'] as const)[seed % 3],
    },
    leadTypes: [1, 2].map((leadTypeUid) => leadTypeOf(leadTypeUid)),
    campaigns: [0, 1, 2, 3].map((at) => ({
      ...{
        campaignUid: 31 + at,
        vendorUid: 1,
        leadTypeUid: 1,
        accountName: `Campaign ${at}`,
        maxSell: [1, 3, 0, 2][at] ?? 1,
      },
      exclusiveClientUid: at === 3 ? (clientUids[0] ?? 0) : 0,
    })),
    clients: clientUids.map((clientUid) => ({
      ...{ clientUid, name: `Client ${clientUid}`, status: chance(0.9) ? 'Active' : pick(random, ['Late', 'Closed']) },
      automationType: pick(random, ['Price', 'Priority', 'RoundRobin']),
      priority: Math.floor(random() * 4),
      useDeliveryTiers: chance(0.3),
    })),
    methods: clientUids.flatMap((clientUid, at) => [
      makeMethod(random, { deliveryUid: 2_000 + 2 * at, clientUid, leadTypeUid: 1 }),
      makeMethod(random, { deliveryUid: 2_001 + 2 * at, clientUid, leadTypeUid: chance(0.8) ? 1 : 2 }),
    ]),
    deliveryAccounts: Array.from({ length: accounts }, (_, at) => makeDeliveryAccount(random, at, clientUids)),
    clientOrders: Array.from({ length: accounts }, (_, at) => makeOrder(random, at, clientUids, accounts)),
    lists: makeLists(random, clientUids),
  } satisfies AccountInput);
}

function leadTypeOf(leadTypeUid: number): AccountInput['leadTypes'][number] {
  const types: Readonly<Record<string, 'Varchar' | 'Money' | 'DateTime' | 'Int'>> = {
    bill: 'Money',
    born: 'DateTime',
    quoted: 'DateTime',
  };
  return {
    leadTypeUid,
    descriptor: `Type ${leadTypeUid}`,
    fields: Object.entries(FIELD).map(([descriptor, uid]) => ({
      leadFieldUid: uid + (leadTypeUid - 1) * 100,
      descriptor,
      dataType: types[descriptor] ?? 'Varchar',
    })),
  };
}

type MethodOf = NonNullable<AccountInput['methods']>[number];

function makeMethod(random: Random, ids: Pick<MethodOf, 'deliveryUid' | 'clientUid' | 'leadTypeUid'>): MethodOf {
  const row = (weekDay: number, [from, until]: readonly string[], allow = true, staticDate: string | null = null) => ({
    ...{ weekDay, staticDate, allow, startTime: `2020-01-01T${from}:00Z`, endTime: `2020-01-01T${until}:00Z` },
  });
  const hours = pick(random, [
    ['08:00', '17:00'],
    ['00:00', '00:00'],
    ['12:30', '00:00'],
    ['06:15', '20:45'],
  ]);
  const week = [1, 2, 3, 4, 5, 6, 0].slice(0, 5 + Math.floor(random() * 3)).map((day) => row(day, hours));
  const special =
    random() < 0.4
      ? [
          row(0, ['10:00', '12:00'], true, '2026-11-03T00:00:00Z'),
          row(0, ['11:00', '11:30'], false, '2026-11-03T00:00:00Z'),
        ]
      : [];
  const lunch = random() < 0.3 ? [row(2, ['12:00', '13:00'], false)] : [];
  return {
    ...ids,
    name: 'Method',
    status: random() < 0.93,
    days: random() < 0.4 ? [] : [...week, ...special, ...lunch],
  };
}

type AccountOf = AccountInput['deliveryAccounts'][number];
type CriterionOf = NonNullable<AccountOf['criteria']>[number];

function makeDeliveryAccount(random: Random, at: number, clientUids: readonly number[]): AccountOf {
  const chance = (part: number) => random() < part;
  const which = Math.floor(random() * clientUids.length);
  const most = (part: number, size: number) => (chance(part) ? Math.floor(random() * size) : -1);
  return {
    clientAccountUid: 1_001 + at,
    clientUid: clientUids[which] ?? 0,
    deliveryUid: chance(0.95) ? 2_000 + 2 * which + (chance(0.5) ? 1 : 0) : 0,
    leadTypeUid: 1,
    description: `Account ${at}`,
    accountType: chance(0.92) ? 0 : 1,
    status: chance(0.95) ? 12 : 10,
    automationEnabled: chance(0.93),
    price: Math.floor(random() * 20) / 2,
    ...{ hourMax: most(0.2, 6), dayMax: most(0.25, 30), weekMax: most(0.15, 80), monthMax: most(0.15, 150) },
    useOrder: chance(0.35),
    exclusive: chance(0.05),
    declinesEvery: chance(0.3) ? 1 + Math.floor(random() * 5) : 0,
    criteria: Array.from({ length: Math.floor(random() * 3) }, (_, nth) => makeCriterion(random, at * 3 + nth)),
  };
}

/** A criterion; `nth` determines its operator and type, so that all thirteen operators and three types occur. */
function makeCriterion(random: Random, nth: number): CriterionOf {
  const zip = () => pick(random, ZIPS).zip;
  const some = () => [pick(random, STATES), pick(random, STATES), pick(random, STATES)];
  const date = () => `19${50 + Math.floor(random() * 50)}-0${1 + Math.floor(random() * 9)}-11`;
  const kinds: readonly (() => readonly [number, string, string, string?, string?])[] = [
    () => [FIELD.owner, 'Equal', pick(random, ['yes', 'No'])],
    () => [FIELD.state, 'NotEqual', pick(random, STATES)],
    () => [FIELD.bill, 'Greater', '80'],
    () => [FIELD.bill, 'Less', '1000'],
    () => [FIELD.bill, 'GreaterOrEqual', '100.50'],
    () => [FIELD.bill, 'LessOrEqual', '400'],
    () => [FIELD.bill, 'Between', '90 | 350'],
    () => [FIELD.zip, 'Between', '10000,60000'],
    () => [FIELD.state, 'In', some().join(pick(random, ['|', ', ']))],
    () => [FIELD.state, 'NotIn', some().join('|').toLowerCase()],
    () => [
      FIELD.born,
      'DateCompare',
      pick(random, ['>=18y', '<65y', '>300m', '<= 20000 d', `>${date()}`, `<=${date()}`]),
    ],
    () => [FIELD.quoted, 'DateCompare', pick(random, ['<30d', '>=3d', '10d', '<=2m'])],
    () => [FIELD.zip, 'Distance_Compare', `${zip()},${pick(random, ['50', '400', '1200.5'])}`],
    () => [FIELD.email, 'Contains', pick(random, ['@EXAMPLE', 'a'])],
    () => [FIELD.email, 'Doesnt_Contain', 'test'],
    () => [FIELD.born, 'Greater', date()],
    () => [FIELD.name, 'Equal', '', 'Expression', pick(random, ['^[a-m]', '(?:an|en)+a?$', '^\\w{3,6}$'])],
    () => [FIELD.name, 'NotEqual', '', 'Expression', 'z'],
    () => [FIELD.born, 'GreaterOrEqual', String(20 + Math.floor(random() * 30)), 'Function', 'AGE'],
    () => [FIELD.name, 'Between', '3|6', 'Function', 'LENGTH'],
    () => [FIELD.quoted, 'Less', '15', 'Function', 'HOUR'],
    () => [FIELD.quoted, 'NotIn', '0,6', 'Function', 'WEEKDAY'],
  ];
  const [leadFieldUid, operator, value, type = 'FieldValue', expression = ''] = kinds[nth % kinds.length]?.() ?? [
    FIELD.state,
    'NotEqual',
    'AK',
  ];
  return { criteriaUid: nth, leadFieldUid, operator, value, type, expression };
}

type OrderOf = NonNullable<AccountInput['clientOrders']>[number];

function makeOrder(random: Random, at: number, clientUids: readonly number[], accounts: number): OrderOf {
  const chance = (part: number) => random() < part;
  const start = Date.UTC(2026, 9, 20 + Math.floor(random() * 14));
  const text = (instant: number) => new Date(instant).toISOString().replace('.000', '');
  return {
    orderUid: 7_001 + at,
    clientUid: pick(random, clientUids),
    startDate: text(start),
    endDate: chance(0.6) ? text(start + (6 + Math.floor(random() * 200)) * HOUR_MS) : null,
    status: chance(0.9) ? 'Open' : pick(random, ['OnHold', 'Filled', 'Paused']),
    renewal: pick(random, ['No_Renewal', 'On_End', 'On_Qty_Fill']),
    items: Array.from({ length: 1 + Math.floor(random() * 2) }, (_, nth) => ({
      itemUid: 70_001 + at * 2 + nth,
      clientAccountUid: chance(0.5) ? null : 1_001 + Math.floor(random() * accounts),
      qty: chance(0.7) ? Math.floor(random() * 30) : null,
      sentQty: Math.floor(random() * 5),
      constrainQuantity: chance(0.9),
      price: Math.floor(random() * 200),
      sentPrice: Math.floor(random() * 2_000) / 100,
    })),
  };
}

function makeLists(random: Random, clientUids: readonly number[]): NonNullable<AccountInput['lists']> {
  const list = (
    listUid: number,
    values: readonly string[],
    more: Partial<NonNullable<AccountInput['lists']>[number]>,
  ) => ({
    ...{ listUid, leadTypeUid: 1, leadFieldUid: FIELD.state, description: `List ${listUid}` },
    items: values.map((value, at) => ({
      itemUid: listUid * 100 + at,
      value,
      clients: random() < 0.3 ? [] : clientUids.filter(() => random() < 0.04),
    })),
    ...more,
  });
  return [
    list(81, STATES, { defaultClient: clientUids[1] ?? 0 }),
    list(
      82,
      STATES.slice(0, 4).map((one) => one.toLowerCase()),
      { dependField: FIELD.owner, value: 'yes' },
    ),
    list(83, STATES, { status: 0 }),
  ];
}

/** Leads in the order of their time, over about three weeks that include a clock change (2026-11-01). */
export function makeLeads(count: number, seed: number): LeadInput[] {
  const random = seededRandom(seed + 1_000);
  const from = Date.UTC(2026, 9, 25, 3);
  return Array.from({ length: count }, (_, at): LeadInput => {
    const zip = pick(random, ZIPS);
    const values: readonly (readonly [number, string])[] = [
      [FIELD.name, pick(random, ['Ann', 'Hannah', 'Ben', 'Carlos', 'Zoe', 'Montgomery'])],
      [FIELD.email, pick(random, ['a@example.com', 'TEST@example.com', 'q@mail.test'])],
      [FIELD.state, random() < 0.9 ? pick(random, STATES) : ''],
      [FIELD.zip, random() < 0.9 ? zip.zip : ''],
      [FIELD.owner, pick(random, ['Yes', 'No', 'YES', ''])],
      [FIELD.bill, random() < 0.9 ? String(Math.floor(random() * 60_000) / 100) : ''],
      [FIELD.born, random() < 0.9 ? made(1940 + Math.floor(random() * 75), random) : ''],
      [
        FIELD.quoted,
        random() < 0.9 ? `${made(2026, random)}T${String(Math.floor(random() * 24)).padStart(2, '0')}:10:00` : '',
      ],
    ];
    return {
      key: 10_001 + at,
      at:
        from +
        Math.floor(((at + random() * 0.9) / count) * 22 * 24) * HOUR_MS +
        Math.floor(((at % 60) + random()) * 60_000),
      leadTypeUid: (random() < 0.97 ? 1 : 2) as LeadTypeUID,
      accountType: random() < 0.95 ? 0 : 1,
      campaignUid: (31 + Math.floor(random() * 4)) as VendorAccountUID,
      hasOrder: at % 3 !== 0,
      values: new Map(values.flatMap(([uid, value]) => (value === '' ? [] : [[uid as LeadFieldUID, value]]))),
      ...(random() < 0.02 ? { options: { forceIds: ['500', '1005'] } } : {}),
    };
  }).sort((left, right) => left.at - right.at);
}

const made = (year: number, random: Random) =>
  `${year}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;

const STATUS: Readonly<Record<number, string>> = { 9: 'Closed', 10: 'Suspended', 11: 'OnHold', 12: 'Open' };

/** The practice account in the form of our engine. */
export function setupOf(account: Account): AccountSetup {
  return {
    ...{ timeZone: 'America/Los_Angeles', preference: account.preference },
    leadTypes: account.leadTypes.map(({ leadTypeUid, descriptor, fields, dupSets }) => ({
      leadTypeUid: leadTypeUid as LeadTypeUID,
      name: descriptor,
      fields: fields.map((one) => ({
        leadFieldUid: one.leadFieldUid as LeadFieldUID,
        name: one.descriptor,
        dataType: one.dataType,
        required: one.required && one.status,
        computed: one.computed,
      })),
      duplicateSets: dupSets,
    })),
    clients: account.clients.map((one) => ({ ...one, clientUid: one.clientUid as ClientUID })),
    methods: account.methods.map((one) => ({
      ...{ deliveryUid: one.deliveryUid as ClientDeliveryUID, name: one.name, enabled: one.status, days: one.days },
      leadTypeUid: one.leadTypeUid as LeadTypeUID,
    })),
    accounts: account.deliveryAccounts.map(
      (one): DeliveryAccountSetup => ({
        ...one,
        clientAccountUid: one.clientAccountUid as ClientAccountUID,
        clientUid: one.clientUid as ClientUID,
        deliveryUid: one.deliveryUid === 0 ? null : (one.deliveryUid as ClientDeliveryUID),
        leadTypeUid: one.leadTypeUid as LeadTypeUID,
        status: STATUS[one.status] ?? String(one.status),
        criteria: one.criteria.map((criterion) => ({
          ...criterion,
          leadFieldUid: criterion.leadFieldUid as LeadFieldUID,
        })),
      }),
    ),
    orders: account.clientOrders.map((one) => ({
      ...{ ...one, orderUid: one.orderUid as ClientOrderUID, clientUid: one.clientUid as ClientUID },
      items: one.items.map((item) => ({
        ...{ ...item, itemUid: item.itemUid as ClientOrderItemUID },
        clientAccountUid: item.clientAccountUid ? (item.clientAccountUid as ClientAccountUID) : null,
      })),
    })),
    lists: account.lists.map(
      (one): ListSetup => ({
        listUid: one.listUid as CustomListUID,
        name: one.description,
        active: one.status === 1,
        leadTypeUid: one.leadTypeUid as LeadTypeUID,
        leadFieldUid: one.leadFieldUid as LeadFieldUID,
        defaultClient: one.defaultClient === 0 ? null : (one.defaultClient as ClientUID),
        dependField: one.dependField === 0 ? null : (one.dependField as LeadFieldUID),
        dependValue: one.value,
        items: one.items.map(({ value, clients }) => ({ value, clients: clients as ClientUID[] })),
      }),
    ),
    sources: account.sources.map((one) => ({
      sourceUid: one.vendorUid,
      name: one.name,
      status: one.status === 1 ? 'Active' : 'Inactive',
    })),
    campaigns: account.campaigns.map((one) => ({
      campaignUid: one.campaignUid as VendorAccountUID,
      sourceUid: one.vendorUid,
      name: one.accountName,
      status: one.status === 1 ? 'Active' : 'Inactive',
      channel: ['Web', 'PING/POST', 'Phone', 'Chat'][one.channel] ?? '',
      maxSell: one.maxSell,
      exclusiveClientUid: one.exclusiveClientUid === 0 ? null : (one.exclusiveClientUid as ClientUID),
      preference: null,
      ...{ hourMax: one.hourMax, dayMax: one.dayMax, monthMax: one.monthMax },
      ...{ countReturns: one.countReturns, dupDayMax: one.dupDayMax },
      rules: one.rules.map((rule) => ({ ...rule, leadFieldUid: rule.leadFieldUid as LeadFieldUID })),
      leadPrice: one.leadPrice,
      sharePercentage: one.revenueSharePercentage,
      shareFlat: one.revenueShareFlatRate,
    })),
  };
}
