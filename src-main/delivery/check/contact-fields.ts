import type { ReceiverField } from '../../../src-preload/contract/index.ts';

/**
 * Names of fields that tell who somebody is. "PING": "contact information should be excluded from the post". Taken wide: a field that is left out
 * of a ping by mistake costs an estimate, one that is sent by mistake gives a person away.
 */
const CONTACT =
  /name|phone|mobile|cell|e-?mail|address|street|ssn|social|fax|licen[sc]e|passport|birth|dob|account|routing|contact/i;
/** An address of the internet, as `IP`, `ip_address` or `UserIP`; not a ZIP code or a membership. */
const INTERNET_ADDRESS = /(?:^|[^A-Za-z])ip(?:$|[^A-Za-z])|(?<![Zz])IP(?:$|[^A-Z])|(?<![Zz])IPA|^[Ii]p_?[Aa]ddr/;
/** Names with such words that tell nobody. */
const HARMLESS = /^(?:company|business|employer|product|brand|campaign|source)name$|licensestate|state$/i;

/** Whether a field is contact data: by its definition, by the operator's word, or by its name. */
export function isContact(name: string, fields: readonly ReceiverField[], said: readonly string[]): boolean {
  const same = (other: string) => other.toLowerCase() === name.toLowerCase();
  if (said.some(same)) return true;
  const defined = fields.find((field) => same(field.name));
  return defined?.contact === true || ((CONTACT.test(name) || INTERNET_ADDRESS.test(name)) && !HARMLESS.test(name));
}

/** Which field is the phone or the e-mail address that a person is known by. */
export function personField(names: readonly string[], what: 'phone' | 'email'): string | undefined {
  const wanted = what === 'phone' ? /phone|mobile|cell/i : /e-?mail/i;
  const fits = names.filter((name) => wanted.test(name) && !/type|consent|opt|verified|time/i.test(name));
  return fits.find((name) => /primary|^phone$|^email$|home/i.test(name)) ?? fits[0];
}
