import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import * as sent from '../body-fields.ts';
import { call } from '../call.ts';
import { readId, sentId } from '../ids.ts';
import { id } from '../parameters.ts';
import { contact } from './scanning.ts';

const sendResult = z.looseObject({ isValid: seen.flag, Status: seen.text, Response: seen.text });
const WORDS = ['Response', 'Status'];

/** Returns one send, although MaxSell may be more: "Get Sends for Lead" has them all. */
export const autoProcessDelivery = call({
  section: 'Auto Process Delivery',
  request: 'POST /v1/delivery/autosend',
  body: z.strictObject({
    LeadUID: sentId<'LeadUID'>(),
    AllowOverMax: sent.flag.optional(),
    ForceIDs: z.array(z.union([z.string(), z.number().int()]).transform(String)).optional(),
  }),
  answer: {
    is: 'result',
    success: 'isValid',
    words: WORDS,
    of: sendResult.extend({
      ClientUID: readId<'ClientUID'>().nullish(),
      ClientName: seen.text,
      DeliveryAccountUID: readId<'ClientAccountUID'>().nullish(),
      DeliveryAccountName: seen.text,
      OrderUID: readId<'ClientOrderUID'>().nullish(),
      OrderItemUID: readId<'ClientOrderItemUID'>().nullish(),
    }),
  },
});

export const processClientDelivery = call({
  section: 'Process Client Delivery',
  request: 'POST /v1/delivery/process',
  body: z.strictObject({
    LeadUID: sentId<'LeadUID'>(),
    ClientUID: sentId<'ClientUID'>(),
    ClientAccountUID: sentId<'ClientAccountUID'>(),
    ClientOrderUID: sentId<'ClientOrderUID'>().optional(),
    Notes: sent.text.optional(),
    AllowOverMax: sent.flag.optional(),
  }),
  answer: { is: 'result', success: 'isValid', words: WORDS, of: sendResult },
});

export const runLeadAutomation = call({
  section: 'Run Lead Automation',
  request: 'POST /v1/delivery/runautomation/[LeadUID]',
  parameters: { LeadUID: id<'LeadUID'>() },
  answer: { is: 'text' },
});

export const scheduleLeadAutomation = call({
  section: 'Schedule Lead Automation',
  request: 'POST /v1/delivery/scheduleautomation/[LeadUID]',
  parameters: { LeadUID: id<'LeadUID'>() },
  body: z.strictObject({
    SendDateUtc: sent.date.refine((value) => value.endsWith('Z'), 'must be in UTC and end with Z'),
  }),
  answer: { is: 'text' },
});

/** The client comes first in the path. */
export const confirmDelivery = call({
  section: 'Confirm Delivery',
  request: 'POST /v1/delivery/[ClientUID]/confirm/[LeadUID]',
  parameters: { ClientUID: id<'ClientUID'>(), LeadUID: id<'LeadUID'>() },
  answer: { is: 'text' },
});

/** In the table all types are integers; the answer shows what is meant. The request has `IsValid` and the answer `isValid`. */
export const confirmRedirectDelivery = call({
  section: 'Confirm Redirect Delivery',
  request: 'POST /v1/delivery/redirectconfirmation',
  body: z.strictObject({
    LeadUID: sentId<'LeadUID'>(),
    RedirectURL: sent.text,
    IsValid: sent.flag,
    Response: sent.text.optional(),
  }),
  answer: { is: 'result', success: 'isValid', words: WORDS, of: sendResult },
});

/** The second, required ClientOrderItemUID in the table is ClientAccountUID. */
export const logDeliveryToClient = call({
  section: 'Log Delivery to Client',
  request: 'PUT /v1/delivery/log',
  body: z.strictObject({
    ClientUID: sentId<'ClientUID'>(),
    LeadUID: sentId<'LeadUID'>(),
    DeliveryUID: sentId<'ClientDeliveryUID'>(),
    PostString: sent.text.optional(),
    Response: sent.text.optional(),
    ClientOrderUID: sentId<'ClientOrderUID'>().optional(),
    ClientOrderItemUID: sentId<'ClientOrderItemUID'>().optional(),
    ClientAccountUID: sentId<'ClientAccountUID'>(),
  }),
  answer: { is: 'text' },
});

export const getSendsForLead = call({
  section: 'Get Sends for Lead',
  request: 'GET /v1/delivery/sends/[LeadUID]',
  parameters: { LeadUID: id<'LeadUID'>() },
  effect: 'read',
  answer: {
    is: 'rows',
    of: contact.extend({ Notes: seen.text, DateSent: seen.date, IsValid: seen.flag, Response: seen.text }),
  },
});
