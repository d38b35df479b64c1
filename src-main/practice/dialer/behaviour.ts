import { z } from 'zod';

/**
 * The differences between real servers, as far as `docs/vendors.md` (Croco-dial) describes them. Every switch can be changed while the
 * dialer runs.
 */
export const behaviourSchema = z.object({
  /**
   * Order of the fields in SUCCESS and in the hopper, callback and alternate-phone notices: as servers send them, or as in the document's
   * example.
   */
  fieldOrder: z.enum(['server', 'document']),
  /** NOTICE lines after or before the SUCCESS line, or all on one line, with a space between or with nothing. */
  noticePlacement: z.enum(['after', 'before', 'glued', 'glued-tight']),
  /** How a SUCCESS is sent: as plain text with status 200, with status 500, or inside an HTML page. */
  successWrapping: z.enum(['plain', 'http500', 'html']),
  /** The prefix of login errors. */
  loginErrorPrefix: z.enum(['ERROR: ', '']),
  /** Whether non-ASCII letters are removed (José becomes Jos) or kept: `use_non_latin` off or on. */
  accents: z.enum(['vanish', 'keep']),
  /** Whether a plus sign in a value becomes a space. */
  plusBecomesSpace: z.boolean(),
  /** The functions that the API's users may call in addition to `add_lead`. */
  apiFunctions: z.array(z.string()),
  /** Whether custom fields are switched on in the system. */
  customFieldsEnabled: z.boolean(),
  /** How a CAMP check on an unknown list fails: the script crashes, or its query fails. Nothing is inserted in either case. */
  unknownListCampCheck: z.enum(['http500-empty', 'not-added']),
  /**
   * Milliseconds between the duplicate check and the insert. Even with 0, other requests can run in between, because the checks are not
   * atomic.
   */
  duplicateGapMs: z.number().min(0).max(60_000),
  /** Milliseconds before a request is processed. */
  latencyMs: z.number().min(0).max(600_000),
  /** Wrong logins in a row before the account is locked. */
  loginTries: z.number().int().min(1),
  /** How long a locked account stays locked, in minutes. */
  lockMinutes: z.number().min(0),
  /** The server's own offset from UTC in hours, used for its dates and if a number's zone is unknown. */
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
