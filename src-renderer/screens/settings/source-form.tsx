import {
  hasUser,
  type SourceDraft,
  type SourceErrors,
  type SourceKind,
  secretWord,
} from '../../state/settings-source.ts';
import { Field, FieldGroup } from '../../ui/field.tsx';
import { NumberInput, TextInput } from '../../ui/inputs.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './connection-form.module.css';
import { SourceClaims } from './source-claims.tsx';
import { SourceConditions } from './source-conditions.tsx';
import { SourceFilters } from './source-filters.tsx';

interface SourceFormProps {
  readonly kind: SourceKind;
  readonly draft: SourceDraft;
  readonly errors: SourceErrors;
  readonly hasPassword: boolean;
  readonly isNew: boolean;
  readonly onChange: (change: Partial<SourceDraft>) => void;
}

/** The fields of a source of leads. */
export function SourceForm(props: SourceFormProps) {
  const { kind, draft, errors, isNew, onChange } = props;
  return (
    <>
      <Field label="Name" error={errors.name} help="As you call it here; each of its leads is said to come from it">
        <TextInput value={draft.name} onChange={(name) => onChange({ name })} maxLength={60} autoFocus={isNew} />
      </Field>
      <Field label="Address" error={errors.url} help={addressHelp(kind)}>
        <TextInput type="url" inputMode="url" value={draft.url} onChange={(url) => onChange({ url })} />
      </Field>
      <Access {...props} />
      <FieldGroup legend="When and how much">
        <div className={styles.three}>
          <Field label="Fetch every, minutes" error={errors.everyMinutes}>
            <NumberInput value={draft.everyMinutes} onChange={(everyMinutes) => onChange({ everyMinutes })} />
          </Field>
          <Field label="Look back, hours" error={errors.overlapHours} help="Finds what the vendor enters late">
            <NumberInput value={draft.overlapHours} onChange={(overlapHours) => onChange({ overlapHours })} />
          </Field>
          {kind === 'locumjobs' ? (
            <>
              <Field label="Leads at once, at most" error={errors.max} help="A full answer is asked for again in parts">
                <NumberInput value={draft.max} onChange={(max) => onChange({ max })} />
              </Field>
              <Field label="From day" error={errors.from} help="Empty: all there are">
                <TextInput type="date" value={draft.from} onChange={(from) => onChange({ from })} />
              </Field>
            </>
          ) : (
            <Field label="Offers a page" error={errors.pageSize}>
              <NumberInput value={draft.pageSize} onChange={(pageSize) => onChange({ pageSize })} />
            </Field>
          )}
          <Field label="Requests a second, at most" error={errors.perSecond} help="Empty: 10">
            <NumberInput value={draft.perSecond} onChange={(perSecond) => onChange({ perSecond })} />
          </Field>
          <Field label="Wait for an answer, seconds" error={errors.timeoutSeconds}>
            <NumberInput value={draft.timeoutSeconds} onChange={(timeoutSeconds) => onChange({ timeoutSeconds })} />
          </Field>
        </div>
      </FieldGroup>
      {kind === 'locumjobs' ? (
        <SourceFilters filters={draft.filters} errors={errors} onChange={(filters) => onChange({ filters })} />
      ) : (
        <>
          <SourceClaims draft={draft} onChange={onChange} />
          <SourceConditions
            conditions={draft.conditions}
            errors={errors}
            onChange={(conditions) => onChange({ conditions })}
          />
        </>
      )}
    </>
  );
}

function addressHelp(kind: SourceKind): string {
  return kind === 'locumjobs'
    ? 'Or that of a sister board that speaks the same, such as TravelNurseSource'
    : 'As LionDesk documents it';
}

const AUTHS = {
  locumjobs: [
    { value: 'basic', label: 'User and password', note: 'HTTP Basic' },
    { value: 'bearer', label: 'Token', note: 'HTTP Bearer' },
  ],
  liondesk: [
    { value: 'token', label: 'Token of your own', note: 'Bearer' },
    { value: 'oauth', label: 'Client id and secret', note: 'OAuth 2.0: you let the desk in once' },
  ],
} as const;

const FORMATS = [
  { value: 'json', label: 'JSON' },
  { value: 'xml', label: 'XML' },
] as const;

/** How the desk gets in, and in which format the vendor answers. */
function Access({ kind, draft, errors, hasPassword, onChange }: SourceFormProps) {
  const secret = secretWord(draft.auth);
  return (
    <>
      <div className={styles.pair}>
        <Field label="Get in with">
          <Select<SourceDraft['auth']>
            value={draft.auth}
            options={AUTHS[kind]}
            onChange={(auth) => onChange({ auth })}
          />
        </Field>
        {kind === 'locumjobs' && (
          <Field label="Format" help="Both give the same leads">
            <Select<'json' | 'xml'>
              value={draft.format}
              options={FORMATS}
              onChange={(format) => onChange({ format })}
            />
          </Field>
        )}
      </div>
      <div className={styles.pair}>
        {hasUser(draft.auth) && (
          <Field label={draft.auth === 'basic' ? 'User' : 'Client id'} error={errors.user}>
            <TextInput value={draft.user} onChange={(user) => onChange({ user })} maxLength={200} />
          </Field>
        )}
        <Field
          label={`${secret[0]?.toUpperCase()}${secret.slice(1)}`}
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
      {draft.auth === 'oauth' && (
        <Field
          label="Redirect address"
          error={errors.redirectUri}
          help="Exactly as it stands in your application at LionDesk. Nothing has to answer there: you paste the address you land on."
        >
          <TextInput type="url" value={draft.redirectUri} onChange={(redirectUri) => onChange({ redirectUri })} />
        </Field>
      )}
    </>
  );
}
