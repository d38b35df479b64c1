import { z } from 'zod';

/** The time windows to which a duplicate check can be limited ("Load Lead", duplicate_check). */
export const DUPLICATE_DAYS = [1, 2, 3, 7, 14, 15, 21, 28, 30, 60, 90, 180, 360] as const;
/** What a duplicate check compares: phone; phone against phone and alt phone; title and alt phone; name and phone. */
export const DUPLICATE_BY = ['PHONE', 'PHONEALT', 'TITLEALTPHONE', 'NAMEPHONE'] as const;
/** Where it searches: the same list, all lists of the list's campaign, the whole system. */
export const DUPLICATE_WITHIN = ['LIST', 'CAMP', 'SYS'] as const;

const flag = z.enum(['Y', 'N']).default('N');
const dncCheck = z.enum(['Y', 'N', 'AREACODE']).default('N');

/** One of the dialer's twelve duplicate checks. */
export const duplicateRule = z.object({ by: z.enum(DUPLICATE_BY), within: z.enum(DUPLICATE_WITHIN) });
export type DuplicateRule = z.infer<typeof duplicateRule>;

/** Any number of checks; `days` limits all of them to leads loaded in the last days, null means no limit. */
export const duplicateCheck = z.object({
  checks: z.array(duplicateRule),
  days: z.literal(DUPLICATE_DAYS).nullable(),
});
export type DuplicateCheck = z.infer<typeof duplicateCheck>;

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[ +T](\d{2}):(\d{2}):(\d{2})$/;

function isCallbackTime(text: string): boolean {
  if (text === 'NOW' || /^\d{1,3}DAYS$/.test(text)) return true;
  const [, y, m, d, h, min, s] = DATE_TIME.exec(text) ?? [];
  if (y === undefined) return false;
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  const real = date.getUTCMonth() === Number(m) - 1 && date.getUTCDate() === Number(d);
  return real && Number(h) < 24 && Number(min) < 60 && Number(s) < 60;
}

/** The settings one by one, under the names of the document ("Load Lead"), `campaign` for its `campaing`. */
export const dialSettingsShape = z.object({
  list_id: z
    .string()
    .regex(
      /^\d{3,12}$/,
      'list_id must be 3 to 12 digits: the dialer would put leads for a shorter one into list 999 without notice',
    ),
  campaign: z
    .string()
    .trim()
    .min(1, 'campaign is required: the campaign to load the leads for')
    .max(50, 'campaign is at most 50 characters'),
  campaign_id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{2,8}$/, 'campaign_id is 2 to 8 letters or digits')
    .optional(),
  source: z
    .string()
    .trim()
    .min(2, 'source is 2 to 20 characters')
    .max(20, 'source is at most 20 characters')
    .default('Trunkline'),
  phone_code: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'phone_code is 1 to 4 digits, such as 1 for the USA and Canada')
    .default('1'),
  dnc_check: dncCheck,
  campaign_dnc_check: dncCheck,
  add_to_hopper: flag,
  hopper_priority: z
    .number()
    .int('hopper_priority is a whole number')
    .min(-99, 'hopper_priority goes from -99 to 99')
    .max(99, 'hopper_priority goes from -99 to 99')
    .default(0),
  hopper_local_call_time_check: flag,
  usacan_prefix_check: flag,
  usacan_areacode_check: flag,
  nanpa_ac_prefix_check: flag,
  custom_fields: flag,
  tz_method: z.enum(['', 'POSTAL', 'TZCODE', 'NANPA']).default(''),
  callback: flag,
  callback_status: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,6}$/, 'callback_status is 1 to 6 letters or digits')
    .default('CALLBK'),
  callback_datetime: z
    .string()
    .refine(isCallbackTime, 'callback_datetime is YYYY-MM-DD HH:MM:SS, NOW, or a number of days such as 15DAYS')
    .overwrite((text) => text.replace(/^(\d{4}-\d{2}-\d{2})[+T]/, '$1 '))
    .optional(),
  callback_type: z.enum(['USERONLY', 'ANYONE']).default('ANYONE'),
  callback_user: z.string().trim().min(1).max(20, 'callback_user is at most 20 characters').optional(),
  callback_comments: z.string().max(255, 'callback_comments is at most 255 characters').optional(),
  lookup_state: flag,
  list_exists_check: flag,
  duplicate_check: duplicateCheck.default({ checks: [], days: null }),
  entry_list_id: z
    .string()
    .regex(/^\d{3,12}$/, 'entry_list_id must be 3 to 12 digits')
    .optional(),
});

/**
 * What an operator chooses for a dial list: every parameter of the dialer's request that is the same for all its rows ("Load Lead",
 * Required Parameters and Settings Fields), with the document's defaults. Combinations that the document forbids are refused with a
 * sentence about the field to change.
 */
export const dialSettings = dialSettingsShape.superRefine((s, ctx) => {
  const wrong = (field: keyof typeof s, message: string) => ctx.addIssue({ code: 'custom', path: [field], message });
  if (s.campaign_dnc_check !== 'N' && s.campaign_id === undefined) {
    wrong(
      'campaign_id',
      'campaign_id is needed for campaign_dnc_check: the dialer has to know whose DNC list to look in',
    );
  }
  if (s.callback === 'Y') {
    if (s.campaign_id === undefined) wrong('campaign_id', 'campaign_id is needed for callbacks');
    if (s.callback_datetime === undefined) {
      wrong('callback_datetime', 'callback_datetime is needed when callback is Y: say when to call back');
    }
    if (s.callback_type === 'USERONLY' && s.callback_user === undefined) {
      wrong('callback_user', 'callback_user is needed when callback_type is USERONLY: say whose callback it is');
    }
  }
  if (s.entry_list_id !== undefined && s.custom_fields === 'Y') {
    wrong('entry_list_id', "entry_list_id can't be used together with custom_fields: leave one of the two out");
  }
});
export type DialSettings = z.infer<typeof dialSettings>;
/** The same before the defaults are filled in. */
export type DialSettingsInput = z.input<typeof dialSettings>;
