import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, RotateCcw, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import { type Option, Select } from '../../../ui/select.tsx';
import type { LeadField } from '../criteria/criterion.ts';
import styles from './mapping.module.css';
import type { Sent } from './sent.ts';
import { FIELD_TYPES, type FieldSetting, fieldTypeOf, mappingsOf, sourcePart, staying } from './settings.ts';
import { ValueMappings } from './value-mappings.tsx';

export interface SettingRowProps {
  readonly at: number;
  readonly count: number;
  readonly setting: FieldSetting;
  readonly fields: readonly LeadField[];
  readonly problem: string | undefined;
  /** What would be sent for the chosen lead; null if none is chosen. */
  readonly sent: Sent | null;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onChange: (setting: FieldSetting) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onPasted: (words: string) => void;
}

const AS_READ = 'as read';
const TYPES: readonly Option<string>[] = FIELD_TYPES.map((label, at) => ({ value: String(at), label }));

/** One sent field: its name, the source of its value, its format, and its value mappings below. */
export function SettingRow(props: SettingRowProps) {
  const { at, count, setting, fields, problem, sent, open, onOpen, onChange, onRemove, onMove, onPasted } = props;
  const id = useId();
  const row = `row ${at + 1}`;
  const about = setting.FieldName === null || setting.FieldName === '' ? row : setting.FieldName;
  const type = fieldTypeOf(setting);
  const field = type === 'Lead Field' ? fields.find((one) => one.id === Number(setting.LeadFieldUID)) : undefined;
  const mapped = staying(mappingsOf(setting)).length;
  const words = mapped === 0 ? 'As is' : `${mapped} replaced`;
  const gone = setting.Delete;
  return (
    <>
      <tr className={cx(styles.setting, gone && styles.deleted)} data-setting={at}>
        <td>
          <TextInput
            aria-label={`Sent as, ${row}`}
            aria-invalid={problem === undefined ? undefined : true}
            aria-describedby={problem === undefined ? undefined : `${id}-problem`}
            data-column="name"
            disabled={gone}
            value={setting.FieldName ?? ''}
            onChange={(FieldName) => onChange({ ...setting, FieldName })}
          />
        </td>
        <td>
          <Select<string>
            aria-label={`Type, ${row}`}
            disabled={gone}
            value={type === null ? AS_READ : String(FIELD_TYPES.indexOf(type))}
            options={
              type === null
                ? [{ value: AS_READ, label: `${setting.FieldType ?? 'None'} (not documented)` }, ...TYPES]
                : TYPES
            }
            onChange={(next) => next !== AS_READ && onChange({ ...setting, FieldType: Number(next) })}
          />
        </td>
        <td>
          <Source setting={setting} fields={fields} row={row} onChange={onChange} />
        </td>
        <td>
          <TextInput
            aria-label={`Format, ${row}`}
            data-column="format"
            disabled={gone}
            value={setting.Format ?? ''}
            onChange={(Format) => onChange({ ...setting, Format })}
          />
        </td>
        <td>
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={open}
            aria-label={`${words}, values of ${about}`}
            onClick={onOpen}
          >
            {open ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronRight size={14} aria-hidden="true" />}
            {words}
          </button>
        </td>
        {sent !== null && (
          <td className={styles.sent}>
            {gone ? (
              ''
            ) : sent.is === 'value' ? (
              <span title={sent.note ?? undefined}>{sent.text === '' ? '(empty)' : sent.text}</span>
            ) : (
              <em>{sent.why}</em>
            )}
          </td>
        )}
        <td className={styles.rowActs}>
          <IconButton
            size="small"
            icon={ArrowUp}
            label={`Move ${about} up`}
            keys="alt+ArrowUp"
            disabled={at === 0}
            onClick={() => onMove(-1)}
          />
          <IconButton
            size="small"
            icon={ArrowDown}
            label={`Move ${about} down`}
            keys="alt+ArrowDown"
            disabled={at === count - 1}
            onClick={() => onMove(1)}
          />
          <IconButton
            size="small"
            icon={gone ? RotateCcw : Trash2}
            label={`${gone ? 'Restore' : 'Remove'} ${about}`}
            keys="alt+Delete"
            onClick={onRemove}
          />
        </td>
      </tr>
      {(problem !== undefined || open) && (
        <tr>
          <td colSpan={sent === null ? 6 : 7} className={styles.below}>
            {problem !== undefined && (
              <p id={`${id}-problem`} className={styles.problem}>
                {problem}
              </p>
            )}
            {open && <ValueMappings {...{ setting, about, onChange, onPasted }} allowed={field?.values ?? []} />}
          </td>
        </tr>
      )}
    </>
  );
}

interface SourceProps extends Pick<SettingRowProps, 'setting' | 'fields' | 'onChange'> {
  readonly row: string;
}

/** The source of the value: a lead field, a fixed value, or an expression that LeadExec evaluates. */
function Source({ setting, fields, row, onChange }: SourceProps) {
  const part = sourcePart(setting);
  if (part === 'LeadFieldUID') {
    const id = Number(setting.LeadFieldUID);
    const options = fields.map((one) => ({ value: one.id, label: one.name }));
    const known = fields.some((one) => one.id === id);
    return (
      <Select<number>
        aria-label={`Lead field, ${row}`}
        disabled={setting.Delete}
        value={known || id !== 0 ? id : null}
        options={known || id === 0 ? options : [{ value: id, label: `Field ${id}` }, ...options]}
        onChange={(LeadFieldUID) => onChange({ ...setting, LeadFieldUID })}
      />
    );
  }
  return (
    <TextInput
      aria-label={`${part === 'Expr' ? 'Expression' : 'Value'}, ${row}`}
      data-column="source"
      className={part === 'Expr' ? (styles.mono ?? '') : ''}
      disabled={setting.Delete}
      value={setting[part] ?? ''}
      onChange={(text) => onChange({ ...setting, [part]: text })}
    />
  );
}
