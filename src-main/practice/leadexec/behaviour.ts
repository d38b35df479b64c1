import { z } from 'zod';

/** Examples in the document that violate their own format, each of which can be switched on. */
export const MALFORMED = [
  /** Transfer, JSON: `"AgentPhone": "7025551212""`. */
  'agent-phone-quote',
  /** Transfer, XML: `</ClientInfos>` is missing. */
  'client-infos-unclosed',
  /** Return-sends, XML: the second `ClientUID` contains the name, and `ClientName` is empty. */
  'second-client-named',
  /** Redirect, XML: `<PostID>true</isValidPost>`. */
  'redirect-post-id',
  /** Duplicate check, JSON: `Response` is a ping's. */
  'duplicate-says-ping',
] as const;

/**
 * What the document leaves open, contradicts or shows in several ways (`docs/vendors.md`, LeadExec). Every switch can be changed while the
 * practice LeadExec runs. `document` means as in the section's example.
 */
export const behaviourSchema = z.strictObject({
  malformed: z.array(z.enum(MALFORMED)),
  /** `No_Error` or `0`, in JSON answers. */
  responseType: z.enum(['document', 'name', 'number']),
  /** `ResponseDetails` in the examples, `ResponseDetail` in the tables. */
  detailName: z.enum(['ResponseDetails', 'ResponseDetail']),
  /** Whether prices are numbers or text in JSON. In the document a ping's is text. */
  price: z.enum(['document', 'number', 'text']),
  /** Whether JSON booleans are text. */
  textBooleans: z.boolean(),
  /** One object, or an array with one item per lead. */
  jsonShape: z.enum(['document', 'object', 'array']),
  /** The answer to several leads: as sent, in reverse order, without the last, or with an extra one. */
  severalAnswers: z.enum(['as-sent', 'reversed', 'short', 'long']),
  /** Whether XML answers have a PostID where the examples have none (return-sends, transfer, call data). */
  xmlPostId: z.enum(['document', 'always']),
  /** Dates of duplicate check and ping: US 12-hour in JSON, ISO in XML, or one of them. */
  dates: z.enum(['document', 'iso', 'us']),
  /** The zone of dates without one. */
  bareDates: z.enum(['utc', 'pacific']),
  receivedOnName: z.enum(['ReceivedOn', 'ReceviedOn']),
  /** LeadIdentifier and VendorAccountAssigned of a refused post. */
  refusedLead: z.enum(['zero', 'null', 'empty']),
  /** StatusURL of an accepted post: at this vendor, empty as in the examples, or on another host. */
  statusUrl: z.enum(['own', 'empty', 'elsewhere']),
  /** The status of a post that is still waiting. */
  waitingStatus: z.enum(['undecided', 'not-found']),
  /** The answer to an accepted autoredirect. */
  autoredirect: z.enum(['302', '307', 'answer']),
  /** Whether return-sends, transfer and duplicate check are approved: by the campaign's settings, for all, or for none. */
  approvals: z.enum(['by-campaign', 'all', 'none']),
  /** The answer to a duplicate check without approval: that it is not approved, or simply no. */
  unapprovedDuplicateCheck: z.enum(['says-why', 'says-no']),
  /** `Response` if there is no duplicate. */
  noDuplicateWords: z.string(),
  /** A wrong campaign password: an ordinary refusal, or HTTP 401. */
  passwordRefusal: z.enum(['answer', 'http401']),
  /** Milliseconds that an async post waits in the queue. */
  queueMs: z.number().min(0),
  /** Milliseconds until the automation of a campaign with a delivery queue sells a lead. */
  deliveryMs: z.number().min(0),
  /** How long a ping's order is valid, ms. */
  orderMs: z.number().min(0),
  /** How much a price falls, in percent, between ping and post. */
  priceDrop: z.number().min(0).max(100),
  /** Milliseconds until a lead is reviewed; null if that only happens on request. */
  reviewMs: z.number().min(0).nullable(),
  /** Every n-th reviewed lead is rejected; 0 for none. */
  reviewRejectsEvery: z.number().int().min(0),
  /** Milliseconds until a lead is returned, and which: every n-th; 0 for none. */
  returnMs: z.number().min(0),
  returnsEvery: z.number().int().min(0),
  /** Milliseconds between the duplicate check and accepting the lead, so that two at the same time can both be accepted. */
  duplicateGapMs: z.number().min(0).max(60_000),
  /** Milliseconds before a request is processed. */
  latencyMs: z.number().min(0).max(600_000),

  /** Account API. Enumerations as in the examples, or all as names or numbers. */
  enumerations: z.enum(['document', 'name', 'number']),
  /** The form of "200 OK": that text, or the status with an empty body. */
  okAnswer: z.enum(['text', 'empty']),
  /** "Record has been scheduled for automation": plain, in quotes, or as `{"Result": …}`. */
  scheduledAnswer: z.enum(['plain', 'quoted', 'result']),
  /** A campaign's details: in an array, as in the example, or only the object. */
  campaignAnswer: z.enum(['array', 'object']),
  /** How long a token is valid, seconds. */
  tokenSeconds: z.number().int().min(1),
  /** Wrong client id or secret: HTTP 401, or a 200 with `error`. */
  tokenRefusal: z.enum(['http401', 'error']),
  /** A body with wrong types or missing required members: refused with HTTP 400, or accepted as far as possible. */
  wrongBody: z.enum(['refused', 'taken']),
  /** Whether cards are declined. Then Run Payment answers a 200 with IsValid false. */
  declinesCards: z.boolean(),
  /** A colleague edits something after every n-th request that reads; 0 for never. */
  colleagueEvery: z.number().int().min(0),
  /** Milliseconds that an answer takes for each thousand items. */
  listMsPerThousand: z.number().min(0).max(600_000),
});
export type Behaviour = z.infer<typeof behaviourSchema>;

/** Whether something that a campaign has to be approved for is approved. */
export function isApproved({ approvals }: Behaviour, byCampaign: boolean): boolean {
  return approvals === 'by-campaign' ? byCampaign : approvals === 'all';
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const DEFAULT_BEHAVIOUR: Behaviour = {
  malformed: [],
  responseType: 'document',
  detailName: 'ResponseDetails',
  price: 'document',
  textBooleans: false,
  jsonShape: 'document',
  severalAnswers: 'as-sent',
  xmlPostId: 'document',
  dates: 'document',
  bareDates: 'utc',
  receivedOnName: 'ReceivedOn',
  refusedLead: 'zero',
  statusUrl: 'own',
  waitingStatus: 'undecided',
  autoredirect: '302',
  approvals: 'by-campaign',
  unapprovedDuplicateCheck: 'says-why',
  noDuplicateWords: 'No duplicate found',
  passwordRefusal: 'answer',
  queueMs: 3_000,
  deliveryMs: MINUTE_MS,
  orderMs: 5 * MINUTE_MS,
  priceDrop: 0,
  reviewMs: null,
  reviewRejectsEvery: 3,
  returnMs: 3 * DAY_MS,
  returnsEvery: 0,
  duplicateGapMs: 0,
  latencyMs: 0,
  enumerations: 'document',
  okAnswer: 'text',
  scheduledAnswer: 'plain',
  campaignAnswer: 'array',
  tokenSeconds: 3600,
  tokenRefusal: 'http401',
  wrongBody: 'refused',
  declinesCards: false,
  colleagueEvery: 0,
  listMsPerThousand: 0,
};
