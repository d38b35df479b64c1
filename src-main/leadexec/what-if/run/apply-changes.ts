import { CommandError, type WhatIfChange, type WhatIfCriterion } from '../../../../src-preload/contract/index.ts';
import { sentId } from '../../../vendors/leadexec/ids.ts';
import { checkZone } from '../check-zone.ts';
import type { AccountSetup, ClientSetup, CriterionSetup, LeadFieldSetup, OrderSetup } from '../model.ts';
import { isFull } from '../orders.ts';

/** The account with the changes. @throws CommandError `invalid-input` for something that it doesn't have */
export const applyChanges = (setup: AccountSetup, changes: readonly WhatIfChange[]): AccountSetup =>
  changes.reduce(applyChange, setup);

function applyChange(setup: AccountSetup, change: WhatIfChange): AccountSetup {
  switch (change.of) {
    case 'account': {
      const { criteria, ...set } = change.set;
      const wanted = criteria === undefined ? {} : { criteria: criteria.map(criterionOf) };
      const one = (account: AccountSetup['accounts'][number]) => ({ ...account, ...given(set), ...wanted });
      return {
        ...setup,
        accounts: changeOne(
          setup.accounts,
          (it) => it.clientAccountUid === change.id,
          one,
          what('delivery account', change),
        ),
      };
    }
    case 'client':
      return {
        ...setup,
        clients: changeOne(
          setup.clients,
          (it) => it.clientUid === change.id,
          (client): ClientSetup => ({ ...client, ...given(change.set) }),
          what('client', change),
        ),
      };
    case 'method':
      return {
        ...setup,
        methods: changeOne(
          setup.methods,
          (it) => it.deliveryUid === change.id,
          (method) => ({ ...method, ...given(change.set) }),
          what('delivery method', change),
        ),
      };
    case 'order':
      return {
        ...setup,
        orders: changeOne(
          setup.orders,
          (it) => it.orderUid === change.id,
          (order) => changeOrder(order, change.set),
          what('order', change),
        ),
      };
    case 'campaign':
      return changeCampaign(setup, change);
    case 'source':
      return {
        ...setup,
        sources: changeOne(
          setup.sources,
          (it) => it.sourceUid === change.id,
          (source) => ({ ...source, ...given(change.set) }),
          what('lead source', change),
        ),
      };
    case 'field':
      return { ...setup, leadTypes: changeField(setup.leadTypes, change) };
    case 'rules':
      if (change.set.timeZone !== undefined) checkZone(change.set.timeZone, 'changes');
      return { ...setup, ...given(change.set) };
  }
}

const criterionOf = ({ leadFieldUid, ...rest }: WhatIfCriterion): CriterionSetup => ({
  ...rest,
  leadFieldUid: sentId<'LeadFieldUID'>().parse(leadFieldUid),
});

type OrderChange = Extract<WhatIfChange, { of: 'order' }>['set'];

/** An order that was filled takes leads again if it gets room, unless its status is changed too. */
function changeOrder(order: OrderSetup, { qty, constrainQuantity, ...set }: OrderChange): OrderSetup {
  const items = order.items.map((item) => ({
    ...item,
    ...(qty === undefined ? {} : { qty }),
    ...(constrainQuantity === undefined ? {} : { constrainQuantity }),
  }));
  const getsRoom = (qty !== undefined || constrainQuantity !== undefined) && !items.every(isFull);
  const status = order.status === 'Filled' && getsRoom ? 'Open' : order.status;
  return { ...order, status, ...given(set), items };
}

type CampaignChange = Extract<WhatIfChange, { of: 'campaign' }>;

function changeCampaign(setup: AccountSetup, change: CampaignChange): AccountSetup {
  const { exclusiveClientUid, rules, ...set } = change.set;
  const client = setup.clients.find(({ clientUid }) => clientUid === exclusiveClientUid);
  if (exclusiveClientUid && client === undefined) throw missing(`client ${exclusiveClientUid}`);
  return {
    ...setup,
    campaigns: changeOne(
      setup.campaigns,
      (it) => it.campaignUid === change.id,
      (campaign) => ({
        ...campaign,
        ...given(set),
        ...(rules === undefined ? {} : { rules: rules.map(criterionOf) }),
        ...(exclusiveClientUid === undefined ? {} : { exclusiveClientUid: client?.clientUid ?? null }),
      }),
      what('campaign', change),
    ),
  };
}

type FieldChange = Extract<WhatIfChange, { of: 'field' }>;

function changeField(leadTypes: AccountSetup['leadTypes'], change: FieldChange): AccountSetup['leadTypes'] {
  const isIt = ({ leadFieldUid }: LeadFieldSetup) => leadFieldUid === change.id;
  return changeOne(
    leadTypes,
    ({ fields }) => fields.some(isIt),
    (type) => ({ ...type, fields: type.fields.map((one) => (isIt(one) ? { ...one, ...given(change.set) } : one)) }),
    what('lead field', change),
  );
}

/** The members that are not undefined. */
function given<T extends object>(set: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>;
  };
}

const what = (name: string, { id }: { readonly id: number }) => `${name} ${id}`;
const missing = (name: string) =>
  new CommandError(
    'invalid-input',
    `The copies of this account have no ${name}. Refresh them, or check the number.`,
    'changes',
  );

function changeOne<T>(
  items: readonly T[],
  isIt: (item: T) => boolean,
  change: (item: T) => T,
  name: string,
): readonly T[] {
  if (!items.some(isIt)) throw missing(name);
  return items.map((item) => (isIt(item) ? change(item) : item));
}
