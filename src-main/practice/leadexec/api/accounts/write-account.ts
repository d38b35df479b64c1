import { deliveryAccountSchema } from '../../account/model.ts';
import { found, nextUid, put, type Reply, type Visit } from '../call.ts';
import { clientOfAddress } from '../clients/client-of.ts';
import { fromWire } from '../shape.ts';
import { ACCOUNT } from './account-shapes.ts';

const FIRST_ACCOUNT_UID = 1001;
const FIRST_CRITERIA_UID = 40_001;

/**
 * Create or Modify Delivery Account. Criteria have no Delete flag: a list replaces the existing one, and without a list it doesn't change.
 * -1 means no maximum, and 0 allows none. @returns only its identifier, as a number
 */
export function writeAccount(visit: Visit): Reply {
  const { account } = visit.world;
  const { body } = visit;
  const clientUid = clientOfAddress(visit);
  const accountUid = Number(body.ClientAccountUID ?? 0);
  const isIt = (one: { clientAccountUid: number; clientUid: number }) =>
    one.clientAccountUid === accountUid && one.clientUid === clientUid;
  const before =
    accountUid === 0 ? undefined : found(account.deliveryAccounts.find(isIt), 'Delivery account', accountUid);
  const written = fromWire(ACCOUNT, body, before);
  const deliveryUid = Number(written.deliveryUid ?? before?.deliveryUid ?? 0);
  const method = account.methods.find((one) => one.deliveryUid === deliveryUid && one.clientUid === clientUid);
  const leadTypeUid = found(method, 'Delivery method', deliveryUid).leadTypeUid;
  const taken = account.deliveryAccounts.flatMap(({ criteria }) => criteria.map(({ criteriaUid }) => criteriaUid));
  let next = nextUid(taken, FIRST_CRITERIA_UID);
  const numbered = (criterion: object) => {
    const criteriaUid = 'criteriaUid' in criterion ? Number(criterion.criteriaUid) : 0;
    return { ...criterion, criteriaUid: criteriaUid === 0 ? next++ : criteriaUid };
  };
  const criteria = Array.isArray(written.criteria) ? written.criteria.map(numbered) : (before?.criteria ?? []);
  const clientAccountUid =
    before?.clientAccountUid ??
    nextUid(
      account.deliveryAccounts.map((one) => one.clientAccountUid),
      FIRST_ACCOUNT_UID,
    );
  const one = deliveryAccountSchema.parse({
    ...before,
    ...written,
    criteria,
    clientAccountUid,
    clientUid,
    leadTypeUid,
  });
  put(account.deliveryAccounts, one, (other) => other.clientAccountUid === clientAccountUid);
  return { json: clientAccountUid };
}
