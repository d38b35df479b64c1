import { pick, type Random, seededRandom } from '../../seeded-random.ts';
import { ZIPS } from '../geography/zips.ts';
import { CLIENT_FIELDS, clientFieldsOf, generatedMethod, MORE_LEAD_TYPES, UNUSED_CLIENT } from './generated-parts.ts';
import { ACCOUNT_TYPES, type AccountInput } from './model.ts';

export interface GeneratedSize {
  readonly clients: number;
  readonly accounts: number;
  readonly orders: number;
  /** The random seed, by default 1. The same seed gives the same account. */
  readonly seed?: number;
  /** The beginning of its passwords. */
  readonly secret?: string;
}

type Parts = Required<
  Pick<
    AccountInput,
    'clients' | 'deliveryAccounts' | 'methods' | 'clientOrders' | 'lists' | 'clientGroups' | 'clientFields'
  >
>;
const [SOLAR, MEDICARE] = [3, 4];
const FIRST = { client: 6101, account: 1001, method: 2001, order: 7001, item: 70_001, criteria: 40_001, list: 81 };
const GROUPS = ['Agencies', 'Carriers', 'Brokers', 'Installers', 'Trial'];
const CITIES = [...new Map(ZIPS.map((zip) => [zip.city, zip])).values()];
const NAMES = [
  'Summit',
  'Harbor',
  'Beacon',
  'Cedar',
  'Pioneer',
  'Keystone',
  'Liberty',
  'Granite',
  'Coastal',
  'Redwood',
];
const TRADES = ['Insurance', 'Solar', 'Benefits', 'Energy', 'Brokers', 'Advisors', 'Partners', 'Agency'];

/**
 * Clients with their groups and fields, delivery accounts with methods and criteria of every operator, orders and distribution lists, on
 * separate lead types (3 and 4), so that what the receiver's sample sells doesn't change.
 */
export function generateParts({ clients, accounts, orders, seed = 1, secret = 'practice' }: GeneratedSize): Parts {
  const random = seededRandom(seed);
  const clientUids = Array.from({ length: clients }, (_, at) => FIRST.client + at);
  const methods = clientUids.flatMap((clientUid, at) =>
    [SOLAR, MEDICARE].map((leadTypeUid, which) =>
      generatedMethod({
        deliveryUid: FIRST.method + 2 * at + which,
        clientUid,
        leadTypeUid,
        type: (2 * at + which) % 12,
        secret,
      }),
    ),
  );
  const deliveryAccounts = Array.from({ length: accounts }, (_, at) =>
    accountAt(random, at, methods[(at * 2 + (Math.floor(at / clients) % 2)) % methods.length]),
  );
  return {
    clientGroups: GROUPS.map((description, at) => ({ groupUid: 301 + at, description, displayOrder: at + 1 })),
    clientFields: CLIENT_FIELDS,
    clients: clientUids.map((clientUid, at) => clientAt(random, clientUid, at, secret)),
    methods,
    deliveryAccounts,
    clientOrders: Array.from({ length: orders }, (_, at) => orderAt(random, at, deliveryAccounts)),
    lists: listsFor(clientUids),
  };
}

/** A whole account of a given size for benchmarks. Nothing in it posts or buys what the receiver's sample does. */
export function generateAccount(size: GeneratedSize): Partial<AccountInput> {
  return { ...generateParts(size), leadTypes: MORE_LEAD_TYPES };
}

function clientAt(random: Random, clientUid: number, at: number, secret: string): AccountInput['clients'][number] {
  const name = `${pick(random, NAMES)} ${pick(random, TRADES)} ${at + 1}`;
  const place = pick(random, CITIES);
  return {
    clientUid,
    name,
    status: at % 12 === 7 ? pick(random, ['New', 'Pending', 'Late', 'Suspended', 'Closed']) : 'Active',
    username: `client${clientUid}`,
    password: `${secret}-client-${clientUid}`,
    groupUid: at % 6 === 5 ? 0 : 301 + (at % GROUPS.length),
    // One in forty has a preference that is not in the document.
    automationType: at % 40 === 39 ? 'Weighted' : pick(random, ['Price', 'Priority', 'RoundRobin']),
    priority: at % 10,
    useDeliveryTiers: at % 9 === 4,
    fields: clientFieldsOf(name, place, clientUid),
    rest: {
      ...UNUSED_CLIENT,
      DateAdded: new Date(Date.UTC(2021, at % 60, 1 + (at % 28), 9 + (at % 8), at % 60)).toISOString(),
      Notes: at % 4 === 0 ? `Prefers calls before noon. Contract ${1000 + at}.` : '',
      UserUID: 11 + (at % 3),
    },
  };
}

type AccountOf = AccountInput['deliveryAccounts'][number];
type CriterionOf = NonNullable<AccountOf['criteria']>[number];

function accountAt(
  random: Random,
  at: number,
  method: NonNullable<AccountInput['methods']>[number] | undefined,
): AccountOf {
  const { clientUid = 0, deliveryUid = 0, leadTypeUid = SOLAR } = method ?? {};
  const type = at % 10 === 9 ? ACCOUNT_TYPES.liveCall : at % 10 === 8 ? ACCOUNT_TYPES.redirect : ACCOUNT_TYPES.general;
  return {
    clientAccountUid: FIRST.account + at,
    clientUid,
    deliveryUid,
    leadTypeUid,
    description: `${leadTypeUid === SOLAR ? 'Solar' : 'Medicare'} ${pick(random, CITIES).state} ${at + 1}`,
    accountType: type,
    status: at % 15 === 11 ? pick(random, [9, 10, 11]) : 12,
    automationEnabled: at % 8 !== 3,
    price: 8 + Math.floor(random() * 90) / 2,
    hourMax: at % 7 === 0 ? 5 : -1,
    dayMax: at % 3 === 0 ? 10 + (at % 40) : -1,
    weekMax: at % 11 === 0 ? 100 : -1,
    monthMax: at % 5 === 0 ? 300 : -1,
    useOrder: at % 4 === 1,
    exclusive: at % 29 === 28,
    redirectUrl: type === ACCOUNT_TYPES.redirect ? `https://example.com/buyers/${clientUid}` : '',
    agentName: type === ACCOUNT_TYPES.liveCall ? 'Front desk' : '',
    agentPhone: type === ACCOUNT_TYPES.liveCall ? `70255501${String(at % 100).padStart(2, '0')}` : '',
    criteria: criteriaAt(random, at, leadTypeUid),
    rest: { DeliveryDelay: at % 20 === 6 ? 300 : 0, AlternatePosting: 0 },
  };
}

/** One of thirteen operators and three types each, and the states that most buyers request. */
function criteriaAt(random: Random, at: number, leadTypeUid: number): CriterionOf[] {
  const field = leadTypeUid * 100;
  const states = pick(random, ['CA|NV|AZ', 'NY|MA|PA', 'TX|OK|NM', 'FL|GA|NC', 'IL|MI|OH|MN', 'WA|OR|CO|UT']);
  const operators: readonly (readonly [number, string, string])[] = [
    [field + 6, 'Equal', 'Yes'],
    [field + 6, 'NotEqual', 'No'],
    [field + 7, 'Greater', '80'],
    [field + 7, 'Less', '500'],
    [field + 7, 'GreaterOrEqual', '100'],
    [field + 7, 'LessOrEqual', '400'],
    [field + 7, 'Between', '90|350'],
    [field + 4, 'NotIn', 'AK|HI'],
    [field + 8, 'DateCompare', '>=18y'],
    [field + 5, 'Distance_Compare', `${pick(random, CITIES).zip},50`],
    [field + 2, 'Contains', '@'],
    [field + 2, 'Doesnt_Contain', 'test'],
    [field + 1, 'Expression', '^[A-M]'],
    [field + 8, 'Function', '65'],
  ];
  const [leadFieldUid, operator, value] = operators[at % operators.length] ?? [field + 4, 'NotIn', 'AK'];
  const numbered = (nth: number) => FIRST.criteria + 2 * at + nth;
  const byType: Partial<CriterionOf> =
    operator === 'Expression'
      ? { type: 'Expression', expression: value, operator: 'Equal', value: '' }
      : operator === 'Function'
        ? { type: 'Function', expression: 'AGE', operator: 'GreaterOrEqual', value }
        : {};
  return [
    { criteriaUid: numbered(0), leadFieldUid: field + 4, operator: 'In', value: states },
    { criteriaUid: numbered(1), leadFieldUid, operator, value, ...byType },
  ];
}

type OrderOf = NonNullable<AccountInput['clientOrders']>[number];

function orderAt(random: Random, at: number, accounts: readonly AccountOf[]): OrderOf {
  const one = accounts[(at * 4 + 1) % Math.max(1, accounts.length)];
  const qty = 25 * (1 + (at % 8));
  const byDollars = at % 6 === 5;
  const sent = Math.floor(qty * random() * 0.9);
  const price = one?.price ?? 10;
  return {
    orderUid: FIRST.order + at,
    clientUid: one?.clientUid ?? 0,
    startDate: new Date(Date.UTC(2026, 9, 1 + (at % 28))).toISOString().replace('.000', ''),
    endDate: at % 5 === 4 ? null : new Date(Date.UTC(2035, at % 12, 1)).toISOString().replace('.000', ''),
    status: at % 10 === 8 ? pick(random, ['Closed', 'OnHold', 'Filled', 'Pending', 'Paused']) : 'Open',
    renewal: pick(random, ['No_Renewal', 'On_End', 'On_Qty_Fill']),
    autoCharge: at % 3 === 0,
    items: [
      {
        itemUid: FIRST.item + at,
        clientAccountUid: at % 7 === 6 ? null : (one?.clientAccountUid ?? null),
        qty: byDollars ? null : qty,
        sentQty: sent,
        constrainQuantity: at % 4 !== 3,
        price: Math.round(qty * price * 100) / 100,
        sentPrice: Math.round(sent * price * 100) / 100,
      },
    ],
  };
}

function listsFor(clientUids: readonly number[]): Parts['lists'] {
  const states = [...new Set(ZIPS.map(({ state }) => state))].toSorted();
  return [SOLAR, MEDICARE].map((leadTypeUid, which) => ({
    listUid: FIRST.list + which,
    leadTypeUid,
    leadFieldUid: leadTypeUid * 100 + 4,
    description: which === 0 ? 'Solar territories' : 'Medicare territories',
    status: which === 0 ? 1 : 0,
    defaultClient: clientUids[0] ?? 0,
    items: states.map((value, at) => {
      const assigned = [clientUids[at * 2], clientUids[at * 2 + 1]].filter((uid) => uid !== undefined);
      return {
        itemUid: 80_001 + which * 100 + at,
        description: `Leads of ${value}`,
        tag1: at % 2 === 0 ? 'East' : 'West',
        value,
        clients: at % 5 === 4 ? [] : assigned,
      };
    }),
  }));
}
