import type { RecordField } from '../../../../src-preload/contract/index.ts';
import type { Members } from '../../../state/account-record.ts';
import { choiceWords } from '../choice-words.ts';
import { memberAt } from './edited.ts';
import styles from './record.module.css';
import { dateWords } from './record-date.ts';

interface ShownFieldsProps {
  readonly fields: readonly RecordField[];
  readonly record: Members;
}

/** Fields that LeadExec returns and no call can change. */
export function ShownFields({ fields, record }: ShownFieldsProps) {
  const shown = fields.flatMap((field) => {
    const { path, label, type } = field;
    const value = memberAt(record, path);
    if (value === undefined || value === null || value === '' || typeof value === 'object') return [];
    if (typeof value === 'boolean') return [{ path, label, text: value ? 'Yes' : 'No' }];
    const raw = String(value);
    return [
      { path, label, text: type === 'date' ? dateWords(field, raw) : type === 'choice' ? choiceWords(raw) : raw },
    ];
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
