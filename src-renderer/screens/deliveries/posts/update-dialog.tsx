import { useEffect, useState } from 'react';
import {
  CommandError,
  type DeliveryTimeline,
  type Job,
  type ReceiverField,
} from '../../../../src-preload/contract/index.ts';
import { CALL_FIELD_NAMES } from '../../../../src-preload/rules/call-columns.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { postsAt } from '../../../state/addresses.ts';
import { navigateFromHere } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton, Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Checkbox, TextInput } from '../../../ui/inputs.tsx';
import { useAction } from '../../../ui/keys.ts';
import { ErrorNote, Note } from '../../../ui/notes.tsx';
import { Select } from '../../../ui/select.tsx';
import { toast } from '../../../ui/toaster.tsx';
import { subjectOf } from '../unlock-words.ts';
import styles from './posts.module.css';

interface UpdateDialogProps {
  readonly job: Job;
  readonly timeline: DeliveryTimeline;
  readonly onClose: () => void;
}

interface Refusal {
  /** The field with the problem; null if it is none of the form. */
  readonly field: string | null;
  readonly message: string;
  /** Whether the operator may send it anyway. */
  readonly canBeOverruled: boolean;
}

/** Changes fields of a lead that the receiver has. Only fields that differ from the posted lead are sent. */
export function UpdateDialog({ job, timeline, onClose }: UpdateDialogProps) {
  const { value: known, error: unread } = useCommandQuery('delivery.fields', { connectionId: job.connectionId });
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [sell, setSell] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const changed = Object.entries(typed).filter(([name, value]) => value !== (timeline.fields[name] ?? ''));
  const update = (anyway: boolean) => {
    const go = navigateFromHere();
    setBusy(true);
    setRefusal(null);
    call('delivery.update', {
      ...{ connectionId: job.connectionId, leadId: job.leadId ?? '', processDelivery: sell },
      ...{ set: Object.fromEntries(changed), sendAnyway: anyway ? ['validation', 'not-in-values', 'do-not-call'] : [] },
    }).then(
      (batch) => {
        toast(`Update of lead ${job.leadId} on its way to ${job.connection}.`);
        onClose();
        go(postsAt(batch.id));
      },
      (thrown: unknown) => {
        setBusy(false);
        setRefusal(refusalOf(thrown));
      },
    );
  };
  // The dialog opens once its fields are loaded, because focus starts in the first field.
  if (known === null && unread === null) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={`Update lead ${job.leadId} at ${job.connection}`}
      lead={`${subjectOf(job)}. Only the fields you change are sent; what was posted before stays in its history.`}
      foot={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          {refusal?.canBeOverruled === true && (
            <Button onClick={() => update(true)} disabled={busy}>
              Send it anyway
            </Button>
          )}
          <Confirm
            label={changed.length === 0 ? 'Update the lead' : `Update ${formatCount(changed.length, 'field')}`}
            disabled={busy || changed.length === 0}
            onConfirm={() => update(false)}
          />
        </>
      }
    >
      {unread !== null && <Note kind="warning">The lead type’s fields can’t be read: {unread}</Note>}
      {refusal !== null && refusal.field === null && <ErrorNote>{refusal.message}</ErrorNote>}
      <Fields
        fields={fieldsOf(known ?? [], timeline.fields)}
        shown={(name) => typed[name] ?? timeline.fields[name] ?? ''}
        refusal={refusal}
        onChange={(name, value) => {
          setTyped({ ...typed, [name]: value });
          setRefusal(null);
        }}
      />
      <Checkbox
        label="Sell it again with these changes"
        help="LeadExec delivers the lead once more (processDelivery): it may be sold a second time."
        checked={sell}
        onChange={setSell}
      />
    </Dialog>
  );
}

/** The problem of a refused update. Fields refused by a check are named `set.NAME`. */
function refusalOf(thrown: unknown): Refusal {
  const field = thrown instanceof CommandError ? (thrown.field ?? '') : '';
  return {
    field: field.startsWith('set.') ? field.slice('set.'.length) : null,
    message: errorMessage(thrown),
    canBeOverruled: field.startsWith('set.') || field === 'sendAnyway',
  };
}

type FormField = Pick<ReceiverField, 'name' | 'required' | 'values'>;

/** The fields of the lead type, and other fields that the lead was posted with. */
function fieldsOf(known: readonly ReceiverField[], posted: Readonly<Record<string, string>>): FormField[] {
  const names = new Set(known.map(({ name }) => name.toLowerCase()));
  const others = Object.keys(posted).filter(
    (name) => !names.has(name.toLowerCase()) && !CALL_FIELD_NAMES.includes(name.toLowerCase()),
  );
  return [...known, ...others.map((name) => ({ name, required: false, values: [] }))];
}

interface FieldsProps {
  readonly fields: readonly FormField[];
  readonly shown: (name: string) => string;
  readonly refusal: Refusal | null;
  readonly onChange: (name: string, value: string) => void;
}

function Fields({ fields, shown, refusal, onChange }: FieldsProps) {
  const wrong = refusal?.field ?? null;
  useEffect(() => {
    if (wrong !== null) document.querySelector<HTMLElement>('[role=dialog] [aria-invalid=true]')?.focus();
  }, [wrong]);
  return (
    <div className={styles.fields}>
      {fields.map(({ name, required, values }) => (
        <Field
          key={name}
          label={required ? `${name}, required` : name}
          error={name === wrong ? refusal?.message : undefined}
        >
          {values.length > 0 ? (
            <Select<string>
              value={shown(name)}
              options={[
                { value: '', label: 'None' },
                ...[...new Set([...values, shown(name)])]
                  .filter((one) => one !== '')
                  .map((one) => ({ value: one, label: one })),
              ]}
              onChange={(value) => onChange(name, value)}
            />
          ) : (
            <TextInput value={shown(name)} onChange={(value) => onChange(name, value)} />
          )}
        </Field>
      ))}
    </div>
  );
}

interface ConfirmProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onConfirm: () => void;
}

function Confirm({ label, disabled, onConfirm }: ConfirmProps) {
  const action = useAction({
    id: 'deliveries.updateNow',
    label,
    keys: 'mod+Enter',
    group: 'Deliveries',
    disabled,
    run: onConfirm,
  });
  return <ActionButton action={action} kind="main" />;
}
