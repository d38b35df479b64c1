import type { Account, Client } from '../../account/model.ts';
import { found, Refused, type Visit } from '../call.ts';

/** A client of the account. @throws Refused 404 where there is none */
export const clientOf = ({ clients }: Account, uid: number): Client =>
  found(
    clients.find(({ clientUid }) => clientUid === uid),
    'Client',
    uid,
  );

/** The client of the address, who is also the body's where that names one. @throws Refused 404 and 400 */
export function clientOfAddress({ world: { account }, uid, body }: Visit): number {
  const { clientUid } = clientOf(account, uid('ClientUID'));
  if (body.ClientUID !== undefined && Number(body.ClientUID) !== clientUid) {
    throw new Refused(400, `ClientUID ${String(body.ClientUID)} is not the client of the address`);
  }
  return clientUid;
}
