import { REMOVED } from '../../src-preload/contract/removed.ts';

/** A shorter secret is removed only as a separate word, because it would match parts of most texts. */
const ALONE_BELOW = 4;

const NAMED: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
/** Hexadecimal digits in either case. */
const hex = (digits: string): string =>
  digits.replace(/[a-f]/gi, (digit) => `[${digit.toLowerCase()}${digit.toUpperCase()}]`);

/** Every form in which an answer may write one character: unchanged, escaped as in URLs and forms, in XML and HTML, in JSON. */
function spelled(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const bytes = [...new TextEncoder().encode(sign.toWellFormed())];
  const forms = [
    bytes.map((byte) => `%(?:25)?${hex(byte.toString(16).padStart(2, '0'))}`).join(''),
    `&(?:amp;)?#0*${code};`,
    `&(?:amp;)?#[xX]0*${hex(code.toString(16))};`,
    [...sign.split('')].map((unit) => `\\\\{1,2}u${hex(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`).join(''),
  ];
  const named = NAMED[sign];
  if (named !== undefined) forms.push(`&(?:amp;)?${named};`);
  if (sign === ' ') forms.push('\\+');
  if (/["'\\/]/.test(sign)) forms.push(`\\\\{1,3}${literal(sign)}`);
  return `(?:${[...forms, literal(sign)].join('|')})`;
}

function patternOf(secret: string): RegExp {
  const signs = [...secret].map(spelled).join('');
  const whole = secret.length < ALONE_BELOW ? `(?<![\\p{L}\\p{N}])${signs}(?![\\p{L}\\p{N}])` : signs;
  return new RegExp(whole, 'gu');
}

/**
 * Creates a function that removes secrets from a text before it is stored or shown, in any form that an answer may have. To be created once
 * for each connection.
 */
export function secretRemover(secrets: readonly string[]): (text: string) => string {
  const present = [...new Set(secrets)].filter((secret) => secret !== '');
  const patterns = present.sort((a, b) => b.length - a.length).map(patternOf);
  return (text) => {
    let clean = text;
    // The replacement of an earlier secret is not searched again.
    for (const pattern of patterns) {
      clean = clean
        .split(REMOVED)
        .map((part) => part.replace(pattern, REMOVED))
        .join(REMOVED);
    }
    return clean;
  };
}

/** The beginning of an escaped character at the end of a truncated text. */
const BEGUN = String.raw`(?:%(?:25?)?[\da-fA-F]?|&[#\w]{0,12}(?:;[#\w]{0,8})?|\\{1,3}(?:u[\da-fA-F]{0,3})?)?`;
/** The most characters of a text for one character of a secret. */
const SIGN_AT_MOST = 24;

/** The beginning of a secret at the end of a text, from `ALONE_BELOW` characters on. */
function cutPatternOf(secret: string): RegExp {
  const signs = [...secret].map(spelled);
  const more = signs.slice(ALONE_BELOW, -1).reduceRight((rest, sign) => `(?:${sign}${rest})?`, '');
  return new RegExp(`${signs.slice(0, ALONE_BELOW).join('')}${more}${BEGUN}$`, 'u');
}

/**
 * Creates a function that removes the beginning of a secret from the end of a truncated text, in any form. To be created once for each
 * connection, and applied after `secretRemover`.
 */
export function cutSecretRemover(secrets: readonly string[]): (text: string) => string {
  const cuttable = [...new Set(secrets)].filter((secret) => [...secret].length > ALONE_BELOW);
  const patterns = cuttable.map((secret) => ({ pattern: cutPatternOf(secret), longest: secret.length * SIGN_AT_MOST }));
  return (text) =>
    patterns.reduce((left, { pattern, longest }) => {
      // Only the end is searched.
      const at = Math.max(0, left.length - longest);
      return left.slice(0, at) + left.slice(at).replace(pattern, REMOVED);
    }, text);
}

/**
 * Creates a function that removes secrets from an answer before it is stored or shown, even if the answer is truncated within a secret. To be
 * created once for each connection.
 */
export function redactorOf(secrets: readonly string[]): (text: string) => string {
  const [clean, cleanCut] = [secretRemover(secrets), cutSecretRemover(secrets)];
  return (text) => cleanCut(clean(text));
}
