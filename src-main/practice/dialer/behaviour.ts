import { z } from 'zod';

/**
 * What differs from one real server to the next, as far as `docs/vendors.md` (Croco-dial) knows it. Every switch can be
 * turned while the dialer runs.
 */
export const behaviourSchema = z.object({
  /** Order of the fields in SUCCESS and in the hopper, callback and alternate-phone notices: what servers send, or the document's sample. */
  fieldOrder: z.enum(['server', 'document']),
  /** NOTICE lines after or before the SUCCESS line, or all on one line, with a space between or with nothing. */
  noticePlacement: z.enum(['after', 'before', 'glued', 'glued-tight']),
  /** How a SUCCESS travels: as plain text in a 200, in an HTTP 500, or amid an HTML page. */
  successWrapping: z.enum(['plain', 'http500', 'html']),
  /** What stands before login errors. */
  loginErrorPrefix: z.enum(['ERROR: ', '']),
  /** Whether letters outside ASCII vanish (José becomes Jos) or are kept: `use_non_latin` off or on. */
  accents: z.enum(['vanish', 'keep']),
  /** Whether a plus sign in a value becomes a space. */
  plusBecomesSpace: z.boolean(),
  /** The functions that the API's users may call besides `add_lead`. */
  apiFunctions: z.array(z.string()),
  /** Whether the system has custom fields switched on at all. */
  customFieldsEnabled: z.boolean(),
  /** How a CAMP check on a list the dialer doesn't know fails: the script dies, or its query does. Nothing is inserted either way. */
  unknownListCampCheck: z.enum(['http500-empty', 'not-added']),
  /** Milliseconds between the duplicate check and the insert. 0 still lets other requests in between: the checks are not atomic. */
  duplicateGapMs: z.number().min(0).max(60_000),
  /** Milliseconds that every request takes before it is looked at. */
  latencyMs: z.number().min(0).max(600_000),
  /** Wrong logins in a row before the account is locked. */
  loginTries: z.number().int().min(1),
  /** How long a locked account stays locked, in minutes. */
  lockMinutes: z.number().min(0),
  /** The server's own offset from UTC in hours, used for its dates and where a number's zone can't be found. */
  serverGmtOffset: z.number().min(-12).max(14),
});

export type Behaviour = z.infer<typeof behaviourSchema>;

export const DEFAULT_BEHAVIOUR: Behaviour = {
  fieldOrder: 'server',
  noticePlacement: 'after',
  successWrapping: 'plain',
  loginErrorPrefix: 'ERROR: ',
  accents: 'vanish',
  plusBecomesSpace: true,
  apiFunctions: [
    ...['version', 'lead_search', 'lead_all_info', 'lead_field_info'],
    ...['campaigns_list', 'list_info', 'list_custom_fields'],
  ],
  customFieldsEnabled: true,
  unknownListCampCheck: 'http500-empty',
  duplicateGapMs: 0,
  latencyMs: 0,
  loginTries: 5,
  lockMinutes: 15,
  serverGmtOffset: -5,
};
