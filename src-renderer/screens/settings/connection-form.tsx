import { type ConnectionDraft, type DraftErrors, postAddress } from '../../state/settings-connection.ts';
import { Field, FieldGroup } from '../../ui/field.tsx';
import { Checkbox, NumberInput, TextInput } from '../../ui/inputs.tsx';
import { Select } from '../../ui/select.tsx';
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
  return (
    <>
      <Field label="Name" error={errors.name} help="As you call it here, such as Main dialer">
        <TextInput
          value={draft.name}
          onChange={(name) => onChange({ name })}
          maxLength={60}
          autoFocus={draft.name === '' && !hasPassword}
        />
      </Field>
      <Field
        label="Address"
        error={errors.url}
        help={
          'to' in address
            ? `Rows are posted to ${address.to}`
            : 'Such as https://example.croco-dial.net; /API/lmapi.php is added to it'
        }
      >
        <TextInput type="url" inputMode="url" value={draft.url} onChange={(url) => onChange({ url })} />
      </Field>
      <div className={styles.pair}>
        <Field label="API user" error={errors.user}>
          <TextInput value={draft.user} onChange={(user) => onChange({ user })} />
        </Field>
        <Field
          label="Password"
          error={errors.password}
          help={
            hasPassword
              ? 'One is kept and is never shown. Type here only to change it.'
              : 'Kept by this computer’s own vault; never shown again'
          }
        >
          <TextInput
            type="password"
            autoComplete="new-password"
            placeholder={hasPassword ? 'kept' : ''}
            value={draft.password}
            onChange={(password) => onChange({ password })}
          />
        </Field>
      </div>
      <FieldGroup
        legend="What this dialer does to values"
        note="Rows are shown before sending as the dialer will hold them."
      >
        <div className={styles.three}>
          <Field
            label="Profile"
            help={
              draft.profile === 'vicidial'
                ? 'What a VICIdial drops is replaced or left out, field by field'
                : 'Values go as they are, cut at the documented lengths'
            }
          >
            <Select<'vicidial' | 'as-is'>
              value={draft.profile}
              onChange={(profile) => onChange({ profile })}
              options={[
                { value: 'vicidial', label: 'VICIdial', note: 'Croco-dial and most others' },
                { value: 'as-is', label: 'Send values as they are', note: 'Only backslashes are replaced' },
              ]}
            />
          </Field>
          {draft.profile === 'vicidial' && (
            <>
              <Field
                label="Accents"
                help={
                  draft.accents === 'fold'
                    ? 'José is sent as Jose. Many dialers would lose the letter: Jos.'
                    : 'José is sent as José. Choose this if your dialer holds it so.'
                }
              >
                <Select<'fold' | 'keep'>
                  value={draft.accents}
                  onChange={(accents) => onChange({ accents })}
                  options={[
                    { value: 'fold', label: 'Send without: José → Jose', note: 'Safe with every dialer' },
                    { value: 'keep', label: 'Send as they are: José', note: 'For dialers that keep them' },
                  ]}
                />
              </Field>
              <Field
                label="Plus signs"
                help={
                  draft.plus === 'space'
                    ? 'A+ is sent as “A ”, as many dialers would make of it, so that what is shown is what is held.'
                    : 'A+ is sent as A+. Choose this if your dialer holds it so.'
                }
              >
                <Select<'space' | 'keep'>
                  value={draft.plus}
                  onChange={(plus) => onChange({ plus })}
                  options={[
                    { value: 'space', label: 'Send as a space: A+ → A', note: 'Safe with every dialer' },
                    { value: 'keep', label: 'Send as they are: A+', note: 'For dialers that keep them' },
                  ]}
                />
              </Field>
            </>
          )}
        </div>
      </FieldGroup>
      <FieldGroup legend="Where imports go" note="Filled in for new imports; each import may say otherwise.">
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
          label="Find the dialer’s pace by itself"
          help="More at once while answers come fast, fewer when they slow, fail, or the dialer asks for it"
          checked={draft.ownPace}
          onChange={(ownPace) =>
            onChange({ ownPace, concurrency: ownPace ? draft.concurrency : (draft.concurrency ?? 8) })
          }
        />
        <div className={styles.three}>
          {!draft.ownPace && (
            <Field label="At most at once" error={errors.concurrency} help="1 to 256">
              <NumberInput value={draft.concurrency} onChange={(concurrency) => onChange({ concurrency })} />
            </Field>
          )}
          <Field label="At most a second" error={errors.perSecond} help="Empty: no limit">
            <NumberInput value={draft.perSecond} onChange={(perSecond) => onChange({ perSecond })} />
          </Field>
          <Field label="Wait for an answer, seconds" error={errors.timeoutSeconds} help="Later ones count as unknown">
            <NumberInput value={draft.timeoutSeconds} onChange={(timeoutSeconds) => onChange({ timeoutSeconds })} />
          </Field>
        </div>
      </FieldGroup>
    </>
  );
}
