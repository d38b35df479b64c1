import type { DistributionList } from '../../account/delivery-model.ts';
import type { Account } from '../../account/model.ts';
import { type Call, found, nextUid, type Reply, type Visit } from '../call.ts';
import { clientOf } from '../clients/client-of.ts';
import { ENUMERATIONS, written } from '../enumerations.ts';
import { type EnumerationsAs, shape } from '../shape.ts';

type Item = DistributionList['items'][number];
const FIRST_ITEM_UID = 80_001;
const ITEM_PATH = '/v1/distribution/lists/[ClientUID]/[DistributionListUID]/';

/** The account's sections on distribution lists. */
export const LIST_CALLS: readonly Call[] = [
  {
    title: 'Get Distribution Lists',
    method: 'GET',
    path: '/v1/distribution/lists/',
    changes: false,
    serve: ({ world: { account, behaviour } }) => ({
      json: account.lists.map((list) => listRow(account, list, list.items, behaviour.enumerations)),
    }),
  },
  {
    title: 'Get Distribution List Assignments for Client',
    method: 'GET',
    path: '/v1/distribution/lists/[ClientUID]/[DistributionListUID]',
    changes: false,
    serve(visit) {
      const { account, behaviour } = visit.world;
      const { list, clientUid } = ofPath(visit);
      const items = list.items.filter(({ clients }) => clients.includes(clientUid));
      return { json: listRow(account, list, items, behaviour.enumerations) };
    },
  },
  {
    title: 'Remove Distribution List Item',
    method: 'DELETE',
    path: `${ITEM_PATH}[DistributionItemUID]`,
    changes: true,
    serve(visit) {
      const { list, clientUid } = ofPath(visit);
      const item = itemOf(list, visit.uid('DistributionItemUID'));
      item.clients = item.clients.filter((one) => one !== clientUid);
      return { json: true };
    },
  },
  {
    title: 'Create or Modify List Item',
    method: 'PUT',
    path: '/v1/distribution/lists/[DistributionListUID]',
    body: shape(`
CustomListItemUID! int
CustomListUID! int
Description! text
Tag1! text
Tag2! text
Value! text
AssignedClient! int
AssignedClients! text
HashCode scalar
`),
    changes: true,
    serve: writeItem,
  },
  {
    title: 'Assign List Item to Client',
    method: 'PUT',
    path: `${ITEM_PATH}[DistributionListItemUID]`,
    changes: true,
    serve(visit) {
      const { list, clientUid } = ofPath(visit);
      const item = itemOf(list, visit.uid('DistributionListItemUID'));
      if (!item.clients.includes(clientUid)) item.clients.push(clientUid);
      return { json: true };
    },
  },
];

/** The list and client of an address, client first. */
function ofPath({ world: { account }, uid }: Visit) {
  const [clientUid, listUid] = [uid('ClientUID'), uid('DistributionListUID')];
  clientOf(account, clientUid);
  return { list: listOf(account, listUid), clientUid };
}

const listOf = ({ lists }: Account, uid: number) =>
  found(
    lists.find(({ listUid }) => listUid === uid),
    'Distribution list',
    uid,
  );
const itemOf = (list: DistributionList, uid: number): Item =>
  found(
    list.items.find(({ itemUid }) => itemUid === uid),
    'Distribution list item',
    uid,
  );

function writeItem({ world: { account }, uid, body }: Visit): Reply {
  const list = listOf(account, uid('DistributionListUID'));
  const given = Number(body.CustomListItemUID ?? 0);
  const before = given === 0 ? undefined : itemOf(list, given);
  const taken = account.lists.flatMap(({ items }) => items.map(({ itemUid }) => itemUid));
  const text = (name: string, had: string | undefined) => String(body[name] ?? had ?? '');
  const one = Number(body.AssignedClient ?? 0);
  // "Pipe (|) delimited array of client identifiers"; the member with one is only returned for single assignments.
  const several = text('AssignedClients', before?.clients.join('|')).split('|').map(Number).filter(Boolean);
  const item: Item = {
    itemUid: before?.itemUid ?? nextUid(taken, FIRST_ITEM_UID),
    description: text('Description', before?.description),
    tag1: text('Tag1', before?.tag1),
    tag2: text('Tag2', before?.tag2),
    value: text('Value', before?.value),
    clients: one > 0 && several.length === 0 ? [one] : several,
    rest: before?.rest ?? {},
  };
  for (const clientUid of item.clients) {
    clientOf(account, clientUid);
  }
  if (before === undefined) list.items.push(item);
  else Object.assign(before, item);
  return { json: true };
}

function listRow(account: Account, list: DistributionList, items: readonly Item[], as: EnumerationsAs) {
  const fields = account.leadTypes.find(({ leadTypeUid }) => leadTypeUid === list.leadTypeUid)?.fields ?? [];
  const fieldName = (uid: number) => fields.find(({ leadFieldUid }) => leadFieldUid === uid)?.descriptor ?? '';
  const clientName = (uid: number) => account.clients.find(({ clientUid }) => clientUid === uid)?.name ?? '';
  const assigned = list.items.filter(({ clients }) => clients.length > 0).length;
  return {
    CustomListUID: list.listUid,
    AccountUID: 0,
    LeadTypeUID: list.leadTypeUid,
    LeadFieldUID: list.leadFieldUid,
    Description: list.description,
    FieldName: fieldName(list.leadFieldUid),
    DefaultClient: list.defaultClient,
    ClientName: clientName(list.defaultClient),
    Assigned: assigned,
    Unassigned: list.items.length - assigned,
    Status: written(ENUMERATIONS.list_status, list.status, as === 'name' ? 'name' : 'number'),
    DependField: list.dependField,
    Value: list.value,
    LinkFieldText: fieldName(list.dependField),
    Items: items.map(({ itemUid, description, tag1, tag2, value, clients: [first = 0, ...others] }) => ({
      CustomListItemUID: itemUid,
      CustomListUID: list.listUid,
      Description: description,
      Tag1: tag1,
      Tag2: tag2,
      Value: value,
      AssignedClient: others.length === 0 ? first : 0,
      AssignedClients: first === 0 ? '' : [first, ...others].join('|'),
      AssignedName: others.length === 0 ? clientName(first) : '',
    })),
  };
}
