import type { DialSettings } from '../../../src-preload/contract/dial-settings.ts';
import { formEncode } from '../form-encode.ts';
import { duplicateWire } from './duplicates.ts';
import { leadField } from './fields.ts';
import { SETTING_TABLE, type SettingField } from './settings-table.ts';

/** The dialer user that leads are loaded as. */
export interface DialerAccount {
  readonly user: string;
  readonly pass: string;
}

/** The path of the call below the connection's base URL, and the type of its body. Always POST: a GET would put the password and the lead into URLs and logs. */
export const ADD_LEAD_PATH = '/API/lmapi.php';
export const ADD_LEAD_CONTENT_TYPE = 'application/x-www-form-urlencoded';

function settingValue(field: SettingField, settings: DialSettings): string {
  if (field.name === 'duplicate_check') return duplicateWire(settings.duplicate_check);
  return harmless(String(settings[field.name] ?? ''));
}

/** A value without backslashes: the dialer's database would take one for an escape, and what follows for a command. */
function harmless(value: string): string {
  return value.includes('\\') ? value.replaceAll('\\', '/') : value;
}

/** How every body of an account begins; what is kept and shown has another password in its place. */
export function accountPart(account: DialerAccount): string {
  return `user=${formEncode(account.user)}&pass=${formEncode(account.pass)}`;
}

/**
 * Stands last in every body, whatever it holds. A VICIdial puts the last value posted into its own log statement as it
 * is: an apostrophe there would break hopper, custom fields and callback of a lead that went in (`docs/vendors.md`, Croco-dial).
 */
export const LAST_PARAMETER = 'trunkline';
const ENDING = `&${LAST_PARAMETER}=1`;

/** Parameters that the document says are required: sent even where they equal the default. */
const ALWAYS: ReadonlySet<string> = new Set(['list_id', 'source', 'campaign']);

const CONSTANTS: ReadonlySet<string> = new Set([
  ...['user', 'pass', 'function', LAST_PARAMETER],
  ...SETTING_TABLE.map((s) => s.wire).filter((name) => name !== 'phone_code'),
]);

/**
 * Prepares the call for one dial list: what is the same for all rows is encoded once, and the function returned only
 * adds the lead ("Load Lead", POST form data). Settings at the document's default aren't sent, nor is what is empty.
 * A lead's fields are sent as they are, so they must be checked before; a backslash that is left all the same goes as a
 * slash. Throws where a lead carries a name that is
 * a setting or the account, since it would take that one's place.
 */
export function prepareAddLead(
  account: DialerAccount,
  settings: DialSettings,
): (lead: Readonly<Record<string, string>>) => string {
  let constant = `${accountPart(account)}&function=add_lead`;
  for (const field of SETTING_TABLE) {
    if (field.name === 'phone_code') continue;
    const value = settingValue(field, settings);
    if (value === '' || (value === field.default && !ALWAYS.has(field.name))) continue;
    constant += `&${field.wire}=${formEncode(value)}`;
  }
  const phoneCode = `&phone_code=${formEncode(settings.phone_code)}`;
  const customFields = settings.custom_fields === 'Y';
  return (lead) => {
    let body = constant;
    for (const name in lead) {
      const value = lead[name];
      if (value === undefined || value === '') continue;
      if (leadField(name) === undefined) {
        if (CONSTANTS.has(name)) {
          throw new Error(`A lead can't carry “${name}”: to the dialer that is a setting of the whole list.`);
        }
        if (!customFields) continue;
        body += `&${formEncode(name)}=${formEncode(harmless(value))}`;
      } else {
        body += `&${name}=${formEncode(harmless(value))}`;
      }
    }
    return (lead.phone_code ? body : body + phoneCode) + ENDING;
  };
}
