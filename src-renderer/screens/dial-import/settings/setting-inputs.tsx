import type { ReactNode } from 'react';
import type { DialSettings } from '../../../../src-preload/contract/index.ts';
import { changeSetting, useDraft } from '../../../state/draft.ts';
import type { SettingsDraft } from '../../../state/settings-draft.ts';
import { Field } from '../../../ui/field.tsx';
import { Checkbox, TextInput } from '../../../ui/inputs.tsx';
import { type Option, Select } from '../../../ui/select.tsx';
import { inWords, SETTING_LABELS } from './setting-words.ts';

/** The errors that should be visible to the operator now, by setting. */
export type Errors = Partial<Record<keyof DialSettings, string>>;

type NamesOf<V> = { [K in keyof SettingsDraft]: SettingsDraft[K] extends V ? K : never }[keyof SettingsDraft];
type TextName =
  | 'list_id'
  | 'campaign'
  | 'campaign_id'
  | 'source'
  | 'phone_code'
  | 'callback_status'
  | 'callback_user'
  | 'callback_comments'
  | 'entry_list_id';
type FlagName = NamesOf<'Y' | 'N'>;

interface TextProps {
  readonly name: TextName;
  readonly errors: Errors;
  readonly help?: ReactNode;
  readonly digits?: boolean;
}

/** A setting with a text input. */
export function TextSetting({ name, errors, help, digits }: TextProps) {
  const value = useDraft((d) => d.settings[name]);
  const error = errors[name];
  return (
    <Field label={SETTING_LABELS[name]} help={help} error={error === undefined ? undefined : inWords(error)}>
      <TextInput
        value={value}
        inputMode={digits === true ? 'numeric' : undefined}
        onChange={(text) => changeSetting(name, text)}
      />
    </Field>
  );
}

/** A setting that is on or off. */
export function FlagSetting({
  name,
  errors,
  help,
}: {
  readonly name: FlagName;
  readonly errors: Errors;
  readonly help?: ReactNode;
}) {
  const value = useDraft((d) => d.settings[name]);
  const error = errors[name];
  return (
    <Checkbox
      label={SETTING_LABELS[name]}
      help={error === undefined ? help : inWords(error)}
      checked={value === 'Y'}
      onChange={(on) => changeSetting(name, on ? 'Y' : 'N')}
    />
  );
}

interface ChoiceProps<K extends 'dnc_check' | 'campaign_dnc_check' | 'tz_method' | 'callback_type'> {
  readonly name: K;
  readonly errors: Errors;
  readonly options: readonly Option<SettingsDraft[K]>[];
  readonly help?: ReactNode;
}

/** A setting with a few choices. */
export function ChoiceSetting<K extends 'dnc_check' | 'campaign_dnc_check' | 'tz_method' | 'callback_type'>({
  name,
  errors,
  options,
  help,
}: ChoiceProps<K>) {
  const value = useDraft((d) => d.settings[name]);
  const error = errors[name];
  return (
    <Field label={SETTING_LABELS[name]} help={help} error={error === undefined ? undefined : inWords(error)}>
      <Select<SettingsDraft[K]> value={value} options={options} onChange={(v) => changeSetting(name, v)} />
    </Field>
  );
}
