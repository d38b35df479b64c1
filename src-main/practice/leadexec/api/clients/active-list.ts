import { ACCOUNT_OPEN, type Client, type DeliveryAccount } from '../../account/model.ts';
import { fromPacificWall } from '../../account/pacific.ts';
import { openOrder } from '../../distribution/orders.ts';
import type { World } from '../../world.ts';
import type { Reply, Visit } from '../call.ts';
import { ENUMERATIONS, positionOf } from '../enumerations.ts';
import { valueOfBit } from './client-fields.ts';

interface Filters {
  readonly ClientGroupUIDs?: readonly number[];
  readonly HasActiveOrder?: boolean;
  readonly AutomationEnabled?: boolean;
}

/** Client Active List by Lead Type: active clients with an open account of the lead type, whatever its criteria. Dates are UTC here. */
export function activeList({ world, body, uid }: Visit): Reply {
  const { account, now } = world;
  const leadTypeUid = uid('leadtypeuid');
  const type = positionOf(ENUMERATIONS.active_list_type, body.DeliveryAccountType);
  const filters = (body.Filters ?? {}) as Filters;
  const descending = body.SortDirection === 'Decending' || body.SortDirection === 1;
  const by = ENUMERATIONS.sort_by.names[positionOf(ENUMERATIONS.sort_by, body.SortBy) ?? 0] ?? 'Name';
  const groups = filters.ClientGroupUIDs ?? [];
  const wants = (wanted: boolean | undefined | null, has: boolean) => (wanted ?? has) === has;
  const accounts = Map.groupBy(
    account.deliveryAccounts.filter(
      (one) =>
        one.leadTypeUid === leadTypeUid &&
        one.accountType === type &&
        one.status === ACCOUNT_OPEN &&
        wants(filters.AutomationEnabled, one.automationEnabled) &&
        wants(filters.HasActiveOrder, openOrder(account, one, now) !== undefined),
    ),
    ({ clientUid }) => clientUid,
  );
  const rows = account.clients.flatMap((client) => {
    const own = accounts.get(client.clientUid);
    if (client.status !== 'Active' || own === undefined) return [];
    if (groups.length > 0 && !groups.includes(client.groupUid)) return [];
    return [rowOf(world, client, own, descending)];
  });
  const turn = descending ? -1 : 1;
  const key = (row: (typeof rows)[number]) => row[by as 'Name' | 'Price' | 'Priority' | 'LastSentDate'] ?? '';
  rows.sort((left, right) => turn * (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0));
  const [skip, take] = [Number(body.Skip ?? 0), Number(body.Take ?? 0)];
  const page = rows.slice(skip, skip + take);
  return {
    json: {
      QueryTotal: rows.length,
      QueryDurationTotalMS: 0,
      QueryDurationItemAverageMS: 0,
      Skip: skip,
      Take: take,
      FetchedCount: page.length,
      Clients: page,
    },
  };
}

function rowOf({ account, store }: World, client: Client, own: readonly DeliveryAccount[], descending: boolean) {
  const { clientUid } = client;
  const sent = store.lastOfClient.get(clientUid)?.last ?? null;
  const added = Date.parse(String(client.rest.DateAdded ?? ''));
  const [first] = own.toSorted((left, right) => (descending ? right.price - left.price : left.price - right.price));
  return {
    ClientUID: clientUid,
    DateCreated: Number.isNaN(added) ? null : new Date(fromPacificWall(added)).toISOString(),
    Name: client.name,
    Email: valueOfBit(account, client, 'Email'),
    Phone: valueOfBit(account, client, 'PrimaryPhone'),
    LastSentDate: sent === null ? null : new Date(sent).toISOString(),
    Priority: client.priority,
    Price: first?.price ?? 0,
    Agent: first === undefined || first.agentPhone === '' ? null : { Name: first.agentName, Phone: first.agentPhone },
    DistributionLists: account.lists.flatMap((list) => {
      const assigned = list.items.filter(({ clients }) => clients.includes(clientUid));
      return assigned.length === 0 ? [] : [{ Name: list.description, Assignments: assigned.map(({ value }) => value) }];
    }),
  };
}
