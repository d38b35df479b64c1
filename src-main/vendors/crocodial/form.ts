import type { DialSettings } from '../../../src-preload/contract/dial-settings.ts';
import { formEncode } from '../form-encode.ts';
import { duplicateWire } from './duplicates.ts';
import { leadField } from './fields.ts';
import { SETTING_TABLE, type SettingField } from './settings-table.ts';

/** The dialer user that loads leads. */
export interface DialerAccount {
  readonly user: string;
  readonly pass: string;
}

/**
 * The path of the request below the connection's base URL, and the type of its body. It is always POST, because a GET would put the
 * password and the lead into URLs and logs.
 */
export const ADD_LEAD_PATH = '/API/lmapi.php';
export const ADD_LEAD_CONTENT_TYPE = 'application/x-www-form-urlencoded';

function settingValue(field: SettingField, settings: DialSettings): string {
  if (field.name === 'duplicate_check') return duplicateWire(settings.duplicate_check);
  return harmless(String(settings[field.name] ?? ''));
}

/** A value without backslashes, which the dialer's database would interpret as an escape. */
function harmless(value: string): string {
  return value.includes('\\') ? value.replaceAll('\\', '/') : value;
}

/** The beginning of every body of an account. Stored and shown bodies have another password there. */
export function accountPart(account: DialerAccount): string {
  return `user=${formEncode(account.user)}&pass=${formEncode(account.pass)}`;
}

/**
 * The last parameter in every body. A VICIdial inserts the last posted value unescaped into its own log statement, and an apostrophe there
 * would break hopper, custom fields and callback of a lead that was added (`docs/vendors.md`, Croco-dial).
 */
export const LAST_PARAMETER = 'trunkline';
const ENDING = `&${LAST_PARAMETER}=1`;

/** Parameters that are required by the document, and sent even if they equal the default. */
const ALWAYS: ReadonlySet<string> = new Set(['list_id', 'source', 'campaign']);

const CONSTANTS: ReadonlySet<string> = new Set([
  ...['user', 'pass', 'function', LAST_PARAMETER],
  ...SETTING_TABLE.map((s) => s.wire).filter((name) => name !== 'phone_code'),
]);

/**
 * Prepares the request for one dial list: what is the same for all rows is encoded once, and the returned function only adds the lead
 * ("Load Lead", POST form data). Settings that equal the document's default aren't sent, and neither are empty ones. A lead's fields are
 * sent unchanged, so they must be checked before; a remaining backslash is replaced by a slash. Throws if a lead has a field with the name
 * of a setting or the account, because it would replace it.
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
          throw new Error(`A lead can't have a field “${name}”: the dialer reads it as a setting of the whole list.`);
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
