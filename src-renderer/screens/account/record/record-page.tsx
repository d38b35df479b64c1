import { ListChecks } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RecordField } from '../../../../src-preload/contract/index.ts';
import { capital } from '../../../../src-preload/rules/capital.ts';
import { accountAt, recordAt, type Subject } from '../../../state/account-address.ts';
import {
  type Draft,
  type EditValue,
  type Members,
  type OpenedRecord,
  type RecordPlace,
  type TypeField,
  useRecord,
  useTypeFields,
} from '../../../state/account-record.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { EmptyState, ErrorNote, Note, Skeleton } from '../../../ui/notes.tsx';
import { Page } from '../../../ui/page.tsx';
import { When } from '../../../ui/when.tsx';
import { choiceWords } from '../choice-words.ts';
import { useNameOf } from '../records/use-names.ts';
import type { KindLook } from '../subjects.ts';
import { AT_A_GLANCE, ListItems, OrderFilled } from './at-a-glance.tsx';
import { BulkAction } from './bulk-action.tsx';
import { ClientValues } from './client-values.tsx';
import { choiceAt, edited, formFields, memberAt, sentDraft, valueAt } from './edited.ts';
import { isUsed } from './method-fields.ts';
import { needsParent, ParentFirst } from './parent-first.tsx';
import { PostingInstructions } from './posting-instructions.tsx';
import styles from './record.module.css';
import { RecordFieldInput } from './record-field.tsx';
import { RecordList } from './record-lists.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { SavedLine } from './saved-line.tsx';
import { ShownFields } from './shown-fields.tsx';

interface RecordPageProps {
  readonly place: RecordPlace;
  readonly subject: Subject;
  readonly look: KindLook;
}

/** One record: its form, what an edit will change, and the result of saving it. */
export function RecordPage(props: RecordPageProps) {
  const { place, subject } = props;
  return needsParent(place) ? (
    <ParentFirst place={place} subject={subject} look={props.look} />
  ) : (
    <OpenRecord {...props} />
  );
}

function OpenRecord({ place, subject, look }: RecordPageProps) {
  const [draft, setDraft] = useState<Draft>({});
  // Sent values are shown in the form until the account has them; after a refusal they can be edited again.
  const [sending, setSending] = useState<Draft>({});
  const count = Object.keys(draft).length;
  const { opened, missing, error, reread } = useRecord(place, count > 0);
  const { value: about } = useCommandQuery('leadexec.fields', { kind: place.kind });
  const leadType = useLeadType(place, opened?.record ?? NOTHING, draft);
  const typeFields = useTypeFields(place.connectionId, leadType);
  const isAsSent = place.id !== 0 && opened !== null && opened.readAt === null;
  const [jobId, setJobId] = useState<number | null>(null);
  const [reviewing, setReviewing] = useState(false);
  const review = {
    id: 'record.review',
    label:
      place.id === 0
        ? `Review the new ${look.one}`
        : count === 0
          ? 'Review changes'
          : `Review ${formatCount(count, 'change')}`,
    keys: 'mod+Enter',
    group: 'Record',
    disabled: count === 0 || opened === null || isAsSent,
    run: () => setReviewing(true),
  };
  const back = accountAt(subject, look.kind);
  useKeys([
    review,
    {
      id: 'record.back',
      label: 'Back to the list',
      keys: 'Escape',
      group: 'Record',
      disabled: count > 0,
      run: () => navigate(back),
    },
    { id: 'record.discard', label: 'Discard changes', group: 'Record', disabled: count === 0, run: () => setDraft({}) },
  ]);
  const sent = useMemo(() => sentDraft(draft), [draft]);
  const name =
    opened === null
      ? ''
      : place.kind === 'clients'
        ? opened.clientName
        : String(memberAt(opened.record, look.name) ?? '');
  const title =
    place.id === 0
      ? `New ${look.one}`
      : name === '' || name === String(place.id)
        ? `${capital(look.one)} ${place.id}`
        : name;
  return (
    <Page
      title={title}
      above={[
        { href: accountAt(), label: 'Account' },
        { href: back, label: look.label },
      ]}
      aside={
        opened !== null &&
        place.id !== 0 && (
          <span className={styles.hint}>
            {title.endsWith(` ${place.id}`) ? '' : `${place.id}, `}
            {opened.readAt === null ? (
              'as sent'
            ) : (
              <>
                updated <When at={opened.readAt} />
              </>
            )}
          </span>
        )
      }
      actions={
        <>
          <BulkAction place={place} disabled={count > 0} />
          {about?.edits === true && !isAsSent && <ActionButton action={review} kind="main" icon={ListChecks} />}
        </>
      }
    >
      <div className={styles.scroll}>
        {jobId !== null && (
          <SavedLine
            key={jobId}
            jobId={jobId}
            fields={about?.fields ?? []}
            isNew={place.id === 0}
            onUndone={setJobId}
            onSettled={(made) => {
              // Another edit may have been sent while the record is read again.
              if (made) void reread().then(() => setSending((now) => (now === sending ? {} : now)));
              else {
                setDraft((now) => ({ ...sending, ...now }));
                setSending({});
              }
            }}
            onCreated={(id) => navigate(recordAt(subject, look.kind, place.parent, id), { replace: true })}
          />
        )}
        {error !== null && <ErrorNote>{error}</ErrorNote>}
        {isAsSent && (
          <Note className={styles.asSent ?? ''}>
            {`Shown as it was sent: LeadExec returns a ${look.one} only with the delivery accounts that use it, and none was read with this one yet. It can be edited then.`}
          </Note>
        )}
        {missing && error === null && (
          <EmptyState title={`This ${look.one} isn’t on this desk`}>
            Refresh the list: LeadExec may no longer have it.
          </EmptyState>
        )}
        {opened === null || about === null ? (
          !missing && <Skeleton lines={8} height={28} />
        ) : (
          <RecordForm
            {...{ place, look, opened, draft, sending, leadType, typeFields }}
            fields={about.fields}
            onDraft={setDraft}
          />
        )}
      </div>
      {reviewing && opened !== null && (
        <ReviewDialog
          place={place}
          revision={opened.revision}
          fields={about?.fields ?? []}
          draft={sent}
          typeFields={typeFields}
          onClose={() => setReviewing(false)}
          onTheirs={(field) => setDraft(({ [field]: _, ...rest }) => rest)}
          onSaved={(job) => {
            setReviewing(false);
            setSending(draft);
            setDraft({});
            setJobId(job);
          }}
        />
      )}
    </Page>
  );
}

/** Whether a field has a value. Fields with a value are never collapsed. */
const hasValue = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && value !== false && value !== 0;
const NOTHING: Members = {};

interface RecordFormProps {
  readonly place: RecordPlace;
  readonly look: KindLook;
  readonly opened: OpenedRecord;
  readonly draft: Draft;
  /** The values that are being sent to the account. */
  readonly sending: Draft;
  readonly fields: readonly RecordField[];
  readonly leadType: number;
  readonly typeFields: readonly TypeField[];
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
}

function RecordForm(props: RecordFormProps) {
  const { place, look, opened, draft, sending, fields, leadType, typeFields, onDraft } = props;
  const { record } = opened;
  const shown = { ...sending, ...draft };
  const { connectionId, kind, id } = place;
  const form = useMemo(() => formFields(fields, look.columns[0] ?? ''), [fields, look]);
  const set = (path: string, value: EditValue) => onDraft((now) => edited(record, now, path, value));
  const now = (path: string) => valueAt(record, shown, path);
  const parents = { client: Number(now('ClientUID') ?? 0), leadType };
  const input = (field: RecordField) => (
    <RecordFieldInput
      key={field.path}
      {...{ place, connectionId, field, parents }}
      value={now(field.path)}
      error={undefined}
      onValue={(value) => set(field.path, value)}
    />
  );
  // Fields that a method of this type doesn't use are collapsed if they are empty.
  const typeField = fields.find(({ path }) => path === 'Type');
  const typeAt = kind === 'methods' && typeField !== undefined ? choiceAt(typeField, now('Type')) : null;
  const typeName = typeAt === null ? '' : (typeField?.choices[typeAt]?.name ?? '');
  const isNeeded = ({ path }: RecordField) => isUsed(typeName, path) || hasValue(now(path));
  const own = form.own.filter(isNeeded);
  const unused = form.own.filter((field) => !isNeeded(field));
  const nameOf = useNameOf(connectionId);
  // The number and the name of the record are its title.
  const shownElsewhere = new Set([look.columns[0], look.name, ...(AT_A_GLANCE[kind] ?? [])]);
  const apart = form.shown.filter(({ path }) => !shownElsewhere.has(path));
  const whole = useRef<HTMLDivElement>(null);
  // A new record is filled in at once.
  useEffect(() => {
    if (id === 0) whole.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [id]);
  // Short fields come first, in columns, and wide ones below.
  const flags = own.filter(({ type }) => type === 'flag');
  const short = own.filter(({ type }) => type !== 'flag' && type !== 'long-text');
  return (
    <div ref={whole} className={styles.form}>
      {kind === 'lists' && <ListItems list={id} record={record} />}
      {kind === 'orders' && id !== 0 && <OrderFilled record={record} />}
      {short.length > 0 && <div className={styles.fields}>{short.map(input)}</div>}
      {flags.length > 0 && <div className={styles.flags}>{flags.map(input)}</div>}
      {form.lists.map((field) => (
        <RecordList
          key={field.path}
          {...{ field, fields, typeFields, id }}
          value={now(field.path)}
          editedAt={now}
          onValue={(value) => set(field.path, value)}
        />
      ))}
      {own.filter(({ type }) => type === 'long-text').map(input)}
      {kind === 'clients' && id !== 0 && (
        <ClientValues {...{ connectionId, record }} draft={shown} clientId={id} onValue={set} />
      )}
      {kind === 'campaigns' && id !== 0 && (
        <PostingInstructions
          campaign={{ name: String(memberAt(record, 'AccountName') ?? ''), vid: place.parent, lid: leadType, aid: id }}
          fields={typeFields}
        />
      )}
      {id !== 0 && <ShownFields fields={apart} record={record} nameOf={nameOf} />}
      {unused.length > 0 && (
        <details>
          <summary>{`${formatCount(unused.length, 'field')} that ${choiceWords(typeName)} doesn’t use`}</summary>
          <div className={styles.fields}>{unused.map(input)}</div>
        </details>
      )}
      {form.deprecated.length > 0 && (
        <details>
          <summary>{`${formatCount(form.deprecated.length, 'deprecated field')}, sent back as read`}</summary>
          <div className={styles.fields}>{form.deprecated.map(input)}</div>
        </details>
      )}
    </div>
  );
}

/** The lead type of a record; for a delivery account, that of its method. */
function useLeadType({ connectionId, kind, parent }: RecordPlace, record: Members, draft: Draft): number {
  const own = Number(valueAt(record, draft, 'LeadTypeUID') ?? 0);
  const method = kind === 'accounts' ? Number(valueAt(record, draft, 'DeliveryUID') ?? 0) : 0;
  const client = Number(valueAt(record, draft, 'ClientUID') ?? 0) || parent;
  const { value } = useCommandQuery(
    'leadexec.record',
    method === 0 ? null : { connectionId, kind: 'methods', parent: client, id: method },
    ['account'],
  );
  if (own !== 0 || value === null) return own;
  return Number((JSON.parse(value.record) as Members).LeadTypeUID ?? 0);
}
