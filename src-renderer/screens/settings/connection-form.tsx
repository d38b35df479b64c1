import { type ConnectionDraft, type DraftErrors, postAddress } from '../../state/settings-connection.ts';
import { Field, FieldGroup } from '../../ui/field.tsx';
import { Checkbox, NumberInput, TextInput } from '../../ui/inputs.tsx';
import { Select } from '../../ui/select.tsx';
import { AddressField, NameField, PerSecondField, SecretField, TimeoutField } from './connection-fields.tsx';
import styles from './connection-form.module.css';

interface ConnectionFormProps {
  readonly draft: ConnectionDraft;
  readonly errors: DraftErrors;
  readonly hasPassword: boolean;
  readonly onChange: (change: Partial<ConnectionDraft>) => void;
}

/** The fields of a connection to a dialer. */
export function ConnectionForm({ draft, errors, hasPassword, onChange }: ConnectionFormProps) {
  const address = postAddress(draft.url);
  const shared = { draft, errors, onChange };
  return (
    <>
      <NameField {...shared} autoFocus={draft.name === '' && !hasPassword} help="Any name, such as Main dialer" />
      <AddressField
        {...shared}
        help={
          'to' in address
            ? `Rows are posted to ${address.to}`
            : 'Such as https://example.croco-dial.net; /API/lmapi.php is added to it'
        }
      />
      <div className={styles.pair}>
        <Field label="API user" error={errors.user}>
          <TextInput value={draft.user} onChange={(user) => onChange({ user })} />
        </Field>
        <SecretField
          label="Password"
          value={draft.password}
          error={errors.password}
          isSaved={hasPassword}
          onChange={(password) => onChange({ password })}
        />
      </div>
      <FieldGroup legend="Value handling" note="Rows are previewed as the dialer will store them.">
        <div className={styles.three}>
          <Field
            label="Profile"
            help={
              draft.profile === 'vicidial'
                ? 'Characters that VICIdial drops are replaced or removed'
                : 'Values are sent unchanged, cut to the documented lengths'
            }
          >
            <Select<'vicidial' | 'as-is'>
              value={draft.profile}
              onChange={(profile) => onChange({ profile })}
              options={[
                { value: 'vicidial', label: 'VICIdial', note: 'Croco-dial and most others' },
                { value: 'as-is', label: 'Send values unchanged', note: 'Only backslashes are replaced' },
              ]}
            />
          </Field>
          {draft.profile === 'vicidial' && (
            <>
              <Field
                label="Accents"
                help={
                  draft.accents === 'fold'
                    ? 'José is sent as Jose. Many dialers would drop the letter: Jos.'
                    : 'José is sent as José. Choose this if your dialer keeps accents.'
                }
              >
                <Select<'fold' | 'keep'>
                  value={draft.accents}
                  onChange={(accents) => onChange({ accents })}
                  options={[
                    { value: 'fold', label: 'Send without: José → Jose', note: 'Safe with every dialer' },
                    { value: 'keep', label: 'Send unchanged: José', note: 'For dialers that keep them' },
                  ]}
                />
              </Field>
              <Field
                label="Plus signs"
                help={
                  draft.plus === 'space'
                    ? 'A+ is sent as “A ”, as many dialers store it anyway.'
                    : 'A+ is sent as A+. Choose this if your dialer keeps it.'
                }
              >
                <Select<'space' | 'keep'>
                  value={draft.plus}
                  onChange={(plus) => onChange({ plus })}
                  options={[
                    { value: 'space', label: 'Send as a space: A+ → A', note: 'Safe with every dialer' },
                    { value: 'keep', label: 'Send unchanged: A+', note: 'For dialers that keep them' },
                  ]}
                />
              </Field>
            </>
          )}
        </div>
      </FieldGroup>
      <FieldGroup legend="Where imports go" note="Filled in for new imports; you can change them in each import.">
        <div className={styles.pair}>
          <Field label="Default list" error={errors.defaultList} help="3 to 12 digits, or empty">
            <TextInput
              inputMode="numeric"
              value={draft.defaultList}
              onChange={(defaultList) => onChange({ defaultList })}
            />
          </Field>
          <Field label="Default campaign" help="Or empty">
            <TextInput
              value={draft.defaultCampaign}
              maxLength={50}
              onChange={(defaultCampaign) => onChange({ defaultCampaign })}
            />
          </Field>
        </div>
      </FieldGroup>
      <FieldGroup legend="Pace">
        <Checkbox
          label="Adjust concurrency automatically"
          help="Sends more requests while answers are fast, and fewer when they slow down, fail, or the dialer asks for it"
          checked={draft.ownPace}
          onChange={(ownPace) =>
            onChange({ ownPace, concurrency: ownPace ? draft.concurrency : (draft.concurrency ?? 8) })
          }
        />
        <div className={styles.three}>
          {!draft.ownPace && (
            <Field label="Maximum concurrent requests" error={errors.concurrency} help="1 to 256">
              <NumberInput value={draft.concurrency} onChange={(concurrency) => onChange({ concurrency })} />
            </Field>
          )}
          <PerSecondField {...shared} />
          <TimeoutField {...shared} help="Rows without an answer by then become unknown" />
        </div>
      </FieldGroup>
    </>
  );
}
