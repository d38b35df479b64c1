import { useState } from 'react';
import { z } from 'zod';
import { type WhatIfChange, whatIfChange } from '../../../../src-preload/contract/index.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { addChange } from '../../../state/what-if.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import type { LeadField } from '../criteria/criterion.ts';
import { CHANGE_LOOKS, type ChangeField, type ChangeLook, type ChangeOf, valueWords } from './change-fields.ts';
import { contractValue } from './contract-value.ts';
import { type Picked, RecordPicker } from './record-picker.tsx';
import { ValueField } from './value-field.tsx';
import styles from './what-if.module.css';

const record = z.record(z.string(), z.unknown());

/** Builds a change: what is changed, which record, the field, and its new value. */
export function AddChange({ connectionId }: { readonly connectionId: number }) {
  const [of, setOf] = useState<ChangeOf>('account');
  const [picked, setPicked] = useState<Picked | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [value, setValue] = useState<unknown>(undefined);
  const look = CHANGE_LOOKS.find((one) => one.of === of) ?? CHANGE_LOOKS[0];
  const field = look?.fields.find((one) => one.name === name) ?? look?.fields[0];
  const now = useRecordNow(connectionId, look, picked);
  const fields = useLeadFields(connectionId, now);
  if (look === undefined || field === undefined) return null;
  const member = field.member === null || now === null ? undefined : (now[field.member] ?? null);
  const shown = value === undefined && (field.type === 'criteria' || field.type === 'days') ? member : value;
  const change = changeOf(look, field, picked, shown);
  const add = () => {
    if (change === null) return;
    const before = member === undefined ? '' : `${valueWords(field, member)} → `;
    addChange({
      change,
      what: picked === null ? look.label : `${look.label} ${picked.name}`,
      how: `${field.label}: ${before}${valueWords(field, shown)}`,
    });
    setValue(undefined);
  };
  return (
    <fieldset className={styles.add}>
      <legend className="visually-hidden">New change</legend>
      <Field label="What">
        <Select<ChangeOf>
          value={of}
          options={CHANGE_LOOKS.map((one) => ({ value: one.of, label: one.label }))}
          onChange={(next) => {
            setOf(next);
            setPicked(null);
            setName(null);
            setValue(undefined);
          }}
        />
      </Field>
      {look.kind !== null && (
        <RecordPicker
          key={look.kind}
          {...{ connectionId, kind: look.kind, label: look.label, names: look.names, value: picked }}
          onChange={(next) => {
            setPicked(next);
            setValue(undefined);
          }}
        />
      )}
      <Field label="Field">
        <Select<string>
          value={field.name}
          options={look.fields.map((one) => ({ value: one.name, label: one.label }))}
          onChange={(next) => {
            setName(next);
            setValue(undefined);
          }}
        />
      </Field>
      <div className={field.type === 'criteria' || field.type === 'days' ? styles.wide : undefined}>
        <ValueField
          key={`${of} ${picked?.id} ${field.name}`}
          {...{ field, now: member, value: shown, fields, id: picked?.id ?? 0 }}
          onChange={setValue}
        />
      </div>
      <div className={styles.addAct}>
        <Button onClick={add} disabled={change === null}>
          Add change
        </Button>
      </div>
    </fieldset>
  );
}

/** The current copy of the record to be changed. */
function useRecordNow(connectionId: number, look: ChangeLook | undefined, picked: Picked | null) {
  const kind = look?.kind ?? null;
  const question =
    kind === null || picked === null ? null : { connectionId, kind, parent: picked.parent, id: picked.id };
  const { value } = useCommandQuery('leadexec.record', question, ['account']);
  return value === null ? null : record.parse(JSON.parse(value.record));
}

/** The fields of the lead type of a delivery account's method, or of a campaign. */
function useLeadFields(connectionId: number, now: Readonly<Record<string, unknown>> | null): readonly LeadField[] {
  const id = Number(now?.DeliveryUID ?? 0);
  const parent = Number(now?.ClientUID ?? 0);
  const question =
    id > 0 && now?.Criteria !== undefined ? { connectionId, kind: 'methods' as const, parent, id } : null;
  const { value: method } = useCommandQuery('leadexec.record', question, ['account']);
  const ofMethod = method === null ? 0 : Number(record.parse(JSON.parse(method.record)).LeadTypeUID ?? 0);
  const leadType = now?.Rules === undefined ? ofMethod : Number(now.LeadTypeUID ?? 0);
  const { value } = useCommandQuery(
    'leadexec.records',
    leadType > 0 ? { connectionId, kind: 'leadFields', parent: leadType, count: 1_000 } : null,
    ['account'],
  );
  return (value?.rows ?? []).map(({ id: field, values }) => ({
    ...{
      id: field,
      name: String(values.Descriptor ?? field),
      dataType: String(values.FieldDataType ?? ''),
      values: [],
    },
  }));
}

/** The change as the contract defines it; null while it is incomplete. */
function changeOf(look: ChangeLook, field: ChangeField, picked: Picked | null, value: unknown): WhatIfChange | null {
  if (value === undefined || (look.kind !== null && picked === null)) return null;
  const set = { [field.name]: contractValue(field, value) };
  const parsed = whatIfChange.safeParse({ of: look.of, ...(picked === null ? {} : { id: picked.id }), set });
  return parsed.success ? parsed.data : null;
}
