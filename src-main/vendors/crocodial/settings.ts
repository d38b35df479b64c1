import {
  type DialSettings,
  type DialSettingsInput,
  dialSettings,
  dialSettingsShape,
} from '../../../src-preload/contract/dial-settings.ts';
import { LEAD_FIELDS } from '../../../src-preload/contract/mapping.ts';
import { readDuplicateWire } from './duplicates.ts';
import { SETTING_TABLE, type SettingField, settingField } from './settings-table.ts';

/** The result of `--set`: the parsed settings, and a sentence for each invalid pair. */
export interface SetPairs {
  readonly settings: Partial<DialSettingsInput>;
  readonly problems: readonly string[];
}

const leadFields: ReadonlySet<string> = new Set(LEAD_FIELDS);

function allowedWords(field: SettingField): string {
  if (field.allowed === undefined) return field.help;
  const named = field.allowed.map((v) => (v === '' ? 'nothing' : v));
  const last = named.pop() ?? '';
  return named.length === 0 ? last : `${named.join(', ')} or ${last}`;
}

function wrongValue(field: SettingField, value: string): string {
  const what = value === '' ? 'an empty value' : `“${value}”`;
  return `${field.wire}: ${what} is not allowed; it takes ${allowedWords(field)}`;
}

/**
 * Parses the terminal's `--set key=value` pairs, for every setting of the document under its documented name (and `campaign` for
 * `campaing`). Flags must be exactly Y or N, because the dialer silently treats anything else as N. Nothing is thrown: invalid pairs are
 * returned in `problems`, with the key and its possible values.
 */
export function parseSetPairs(pairs: readonly string[]): SetPairs {
  const settings: Record<string, unknown> = {};
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const key = (at < 0 ? pair : pair.slice(0, at)).trim();
    const field = settingField(key);
    if (at < 0) {
      problems.push(`--set ${pair}: write it as key=value`);
    } else if (!field) {
      problems.push(unknownKey(key));
    } else if (seen.has(field.name)) {
      problems.push(`${field.wire} is set twice: keep one`);
    } else {
      seen.add(field.name);
      readValue(field, pair.slice(at + 1).trim(), settings, problems);
    }
  }
  return { settings: settings as Partial<DialSettingsInput>, problems };
}

function unknownKey(key: string): string {
  if (leadFields.has(key)) {
    return `${key} is a value of each lead, not of the dial list: map a column to it with --map "Header=${key}"`;
  }
  return `“${key}” is not a dialer setting. The settings are ${SETTING_TABLE.map((s) => s.wire).join(', ')}`;
}

function readValue(field: SettingField, value: string, into: Record<string, unknown>, problems: string[]): void {
  if (field.kind === 'duplicates') {
    const read = readDuplicateWire(value);
    if (typeof read === 'string') problems.push(read);
    else into[field.name] = read;
    return;
  }
  const given = field.kind === 'number' && /^[+-]?\d+$/.test(value) ? Number(value) : value;
  const read = dialSettingsShape.shape[field.name].safeParse(given);
  if (read.success) into[field.name] = read.data;
  else problems.push(wrongValue(field, value));
}

/** Sentences for invalid settings, each with its field; or the settings with defaults. */
export type ReadSettings =
  | { readonly ok: true; readonly settings: DialSettings }
  | { readonly ok: false; readonly problems: readonly { readonly field: string; readonly sentence: string }[] };

/** Checks settings from any source, including the rules across fields. */
export function readSettings(input: unknown): ReadSettings {
  const read = dialSettings.safeParse(input);
  if (read.success) return { ok: true, settings: read.data };
  const problems = read.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? '');
    const field = settingField(name);
    const ours = issue.message.startsWith(name) || issue.code === 'custom';
    if (field === undefined || ours) return { field: name, sentence: issue.message };
    const missing = issue.code === 'invalid_type' && Object(input)[name] === undefined;
    return {
      field: name,
      sentence: missing
        ? `${name} is required. ${field.help}`
        : `${name}${field.allowed === undefined ? ':' : ' takes'} ${allowedWords(field)}`,
    };
  });
  return { ok: false, problems };
}

/** Sentences about valid settings that may not do what the operator expects, each with its field. */
export function settingsWarnings(s: DialSettings): { field: keyof DialSettings; sentence: string }[] {
  const found: { field: keyof DialSettings; sentence: string }[] = [];
  if (s.duplicate_check.checks.some((c) => c.within === 'CAMP')) {
    found.push({
      field: 'duplicate_check',
      sentence: `Duplicate checks over the campaign’s lists fail unless list ${s.list_id} exists in the dialer.`,
    });
  }
  if (s.add_to_hopper === 'N' && (s.hopper_priority !== 0 || s.hopper_local_call_time_check === 'Y')) {
    found.push({
      field: 'add_to_hopper',
      sentence: 'Hopper settings have no effect unless leads are added to the hopper.',
    });
  }
  if (s.callback === 'Y' && s.callback_type === 'USERONLY') {
    found.push({
      field: 'callback_user',
      sentence: `If the dialer doesn’t know user ${s.callback_user ?? ''} or the campaign, each lead is still added but stuck in CBHOLD.`,
    });
  }
  return found;
}
