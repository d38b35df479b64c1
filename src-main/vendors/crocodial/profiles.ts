import type { DialerTraits } from '../../../src-preload/contract/connections.ts';

/** The dialer's changes to the text of a field. Letters and digits are always kept. */
export interface FieldProfile {
  /** The only other characters that are kept; undefined if all printable ones except `drops` are. */
  readonly keeps?: string;
  /** Characters that are removed. */
  readonly drops?: string;
  /** Whether tabs and line ends are kept. */
  readonly lines?: boolean;
  /** Replacements of characters that would be removed, so that words are not joined; others become `gap`. */
  readonly instead?: Readonly<Record<string, string>>;
  readonly gap: '' | ' ';
  /** A value that the dialer stores as empty. */
  readonly blank?: string;
  /** The highest number that fits the dialer's column. */
  readonly most?: number;
  /** Whether the dialer ignores the field. */
  readonly unused?: boolean;
  /** The most characters of a further phone's note. */
  readonly noteMost?: number;
  /** From this many characters on it is unknown whether the value fits the dialer's column. */
  readonly uncertainFrom?: number;
}

/** The steps applied to a value, in this order. */
export type ProfileStep = 'letters' | 'drop' | 'tidy' | 'cut';

export interface Profile {
  readonly steps: readonly ProfileStep[];
  readonly fields: Readonly<Record<string, FieldProfile>>;
  /** All other fields, including custom ones. */
  readonly others: FieldProfile;
}

const WORDS = { '&': ' and ', '"': '', '`': "'", '!': '', '?': '', '*': '', $: '', '%': '' } as const;
const name: FieldProfile = { keeps: " -'_.", instead: WORDS, gap: ' ' };
const line: FieldProfile = { keeps: " -'_.:/@", instead: WORDS, gap: ' ' };
const code: FieldProfile = { drops: ';#"', lines: true, gap: '' };
const prose: FieldProfile = { drops: ';#"', lines: true, instead: { ';': ',', '"': "'" }, gap: '' };
const asItIs: FieldProfile = { lines: true, gap: ' ' };

/**
 * A VICIdial's changes to each field (`docs/vendors.md`, "What a VICIdial does to each value"): it removes unknown characters, and
 * truncates after that. It computes time offsets again, and a rank is a 16-bit number.
 */
const VICIDIAL: Profile = {
  steps: ['letters', 'drop', 'tidy', 'cut'],
  fields: {
    title: { ...name, instead: { ...WORDS, '&': ' ' } },
    first_name: name,
    last_name: name,
    middle_initial: { keeps: '-_', gap: '' },
    address1: line,
    address2: line,
    address3: line,
    city: line,
    security_phrase: line,
    owner: line,
    email: { keeps: " -'_.:/@%", instead: { ',': ' ', ';': ' ' }, gap: '' },
    province: { keeps: " -'_.", instead: WORDS, gap: ' ' },
    postal_code: { keeps: " -'", gap: ' ' },
    multi_alt_phones: { keeps: ' -!:_', gap: ' ', noteMost: 30 },
    vendor_lead_code: code,
    source_id: code,
    comments: prose,
    rank: { gap: '', most: 32_767 },
    // Settings of a whole list that are text.
    source: code,
    campaign: code,
    callback_user: { keeps: '-_', gap: '' },
    callback_comments: { keeps: ' -_.:/@', instead: { ...WORDS, '`': '', "'": '' }, gap: ' ' },
    gmt_offset_now: { gap: '', unused: true },
  },
  others: { ...prose, blank: '--BLANK--', uncertainFrom: 31 },
};

/** By name. `simple` is for lists that were checked before profiles existed: `; # "` are removed everywhere. */
export const PROFILES: Readonly<Record<NonNullable<DialerTraits['profile']>, Profile>> = {
  vicidial: VICIDIAL,
  'as-is': { steps: ['cut'], fields: {}, others: asItIs },
  simple: {
    steps: ['letters', 'drop', 'tidy', 'cut'],
    fields: {},
    others: { drops: ';#"', lines: true, gap: '' },
  },
};

/** The profile of a connection; a VICIdial's if it has none of its own. */
export function profileOf(traits: DialerTraits): Profile {
  return PROFILES[traits.profile ?? 'vicidial'];
}

/** The dialer's changes to one field, by its name in the request or its custom label. */
export function fieldProfile(traits: DialerTraits, field: string): FieldProfile {
  const { fields, others } = profileOf(traits);
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return known ?? others;
}
