import { Plus, Trash2 } from 'lucide-react';
import type { RecordField } from '../../../../src-preload/contract/index.ts';
import type { Members } from '../../../state/account-record.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Checkbox, NumberInput, TextInput } from '../../../ui/inputs.tsx';
import styles from './record.module.css';

interface RowsTableProps {
  readonly label: string;
  /** The fields of a row. The first is its number. */
  readonly fields: readonly RecordField[];
  readonly list: string;
  readonly rows: readonly Members[];
  /** Undefined if the rows can't be edited. */
  readonly onRows?: (rows: readonly Members[]) => void;
}

/** Rows of a record, such as the items of an order. */
export function RowsTable({ label, fields, list, rows, onRows }: RowsTableProps) {
  const nameOf = ({ path }: RecordField) => path.slice(list.length + 1);
  const [first] = fields;
  const shown = fields.filter((field) => field !== first && nameOf(field) !== 'Delete');
  const change = (at: number, name: string, value: unknown) =>
    onRows?.(rows.map((row, i) => (i === at ? { ...row, [name]: value } : row)));
  const empty = () =>
    Object.fromEntries(
      fields
        .filter(({ readOnly }) => !readOnly)
        .map((field) => [
          nameOf(field),
          field.nullable ? null : field.type === 'flag' ? true : field.type === 'text' ? '' : 0,
        ]),
    );
  return (
    <section aria-label={label}>
      <h2 className={styles.heading}>{label}</h2>
      {rows.length > 0 && (
        <table className={styles.rows}>
          <thead>
            <tr>
              {shown.map((field) => (
                <th key={field.path} scope="col" className={cx(isAmount(field) && styles.amount)}>
                  {field.label}
                </th>
              ))}
              {onRows !== undefined && (
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row that is not saved yet has no number; its place is what it is
              <tr key={at}>
                {shown.map((field) => (
                  <td key={field.path} className={cx(isAmount(field) && styles.amount)}>
                    <Cell
                      field={field}
                      value={row[nameOf(field)]}
                      name={`${field.label}, row ${at + 1}`}
                      onValue={
                        onRows === undefined || field.readOnly ? null : (value) => change(at, nameOf(field), value)
                      }
                    />
                  </td>
                ))}
                {onRows !== undefined && (
                  <td>
                    <IconButton
                      size="small"
                      icon={Trash2}
                      label={`Remove row ${at + 1}`}
                      onClick={() => onRows(rows.filter((_, i) => i !== at))}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length === 0 && <p className={styles.hint}>None.</p>}
      {onRows !== undefined && (
        <Button size="small" icon={Plus} onClick={() => onRows([...rows, empty()])}>
          Add row
        </Button>
      )}
    </section>
  );
}

const isAmount = ({ type }: RecordField): boolean => type === 'number' || type === 'whole';

interface CellProps {
  readonly field: RecordField;
  readonly value: unknown;
  readonly name: string;
  readonly onValue: ((value: unknown) => void) | null;
}

function Cell({ field, value, name, onValue }: CellProps) {
  if (onValue === null)
    return (
      <span>
        {value === null || value === undefined
          ? ''
          : typeof value === 'boolean'
            ? value
              ? 'Yes'
              : 'No'
            : String(value)}
      </span>
    );
  if (field.type === 'flag') return <Checkbox hideLabel label={name} checked={value === true} onChange={onValue} />;
  if (field.type === 'number' || field.type === 'whole' || field.type === 'id') {
    return (
      <NumberInput
        aria-label={name}
        size="small"
        of={field.type === 'id' ? 'id' : 'amount'}
        value={value === null || value === undefined || value === '' ? null : Number(value)}
        onChange={(next) => (next !== null || field.nullable) && onValue(next)}
      />
    );
  }
  return (
    <TextInput
      aria-label={name}
      size="small"
      value={value === null || value === undefined ? '' : String(value)}
      onChange={onValue}
    />
  );
}
