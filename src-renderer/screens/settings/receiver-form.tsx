import { RECEIVER_URL, type ReceiverDraft, type ReceiverErrors } from '../../state/settings-receiver.ts';
import { Field, FieldGroup } from '../../ui/field.tsx';
import { Checkbox, NumberInput, TextInput } from '../../ui/inputs.tsx';
import { Select } from '../../ui/select.tsx';
import { AddressField, NameField, PerSecondField, TimeoutField } from './connection-fields.tsx';
import styles from './connection-form.module.css';

interface ReceiverFormProps {
  readonly draft: ReceiverDraft;
  readonly errors: ReceiverErrors;
  readonly isNew: boolean;
  readonly onChange: (change: Partial<ReceiverDraft>) => void;
}

const BODIES = [
  { value: 'json', label: 'JSON', note: 'Takes every option; redirects are posted as XML' },
  { value: 'xml', label: 'XML' },
  { value: 'form', label: 'Form fields', note: 'No reference, and one lead per post' },
] as const;

const ANSWERS = [
  { value: 'json', label: 'JSON' },
  { value: 'xml', label: 'XML', note: 'Fewer details: transfers have no post ID' },
] as const;

/** The fields of a lead receiver. */
export function ReceiverForm({ draft, errors, isNew, onChange }: ReceiverFormProps) {
  const shared = { draft, errors, onChange };
  return (
    <>
      <NameField {...shared} autoFocus={isNew} help="Any name; posts are shown with it" />
      <AddressField
        {...shared}
        help={draft.url === RECEIVER_URL ? 'LeadExec’s documented address' : 'As in your posting instructions'}
      />
      <FieldGroup legend="Where leads go" note="The numbers in your posting instructions.">
        <div className={styles.three}>
          <Field label="Lead source (vid)" error={errors.vid}>
            <NumberInput value={draft.vid} onChange={(vid) => onChange({ vid })} />
          </Field>
          <Field label="Lead type (lid)" error={errors.lid}>
            <NumberInput value={draft.lid} onChange={(lid) => onChange({ lid })} />
          </Field>
          <Field label="Campaign (aid)" error={errors.aid} help="Empty: LeadExec chooses">
            <NumberInput value={draft.aid} onChange={(aid) => onChange({ aid })} />
          </Field>
        </div>
      </FieldGroup>
      <Secrets draft={draft} errors={errors} isNew={isNew} onChange={onChange} />
      <FieldGroup legend="How leads are posted">
        <div className={styles.pair}>
          <Field label="Body">
            <Select<ReceiverDraft['body']>
              value={draft.body}
              options={BODIES}
              onChange={(body) => onChange({ body })}
            />
          </Field>
          <Field label="Answer">
            <Select<ReceiverDraft['answer']>
              value={draft.answer}
              options={ANSWERS}
              onChange={(answer) => onChange({ answer })}
            />
          </Field>
        </div>
        <Checkbox
          label="Post asynchronously"
          help="LeadExec queues each post; its result comes from its status, one lead a post. Redirects are never queued."
          checked={draft.async}
          onChange={(async) => onChange({ async })}
        />
        {draft.async && (
          <Field label="Return address" error={errors.returnUrl} help="LeadExec calls it with the result; or empty">
            <TextInput
              type="url"
              inputMode="url"
              value={draft.returnUrl}
              onChange={(returnUrl) => onChange({ returnUrl })}
            />
          </Field>
        )}
      </FieldGroup>
      <FieldGroup legend="Afterwards">
        <Checkbox
          label="Duplicate checks are approved for this account"
          help="Then a post whose result is unknown is settled by a duplicate check. Without approval LeadExec may say “no duplicate” of any lead."
          checked={draft.duplicateCheck}
          onChange={(duplicateCheck) => onChange({ duplicateCheck })}
        />
        <div className={styles.three}>
          <Field
            label="Returns possible, days"
            error={errors.returnDays}
            help="A lead’s status is checked daily until then"
          >
            <NumberInput value={draft.returnDays} onChange={(returnDays) => onChange({ returnDays })} />
          </Field>
          <PerSecondField {...shared} />
          <TimeoutField {...shared} help="Posts without an answer by then become unknown" />
        </div>
      </FieldGroup>
    </>
  );
}

/** Password and token: either, both or neither, as the account has it. */
function Secrets({ draft, isNew, onChange }: ReceiverFormProps) {
  const shared = { type: 'password', autoComplete: 'new-password' } as const;
  const help = isNew ? 'If your instructions name one' : 'Never shown. Leave empty to keep it';
  return (
    <FieldGroup legend="Access" note="Stored in this computer’s key store and never shown again.">
      <div className={styles.pair}>
        <Field label="Campaign password" help={help}>
          <TextInput
            {...shared}
            value={draft.password}
            disabled={draft.noPassword}
            placeholder={placeholder(isNew, draft.noPassword)}
            onChange={(password) => onChange({ password })}
          />
        </Field>
        <Field label="Token" help={help}>
          <TextInput
            {...shared}
            value={draft.token}
            disabled={draft.noToken}
            placeholder={placeholder(isNew, draft.noToken)}
            onChange={(token) => onChange({ token })}
          />
        </Field>
      </div>
      {!isNew && (
        <div className={styles.pair}>
          <Checkbox
            label="No password"
            help="Delete the stored one"
            checked={draft.noPassword}
            onChange={(noPassword) => onChange({ noPassword, password: '' })}
          />
          <Checkbox
            label="No token"
            help="Delete the stored one"
            checked={draft.noToken}
            onChange={(noToken) => onChange({ noToken, token: '' })}
          />
        </div>
      )}
    </FieldGroup>
  );
}

function placeholder(isNew: boolean, none: boolean): string {
  if (isNew) return '';
  return none ? 'none' : 'unchanged';
}
