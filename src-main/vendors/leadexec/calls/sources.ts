import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import * as sent from '../body-fields.ts';
import { call } from '../call.ts';
import { CAMPAIGN_STATUS, CHANNEL, CRITERIA_OPERATOR, SOURCE_STATUS } from '../enumerations.ts';
import { readId, sentId } from '../ids.ts';
import { id, word } from '../parameters.ts';

/** Answers include its password. */
const source = z.looseObject({
  LPVendorUID: readId<'LPVendorUID'>(),
  Name: seen.text,
  Address: seen.text,
  Address2: seen.text,
  City: seen.text,
  State: seen.either,
  Zip: seen.text,
  Phone: seen.text,
  Fax: seen.text,
  Email: seen.text,
  ReturnString: seen.text,
  ReturnPostURL: seen.text,
  SystemVendor: seen.flag,
  Status: seen.choice,
  UserName: seen.text,
  Password: seen.text,
  AdminUID: seen.number,
  CherryAccountUID: seen.number,
  AccountUID: readId<'AccountUID'>().nullish(),
  ImageURL: seen.text,
  DefaultReturnDay: seen.number,
});

export const listLeadSources = call({
  section: 'List Lead Sources',
  request: 'GET /v1/leadsources',
  effect: 'read',
  answer: { is: 'rows', of: source },
});

export const leadSourceDetail = call({
  section: 'Lead Source Detail',
  request: 'GET /v1/leadsources/[vendorUID]',
  parameters: { vendorUID: id<'LPVendorUID'>() },
  effect: 'read',
  answer: { is: 'one', of: source },
});

/** `true` if the user name is unique. "Check Client Username" has the opposite meaning. */
export const checkLeadSourceUsername = call({
  section: 'Check Lead Source Username',
  request: 'GET /v1/leadsources/usernames/check/[Username]',
  parameters: { Username: word },
  effect: 'read',
  answer: { is: 'flag' },
});

export const createOrModifyLeadSource = call({
  section: 'Create or Modify Lead Source',
  request: 'PUT /v1/leadsources',
  body: z.strictObject({
    LPVendorUID: sentId<'LPVendorUID'>(),
    Name: sent.text,
    Address: sent.keptText,
    Address2: sent.keptText,
    City: sent.keptText,
    /** A string in the table, 0 in the example. */
    State: z.union([z.string(), z.number()]).nullable(),
    Zip: sent.keptText,
    Phone: sent.keptText,
    Fax: sent.keptText,
    Email: sent.keptText,
    ReturnString: sent.keptText,
    ReturnPostURL: sent.keptText,
    SystemVendor: sent.flag.nullable(),
    Status: sent.choice(SOURCE_STATUS),
    UserName: sent.text.min(1, 'must not be empty'),
    Password: sent.keptText,
    AdminUID: sent.keptWhole,
    CherryAccountUID: sent.keptWhole,
    AccountUID: sentId<'AccountUID'>(),
    ImageURL: sent.keptText,
    DefaultReturnDay: sent.keptWhole,
  }),
  answer: { is: 'id' },
});

const VALIDATIONS = [
  ...(['PhoneValidation', 'PhoneAddressValidation', 'EmailValidation', 'FullAddressValidation'] as const),
  ...(['CityStateZipVerification', 'DemographicInformation', 'IPAddressVerification', 'DNC'] as const),
];
const each = <T extends z.ZodType>(type: T) =>
  Object.fromEntries(VALIDATIONS.map((name) => [name, type])) as Record<(typeof VALIDATIONS)[number], T>;

const campaign = z.looseObject({
  Channel: seen.choice,
  VendorUID: readId<'LPVendorUID'>().nullish(),
  VendorAccountUID: readId<'VendorAccountUID'>(),
  AccountName: seen.text,
  LeadTypeUID: readId<'LeadTypeUID'>().nullish(),
  Status: seen.choice,
  MonthMax: seen.number,
  DayMax: seen.number,
  HourMax: seen.number,
  Flagged: seen.flag,
  OrderSystem: seen.flag,
  ReturnDayCount: seen.number,
  ShowOnCherryPick: seen.flag,
  ClientDataVendor: seen.flag,
  countReturns: seen.flag,
  LeadPrice: seen.number,
  useQCBin: seen.flag,
  MaxSell: seen.number,
  DupDayMax: seen.number,
  ExclusiveClientUID: readId<'ClientUID'>().nullish(),
  LeadCatUID: readId<'LeadCatUID'>().nullish(),
  EmailVerify: seen.flag,
  AppendCityStateFromPostalCode: seen.flag,
  Rules: seen.rows(
    z.looseObject({
      VendorRuleUID: readId<'VendorRuleUID'>().nullish(),
      VendorAccountUID: readId<'VendorAccountUID'>().nullish(),
      LeadFieldUID: readId<'LeadFieldUID'>().nullish(),
      Operator: seen.choice,
      Value: seen.text,
      Delete: seen.flag,
    }),
  ),
  Validation: z.looseObject(each(seen.number)).nullish(),
  AllowSendResponse: seen.flag,
  UseDeliveryQueue: seen.flag,
  RevenueSharePercentage: seen.number,
  RevenueShareFlatRate: seen.number,
});

/** One campaign, returned as an array. No call lists the campaigns of a source. */
export const leadSourceCampaignDetails = call({
  section: 'Lead Source Campaign Details',
  request: 'GET /v1/leadsources/[vendorUID]/campaigns/[campaignUID]',
  parameters: { vendorUID: id<'LPVendorUID'>(), campaignUID: id<'VendorAccountUID'>() },
  effect: 'read',
  answer: { is: 'one', of: campaign },
});

const keptFlag = sent.flag.nullable();
const keptAmount = sent.amount.nullable();

export const createOrModifyLeadSourceCampaign = call({
  section: 'Create or Modify Lead Source Campaign',
  request: 'PUT /v1/leadsources/campaigns',
  body: z.strictObject({
    Channel: sent.choice(CHANNEL),
    VendorUID: sentId<'LPVendorUID'>(),
    VendorAccountUID: sentId<'VendorAccountUID'>(),
    AccountName: sent.text,
    LeadTypeUID: sentId<'LeadTypeUID'>(),
    Status: sent.choice(CAMPAIGN_STATUS),
    /** Null means no maximum. */
    MonthMax: sent.keptWhole,
    DayMax: sent.keptWhole,
    HourMax: sent.keptWhole,
    Flagged: keptFlag,
    OrderSystem: keptFlag,
    ReturnDayCount: sent.keptWhole,
    ShowOnCherryPick: keptFlag,
    ClientDataVendor: keptFlag,
    countReturns: sent.flag,
    LeadPrice: keptAmount,
    useQCBin: sent.flag,
    MaxSell: sent.keptWhole,
    DupDayMax: sent.keptWhole,
    ExclusiveClientUID: sentId<'ClientUID'>().nullable(),
    LeadCatUID: sentId<'LeadCatUID'>().nullable(),
    EmailVerify: keptFlag,
    AppendCityStateFromPostalCode: keptFlag,
    Rules: z.array(
      z.strictObject({
        VendorRuleUID: sentId<'VendorRuleUID'>(),
        /** Only in the table. */
        VendorAccountUID: sentId<'VendorAccountUID'>().nullish(),
        LeadFieldUID: sentId<'LeadFieldUID'>(),
        Operator: sent.choice(CRITERIA_OPERATOR),
        /** An integer in the table, a text in the example. */
        Value: sent.keptText,
        Delete: sent.flag,
      }),
    ),
    Validation: z.strictObject(each(sent.keptWhole)).nullable(),
    AllowSendResponse: keptFlag,
    UseDeliveryQueue: keptFlag,
    RevenueSharePercentage: keptAmount.optional(),
    RevenueShareFlatRate: keptAmount.optional(),
  }),
  answer: {
    is: 'result',
    success: 'success',
    words: ['message'],
    of: z.looseObject({
      success: seen.flag,
      message: seen.text,
      identifier: readId<'VendorAccountUID'>().nullish(),
    }),
  },
});

export const updateCategoryAssignmentOfACampaign = call({
  section: 'Update Category Assignment of a Campaign',
  request: 'PUT /v1/leadsources/[LeadSourceUID]/campaigns/[CampaignUID]/category',
  parameters: { LeadSourceUID: id<'LPVendorUID'>(), CampaignUID: id<'VendorAccountUID'>() },
  effect: 'repeatable',
  body: z.strictObject({ CategoryUID: sentId<'LeadCatUID'>() }),
  answer: { is: 'true' },
});
