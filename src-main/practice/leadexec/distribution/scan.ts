import { firstUnmet } from '../account/criteria.ts';
import type { Method } from '../account/delivery-model.ts';
import { ACCOUNT_OPEN, type Client, type DeliveryAccount, type LeadField } from '../account/model.ts';
import { pacificStarts } from '../account/pacific.ts';
import type { World } from '../world.ts';
import { applyingLists, listRefusal } from './lists.ts';
import { endOrders, openOrder } from './orders.ts';
import { ranked } from './rank.ts';
import { isScheduleOpen } from './schedule.ts';

/** A lead, or the data in a ping. */
export interface Sellable {
  readonly leadTypeUid: number;
  readonly accountType: number;
  /** Values by the identifier of the field. */
  readonly values: ReadonlyMap<number, string>;
  /** Undefined if it isn't stored yet. */
  readonly leadUid?: number;
}

export interface ScanOptions {
  /** Only accounts with automated delivery; by default true. */
  readonly automated?: boolean;
  readonly ignoreExclusive?: boolean;
  /** Each is a ClientUID or ClientAccountUID. If any are given, others are refused. */
  readonly forceIds?: readonly string[];
  /** The campaign's exclusive client; 0 for none. */
  readonly exclusiveClientUid?: number;
}

export interface ScanResult {
  readonly ranked: readonly DeliveryAccount[];
  /** A line for each account that was considered, in words. */
  readonly log: readonly string[];
}

interface Looking extends Sellable, ScanOptions {
  readonly world: World;
  readonly fields: readonly LeadField[];
  readonly methods: ReadonlyMap<number, Method>;
  readonly clients: ReadonlyMap<number, Client>;
  readonly lists: ReturnType<typeof applyingLists>;
  /** Clients and accounts that have bought the lead. */
  readonly buyers: ReadonlySet<number>;
  readonly boughtExclusively: boolean;
  readonly starts: { readonly day: number; readonly week: number; readonly month: number };
}

const HOUR_MS = 3_600_000;

/** Considers all accounts of the lead's type of account, by their identifiers, and ranks those that pass every check. */
export function scanAccounts(world: World, lead: Sellable, options: ScanOptions = {}): ScanResult {
  const { account, now, store } = world;
  endOrders(account, now);
  const sends = lead.leadUid === undefined ? [] : store.sends.all(lead.leadUid).filter(({ valid }) => valid === 1);
  const exclusive = new Set(account.deliveryAccounts.flatMap((one) => (one.exclusive ? [one.clientAccountUid] : [])));
  const looking: Looking = {
    world,
    ...lead,
    ...options,
    fields: account.leadTypes.find((one) => one.leadTypeUid === lead.leadTypeUid)?.fields ?? [],
    methods: new Map(account.methods.map((one) => [one.deliveryUid, one])),
    clients: new Map(account.clients.map((one) => [one.clientUid, one])),
    lists: applyingLists(account, lead.leadTypeUid, lead.values),
    buyers: new Set(sends.map(({ client_uid }) => client_uid)),
    boughtExclusively: sends.some(({ client_account_uid }) => exclusive.has(client_account_uid)),
    starts: pacificStarts(now),
  };
  const log: string[] = [];
  const fitting = account.deliveryAccounts
    .filter((one) => one.accountType === lead.accountType)
    .sort((left, right) => left.clientAccountUid - right.clientAccountUid)
    .filter((one) => {
      const refusal = refusalOf(looking, one);
      const who = `${looking.clients.get(one.clientUid)?.name ?? 'Client'} (${one.clientUid})`;
      log.push(`${who}, account ${one.clientAccountUid} "${one.description}": ${refusal ?? 'matched'}`);
      return refusal === undefined;
    });
  const inOrder = ranked(account, store, fitting);
  if (inOrder.length === 0) log.push('No accounts matched');
  return { ranked: inOrder, log };
}

/** The first check that an account fails, in words; undefined for none. */
function refusalOf(looking: Looking, one: DeliveryAccount): string | undefined {
  const { world, leadTypeUid, methods, clients, values, fields, automated = true } = looking;
  const method = methods.get(one.deliveryUid);
  if (one.leadTypeUid !== leadTypeUid) return `its method is for lead type ${one.leadTypeUid}`;
  if (method?.status === false) return `delivery method ${method.deliveryUid} is not enabled`;
  const client = clients.get(one.clientUid);
  if (client?.status !== 'Active') return `client is ${client?.status ?? 'not found'}`;
  if (one.status !== ACCOUNT_OPEN) return 'account is not open';
  if (automated && !one.automationEnabled) return 'automation is not enabled';
  const assigned = assignmentRefusal(looking, one);
  if (assigned !== undefined) return assigned;
  const unmet = firstUnmet(one.criteria, values, fields, world.now);
  if (unmet !== undefined) {
    const name = fields.find(({ leadFieldUid }) => leadFieldUid === unmet.leadFieldUid)?.descriptor;
    return `criteria ${name ?? unmet.leadFieldUid} ${unmet.operator} "${unmet.value}" is not met`;
  }
  if (looking.buyers.has(one.clientUid)) return 'client already has the lead';
  if (looking.ignoreExclusive !== true) {
    if (looking.boughtExclusively) return 'lead was sold exclusively';
    if (one.exclusive && looking.buyers.size > 0) return 'account is exclusive and the lead was sold';
  }
  const full = fullMax(looking, one);
  if (full !== undefined) return full;
  if (!isScheduleOpen(method?.days ?? [], world.now)) return 'schedule is closed';
  if (one.useOrder && openOrder(world.account, one, world.now) === undefined) return 'no open order has room';
  return undefined;
}

function assignmentRefusal(looking: Looking, { clientUid, clientAccountUid }: DeliveryAccount): string | undefined {
  const { exclusiveClientUid = 0, forceIds = [], lists, values } = looking;
  if (exclusiveClientUid > 0 && exclusiveClientUid !== clientUid) {
    return `campaign is exclusive to client ${exclusiveClientUid}`;
  }
  const forced = forceIds.filter((id) => id !== '' && id !== '0');
  if (forced.length > 0 && !forced.includes(String(clientUid)) && !forced.includes(String(clientAccountUid))) {
    return 'not among the force IDs';
  }
  for (const list of lists) {
    const refusal = listRefusal(list, clientUid, values);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function fullMax({ world: { store, now }, starts }: Looking, one: DeliveryAccount): string | undefined {
  const { hourMax, dayMax, weekMax, monthMax } = one;
  if (hourMax < 0 && dayMax < 0 && weekMax < 0 && monthMax < 0) return undefined;
  const full = (most: number, since: number) =>
    most >= 0 && (store.validSince.get(one.clientAccountUid, since)?.n ?? 0) >= most;
  if (full(hourMax, now - HOUR_MS)) return `hourly maximum of ${hourMax} is reached`;
  if (full(dayMax, starts.day - 1)) return `daily maximum of ${dayMax} is reached`;
  if (full(weekMax, starts.week - 1)) return `weekly maximum of ${weekMax} is reached`;
  return full(monthMax, starts.month - 1) ? `monthly maximum of ${monthMax} is reached` : undefined;
}
