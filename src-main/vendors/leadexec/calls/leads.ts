import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import * as sent from '../body-fields.ts';
import { call } from '../call.ts';
import { readId } from '../ids.ts';
import { id, word } from '../parameters.ts';

/** PUT in the example, GET on its badge. */
export const updateLeadCache = call({
  section: 'Update Lead Cache',
  request: 'PUT /v1/leads/cache/update/[LeadUID]',
  parameters: { LeadUID: id<'LeadUID'>() },
  effect: 'repeatable',
  answer: { is: 'text' },
});

/** Its description is that of "Update Lead Cache", but it searches. No call returns a lead's fields. */
export const searchForLeadByContactInformation = call({
  section: 'Search for Lead by Contact Information',
  request: 'POST /v1/leads/search/[LeadTypeUID]',
  parameters: { LeadTypeUID: id<'LeadTypeUID'>() },
  effect: 'read',
  body: z.strictObject({
    Email: sent.text.optional(),
    Address: sent.text.optional(),
    PrimaryPhone: sent.text.optional(),
  }),
  answer: {
    is: 'rows',
    of: z.looseObject({
      DateReceived: seen.date,
      IsValidPost: seen.flag,
      ResponseType: seen.choice,
      ResponseDetails: seen.text,
      LeadIdentifier: readId<'LeadUID'>().nullish(),
      VID: readId<'LPVendorUID'>().nullish(),
      AID: readId<'VendorAccountUID'>().nullish(),
      LID: readId<'LeadTypeUID'>().nullish(),
      PendingQCReview: seen.flag,
      /** The table's spelling. */
      PandingQCReview: seen.flag,
      Price: seen.number,
    }),
  },
});

/** EnterDate and ExitDate are Pacific Time. */
const analytics = z.looseObject({
  TrackingUID: readId<'TrackingUID'>().nullish(),
  VisitUID: seen.text,
  EnterDate: seen.date,
  ExitDate: seen.date,
  UserAgent: seen.text,
  IP: seen.text,
  URL: seen.text,
  Host: seen.text,
  EnterPage: seen.text,
  ExitPage: seen.text,
  Referrer: seen.text,
  ReferrerHost: seen.text,
  SearchEngine: seen.text,
  SearchTerm: seen.text,
  Browser: seen.text,
  OS: seen.text,
  PageViews: seen.number,
  FirstVisit: seen.flag,
});

export const leadAnalyticsDetail = call({
  section: 'Lead Analytics Detail',
  request: 'GET /v1/leads/analytics/[LeadUID]',
  parameters: { LeadUID: id<'LeadUID'>() },
  effect: 'read',
  answer: { is: 'one', of: analytics },
});

/** An integer in the table, a string in every answer. */
export const leadAnalyticsDetailByVisitid = call({
  section: 'Lead Analytics Detail by VisitID',
  request: 'GET /v1/leads/analytics/visits/[VisitID]',
  parameters: { VisitID: word },
  effect: 'read',
  answer: { is: 'one', of: analytics },
});

/** No call lists attachments. */
export const uploadAttachment = call({
  section: 'Upload Attachment',
  request: 'PUT /v1/leads/[LeadUID]/attachments',
  parameters: { LeadUID: id<'LeadUID'>() },
  body: z.strictObject({
    FileName: sent.text.min(1, 'must not be empty'),
    Description: sent.text,
    Base64Data: z.base64('must be the file in Base64'),
  }),
  answer: { is: 'text' },
});

const analyticsDetail = {
  is: 'result',
  success: 'success',
  words: ['message'],
  of: z.looseObject({ success: seen.flag, message: seen.text }),
} as const;

export const deleteLead = call({
  section: 'Delete Lead',
  request: 'DELETE /v1/leads/[LeadUID]',
  parameters: { LeadUID: id<'LeadUID'>() },
  effect: 'repeatable',
  answer: analyticsDetail,
});

export const removeLead = call({
  section: 'Remove Lead',
  request: 'DELETE /v1/leads/[LeadUID]/remove',
  parameters: { LeadUID: id<'LeadUID'>() },
  effect: 'repeatable',
  answer: analyticsDetail,
});
