import { ACCOUNT_URL, type AccountDraft, type AccountErrors } from '../../state/settings-account.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/inputs.tsx';
import { AddressField, NameField, PerSecondField, SecretField, TimeoutField } from './connection-fields.tsx';
import styles from './connection-form.module.css';

interface AccountFormProps {
  readonly draft: AccountDraft;
  readonly errors: AccountErrors;
  readonly isNew: boolean;
  readonly onChange: (change: Partial<AccountDraft>) => void;
}

/** The fields of a LeadExec account. */
export function AccountForm({ draft, errors, isNew, onChange }: AccountFormProps) {
  const shared = { draft, errors, onChange };
  return (
    <>
      <NameField {...shared} autoFocus={isNew} help="Any name; it tells your accounts apart" />
      <AddressField
        {...shared}
        help={draft.url === ACCOUNT_URL ? 'LeadExec’s documented address' : 'The address of your account’s API'}
      />
      <div className={styles.pair}>
        <Field label="Client ID" error={errors.clientId} help="Of the API user in your LeadExec account">
          <TextInput value={draft.clientId} onChange={(clientId) => onChange({ clientId })} maxLength={200} />
        </Field>
        <SecretField
          label="Client secret"
          value={draft.secret}
          error={errors.secret}
          isSaved={!isNew}
          onChange={(secret) => onChange({ secret })}
        />
      </div>
      <div className={styles.pair}>
        <PerSecondField {...shared} help="Of reads and changes; leave empty for 5" />
        <TimeoutField {...shared} help="Changes without an answer by then become unknown" />
      </div>
    </>
  );
}
