import type { Account, DeliveryAccount } from '../../account/model.ts';
import { type Call, found, type Visit } from '../call.ts';
import { clientOf } from '../clients/client-of.ts';
import { type EnumerationsAs, fromWire, shape, toWire } from '../shape.ts';
import { ACCOUNT, MAXES, METHOD } from './account-shapes.ts';
import { writeAccount } from './write-account.ts';
import { setDefaultMappings, writeMethod } from './write-method.ts';

/** The account's sections on delivery accounts and methods. */
export const ACCOUNT_CALLS: readonly Call[] = [
  {
    title: 'List of All Accounts (Filtered by Criteria)',
    method: 'POST',
    path: '/v1/delivery/accounts/all/[LeadTypeUID]',
    body: shape(`
LeadFieldUID! int
Value! text
`),
    changes: false,
    serve: accountsByCriteria,
  },
  {
    title: 'List of Accounts for Client',
    method: 'GET',
    path: '/v1/delivery/[ClientUID]/accounts',
    changes: false,
    serve({ world: { account, behaviour }, uid }) {
      const clientUid = uid('ClientUID');
      clientOf(account, clientUid);
      const own = account.deliveryAccounts.filter((one) => one.clientUid === clientUid);
      return { json: detailed(account, own, behaviour.enumerations) };
    },
  },
  {
    title: 'Delivery Account Detail',
    method: 'GET',
    path: '/v1/delivery/[ClientUID]/accounts/[ClientAccountUID]',
    changes: false,
    serve: (visit) => ({
      json: detailed(
        visit.world.account,
        [accountOfPath(visit, 'ClientAccountUID')],
        visit.world.behaviour.enumerations,
      )[0],
    }),
  },
  {
    title: 'Create or Modify Delivery Account',
    method: 'PUT',
    path: '/v1/delivery/[ClientUID]/accounts/',
    body: ACCOUNT,
    changes: true,
    serve: writeAccount,
  },
  {
    title: 'Update Delivery Quantity Maxes',
    method: 'PUT',
    path: '/v1/delivery/[ClientUID]/accounts/[DeliveryAccountUID]/maxes',
    body: MAXES,
    changes: true,
    serve(visit) {
      const one = accountOfPath(visit, 'DeliveryAccountUID');
      const { rest: _, ...maxes } = fromWire(MAXES, visit.body);
      // "Send 0 for no maximum": the account itself shows that as -1.
      for (const [key, most] of Object.entries(maxes)) {
        one[key as 'hourMax' | 'dayMax' | 'weekMax' | 'monthMax'] = Number(most) <= 0 ? -1 : Number(most);
      }
      return { json: true };
    },
  },
  {
    title: 'Create or Modify Delivery Method',
    method: 'PUT',
    path: '/v1/delivery/[ClientUID]/methods',
    body: METHOD,
    changes: true,
    serve: writeMethod,
  },
  {
    title: 'Set Default Mappings',
    method: 'PATCH',
    path: '/v1/delivery/methods/mappings/setdefault/[DeliveryUID]',
    changes: true,
    serve: setDefaultMappings,
  },
];

function accountOfPath({ world: { account }, uid }: Visit, segment: string): DeliveryAccount {
  const [clientUid, accountUid] = [uid('ClientUID'), uid(segment)];
  const one = account.deliveryAccounts.find(
    (other) => other.clientAccountUid === accountUid && other.clientUid === clientUid,
  );
  return found(one, 'Delivery account', accountUid);
}

/** Accounts with their methods as DeliveryDetails; null if one has none. */
function detailed({ methods }: Account, accounts: readonly DeliveryAccount[], as: EnumerationsAs) {
  const byUid = new Map(methods.map((one) => [one.deliveryUid, one]));
  return accounts.map((one) => {
    const method = byUid.get(one.deliveryUid);
    return { ...toWire(ACCOUNT, one, as), DeliveryDetails: method === undefined ? null : toWire(METHOD, method, as) };
  });
}

/** Accounts of a lead type with a criterion on a field that has the value. Field 0 and an empty value mean all of the type. */
function accountsByCriteria({ world: { account, behaviour }, uid, body }: Visit) {
  const leadTypeUid = uid('LeadTypeUID');
  found(
    account.leadTypes.find((one) => one.leadTypeUid === leadTypeUid),
    'Lead type',
    leadTypeUid,
  );
  const [fieldUid, value] = [Number(body.LeadFieldUID ?? 0), String(body.Value ?? '').toLowerCase()];
  const matching = account.deliveryAccounts.filter(
    (one) =>
      one.leadTypeUid === leadTypeUid &&
      (fieldUid === 0 ||
        one.criteria.some(
          (criterion) =>
            criterion.leadFieldUid === fieldUid &&
            (value === '' || criterion.value.toLowerCase().split(/[|,]/).includes(value)),
        )),
  );
  return { json: detailed(account, matching, behaviour.enumerations) };
}
