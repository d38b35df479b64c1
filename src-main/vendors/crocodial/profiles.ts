import type { DialerTraits } from '../../../src-preload/contract/connections.ts';

/** What a dialer does to the text of one field. Letters and digits always stay. */
export interface FieldProfile {
  /** The only other characters that stay; left out where all printable ones do but `drops`. */
  readonly keeps?: string;
  /** Characters that vanish. */
  readonly drops?: string;
  /** Whether tabs and line ends stay. */
  readonly lines?: boolean;
  /** What is written in place of a character that would vanish, so that words stay apart; others become `gap`. */
  readonly instead?: Readonly<Record<string, string>>;
  readonly gap: '' | ' ';
  /** A value that the dialer stores empty. */
  readonly blank?: string;
  /** The highest number that the dialer's column holds. */
  readonly most?: number;
  /** Whether the dialer takes no notice of the field. */
  readonly unused?: boolean;
  /** The most characters of the note of a further phone. */
  readonly noteMost?: number;
  /** From so many characters on nobody knows whether the dialer's column holds the value. */
  readonly uncertainFrom?: number;
}

/** What is done to a value, in this order. */
export type ProfileStep = 'letters' | 'drop' | 'tidy' | 'cut';

export interface Profile {
  readonly steps: readonly ProfileStep[];
  readonly fields: Readonly<Record<string, FieldProfile>>;
  /** Fields that aren't named, custom ones too. */
  readonly others: FieldProfile;
}

const WORDS = { '&': ' and ', '"': '', '`': "'", '!': '', '?': '', '*': '', $: '', '%': '' } as const;
const name: FieldProfile = { keeps: " -'_.", instead: WORDS, gap: ' ' };
const line: FieldProfile = { keeps: " -'_.:/@", instead: WORDS, gap: ' ' };
const code: FieldProfile = { drops: ';#"', lines: true, gap: '' };
const prose: FieldProfile = { drops: ';#"', lines: true, instead: { ';': ',', '"': "'" }, gap: '' };
const asItIs: FieldProfile = { lines: true, gap: ' ' };

/**
 * What a VICIdial does to each field (`docs/vendors.md`, "What a VICIdial does to each value"): it drops what it doesn't know
 * without a replacement, and cuts after. Time offsets are looked up anew; a rank is a 16-bit number.
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

/** By name. `simple` is how lists that were checked before there were profiles go on: `; # "` dropped everywhere. */
export const PROFILES: Readonly<Record<NonNullable<DialerTraits['profile']>, Profile>> = {
  vicidial: VICIDIAL,
  'as-is': { steps: ['cut'], fields: {}, others: asItIs },
  simple: {
    steps: ['letters', 'drop', 'tidy', 'cut'],
    fields: {},
    others: { drops: ';#"', lines: true, gap: '' },
  },
};

/** The profile of a connection; a VICIdial's where it has none of its own. */
export function profileOf(traits: DialerTraits): Profile {
  return PROFILES[traits.profile ?? 'vicidial'];
}

/** What the dialer does to one field, by its name in the call or its custom label. */
export function fieldProfile(traits: DialerTraits, field: string): FieldProfile {
  const { fields, others } = profileOf(traits);
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return known ?? others;
}
