import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import * as sent from '../body-fields.ts';
import { call } from '../call.ts';
import { ACCOUNT_STATUS, ACCOUNT_TYPE, CRITERIA_OPERATOR, CRITERIA_TYPE } from '../enumerations.ts';
import { readId, sentId } from '../ids.ts';
import { id } from '../parameters.ts';
import { seenMethod } from './methods.ts';

const seenCriterion = z.looseObject({
  ClientCriteriaUID: readId<'ClientCriteriaUID'>().nullish(),
  LeadFieldUID: readId<'LeadFieldUID'>().nullish(),
  Type: seen.choice,
  Expression: seen.text,
  Operator: seen.choice,
  Value: seen.text,
});

const account = z.looseObject({
  ClientAccountUID: readId<'ClientAccountUID'>(),
  ClientUID: readId<'ClientUID'>().nullish(),
  DeliveryUID: readId<'ClientDeliveryUID'>().nullish(),
  Price: seen.number,
  HourMax: seen.number,
  DayMax: seen.number,
  MonthMax: seen.number,
  WeekMax: seen.number,
  useOrder: seen.flag,
  Status: seen.choice,
  DeliveryDelay: seen.number,
  Description: seen.text,
  RedirectURL: seen.text,
  AutomationEnabled: seen.flag,
  AlternatePosting: readId<'ClientDeliveryUID'>().nullish(),
  AccountType: seen.choice,
  AgentName: seen.text,
  AgentPhone: seen.text,
  Criteria: seen.rows(seenCriterion),
  DeliveryDetails: seenMethod.nullish(),
});
export type SeenAccount = z.output<typeof account>;

export const listOfAllAccountsFilteredByCriteria = call({
  section: 'List of All Accounts (Filtered by Criteria)',
  request: 'POST /v1/delivery/accounts/all/[LeadTypeUID]',
  parameters: { LeadTypeUID: id<'LeadTypeUID'>() },
  effect: 'read',
  body: z.strictObject({ LeadFieldUID: sentId<'LeadFieldUID'>(), Value: sent.text }),
  answer: { is: 'rows', of: account },
});

export const listOfAccountsForClient = call({
  section: 'List of Accounts for Client',
  request: 'GET /v1/delivery/[ClientUID]/accounts',
  parameters: { ClientUID: id<'ClientUID'>() },
  effect: 'read',
  answer: { is: 'rows', of: account },
});

export const deliveryAccountDetail = call({
  section: 'Delivery Account Detail',
  request: 'GET /v1/delivery/[ClientUID]/accounts/[ClientAccountUID]',
  parameters: { ClientUID: id<'ClientUID'>(), ClientAccountUID: id<'ClientAccountUID'>() },
  effect: 'read',
  answer: { is: 'one', of: account },
});

/** Here -1 means no maximum, and 0 allows none. In "Update Delivery Quantity Maxes", 0 means no maximum. */
const max = sent.whole.min(-1).nullable();

/** Criteria have no Delete flag: the whole list is sent, and is read again and compared. */
export const createOrModifyDeliveryAccount = call({
  section: 'Create or Modify Delivery Account',
  request: 'PUT /v1/delivery/[ClientUID]/accounts/',
  parameters: { ClientUID: id<'ClientUID'>() },
  body: z.strictObject({
    ClientAccountUID: sentId<'ClientAccountUID'>(),
    ClientUID: sentId<'ClientUID'>(),
    DeliveryUID: sentId<'ClientDeliveryUID'>(),
    Price: sent.amount,
    HourMax: max,
    DayMax: max,
    MonthMax: max,
    WeekMax: max,
    useOrder: sent.flag,
    Status: sent.choice(ACCOUNT_STATUS),
    DeliveryDelay: sent.keptWhole,
    Description: sent.keptText,
    RedirectURL: sent.keptText,
    AutomationEnabled: sent.flag,
    AlternatePosting: sentId<'ClientDeliveryUID'>().nullable(),
    AccountType: sent.choice(ACCOUNT_TYPE),
    AgentName: sent.keptText,
    AgentPhone: sent.keptText,
    Criteria: z
      .array(
        z.strictObject({
          ClientCriteriaUID: sentId<'ClientCriteriaUID'>(),
          LeadFieldUID: sentId<'LeadFieldUID'>(),
          Type: sent.choice(CRITERIA_TYPE),
          Expression: sent.keptText,
          Operator: sent.choice(CRITERIA_OPERATOR),
          Value: sent.keptText,
        }),
      )
      .optional(),
  }),
  answer: { is: 'id' },
});

/** Here 0 means no maximum, and missing members don't change. The example's Bearer counts, not the table's `api_key`. */
const newMax = sent.whole.min(0).optional();

export const updateDeliveryQuantityMaxes = call({
  section: 'Update Delivery Quantity Maxes',
  request: 'PUT /v1/delivery/[ClientUID]/accounts/[DeliveryAccountUID]/maxes',
  parameters: { ClientUID: id<'ClientUID'>(), DeliveryAccountUID: id<'ClientAccountUID'>() },
  effect: 'repeatable',
  body: z.strictObject({ HourMax: newMax, DailyMax: newMax, WeeklyMax: newMax, MonthlyMax: newMax }),
  answer: { is: 'true' },
});
