import { clientSchema } from '../../account/model.ts';
import { found, nextUid, put, Refused, type Reply, type Visit } from '../call.ts';
import { fromWire } from '../shape.ts';
import { CLIENT_INFO } from './client-shapes.ts';

const FIRST_CLIENT_UID = 1000;

/** Create / Modify Client, with its fields: 0 means a new one. @returns only its identifier, as a number */
export function writeClient({ world, body }: Visit): Reply {
  const { account } = world;
  const info = (body.Info ?? {}) as Readonly<Record<string, unknown>>;
  const uid = Number(info.ClientUID ?? 0);
  const before = uid === 0 ? undefined : found(one(account.clients, uid), 'Client', uid);
  const username = String(info.Username ?? '');
  if (before === undefined && (username === '' || (info.Password ?? '') === '')) {
    throw new Refused(400, 'Username and Password are required for a new client');
  }
  if (account.clients.some((other) => other.clientUid !== uid && isNamed(other.username, username))) {
    throw new Refused(400, `Username ${username} is already in use`);
  }
  const written = fromWire(CLIENT_INFO, info, before);
  // The password is not in the list, so a caller who changes something else can't send it back.
  if (before !== undefined && username === '') delete written.username;
  if (before !== undefined && (info.Password ?? '') === '') delete written.password;
  const { ClientUID: _, ...rest } = written.rest as Record<string, unknown>;
  const clientUid =
    before?.clientUid ??
    nextUid(
      account.clients.map((client) => client.clientUid),
      FIRST_CLIENT_UID,
    );
  const fields = { ...before?.fields };
  for (const data of (body.FieldData ?? []) as readonly Readonly<Record<string, unknown>>[]) {
    const fieldUid = Number(data.ClientFieldUID);
    found(
      account.clientFields.find((field) => field.clientFieldUid === fieldUid),
      'Client field',
      fieldUid,
    );
    const had = fields[fieldUid];
    const value = String(data.Value ?? '');
    if (had?.value === value) continue;
    fields[fieldUid] = { value, past: had === undefined ? [] : [had.value, ...had.past] };
  }
  const company = account.clientFields.find(({ specialBit }) => specialBit === 'Company')?.clientFieldUid ?? 0;
  const name = fields[company]?.value ?? before?.name ?? username;
  const client = clientSchema.parse({ ...before, name, ...written, clientUid, fields, rest });
  put(account.clients, client, (other) => other.clientUid === clientUid);
  return { json: clientUid };
}

const one = <T extends { clientUid: number }>(list: readonly T[], uid: number) =>
  list.find(({ clientUid }) => clientUid === uid);

/** User names ignore case; an empty one means none. */
export const isNamed = (one: string, username: string) =>
  username !== '' && one.toLowerCase() === username.toLowerCase();
