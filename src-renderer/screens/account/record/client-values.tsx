import { useState } from 'react';
import type { Draft, EditValue, Members } from '../../../state/account-record.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import { Skeleton } from '../../../ui/notes.tsx';
import { valueAt } from './edited.ts';
import styles from './record.module.css';

interface ClientValuesProps {
  readonly connectionId: number;
  readonly clientId: number;
  readonly record: Members;
  readonly draft: Draft;
  readonly onValue: (path: string, value: EditValue) => void;
}

/** The values of a client’s own fields, each with its earlier values. */
export function ClientValues({ connectionId, clientId, record, draft, onValue }: ClientValuesProps) {
  const place = { connectionId, kind: 'clientValues', parent: clientId } as const;
  const { value } = useCommandQuery('leadexec.records', { ...place, count: 500 }, ['account']);
  return (
    <section aria-label="Client fields">
      <h2 className={styles.heading}>Client fields</h2>
      {value === null || (value.rows.length === 0 && value.refreshing) ? (
        <Skeleton lines={4} height={28} />
      ) : (
        <div className={styles.fields}>
          {value.rows.map(({ id, values }) => {
            const path = `FieldData.${id}`;
            const now = valueAt(record, draft, path) ?? values.FieldValue ?? '';
            return (
              <div key={id}>
                <Field label={`${String(values.Descriptor ?? id)}${values.Required === true ? ', required' : ''}`}>
                  <TextInput
                    value={String(now)}
                    readOnly={values.Computed === true}
                    onChange={(text) => onValue(path, text)}
                  />
                </Field>
                <PastValues {...place} id={id} name={String(values.Descriptor ?? id)} />
              </div>
            );
          })}
        </div>
      )}
    </section>
  );
}

interface PastValuesProps {
  readonly connectionId: number;
  readonly kind: 'clientValues';
  readonly parent: number;
  readonly id: number;
  readonly name: string;
}

function PastValues({ name, ...place }: PastValuesProps) {
  const [open, setOpen] = useState(false);
  const { value } = useCommandQuery('leadexec.record', open ? place : null, ['account']);
  if (!open) {
    return (
      <Button size="small" kind="quiet" aria-label={`Past values of ${name}`} onClick={() => setOpen(true)}>
        Past values
      </Button>
    );
  }
  const past = (JSON.parse(value?.record ?? '{}') as { PastValues?: unknown[] }).PastValues ?? [];
  return (
    <p className={styles.hint}>
      {value === null ? '' : past.length === 0 ? 'No past values.' : past.map(String).join(', ')}
    </p>
  );
}
