import type { Account, Client } from '../../account/model.ts';
import { found, Refused, type Visit } from '../call.ts';

/** A client of the account. @throws Refused 404 if there is none */
export const clientOf = ({ clients }: Account, uid: number): Client =>
  found(
    clients.find(({ clientUid }) => clientUid === uid),
    'Client',
    uid,
  );

/** The client in the address, which must be the same as in the body if that has one. @throws Refused 404 and 400 */
export function clientOfAddress({ world: { account }, uid, body }: Visit): number {
  const { clientUid } = clientOf(account, uid('ClientUID'));
  if (body.ClientUID !== undefined && Number(body.ClientUID) !== clientUid) {
    throw new Refused(400, `ClientUID ${String(body.ClientUID)} is not the client of the address`);
  }
  return clientUid;
}
