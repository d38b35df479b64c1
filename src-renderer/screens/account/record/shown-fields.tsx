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

/** Ids of which LeadExec returns the name in another field: both are shown together. */
const NAMED_BY: Readonly<Record<string, string>> = { LeadFieldUID: 'FieldName', DefaultClient: 'ClientName' };

/** Fields that LeadExec returns and no call can change. */
export function ShownFields({ fields, record, nameOf }: ShownFieldsProps) {
  const byName = new Set(Object.values(NAMED_BY).filter((path) => memberAt(record, path) != null));
  const shown = fields.flatMap((field) => {
    const { path, label, type } = field;
    const value = memberAt(record, path);
    if (byName.has(path) && fields.some((one) => NAMED_BY[one.path] === path)) return [];
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
    const given = memberAt(record, NAMED_BY[path] ?? '');
    const known = field.of === null ? undefined : nameOf(field.of, Number(value));
    const name = known ?? (typeof given === 'string' && given !== '' ? given : undefined);
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
