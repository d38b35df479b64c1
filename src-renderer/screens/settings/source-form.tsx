import { capital } from '../../../src-preload/rules/capital.ts';
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
import { AddressField, NameField, PerSecondField, SecretField, TimeoutField } from './connection-fields.tsx';
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
  const shared = { draft, errors, onChange };
  return (
    <>
      <NameField {...shared} autoFocus={isNew} help="Any name; its leads show it as their source" />
      <AddressField {...shared} help={addressHelp(kind)} />
      <Access {...props} />
      <FieldGroup legend="Schedule and volume">
        <div className={styles.three}>
          <Field label="Fetch every, minutes" error={errors.everyMinutes}>
            <NumberInput value={draft.everyMinutes} onChange={(everyMinutes) => onChange({ everyMinutes })} />
          </Field>
          <Field label="Look back, hours" error={errors.overlapHours} help="Catches leads the vendor adds late">
            <NumberInput value={draft.overlapHours} onChange={(overlapHours) => onChange({ overlapHours })} />
          </Field>
          {kind === 'locumjobs' ? (
            <>
              <Field
                label="Leads per request, maximum"
                error={errors.max}
                help="Full answers are split into smaller requests"
              >
                <NumberInput value={draft.max} onChange={(max) => onChange({ max })} />
              </Field>
              <Field label="From day" error={errors.from} help="Leave empty for all">
                <TextInput type="date" value={draft.from} onChange={(from) => onChange({ from })} />
              </Field>
            </>
          ) : (
            <Field label="Offers per page" error={errors.pageSize}>
              <NumberInput value={draft.pageSize} onChange={(pageSize) => onChange({ pageSize })} />
            </Field>
          )}
          <PerSecondField {...shared} help="Requests; leave empty for 10" />
          <TimeoutField {...shared} />
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
    ? 'Or a sister board with the same API, such as TravelNurseSource'
    : 'LionDesk’s documented address';
}

const AUTHS = {
  locumjobs: [
    { value: 'basic', label: 'User and password', note: 'HTTP Basic' },
    { value: 'bearer', label: 'Token', note: 'HTTP Bearer' },
  ],
  liondesk: [
    { value: 'token', label: 'Personal token', note: 'Bearer' },
    { value: 'oauth', label: 'Client ID and secret', note: 'OAuth 2.0: you authorize Trunkline once' },
  ],
} as const;

const FORMATS = [
  { value: 'json', label: 'JSON' },
  { value: 'xml', label: 'XML' },
] as const;

/** How the desk gets in, and in which format the vendor answers. */
function Access({ kind, draft, errors, hasPassword, onChange }: SourceFormProps) {
  return (
    <>
      <div className={styles.pair}>
        <Field label="Authentication">
          <Select<SourceDraft['auth']>
            value={draft.auth}
            options={AUTHS[kind]}
            onChange={(auth) => onChange({ auth })}
          />
        </Field>
        {kind === 'locumjobs' && (
          <Field label="Format" help="Both return the same leads">
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
          <Field label={draft.auth === 'basic' ? 'User' : 'Client ID'} error={errors.user}>
            <TextInput value={draft.user} onChange={(user) => onChange({ user })} maxLength={200} />
          </Field>
        )}
        <SecretField
          label={capital(secretWord(draft.auth))}
          value={draft.password}
          error={errors.password}
          isSaved={hasPassword}
          onChange={(password) => onChange({ password })}
        />
      </div>
      {draft.auth === 'oauth' && (
        <Field
          label="Redirect address"
          error={errors.redirectUri}
          help="Exactly as in your LionDesk application. The page doesn’t have to exist: you paste the address you are sent to."
        >
          <TextInput type="url" value={draft.redirectUri} onChange={(redirectUri) => onChange({ redirectUri })} />
        </Field>
      )}
    </>
  );
}
