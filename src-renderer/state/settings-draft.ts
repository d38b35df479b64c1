import { type DialSettings, type DialSettingsInput, dialSettingsShape } from '../../src-preload/contract/index.ts';

/** The settings in the form: optional ones are empty text, and a number may be missing while it is typed. */
export type SettingsDraft = {
  readonly [K in keyof DialSettings]-?: K extends 'hopper_priority'
    ? number | null
    : Exclude<DialSettings[K], undefined>;
};

const OPTIONAL = ['campaign_id', 'callback_datetime', 'callback_user', 'callback_comments', 'entry_list_id'] as const;

/**
 * The document's defaults without a list or campaign. By default duplicates by phone in the list are refused, because only then can a row
 * whose answer was lost be resolved without adding it twice.
 */
export function emptySettings(): SettingsDraft {
  const settings = dialSettingsShape.parse({
    list_id: '100',
    campaign: 'none',
    duplicate_check: { checks: [{ by: 'PHONE', within: 'LIST' }], days: null },
  });
  return { ...settingsDraft(settings), list_id: '', campaign: '' };
}

/** Settings in the form's representation. */
export function settingsDraft(settings: DialSettings): SettingsDraft {
  return {
    ...settings,
    campaign_id: settings.campaign_id ?? '',
    callback_datetime: settings.callback_datetime ?? '',
    callback_user: settings.callback_user ?? '',
    callback_comments: settings.callback_comments ?? '',
    entry_list_id: settings.entry_list_id ?? '',
  };
}

/** The form's input as the contract's settings, to be parsed. */
export function readSettings(draft: SettingsDraft): Partial<Record<keyof DialSettingsInput, unknown>> {
  const read: Partial<Record<keyof DialSettingsInput, unknown>> = { ...draft };
  for (const name of OPTIONAL) if (draft[name].trim() === '') delete read[name];
  if (draft.callback === 'N') {
    for (const name of ['callback_datetime', 'callback_user', 'callback_comments'] as const) delete read[name];
  }
  return read;
}
