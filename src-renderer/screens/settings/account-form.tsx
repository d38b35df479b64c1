import { ACCOUNT_URL, type AccountDraft, type AccountErrors } from '../../state/settings-account.ts';
import { Field } from '../../ui/field.tsx';
import { NumberInput, TextInput } from '../../ui/inputs.tsx';
import styles from './connection-form.module.css';

interface AccountFormProps {
  readonly draft: AccountDraft;
  readonly errors: AccountErrors;
  readonly isNew: boolean;
  readonly onChange: (change: Partial<AccountDraft>) => void;
}

/** The fields of a LeadExec account. */
export function AccountForm({ draft, errors, isNew, onChange }: AccountFormProps) {
  return (
    <>
      <Field label="Name" error={errors.name} help="Any name; it tells your accounts apart">
        <TextInput value={draft.name} onChange={(name) => onChange({ name })} maxLength={60} autoFocus={isNew} />
      </Field>
      <Field
        label="Address"
        error={errors.url}
        help={draft.url === ACCOUNT_URL ? 'LeadExec’s documented address' : 'The address of your account’s API'}
      >
        <TextInput type="url" inputMode="url" value={draft.url} onChange={(url) => onChange({ url })} />
      </Field>
      <div className={styles.pair}>
        <Field label="Client ID" error={errors.clientId} help="Of the API user in your LeadExec account">
          <TextInput value={draft.clientId} onChange={(clientId) => onChange({ clientId })} maxLength={200} />
        </Field>
        <Field
          label="Client secret"
          error={errors.secret}
          help="Stored in this computer’s key store and never shown again"
        >
          <TextInput
            type="password"
            autoComplete="new-password"
            placeholder={isNew ? '' : 'unchanged'}
            value={draft.secret}
            onChange={(secret) => onChange({ secret })}
          />
        </Field>
      </div>
      <div className={styles.pair}>
        <Field label="Maximum per second" error={errors.perSecond} help="Of reads and changes; empty for 5">
          <NumberInput value={draft.perSecond} onChange={(perSecond) => onChange({ perSecond })} />
        </Field>
        <Field label="Timeout, seconds" error={errors.timeoutSeconds} help="Without an answer by then: unknown">
          <NumberInput value={draft.timeoutSeconds} onChange={(timeoutSeconds) => onChange({ timeoutSeconds })} />
        </Field>
      </div>
    </>
  );
}
