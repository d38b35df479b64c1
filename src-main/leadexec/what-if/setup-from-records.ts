import * as enumerations from '../../vendors/leadexec/enumerations.ts';
import { type Enumeration, type EnumValue, valueIn } from '../../vendors/leadexec/enumerations.ts';
import { type Id, sentId } from '../../vendors/leadexec/ids.ts';
import type {
  AccountSetup,
  CampaignSetup,
  ClientSetup,
  CriterionSetup,
  DeliveryAccountSetup,
  DeliveryDay,
  LeadTypeSetup,
  ListSetup,
  MethodSetup,
  OrderSetup,
  SourceSetup,
} from './model.ts';

/** A record of an account as stored on this desk. */
export interface KeptRecord {
  readonly parent: number;
  readonly id: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type RecordsOf = (kind: SetupKind) => readonly KeptRecord[];
/** The kinds of records that decide who gets a lead. */
export const SETUP_KINDS = [
  'clients',
  'accounts',
  'methods',
  'orders',
  'lists',
  'listItems',
  'sources',
  'campaigns',
  'leadTypes',
  'leadFields',
] as const;
export type SetupKind = (typeof SETUP_KINDS)[number];

/** Settings that no call returns. */
export interface SetupRules {
  readonly timeZone: string;
  readonly preference: string;
  readonly exclusiveAccounts: readonly number[];
}

type Body = KeptRecord['body'];

/** The account from its records and this desk's settings. Values that can't be parsed get the simplest meaning. */
export function setupFromRecords(
  records: RecordsOf,
  rules: SetupRules,
  nameOf: (client: number) => string,
): AccountSetup {
  const methods = records('methods').map(methodOf);
  const leadTypeOf = new Map(methods.map((one) => [Number(one.deliveryUid), one.leadTypeUid]));
  const exclusive = new Set(rules.exclusiveAccounts);
  const fields = Map.groupBy(records('leadFields'), ({ parent }) => parent);
  const items = Map.groupBy(records('listItems'), ({ parent }) => parent);
  return {
    timeZone: rules.timeZone,
    preference: rules.preference,
    leadTypes: records('leadTypes').map((one) => leadTypeSetup(one, fields.get(one.id) ?? [])),
    clients: records('clients').map((one) => clientOf(one, nameOf(one.id))),
    methods,
    accounts: records('accounts').map((one): DeliveryAccountSetup => {
      const deliveryUid = Number(one.body.DeliveryUID ?? 0);
      const leadTypeUid = leadTypeOf.get(deliveryUid) ?? null;
      return { ...accountOf(one), leadTypeUid, exclusive: exclusive.has(one.id) };
    }),
    orders: records('orders').map(orderOf),
    lists: records('lists').map((one) => listOf(one, items.get(one.id) ?? [])),
    sources: records('sources').map(sourceOf),
    campaigns: records('campaigns').map(campaignOf),
  };
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const textOrNull = (value: unknown): string | null => (text(value) === '' ? null : text(value));
const flag = (value: unknown): boolean => value === true || value === 1 || /^(?:true|1)$/i.test(text(value));
const isNumber = (value: unknown): boolean => text(value).trim() !== '' && Number.isFinite(Number(value));
const number = (value: unknown, or = 0): number => (isNumber(value) ? Number(value) : or);
const numberOrNull = (value: unknown): number | null => (isNumber(value) ? Number(value) : null);
const rows = (value: unknown): readonly Body[] =>
  Array.isArray(value) ? value.filter((one): one is Body => typeof one === 'object' && one !== null) : [];
const id = <Name extends string>(value: unknown): Id<Name> =>
  sentId<Name>().parse(Math.max(0, Math.trunc(number(value)))) as Id<Name>;
const idOrNull = <Name extends string>(value: unknown): Id<Name> | null => (number(value) > 0 ? id<Name>(value) : null);
/** The documented name of a value, or else the value as received. */
const nameIn = (enumeration: Enumeration, value: unknown): string =>
  valueIn(enumeration, value as EnumValue | null | undefined)?.name ?? text(value);

const clientOf = ({ id: uid, body }: KeptRecord, name: string): ClientSetup => ({
  clientUid: id<'ClientUID'>(uid),
  name,
  status: nameIn(enumerations.CLIENT_STATUS, body.Status),
  automationType: nameIn(enumerations.AUTOMATION_TYPE, body.AutomationType ?? body.DeliveryAccountAutomationType),
  priority: number(body.Priority),
  useDeliveryTiers: flag(body.UseDeliveryTiers),
});

/** The kinds of accounts have other names in each section of the document, at the same positions. -1 for another kind. */
const accountTypeIn = (value: EnumValue | null | undefined): number =>
  [enumerations.ACCOUNT_TYPE, enumerations.SCAN_TYPE, enumerations.ACTIVE_ACCOUNT_TYPE]
    .map((one) => valueIn(one, value)?.number)
    .find((one) => one !== undefined) ?? -1;

const accountOf = ({ id: uid, body }: KeptRecord): Omit<DeliveryAccountSetup, 'leadTypeUid' | 'exclusive'> => ({
  clientAccountUid: id<'ClientAccountUID'>(uid),
  clientUid: id<'ClientUID'>(body.ClientUID),
  description: text(body.Description),
  deliveryUid: idOrNull<'ClientDeliveryUID'>(body.DeliveryUID),
  accountType: accountTypeIn(body.AccountType as EnumValue),
  status: nameIn(enumerations.ACCOUNT_STATUS, body.Status),
  automationEnabled: flag(body.AutomationEnabled),
  price: number(body.Price),
  useOrder: flag(body.useOrder),
  hourMax: number(body.HourMax, -1),
  dayMax: number(body.DayMax, -1),
  weekMax: number(body.WeekMax, -1),
  monthMax: number(body.MonthMax, -1),
  criteria: rows(body.Criteria).map(criterionOf),
});

const criterionOf = (body: Body): CriterionSetup => ({
  leadFieldUid: id<'LeadFieldUID'>(body.LeadFieldUID),
  type: body.Type === undefined || body.Type === null ? 'FieldValue' : nameIn(enumerations.CRITERIA_TYPE, body.Type),
  expression: text(body.Expression),
  operator: nameIn(enumerations.CRITERIA_OPERATOR, body.Operator),
  value: text(body.Value),
});

const methodOf = ({ id: uid, body }: KeptRecord): MethodSetup => ({
  deliveryUid: id<'ClientDeliveryUID'>(uid),
  name: text(body.Name),
  leadTypeUid: id<'LeadTypeUID'>(body.LeadTypeUID),
  enabled: flag(body.Status),
  days: rows(body.DeliveryDays).map(dayOf),
});

const dayOf = (body: Body): DeliveryDay => ({
  weekDay: valueIn(enumerations.WEEK_DAY, body.WeekDay as EnumValue)?.number ?? -1,
  staticDate: textOrNull(body.StaticDate),
  startTime: text(body.StartTime),
  endTime: text(body.EndTime),
  allow: flag(body.Allow),
});

const orderOf = ({ id: uid, body }: KeptRecord): OrderSetup => ({
  orderUid: id<'ClientOrderUID'>(uid),
  clientUid: id<'ClientUID'>(body.ClientUID),
  startDate: textOrNull(body.StartDate),
  endDate: textOrNull(body.EndDate),
  status: nameIn(enumerations.ORDER_STATUS, body.Status),
  renewal: nameIn(enumerations.RENEWAL, body.Renewal),
  items: rows(body.Items).map((item) => ({
    itemUid: id<'ClientOrderItemUID'>(item.ClientOrderItemUID),
    clientAccountUid: idOrNull<'ClientAccountUID'>(item.ClientAccountUID),
    qty: numberOrNull(item.Qty),
    sentQty: number(item.SentQty),
    constrainQuantity: flag(item.ConstrainQuantity),
    price: number(item.Price),
    sentPrice: number(item.SentPrice),
  })),
});

const listOf = ({ id: uid, body }: KeptRecord, items: readonly KeptRecord[]): ListSetup => ({
  listUid: id<'CustomListUID'>(uid),
  name: text(body.Description),
  active: number(body.Status) === 1 || nameIn(enumerations.LIST_STATUS, body.Status) === 'Active',
  leadTypeUid: id<'LeadTypeUID'>(body.LeadTypeUID),
  leadFieldUid: id<'LeadFieldUID'>(body.LeadFieldUID),
  defaultClient: idOrNull<'ClientUID'>(body.DefaultClient),
  dependField: idOrNull<'LeadFieldUID'>(body.DependField),
  dependValue: text(body.Value),
  items: items.map(({ body: item }) => ({
    value: text(item.Value),
    clients: [...text(item.AssignedClients).split('|'), text(item.AssignedClient)]
      .map(Number)
      .filter((one, at, all) => one > 0 && all.indexOf(one) === at)
      .map((one) => id<'ClientUID'>(one)),
  })),
});

const sourceOf = ({ id: uid, body }: KeptRecord): SourceSetup => ({
  sourceUid: uid,
  name: text(body.Name),
  status: nameIn(enumerations.SOURCE_STATUS, body.Status),
});

const campaignOf = ({ parent, id: uid, body }: KeptRecord): CampaignSetup => ({
  campaignUid: id<'VendorAccountUID'>(uid),
  sourceUid: parent,
  name: text(body.AccountName),
  status: nameIn(enumerations.CAMPAIGN_STATUS, body.Status),
  channel: nameIn(enumerations.CHANNEL, body.Channel),
  maxSell: number(body.MaxSell),
  exclusiveClientUid: idOrNull<'ClientUID'>(body.ExclusiveClientUID),
  preference: null,
  hourMax: numberOrNull(body.HourMax),
  dayMax: numberOrNull(body.DayMax),
  monthMax: numberOrNull(body.MonthMax),
  countReturns: flag(body.countReturns),
  dupDayMax: number(body.DupDayMax),
  rules: rows(body.Rules).map(criterionOf),
  leadPrice: number(body.LeadPrice),
  sharePercentage: numberOrNull(body.RevenueSharePercentage),
  shareFlat: numberOrNull(body.RevenueShareFlatRate),
});

const leadTypeSetup = ({ id: uid, body }: KeptRecord, fields: readonly KeptRecord[]): LeadTypeSetup => ({
  leadTypeUid: id<'LeadTypeUID'>(uid),
  name: text(body.Descriptor) || text(body.Name) || `Lead type ${uid}`,
  fields: fields.map(({ id: field, body: one }) => ({
    leadFieldUid: id<'LeadFieldUID'>(field),
    name: text(one.Descriptor),
    dataType: nameIn(enumerations.DATA_TYPE, one.FieldDataType),
    required: flag(one.Required) && one.Status !== false,
    computed: flag(one.Computed),
  })),
  duplicateSets: text(body.DefaultDupSets)
    .split('|')
    .map((set) => set.split(',').flatMap((field) => field.trim() || []))
    .filter((set) => set.length > 0),
});
