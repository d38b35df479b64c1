/** Characters between the digits of a phone, as people and vendors write them. */
const BETWEEN = '[- ().]*';
/** What may precede a North American number without belonging to it: the international prefix and the country code. */
const ABROAD = `(?:\\+|00|011)?${BETWEEN}1${BETWEEN}`;

/** The digits of a phone without the North American country code; null if it is too short to identify a person. */
export function tellingDigits(phone: string): string | null {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 10) return null;
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** Finds a phone, given as `tellingDigits`, in any text: only as a complete number, not as part of a longer one. */
export const phoneIn = (digits: string): RegExp =>
  new RegExp(`(?<!\\d)(?:${ABROAD})?${[...digits].join(BETWEEN)}(?!\\d)`);

/**
 * Finds an email in a lower-case text: only as a complete address, not as part of a longer one. An escape such as `\n` before it is a line
 * end in JSON, and not its first letter.
 */
export function emailIn(email: string): RegExp {
  const whole = email.toLowerCase().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const begins = String.raw`(?<=^|\\[nrtbf"/]|\\u[0-9a-f]{4}|[^\p{L}\p{N}._%+'-]|(?<![\p{L}\p{N}])')`;
  const ends = String.raw`(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])`;
  return new RegExp(`${begins}${whole}${ends}`, 'u');
}

/** A North American number in any text, and any sequence of that many digits. */
const PHONES = new RegExp(
  `(?<!\\d)(?:${ABROAD})?\\(?\\d{3}${BETWEEN}\\d{3}${BETWEEN}\\d{4}(?!\\d)|\\+?(?<!\\d)\\d{10,15}(?!\\d)`,
  'g',
);
const EMAILS = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** JSON escapes of line ends and similar, which look like the first letter of an address after them. */
const ESCAPES = /\\(?:u[0-9a-f]{4}|.)/gi;

/** All phones and emails, as written, in a record that could not be parsed. */
export function contactsIn(raw: string): { phones: string[]; emails: string[] } {
  const text = raw.replace(ESCAPES, ' ');
  return {
    phones: text.match(PHONES) ?? [],
    emails: (text.match(EMAILS) ?? []).map((email) => email.replace(/^['.]+/, '')),
  };
}
