import { REMOVED } from '../../../src-preload/contract/removed.ts';

/**
 * The refusals that repeat what was sent, `Login incorrect, please try again: |user|password|BAD|` and similar: everything between the user
 * and the last bar of the line, because a password may contain bars, or to the end of a truncated line.
 */
const ECHO =
  /((?:Login incorrect|Too many login attempts|Your IP Address is not allowed)[^|\r\n]*\|[^|\r\n]*\|)([^\r\n]*)/gi;
const ECHO_TAIL = /\|[A-Z]*\|[^|]*$/;
const IN_FORM = /((?:^|[?&;\s"'>])(?:amp;)?pass(?:word)?=)[^&\s"'<]*/gi;

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' };

/** PHP's htmlspecialchars, with one of the forms of an apostrophe. */
function htmlEscape(text: string, apostrophe: string): string {
  return text.replace(/[&<>"']/g, (c) => (c === "'" ? apostrophe : (HTML[c] ?? c)));
}

/** PHP's rawurlencode, which also escapes what encodeURIComponent doesn't. */
function percentEncode(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed());
  return encoded.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

const escapesLower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (e) => e.toLowerCase());

/** Every form in which a server may return the password, longest first. */
function spellings(password: string): string[] {
  const encoded = [encodeURIComponent(password.toWellFormed()), percentEncode(password)];
  const withPlus = encoded.map((e) => e.replaceAll('%20', '+'));
  const forms = [
    password,
    ...encoded,
    ...withPlus,
    ...[...encoded, ...withPlus].map(escapesLower),
    ...['&#039;', '&#39;', '&apos;', "'"].map((a) => htmlEscape(password, a)),
    password.replace(/[\\'"]/g, '\\$&'),
    JSON.stringify(password).slice(1, -1),
  ];
  // Dialers remove signs from a password before they repeat it. A remainder that is too short would match parts of most texts.
  for (const kept of [
    password.replaceAll('+', ' '),
    password.replace(/[;#"]/g, ''),
    password.replace(/[^-_0-9a-zA-Z]/g, ''),
  ]) {
    if (kept.length >= 4) forms.push(kept);
  }
  return [...new Set(forms)].filter((f) => f !== '').sort((a, b) => b.length - a.length);
}

/** Replaces a form, but not inside the mark of an earlier replacement. */
function replaceOutside(text: string, form: string): string {
  if (!text.includes(form)) return text;
  return text
    .split(REMOVED)
    .map((part) => part.replaceAll(form, REMOVED))
    .join(REMOVED);
}

/**
 * Creates a function that removes the password from any text before it is stored or shown: unchanged, encoded as in URLs and forms, escaped
 * for HTML, SQL or JSON, and where a refused login repeats it. To be created once for each account.
 */
export function redactor(password: string): (text: string) => string {
  const forms = spellings(password);
  return (text) => {
    let clean = text;
    for (const form of forms) clean = replaceOutside(clean, form);
    // This is called for every answer, and hardly one contains these words. Searching for them takes a tenth of the time of the patterns.
    const small = clean.toLowerCase();
    if (small.includes('login') || small.includes('your ip'))
      clean = clean.replace(
        ECHO,
        (_, head: string, rest: string) => `${head}${REMOVED}${ECHO_TAIL.exec(rest)?.[0] ?? ''}`,
      );
    if (small.includes('pass')) clean = clean.replace(IN_FORM, `$1${REMOVED}`);
    return clean;
  };
}

/** Removes the password from one text. For many texts, a `redactor` is created once. */
export function redact(text: string, password: string): string {
  return redactor(password)(text);
}
