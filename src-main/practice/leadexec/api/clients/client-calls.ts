import { type Call, found, nextUid, put, Refused, type Visit } from '../call.ts';
import { ENUMERATIONS, written } from '../enumerations.ts';
import { shape, toWire } from '../shape.ts';
import { activeList } from './active-list.ts';
import { fieldAnswer } from './client-fields.ts';
import { clientOf } from './client-of.ts';
import { ACTIVE_LIST_BODY, CLIENT_BODY, CLIENT_LOGIN, CLIENT_ROW, GROUP_BODY } from './client-shapes.ts';
import { isNamed, writeClient } from './write-client.ts';

const FIRST_GROUP_UID = 300;

/** The account's sections on clients. */
export const CLIENT_CALLS: readonly Call[] = [
  {
    title: 'Create / Modify Client',
    method: 'PATCH',
    path: '/v1/clients',
    body: CLIENT_BODY,
    changes: true,
    serve: writeClient,
  },
  {
    title: 'List Clients',
    method: 'GET',
    path: '/v1/clients/list',
    changes: false,
    serve: ({ world: { account, behaviour } }) => ({
      json: account.clients.map((client) => toWire(CLIENT_ROW, client, behaviour.enumerations)),
    }),
  },
  {
    title: 'Client Active List by Lead Type',
    method: 'POST',
    path: '/v1/clients/list/active/leadtype/[leadtypeuid]',
    body: ACTIVE_LIST_BODY,
    changes: false,
    serve: activeList,
  },
  {
    title: 'Update Client Status',
    method: 'PATCH',
    path: '/v1/clients/[ClientUID]/status',
    body: shape('Status! client_status'),
    changes: true,
    serve({ world, uid, body }) {
      const client = clientOf(world.account, uid('ClientUID'));
      client.status = String(written(ENUMERATIONS.client_status, body.Status, 'name'));
      return { json: true };
    },
  },
  {
    title: 'Client Group List',
    method: 'GET',
    path: '/v1/clients/groups',
    changes: false,
    serve: ({ world: { account } }) => ({
      json: account.clientGroups.map(({ groupUid, description, displayOrder }) => ({
        ClientGroupUID: groupUid,
        Description: description,
        DisplayOrder: displayOrder,
        ClientCount: account.clients.filter((client) => client.groupUid === groupUid).length,
      })),
    }),
  },
  {
    title: 'Update Client Group Assignment',
    method: 'PATCH',
    path: '/v1/clients/[ClientUID]/group',
    body: shape(`
ClientGroupName text
ClientGroupUID scalar
`),
    changes: true,
    serve: assignGroup,
  },
  {
    title: 'Create / Modify Client Group',
    method: 'PUT',
    path: '/v1/clients/groups',
    body: GROUP_BODY,
    changes: true,
    serve({ world: { account }, body }) {
      const taken = account.clientGroups.map(({ groupUid }) => groupUid);
      const uid = Number(body.ClientGroupUID);
      if (uid !== 0 && !taken.includes(uid)) throw new Refused(404, `Client group ${uid} was not found`);
      const group = {
        groupUid: uid === 0 ? nextUid(taken, FIRST_GROUP_UID) : uid,
        description: String(body.Description ?? ''),
        displayOrder: Number(body.DisplayOrder ?? 0),
      };
      put(account.clientGroups, group, ({ groupUid }) => groupUid === group.groupUid);
      return 'ok';
    },
  },
  {
    title: 'Fields for Client',
    method: 'GET',
    path: '/v1/clients/fields/[ClientUID]',
    changes: false,
    serve({ world: { account, behaviour }, uid }) {
      const client = clientOf(account, uid('ClientUID'));
      return { json: account.clientFields.map((field) => fieldAnswer(field, client, behaviour.enumerations)) };
    },
  },
  {
    title: 'Available Fields for Clients',
    method: 'GET',
    path: '/v1/clients/fields',
    changes: false,
    serve: ({ world: { account, behaviour } }) => ({
      json: account.clientFields.map((field) => fieldAnswer(field, undefined, behaviour.enumerations)),
    }),
  },
  {
    title: 'Client Login',
    method: 'POST',
    path: '/v1/clients/login',
    body: shape(`
Username! text
Password! text
`),
    changes: false,
    serve({ world: { account, behaviour }, body }) {
      const client = account.clients.find(({ username }) => isNamed(username, String(body.Username ?? '')));
      if (client === undefined || client.password !== body.Password) {
        throw new Refused(401, 'Username or password is incorrect');
      }
      return { json: toWire(CLIENT_LOGIN, client, behaviour.enumerations) };
    },
  },
  {
    title: 'Check Client Username',
    method: 'GET',
    path: '/v1/clients/username/check/[Username]',
    changes: false,
    // True means that it is in use.
    serve: ({ world: { account }, text }) => ({
      json: account.clients.some(({ username }) => isNamed(username, text('Username'))),
    }),
  },
];

/** "Either the group name or UID is required. You can remove a group assignment by sending a value of 0." */
function assignGroup({ world: { account }, uid, body }: Visit) {
  const client = clientOf(account, uid('ClientUID'));
  const [name, given] = [String(body.ClientGroupName ?? ''), body.ClientGroupUID ?? ''];
  if (name === '' && given === '') throw new Refused(400, 'ClientGroupName or ClientGroupUID is required');
  const named = account.clientGroups.find(({ description, groupUid }) =>
    name === '' || Number(given) > 0 ? groupUid === Number(given) : description.toLowerCase() === name.toLowerCase(),
  );
  const removes = name === '' && Number(given) === 0;
  client.groupUid = removes ? 0 : found(named, 'Client group', name || String(given)).groupUid;
  return { json: true };
}
