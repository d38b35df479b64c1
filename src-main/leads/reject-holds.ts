/** Between the digits of a phone, as people and vendors write them. */
const BETWEEN = '[- ().]*';
/** What may stand before a number of North America and is none of it: the way abroad, and the country's code. */
const ABROAD = `(?:\\+|00|011)?${BETWEEN}1${BETWEEN}`;

/** Digits of a phone without the country code of North America; null for what is too short to tell a person by. */
export function tellingDigits(phone: string): string | null {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 10) return null;
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** Finds a phone, by `tellingDigits`, in a text of any kind: the whole number, not a part of a longer one. */
export const phoneIn = (digits: string): RegExp =>
  new RegExp(`(?<!\\d)(?:${ABROAD})?${[...digits].join(BETWEEN)}(?!\\d)`);

/**
 * Finds an e-mail in a text in small letters: the whole address, not the end or the beginning of a longer one. What stands before it
 * as `\n` or the like is JSON's way of writing a line's end, and no letter of it.
 */
export function emailIn(email: string): RegExp {
  const whole = email.toLowerCase().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const begins = String.raw`(?<=^|\\[nrtbf"/]|\\u[0-9a-f]{4}|[^\p{L}\p{N}._%+'-]|(?<![\p{L}\p{N}])')`;
  const ends = String.raw`(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])`;
  return new RegExp(`${begins}${whole}${ends}`, 'u');
}

/** A number of North America in a text of any kind, and any number of so many digits in a row. */
const PHONES = new RegExp(
  `(?<!\\d)(?:${ABROAD})?\\(?\\d{3}${BETWEEN}\\d{3}${BETWEEN}\\d{4}(?!\\d)|\\+?(?<!\\d)\\d{10,15}(?!\\d)`,
  'g',
);
const EMAILS = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** JSON's way of writing a line's end and the like, which stands before an address as if it were its first letter. */
const ESCAPES = /\\(?:u[0-9a-f]{4}|.)/gi;

/** All phones and e-mails, as they are written, in a record that could not be read. */
export function contactsIn(raw: string): { phones: string[]; emails: string[] } {
  const text = raw.replace(ESCAPES, ' ');
  return {
    phones: text.match(PHONES) ?? [],
    emails: (text.match(EMAILS) ?? []).map((email) => email.replace(/^['.]+/, '')),
  };
}
