import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import * as sent from '../body-fields.ts';
import { call } from '../call.ts';
import { DELIVERY_TYPE, FIELD_TYPE, WEEK_DAY } from '../enumerations.ts';
import { readId, sentId } from '../ids.ts';
import { id } from '../parameters.ts';

const seenMapping = z.looseObject({
  DeliveryMappingUID: readId<'DeliveryMappingUID'>().nullish(),
  Delete: seen.flag,
  DeliverySettingUID: readId<'DeliverySettingUID'>().nullish(),
  DeliveryValue: seen.text,
  FieldValue: seen.text,
});
const seenSetting = z.looseObject({
  DeliverySettingUID: readId<'DeliverySettingUID'>().nullish(),
  DeliveryUID: readId<'ClientDeliveryUID'>().nullish(),
  Delete: seen.flag,
  Format: seen.text,
  FieldType: seen.choice,
  FieldName: seen.text,
  Value: seen.text,
  LeadFieldUID: readId<'LeadFieldUID'>().nullish(),
  Expr: seen.text,
  hasMap: seen.flag,
  FieldMappings: seen.rows(seenMapping),
});
/** In StartTime and EndTime only the digits after T count. */
const seenDay = z.looseObject({
  DeliveryDayUID: readId<'DeliveryDayUID'>().nullish(),
  DeliveryUID: readId<'ClientDeliveryUID'>().nullish(),
  WeekDay: seen.choice,
  StaticDate: seen.date,
  StartTime: seen.date,
  EndTime: seen.date,
  Allow: seen.flag,
});

/** A delivery method as part of an account, because no call returns it separately. It contains passwords. */
export const seenMethod = z.looseObject({
  ClientDeliveryUID: readId<'ClientDeliveryUID'>(),
  ClientUID: readId<'ClientUID'>().nullish(),
  Type: seen.choice,
  Name: seen.text,
  Status: seen.flag,
  DateAdded: seen.date,
  inTesting: seen.flag,
  LeadTypeUID: readId<'LeadTypeUID'>().nullish(),
  XML: seen.text,
  EmailTemplate: seen.text,
  EmailSubject: seen.text,
  FTPUser: seen.text,
  FTPPassword: seen.text,
  FTPPath: seen.text,
  EmailAddress: seen.text,
  useRegEx: seen.flag,
  ResponseSearch: seen.text,
  DeliveryAddress: seen.text,
  SMTPServer: seen.text,
  SMTPAuth: seen.flag,
  SMTPUsername: seen.text,
  SMTPPassword: seen.text,
  fAddress: seen.text,
  tAddress: seen.text,
  EmailNotify: seen.flag,
  NotifyCC: seen.text,
  NotifyBCC: seen.text,
  NotifyEmail: seen.text,
  LeadCatUID: readId<'LeadCatUID'>().nullish(),
  ClientEmail: seen.text,
  FieldSettings: seen.rows(seenSetting),
  DeliveryDays: seen.rows(seenDay),
});
export type SeenMethod = z.output<typeof seenMethod>;

const mapping = z.strictObject({
  DeliveryMappingUID: sentId<'DeliveryMappingUID'>(),
  Delete: sent.flag,
  DeliverySettingUID: sentId<'DeliverySettingUID'>(),
  DeliveryValue: sent.keptText,
  FieldValue: sent.keptText,
});
const setting = z.strictObject({
  DeliverySettingUID: sentId<'DeliverySettingUID'>(),
  DeliveryUID: sentId<'ClientDeliveryUID'>(),
  Delete: sent.flag,
  Format: sent.keptText,
  FieldType: sent.choice(FIELD_TYPE),
  FieldName: sent.keptText,
  Value: sent.keptText,
  LeadFieldUID: sentId<'LeadFieldUID'>().nullable(),
  Expr: sent.keptText,
  hasMap: sent.flag,
  FieldMappings: z.array(mapping).nullish(),
});
/** They have no Delete flag: the whole list is sent, and is read again and compared. */
const day = z.strictObject({
  DeliveryDayUID: sentId<'DeliveryDayUID'>(),
  DeliveryUID: sentId<'ClientDeliveryUID'>(),
  WeekDay: sent.keptChoice(WEEK_DAY),
  StaticDate: sent.keptDate,
  StartTime: sent.keptDate,
  EndTime: sent.keptDate,
  Allow: sent.flag,
});

/** Every member is required, including deprecated ones: they are sent back as they were read. */
export const createOrModifyDeliveryMethod = call({
  section: 'Create or Modify Delivery Method',
  request: 'PUT /v1/delivery/[ClientUID]/methods',
  parameters: { ClientUID: id<'ClientUID'>() },
  body: z.strictObject({
    ClientDeliveryUID: sentId<'ClientDeliveryUID'>(),
    ClientUID: sentId<'ClientUID'>(),
    Type: sent.choice(DELIVERY_TYPE),
    Name: sent.text,
    Status: sent.flag,
    DateAdded: sent.date,
    inTesting: sent.flag,
    LeadTypeUID: sentId<'LeadTypeUID'>(),
    XML: sent.keptText,
    EmailTemplate: sent.keptText,
    EmailSubject: sent.keptText,
    FTPUser: sent.keptText,
    FTPPassword: sent.keptText,
    FTPPath: sent.keptText,
    EmailAddress: sent.keptText,
    useRegEx: sent.flag,
    ResponseSearch: sent.keptText,
    DeliveryAddress: sent.keptText,
    SMTPServer: sent.keptText,
    SMTPAuth: sent.flag,
    SMTPUsername: sent.keptText,
    SMTPPassword: sent.keptText,
    fAddress: sent.keptText,
    tAddress: sent.keptText,
    EmailNotify: sent.flag.nullable(),
    NotifyCC: sent.keptText,
    NotifyBCC: sent.keptText,
    NotifyEmail: sent.keptText,
    LeadCatUID: sentId<'LeadCatUID'>().nullable(),
    ClientEmail: sent.keptText,
    FieldSettings: z.array(setting).optional(),
    DeliveryDays: z.array(day).optional(),
  }),
  answer: { is: 'id' },
});

export const setDefaultMappings = call({
  section: 'Set Default Mappings',
  request: 'PATCH /v1/delivery/methods/mappings/setdefault/[DeliveryUID]',
  parameters: { DeliveryUID: id<'ClientDeliveryUID'>() },
  effect: 'repeatable',
  answer: { is: 'true' },
});
