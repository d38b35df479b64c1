import { Plus } from 'lucide-react';
import { Link } from 'wouter';
import type { Connection, ImportDetail } from '../../../../src-preload/contract/index.ts';
import { healthOf } from '../../../features/connection/health.ts';
import { dialerAt } from '../../../state/addresses.ts';
import { useKnownChoices } from '../../../state/dialer-choices.ts';
import { changeDraft, changeSetting, settingErrors, useDraft } from '../../../state/draft.ts';
import { Field } from '../../../ui/field.tsx';
import { NumberInput } from '../../../ui/inputs.tsx';
import { Note } from '../../../ui/notes.tsx';
import { Select } from '../../../ui/select.tsx';
import { CallbackTime } from './callback-time.tsx';
import { DuplicatePicker, duplicatesInWords } from './duplicate-picker.tsx';
import { CampaignSetting, ChoicesReadAt, ListSetting } from './reported-inputs.tsx';
import { Section } from './section.tsx';
import { ChoiceSetting, type Errors, FlagSetting, TextSetting } from './setting-inputs.tsx';
import { inWords, SETTING_LABELS } from './setting-words.ts';
import styles from './settings-form.module.css';
import { TemplateLine } from './template-line.tsx';

const DNC = [
  { value: 'N', label: 'Not checked' },
  { value: 'Y', label: 'Refuse phones on it' },
  { value: 'AREACODE', label: 'Refuse phones and area codes on it' },
] as const;

const ZONES = [
  { value: '', label: 'Area code', note: 'By country calling code and area code (the dialer’s default)' },
  { value: 'POSTAL', label: 'Postal code', note: 'Requires each lead’s postal code' },
  { value: 'TZCODE', label: 'Owner', note: 'The owner field holds a time zone code' },
  { value: 'NANPA', label: 'NANPA prefix', note: 'If the dialer has the optional NANPA data' },
] as const;

const FOR = [
  { value: 'ANYONE', label: 'Anyone' },
  { value: 'USERONLY', label: 'One user' },
] as const;

/** The errors to show: of edited settings, and of all settings once the operator tried to continue. */
function useErrors(): Errors {
  const settings = useDraft((d) => d.settings);
  const touched = useDraft((d) => d.touched);
  const tried = useDraft((d) => d.tried);
  const all = settingErrors(settings);
  return Object.fromEntries(Object.entries(all).filter(([name]) => tried || touched.has(name as keyof Errors)));
}

interface SettingsFormProps {
  readonly detail: ImportDetail;
  readonly connections: readonly Connection[];
}

/** The dialer and list of the import, and every documented setting for it. */
export function SettingsForm({ detail, connections }: SettingsFormProps) {
  const s = useDraft((d) => d.settings);
  const customs = useDraft((d) => Object.keys(d.mapping.custom).length);
  const errors = useErrors();
  const chosen = useDraft((d) => d.connectionId);
  const dialer = connections.find((one) => one.id === chosen);
  const known = useKnownChoices(dialer?.id ?? null, dialer?.hasPassword === true && dialer.runState !== 'stopped');
  const on = (words: readonly (string | false)[], none: string) => words.filter(Boolean).join(', ') || none;
  const wrong = (...names: readonly (keyof Errors)[]) => names.some((n) => errors[n] !== undefined);
  return (
    <section className={styles.form} aria-label="The dial list">
      <TemplateLine detail={detail} />
      <Dialer connections={connections} />
      <div className={styles.two}>
        <ListSetting errors={errors} known={known} dialer={dialer?.name ?? 'the dialer'} />
        <CampaignSetting errors={errors} known={known} dialer={dialer?.name ?? 'the dialer'} />
        <TextSetting name="campaign_id" errors={errors} help="For callbacks and the campaign’s do-not-call list" />
        <TextSetting name="source" errors={errors} help="Stored with each lead" />
      </div>
      {dialer !== undefined && <ChoicesReadAt known={known} dialer={dialer.name} />}
      <Section title="Duplicates" chosen={duplicatesInWords(s.duplicate_check)} wrong={wrong('duplicate_check')}>
        <DuplicatePicker />
      </Section>
      <Section
        title="Do not call"
        chosen={on(
          [s.dnc_check !== 'N' && 'dialer’s list', s.campaign_dnc_check !== 'N' && 'campaign’s list'],
          'not checked by the dialer',
        )}
        wrong={wrong('dnc_check', 'campaign_dnc_check')}
      >
        <ChoiceSetting name="dnc_check" errors={errors} options={DNC} />
        <ChoiceSetting name="campaign_dnc_check" errors={errors} options={DNC} help="Requires the campaign ID" />
      </Section>
      <Section
        title="Hopper"
        chosen={s.add_to_hopper === 'Y' ? `added, priority ${s.hopper_priority ?? '?'}` : 'not added'}
        wrong={wrong('hopper_priority')}
      >
        <FlagSetting name="add_to_hopper" errors={errors} help="Leads are dialed soon" />
        {s.add_to_hopper === 'Y' && (
          <>
            <Field
              label={SETTING_LABELS.hopper_priority}
              help="-99 to 99, higher is sooner"
              error={errors.hopper_priority === undefined ? undefined : inWords(errors.hopper_priority)}
            >
              <NumberInput value={s.hopper_priority} onChange={(n) => changeSetting('hopper_priority', n)} />
            </Field>
            <FlagSetting name="hopper_local_call_time_check" errors={errors} />
          </>
        )}
      </Section>
      <Section
        title="Number checks"
        chosen={on(
          [
            s.usacan_prefix_check === 'Y' && 'prefix',
            s.usacan_areacode_check === 'Y' && 'area code',
            s.nanpa_ac_prefix_check === 'Y' && 'NANPA',
          ],
          'none by the dialer',
        )}
        wrong={false}
      >
        <FlagSetting name="usacan_prefix_check" errors={errors} />
        <FlagSetting name="usacan_areacode_check" errors={errors} />
        <FlagSetting name="nanpa_ac_prefix_check" errors={errors} help="If the dialer has the optional NANPA data" />
      </Section>
      <Section
        title="Place and time"
        chosen={on(
          [
            `time zone by ${(ZONES.find((z) => z.value === s.tz_method)?.label ?? '').toLowerCase()}`,
            `code ${s.phone_code}`,
          ],
          '',
        )}
        wrong={wrong('phone_code', 'tz_method')}
      >
        <TextSetting
          name="phone_code"
          errors={errors}
          digits
          help="For phones without one, such as 1 for the USA and Canada"
        />
        <ChoiceSetting name="tz_method" errors={errors} options={ZONES} />
        <FlagSetting name="lookup_state" errors={errors} />
      </Section>
      <Section
        title="Callbacks"
        chosen={
          s.callback === 'Y' ? `each lead, ${s.callback_datetime === '' ? 'no time yet' : s.callback_datetime}` : 'none'
        }
        wrong={wrong('callback', 'callback_datetime', 'callback_user', 'callback_status', 'callback_comments')}
      >
        <FlagSetting name="callback" errors={errors} help="Requires the campaign ID" />
        {s.callback === 'Y' && (
          <>
            <CallbackTime errors={errors} />
            <div className={styles.two}>
              <ChoiceSetting name="callback_type" errors={errors} options={FOR} />
              {s.callback_type === 'USERONLY' ? (
                <TextSetting name="callback_user" errors={errors} help="User ID" />
              ) : (
                <span />
              )}
              <TextSetting name="callback_status" errors={errors} help="1 to 6 characters" />
              <TextSetting name="callback_comments" errors={errors} />
            </div>
          </>
        )}
      </Section>
      <Section
        title="List and custom fields"
        chosen={on(
          [
            s.list_exists_check === 'Y' && 'list must exist',
            s.custom_fields === 'Y' && 'custom fields',
            s.entry_list_id !== '' && `entry list ${s.entry_list_id}`,
          ],
          'default',
        )}
        wrong={wrong('custom_fields', 'entry_list_id')}
      >
        <FlagSetting
          name="list_exists_check"
          errors={errors}
          help="Otherwise the dialer accepts leads for lists that don’t exist"
        />
        <FlagSetting
          name="custom_fields"
          errors={errors}
          help={
            customs === 0
              ? 'No column is a custom field yet'
              : `${customs} ${customs === 1 ? 'column is a custom field' : 'columns are custom fields'}`
          }
        />
        {customs > 0 && s.custom_fields === 'N' && (
          <Note kind="warning">
            Without this the {customs === 1 ? 'custom field isn’t' : `${customs} custom fields aren’t`} sent.
          </Note>
        )}
        <TextSetting name="entry_list_id" errors={errors} digits help="Advanced: can break custom fields" />
      </Section>
    </section>
  );
}

function Dialer({ connections }: { readonly connections: readonly Connection[] }) {
  const chosen = useDraft((d) => d.connectionId);
  const tried = useDraft((d) => d.tried);
  if (connections.length === 0) {
    return (
      <Note kind="warning" actions={<Link href={dialerAt()}>Connect a dialer</Link>}>
        No dialer is connected yet. Your choices here are saved.
      </Note>
    );
  }
  return (
    <div className={styles.dialer}>
      <Field label="Dialer" error={tried && chosen === null ? 'Choose the dialer that this list goes to' : undefined}>
        <Select
          value={chosen}
          placeholder="Choose a dialer"
          options={connections.map((c) => ({ value: c.id, label: c.name, note: `${healthOf(c).word} · ${c.url}` }))}
          onChange={(connectionId) => changeDraft({ connectionId })}
        />
      </Field>
      <Link href={dialerAt()} className={styles.connect}>
        <Plus size={14} aria-hidden="true" />
        Connect a dialer
      </Link>
    </div>
  );
}
