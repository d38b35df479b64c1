import type { RecordField } from '../../../../src-preload/contract/index.ts';
import type { Members } from '../../../state/account-record.ts';
import { choiceWords } from '../choice-words.ts';
import type { NameOf } from '../records/shown-value.ts';
import { choiceAt, memberAt } from './edited.ts';
import styles from './record.module.css';
import { dateWords } from './record-date.ts';

interface ShownFieldsProps {
  readonly fields: readonly RecordField[];
  readonly record: Members;
  readonly nameOf: NameOf;
}

/** Fields that LeadExec returns and no call can change. */
export function ShownFields({ fields, record, nameOf }: ShownFieldsProps) {
  const shown = fields.flatMap((field) => {
    const { path, label, type } = field;
    const value = memberAt(record, path);
    if (value === undefined || value === null || value === '' || typeof value === 'object') return [];
    if (typeof value === 'boolean') return [{ path, label, text: value ? 'Yes' : 'No' }];
    const raw = String(value);
    if (type === 'date') return [{ path, label, text: dateWords(field, raw) }];
    if (type === 'choice') {
      const at = choiceAt(field, value);
      return [{ path, label, text: choiceWords((at === null ? undefined : field.choices[at]?.name) ?? raw) }];
    }
    if (type !== 'id') return [{ path, label, text: raw }];
    // An id of 0 means none.
    const name = field.of === null ? undefined : nameOf(field.of, Number(value));
    return Number(value) === 0 ? [] : [{ path, label, text: name === undefined ? raw : `${name} (${raw})` }];
  });
  if (shown.length === 0) return null;
  return (
    <section aria-label="Set by LeadExec">
      <h2 className={styles.heading}>Set by LeadExec</h2>
      <dl className={styles.shown}>
        {shown.map(({ path, label, text }) => (
          <div key={path}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
