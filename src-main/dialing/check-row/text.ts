import type { DialerTraits } from '../../../src-preload/contract/connections.ts';
import { leadField } from '../../vendors/crocodial/fields.ts';
import { type FieldProfile, fieldProfile, type ProfileStep, profileOf } from '../../vendors/crocodial/profiles.ts';
import { plainLetters } from './letters.ts';

/** What was done to a value, as bits. */
export const CUT = 1;
export const DROPPED = 2;
export const PLUS = 4;
export const FOLDED = 8;
export const LOST = 16;
export const BACKSLASH = 32;
export const LINES = 64;
export const APOSTROPHE = 128;
/** The value is empty afterwards. */
export const NOTHING = 256;
/** The dialer may store it differently. */
export const UNCERTAIN = 512;

/** Changes that can leave consecutive spaces. */
const GAPS = DROPPED | PLUS | FOLDED | LOST | BACKSLASH | LINES;

/** A value as the dialer will store it, and the changes (0 for none). */
export interface Cleaned {
  readonly value: string;
  readonly done: number;
}

/** The dialer's changes to one field's text, precompiled. Lengths are in characters. */
export interface TextRule {
  readonly steps: readonly ProfileStep[];
  readonly profile: FieldProfile;
  readonly max: number;
  readonly accents: 'fold' | 'keep';
  /** Whether a character (by its code, below 128) is unchanged. */
  readonly stays: Uint8Array;
  /** Any other character. */
  readonly unsafe: RegExp;
  /** Values of at least this length need a closer check. */
  readonly short: number;
  /** Whether an apostrophe makes the dialer's request fail. */
  readonly apostropheFails: boolean;
}

const ALNUM = /[A-Za-z0-9]/;

/**
 * Compiles the changes of a connection's dialer to a field. `apostropheFails` means that an apostrophe in the field makes the request fail.
 */
export function textRule(traits: DialerTraits, field: string, apostropheFails: boolean): TextRule {
  const profile = fieldProfile(traits, field);
  const { steps } = profileOf(traits);
  const own = traits.fields?.[field];
  const drops = `${profile.drops ?? ''}${own?.drops ?? ''}\\${apostropheFails ? "'" : ''}`;
  const plusStays = traits.plus === 'keep' || !steps.includes('drop');
  const stays = new Uint8Array(128);
  for (let c = 0; c < 127; c++) {
    const char = String.fromCharCode(c);
    const line = c === 9 || c === 10 || c === 13;
    if (drops.includes(char) || (c < 32 && !line) || (c === 43 && !plusStays)) continue;
    if (line ? profile.lines === true : c === 43 || profile.keeps === undefined) stays[c] = 1;
    else if (ALNUM.test(char) || profile.keeps?.includes(char) === true) stays[c] = 1;
  }
  const max = Math.min(leadField(field)?.max ?? Number.POSITIVE_INFINITY, own?.max ?? Number.POSITIVE_INFINITY);
  const kept = [...stays.keys()].filter((c) => stays[c] === 1);
  return {
    steps,
    profile,
    max,
    unsafe: new RegExp(`[^${kept.map((c) => `\\x${c.toString(16).padStart(2, '0')}`).join('')}]`),
    short: Math.min(max, (profile.uncertainFrom ?? Number.POSITIVE_INFINITY) - 1),
    accents: traits.accents,
    stays,
    apostropheFails,
  };
}

/** Whether a value needs no change. For short values a loop is faster than a regular expression. */
export function isClean(value: string, { stays, unsafe, short }: TextRule): boolean {
  const length = value.length;
  if (length > short) return false;
  if (length > 12) return !unsafe.test(value);
  for (let i = 0; i < length; i++) {
    const c = value.charCodeAt(i);
    if (c > 126 || stays[c] !== 1) return false;
  }
  return true;
}

/**
 * Makes the dialer's changes to a trimmed value in advance, so that it stores exactly what is sent (`profiles.ts`). If the dialer removes a
 * character, the words on both sides are kept apart in what is sent. A backslash is always removed, whatever the profile, because it is an
 * escape character in the dialer's database.
 */
export function cleanText(value: string, rule: TextRule): Cleaned {
  let done = 0;
  let text = value;
  if (text.includes('\\')) {
    done |= BACKSLASH;
    text = text.replaceAll('\\', rule.stays[47] === 1 ? '/' : rule.profile.gap);
  }
  for (const step of rule.steps) {
    const after = STEPS[step](text, rule, done);
    text = after.value;
    done |= after.done;
  }
  if ((text === '' || text === rule.profile.blank) && value !== '') return { value: '', done: NOTHING };
  const { uncertainFrom = Number.POSITIVE_INFINITY } = rule.profile;
  // If letters take two bytes, it is unknown whether the dialer truncates at bytes or at characters.
  if (
    (done & CUT && /[^\0-\x7f]/.test(text)) ||
    (rule.max === Number.POSITIVE_INFINITY && text.length >= uncertainFrom)
  )
    done |= UNCERTAIN;
  return { value: text, done };
}

type Step = (text: string, rule: TextRule, done: number) => Cleaned;

const STEPS: Readonly<Record<ProfileStep, Step>> = {
  letters(text, { accents, profile }) {
    const { value, folded, lost } = plainLetters(text, accents, profile.gap);
    return { value, done: (folded ? FOLDED : 0) | (lost ? LOST : 0) };
  },
  drop,
  tidy(text, _rule, done) {
    return { value: (done & GAPS ? text.replace(/ {2,}/g, ' ') : text).trim(), done: 0 };
  },
  cut(text, { max }) {
    if (text.length <= max) return { value: text, done: 0 };
    const points = Array.from(text);
    if (points.length <= max) return { value: text, done: 0 };
    return { value: points.slice(0, max).join('').trimEnd(), done: CUT };
  },
};

function drop(text: string, { stays, profile, apostropheFails }: TextRule): Cleaned {
  let done = 0;
  // An ampersand without a word on both sides is not a conjunction.
  const joined = profile.instead?.['&'] === undefined ? text : text.replace(/^[\s&]+|[\s&]+$/g, '');
  if (joined.length < text.trim().length) done |= DROPPED;
  let kept = '';
  for (const char of joined) {
    const c = char.charCodeAt(0);
    if (c > 159 || (c < 127 && stays[c] === 1)) kept += char;
    else if (c === 43) {
      done |= PLUS;
      kept += ' ';
    } else if (c === 9 || c === 10 || c === 13) {
      done |= LINES;
      kept += ' ';
    } else if (c === 39 && apostropheFails) done |= APOSTROPHE;
    else {
      done |= DROPPED;
      const instead = profile.instead?.[char] ?? profile.gap;
      if (c > 31 && c < 127 && !(apostropheFails && instead === "'")) kept += instead;
    }
  }
  return { value: kept, done };
}
