import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import * as sent from '../body-fields.ts';
import { call } from '../call.ts';
import { ACTIVE_ACCOUNT_TYPE, AUTOMATION_TYPE, CLIENT_STATUS, SORT_BY, SORT_DIRECTION } from '../enumerations.ts';
import { readId, sentId } from '../ids.ts';
import { id, word } from '../parameters.ts';

/** The common part of "List Clients" and "Client Login". `DateAdded` is Pacific Time, in spite of its Z. */
const client = z.looseObject({
  ClientUID: readId<'ClientUID'>(),
  AccountUID: readId<'AccountUID'>().nullish(),
  DateAdded: seen.date,
  Status: seen.choice,
  InternalUID: seen.number,
  UserUID: readId<'UserUID'>().nullish(),
  TimeOffset: seen.number,
  Image: seen.text,
  Notes: seen.text,
  IsLocked: seen.flag,
  LockedBy: seen.number,
  DateLocked: seen.date,
  LockedReason: seen.text,
  OutLookUID: seen.text,
  TimeZoneName: seen.text,
  ResellerUID: readId<'ResellerUID'>().nullish(),
  GroupUID: readId<'ClientGroupUID'>().nullish(),
  Username: seen.text,
  OverrideReassign: seen.flag,
});

const listedClient = client.extend({
  AutomationType: seen.choice,
  Priority: seen.number,
  DeliveryGroupUID: readId<'DeliveryGroupUID'>().nullish(),
  ShowLeadGrade: seen.flag,
  ShowLeadSource: seen.flag,
  ShowCampaign: seen.flag,
  AllowCalls: seen.flag,
  AllowReassign: seen.flag,
  UserAssigned: readId<'UserUID'>().nullish(),
  UseDeliveryTiers: seen.flag,
  MFAPhone: seen.text,
  MFAEmail: seen.text,
});
export type ListedClient = z.output<typeof listedClient>;

const clientInfo = z
  .strictObject({
    ClientUID: sentId<'ClientUID'>(),
    DateAdded: sent.date,
    Status: sent.choice(CLIENT_STATUS),
    UserUID: sentId<'UserUID'>().nullish(),
    TimeOffset: sent.amount.nullish(),
    Notes: sent.text.nullish(),
    TimeZoneName: sent.text.nullish(),
    ResellerUID: sentId<'ResellerUID'>().nullish(),
    GroupUID: sentId<'ClientGroupUID'>().nullish(),
    Username: sent.text.nullish(),
    Password: sent.text.nullish(),
    OverrideReassign: sent.flag.nullish(),
    DeliveryAccountAutomationType: sent.choice(AUTOMATION_TYPE).nullish(),
  })
  .superRefine((info, context) => {
    for (const name of ['Username', 'Password'] as const) {
      if (info.ClientUID !== 0 || (info[name] ?? '') !== '') continue;
      context.addIssue({ code: 'custom', path: [name], message: `is required for a new client` });
    }
  });

export const createModifyClient = call({
  section: 'Create / Modify Client',
  request: 'PATCH /v1/clients',
  body: z.strictObject({
    Info: clientInfo,
    FieldData: z.array(z.strictObject({ ClientFieldUID: sentId<'ClientFieldUID'>(), Value: sent.keptText })).optional(),
  }),
  answer: { is: 'id' },
});

export const listClients = call({
  section: 'List Clients',
  request: 'GET /v1/clients/list',
  effect: 'read',
  answer: { is: 'rows', of: listedClient },
});

/** `DateCreated` and `LastSentDate` are UTC here. */
const activeClient = z.looseObject({
  ClientUID: readId<'ClientUID'>(),
  DateCreated: seen.date,
  Name: seen.text,
  Email: seen.text,
  Phone: seen.text,
  LastSentDate: seen.date,
  Priority: seen.number,
  Price: seen.number,
  Agent: z.looseObject({ Name: seen.text, Phone: seen.text }).nullish(),
  DistributionLists: seen.rows(z.looseObject({ Name: seen.text, Assignments: seen.texts })),
});

export const clientActiveListByLeadType = call({
  section: 'Client Active List by Lead Type',
  request: 'POST /v1/clients/list/active/leadtype/[leadtypeuid]',
  parameters: { leadtypeuid: id<'LeadTypeUID'>() },
  effect: 'read',
  body: z.strictObject({
    DeliveryAccountType: sent.choice(ACTIVE_ACCOUNT_TYPE),
    SortBy: sent.choice(SORT_BY),
    SortDirection: sent.choice(SORT_DIRECTION),
    Filters: z
      .strictObject({
        HasActiveOrder: sent.flag.optional(),
        AutomationEnabled: sent.flag.optional(),
        ClientGroupUIDs: z.array(sentId<'ClientGroupUID'>()).optional(),
      })
      .optional(),
    Skip: sent.whole.min(0),
    Take: sent.whole.min(1),
  }),
  answer: {
    is: 'page',
    within: 'Clients',
    of: activeClient,
    page: z.looseObject({
      QueryTotal: seen.number,
      QueryDurationTotalMS: seen.number,
      QueryDurationItemAverageMS: seen.number,
      Skip: seen.number,
      Take: seen.number,
      FetchedCount: seen.number,
    }),
  },
});

export const updateClientStatus = call({
  section: 'Update Client Status',
  request: 'PATCH /v1/clients/[ClientUID]/status',
  parameters: { ClientUID: id<'ClientUID'>() },
  effect: 'repeatable',
  body: z.strictObject({ Status: sent.choice(CLIENT_STATUS) }),
  answer: { is: 'true' },
});

const clientGroup = z.looseObject({
  ClientGroupUID: readId<'ClientGroupUID'>(),
  Description: seen.text,
  DisplayOrder: seen.number,
  ClientCount: seen.number,
});

export const clientGroupList = call({
  section: 'Client Group List',
  request: 'GET /v1/clients/groups',
  effect: 'read',
  answer: { is: 'rows', of: clientGroup },
});

export const updateClientGroupAssignment = call({
  section: 'Update Client Group Assignment',
  request: 'PATCH /v1/clients/[ClientUID]/group',
  parameters: { ClientUID: id<'ClientUID'>() },
  effect: 'repeatable',
  body: z
    .strictObject({ ClientGroupName: sent.text.optional(), ClientGroupUID: sentId<'ClientGroupUID'>().optional() })
    .refine((body) => body.ClientGroupUID !== undefined || (body.ClientGroupName ?? '') !== '', {
      message: 'needs ClientGroupName or ClientGroupUID',
    }),
  answer: { is: 'true' },
});

export const createModifyClientGroup = call({
  section: 'Create / Modify Client Group',
  request: 'PUT /v1/clients/groups',
  body: z.strictObject({
    ClientGroupUID: sentId<'ClientGroupUID'>(),
    Description: sent.text,
    DisplayOrder: sent.whole,
    ClientCount: sent.whole.optional(),
  }),
  answer: { is: 'text' },
});

const clientField = z.looseObject({
  ClientFieldUID: readId<'ClientFieldUID'>(),
  Descriptor: seen.text,
  DataType: seen.choice,
  Required: seen.flag,
  Status: seen.flag,
  Computed: seen.flag,
  ComputedExpr: seen.text,
  Enumerated: seen.flag,
  Enums: seen.rows(
    z.looseObject({
      ClientFieldEnumUID: readId<'ClientFieldEnumUID'>(),
      ClientFieldUID: readId<'ClientFieldUID'>().nullish(),
      Descriptor: seen.text,
      Priority: seen.number,
    }),
  ),
  Validation: seen.text,
  InvalidChars: seen.text,
  FormatError: seen.text,
  FormatString: seen.text,
  SpecialBit: seen.choice,
  isState: seen.flag,
  FieldValue: seen.text,
  PastValues: seen.texts,
});

export const fieldsForClient = call({
  section: 'Fields for Client',
  request: 'GET /v1/clients/fields/[ClientUID]',
  parameters: { ClientUID: id<'ClientUID'>() },
  effect: 'read',
  answer: { is: 'rows', of: clientField },
});

export const availableFieldsForClients = call({
  section: 'Available Fields for Clients',
  request: 'GET /v1/clients/fields',
  effect: 'read',
  answer: { is: 'rows', of: clientField },
});

/** Its answer contains the client's password. */
export const clientLogin = call({
  section: 'Client Login',
  request: 'POST /v1/clients/login',
  effect: 'read',
  body: z.strictObject({ Username: sent.text, Password: sent.text }),
  answer: { is: 'one', of: client.extend({ Password: seen.text }) },
});

/** `true` if the user name is in use. "Check Lead Source Username" has the opposite meaning. */
export const checkClientUsername = call({
  section: 'Check Client Username',
  request: 'GET /v1/clients/username/check/[Username]',
  parameters: { Username: word },
  effect: 'read',
  answer: { is: 'flag' },
});
