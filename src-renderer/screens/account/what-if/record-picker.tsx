import { useState } from 'react';
import type { CommandOutput, RecordKind } from '../../../../src-preload/contract/index.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import { Select } from '../../../ui/select.tsx';

/** A record that was chosen. */
export interface Picked {
  readonly id: number;
  readonly parent: number;
  readonly name: string;
}

interface RecordPickerProps {
  readonly connectionId: number;
  readonly kind: RecordKind;
  readonly label: string;
  readonly names: readonly string[];
  readonly value: Picked | null;
  readonly onChange: (picked: Picked) => void;
}

const SHOWN = 200;

type Row = CommandOutput<'leadexec.records'>['rows'][number];

/** A record with its name, after that of its client if it has one, and its number. */
function pickedOf({ id, parent, values }: Row, kind: RecordKind, names: readonly string[]): Picked {
  const own = names.map((field) => values[field]).find((one) => one !== null && one !== undefined && one !== '');
  const client = kind === 'accounts' || kind === 'methods' ? values.ClientName : undefined;
  const name = [client, own].filter((one) => typeof one === 'string' && one !== '').join(', ');
  return { id, parent, name: name === '' ? String(id) : `${name} (${id})` };
}

/** The name of a delivery account with this number; the number alone until it is read, or if there is none. */
export function useAccountName(connectionId: number, id: number): string {
  const question = { connectionId, kind: 'accounts' as const, text: String(id), count: SHOWN };
  const { value } = useCommandQuery('leadexec.records', question, ['account']);
  const row = value?.rows.find((one) => one.id === id);
  return row === undefined ? `Delivery account ${id}` : pickedOf(row, 'accounts', ['Description']).name;
}

/** Searches the copies of an account's records by a part of their displayed text, and chooses one. */
export function RecordPicker({ connectionId, kind, label, names, value, onChange }: RecordPickerProps) {
  const [text, setText] = useState('');
  const { value: found } = useCommandQuery('leadexec.records', { connectionId, kind, text, count: SHOWN }, ['account']);
  const rows = (found?.rows ?? []).map((row) => pickedOf(row, kind, names));
  const more = (found?.total ?? 0) > rows.length;
  return (
    <>
      <Field label={`Find ${label.toLowerCase()}`}>
        <TextInput value={text} onChange={setText} placeholder="Name or number" />
      </Field>
      <Field label={label} help={more ? `The first ${SHOWN} of ${found?.total.toLocaleString('en-US')}` : undefined}>
        <Select<number>
          value={value?.id ?? null}
          placeholder={rows.length === 0 ? 'None found' : 'Choose'}
          options={rows.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            const row = rows.find((one) => one.id === id);
            if (row !== undefined) onChange(row);
          }}
        />
      </Field>
    </>
  );
}
