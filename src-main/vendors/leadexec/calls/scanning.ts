import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import * as sent from '../body-fields.ts';
import { call } from '../call.ts';
import { SCAN_TYPE } from '../enumerations.ts';
import { readId, sentId } from '../ids.ts';
import { id } from '../parameters.ts';

/** The only call of version 2. */
export const clientScanner = call({
  section: 'Client Scanner',
  request: 'POST /v2/delivery/scanner/general',
  effect: 'read',
  body: z.strictObject({
    LeadUID: sentId<'LeadUID'>(),
    Automated: sent.flag,
    AllowOverMax: sent.flag,
    IgnoreExclusive: sent.flag,
    ScanType: sent.choice(SCAN_TYPE),
  }),
  answer: {
    is: 'rows',
    of: z.looseObject({
      ClientUID: readId<'ClientUID'>(),
      ClientAccountUID: readId<'ClientAccountUID'>().nullish(),
      ClientOrderUID: readId<'ClientOrderUID'>().nullish(),
      ClientOrderItemUID: readId<'ClientOrderItemUID'>().nullish(),
      Automation: seen.flag,
    }),
  },
});

export const clientScannerLogs = call({
  section: 'Client Scanner Logs',
  request: 'GET /v1/delivery/scanner/logs/[LeadUID]',
  parameters: { LeadUID: id<'LeadUID'>() },
  effect: 'read',
  answer: {
    is: 'rows',
    of: z.looseObject({ LeadUID: readId<'LeadUID'>().nullish(), ScanDate: seen.date, Log: seen.text }),
  },
});

/** The table has the field "Address 2" and, for a send, "Addres2"; the examples have Address2. */
export const contact = z.looseObject({
  ClientUID: readId<'ClientUID'>(),
  ClientName: seen.text,
  ContactFirstName: seen.text,
  ContactLastName: seen.text,
  Address: seen.text,
  Address2: seen.text,
  City: seen.text,
  State: seen.text,
  Country: seen.text,
  PostalCode: seen.text,
  PhoneNumber: seen.text,
  Email: seen.text,
  Price: seen.number,
});

/** The body is only the array. */
export const clientScannerByCriteria = call({
  section: 'Client Scanner by Criteria',
  request: 'POST /v1/clients/scanner/criteria/[LeadTypeUID]',
  parameters: { LeadTypeUID: id<'LeadTypeUID'>() },
  effect: 'read',
  body: z.array(z.strictObject({ Name: sent.text.min(1, 'must not be empty'), Value: sent.text })),
  answer: { is: 'rows', of: contact.extend({ Website: seen.text }) },
});
