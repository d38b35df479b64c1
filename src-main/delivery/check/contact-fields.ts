import type { ReceiverField } from '../../../src-preload/contract/index.ts';

/**
 * Names of fields that identify a person. "PING": "contact information should be excluded from the post". The list is broad, because a
 * field left out of a ping by mistake only costs accuracy, and one sent by mistake reveals a person.
 */
const CONTACT =
  /name|phone|mobile|cell|e-?mail|address|street|ssn|social|fax|licen[sc]e|passport|birth|dob|account|routing|contact/i;
/** An internet address, as `IP`, `ip_address` or `UserIP`; not a ZIP code or a membership. */
const INTERNET_ADDRESS = /(?:^|[^A-Za-z])ip(?:$|[^A-Za-z])|(?<![Zz])IP(?:$|[^A-Z])|(?<![Zz])IPA|^[Ii]p_?[Aa]ddr/;
/** Names with such words that identify nobody. */
const HARMLESS = /^(?:company|business|employer|product|brand|campaign|source)name$|licensestate|state$/i;

/** Whether a field is contact data: by its definition, by the operator's decision, or by its name. */
export function isContact(name: string, fields: readonly ReceiverField[], markedContact: readonly string[]): boolean {
  const same = (other: string) => other.toLowerCase() === name.toLowerCase();
  if (markedContact.some(same)) return true;
  const defined = fields.find((field) => same(field.name));
  return defined?.contact === true || ((CONTACT.test(name) || INTERNET_ADDRESS.test(name)) && !HARMLESS.test(name));
}

/** The field with the phone or email address that identifies a person. */
export function personField(names: readonly string[], what: 'phone' | 'email'): string | undefined {
  const wanted = what === 'phone' ? /phone|mobile|cell/i : /e-?mail/i;
  const fits = names.filter((name) => wanted.test(name) && !/type|consent|opt|verified|time/i.test(name));
  return fits.find((name) => /primary|^phone$|^email$|home/i.test(name)) ?? fits[0];
}
