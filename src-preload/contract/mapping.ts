import { z } from 'zod';

/**
 * The fields of a lead that a column may fill: the dialer's own names, in the order of its document ("Load Lead", Required Parameters and
 * Opcional Fields). Parameters that are the same for every row of a dial list are in `dial-settings.ts`.
 */
export const LEAD_FIELDS = [
  'phone_number',
  'phone_code',
  'vendor_lead_code',
  'source_id',
  'gmt_offset_now',
  'title',
  'first_name',
  'middle_initial',
  'last_name',
  'address1',
  'address2',
  'address3',
  'city',
  'state',
  'province',
  'postal_code',
  'country_code',
  'gender',
  'date_of_birth',
  'alt_phone',
  'email',
  'security_phrase',
  'comments',
  'multi_alt_phones',
  'rank',
  'owner',
] as const;

export const leadFieldName = z.enum(LEAD_FIELDS);
export type LeadFieldName = z.infer<typeof leadFieldName>;

/** The name of each field on screen and in sentences. */
export const LEAD_FIELD_LABELS: Readonly<Record<LeadFieldName, string>> = {
  phone_number: 'Phone',
  phone_code: 'Country calling code',
  vendor_lead_code: 'Vendor lead code',
  source_id: 'Source ID',
  gmt_offset_now: 'GMT offset',
  title: 'Title',
  first_name: 'First name',
  middle_initial: 'Middle initial',
  last_name: 'Last name',
  address1: 'Address line 1',
  address2: 'Address line 2',
  address3: 'Address line 3',
  city: 'City',
  state: 'State',
  province: 'Province',
  postal_code: 'Postal code',
  country_code: 'Country',
  gender: 'Gender',
  date_of_birth: 'Date of birth',
  alt_phone: 'Other phone',
  email: 'Email',
  security_phrase: 'Security phrase',
  comments: 'Comments',
  multi_alt_phones: 'More phones',
  rank: 'Rank',
  owner: 'Owner',
};

/** The fields that a column of full names fills, and its own name among the fields. */
export const NAME_FIELDS = ['title', 'first_name', 'middle_initial', 'last_name'] as const satisfies LeadFieldName[];
export const FULL_NAME = 'full_name';
export const FULL_NAME_LABEL = 'Full name';

/** Names with another meaning in the dialer's request, which therefore can't be the label of a custom field. */
export const RESERVED_PARAMETERS = [
  ...LEAD_FIELDS,
  ...['user', 'pass', 'function', 'list_id', 'source', 'campaing', 'campaign_id', 'entry_list_id', 'dnc_check'],
  ...['campaign_dnc_check', 'add_to_hopper', 'hopper_priority', 'hopper_local_call_time_check', 'custom_fields'],
  ...['usacan_prefix_check', 'usacan_areacode_check', 'nanpa_ac_prefix_check', 'tz_method', 'callback'],
  ...['callback_status', 'callback_datetime', 'callback_type', 'callback_user', 'callback_comments'],
  ...[
    'lookup_state',
    'list_exists_check',
    'duplicate_check',
    'campaign',
    'lead_id',
    'status',
    'called_count',
    'trunkline',
  ],
] as const;

const reserved: ReadonlySet<string> = new Set(RESERVED_PARAMETERS);

/** The dialer's label of a custom field: letters, digits and underscores, and none of the request's own names. */
export const customLabel = z
  .string()
  .regex(
    /^[A-Za-z0-9_]{1,50}$/,
    "a custom field's label is 1 to 50 letters, digits or underscores, as it is spelt in the dialer",
  )
  .refine((label) => !reserved.has(label), 'this name is reserved by the dialer: use another');

/** The index of a column, from 0. */
export const columnIndex = z.number().int().min(0);

/** Which comes first in a date such as 03/04/1980: month, day, or (80/03/04) the year. */
export const dateOrder = z.enum(['mdy', 'dmy', 'ymd']);
export type DateOrder = z.infer<typeof dateOrder>;

/** What happens to a row with a value that can't be parsed in an optional field. */
export const unreadable = z.enum(['send-without', 'leave-out']);
export type Unreadable = z.infer<typeof unreadable>;

/**
 * What yes means in a column about calling: do not call (“Do Not Call”), or call (“OK to call”). `either`: it has two possible meanings
 * (“TCPA”); a yes counts as do-not-call, a no is doubtful. `words-alone`: a status, in which only “DNC” and similar words count.
 */
export const doNotCallSense = z.enum(['yes-is-do-not-call', 'yes-is-call', 'either', 'words-alone']);
export type DoNotCallSense = z.infer<typeof doNotCallSense>;

/** A column that says who must not be called. `phone`: the column of the only phone that it is about; without it the whole row. */
export const doNotCallColumn = z.object({ column: columnIndex, sense: doNotCallSense, phone: columnIndex.optional() });
export type DoNotCallColumn = z.infer<typeof doNotCallColumn>;

/**
 * How a full name is read: split, and without a comma with the first name or the last name first; or `whole`, unsplit into the first name.
 */
export const fullNameReading = z.enum(['first-last', 'last-first', 'whole']);
export type FullNameReading = z.infer<typeof fullNameReading>;

/** A column of full names. Its parts fill title, first name, middle initial and last name if no columns of their own do. */
export const fullNameColumn = z.object({ column: columnIndex, read: fullNameReading });
export type FullNameColumn = z.infer<typeof fullNameColumn>;

/**
 * Which columns fill which field. Several columns in `from` are joined by `joiner` (by default a space), without empty cells. `custom` has
 * custom field labels. `dateOrder` is the order in a date such as 03/04/1980; without it the whole file is searched for a date that proves
 * it, and if none does, such a date isn't sent and never guessed. `unreadable` is what happens to rows with a value that can't be parsed;
 * by default `send-without`. `doNotCall` lists columns that leave rows out: an empty list is the operator's decision, and if it is missing,
 * those are used that the file's names suggest.
 */
export const mapping = z.object({
  columns: z.array(z.object({ header: z.string(), index: columnIndex })),
  targets: z.partialRecord(
    leadFieldName,
    z.object({ from: z.array(columnIndex).min(1), joiner: z.string().max(10).optional() }),
  ),
  custom: z.record(customLabel, columnIndex),
  fullName: fullNameColumn.optional(),
  dateOrder: dateOrder.optional(),
  unreadable: unreadable.optional(),
  doNotCall: z.array(doNotCallColumn).optional(),
});
export type Mapping = z.infer<typeof mapping>;

/** What the columns of a file probably are, each with the certainty (0 to 1) and the reason, in words for the screen. */
export const mappingSuggestion = z.object({
  field: z.union([leadFieldName, z.literal(FULL_NAME)]),
  from: z.array(columnIndex).min(1),
  confidence: z.number().min(0).max(1),
  why: z.string(),
});
export type MappingSuggestion = z.infer<typeof mappingSuggestion>;

/** A column that is not used although its name suggests a field, or that no longer fits a mapping, with the reason in words. */
export const mappingNote = z.object({
  column: columnIndex,
  field: z.union([leadFieldName, z.literal(FULL_NAME)]),
  why: z.string(),
});
export type MappingNote = z.infer<typeof mappingNote>;
