import type { CheckedRow, Mapping } from '../../../../src-preload/contract/index.ts';
import { formatPhone } from '../../../ui/format.ts';
import { fileValue, issueOf, issueWords } from './issue-words.ts';
import styles from './value.module.css';

interface ValueProps {
  readonly row: CheckedRow;
  readonly field: string;
  readonly mapping: Mapping | null;
  readonly onEdit?: (() => void) | undefined;
}

/** One value of a row as it will be sent; before → after if it differs from the file, and underlined if it is wrong. */
export function Value({ row, field, mapping, onEdit }: ValueProps) {
  const issue = issueOf(row, field);
  const sent = row.fields[field] ?? '';
  const shown = field === 'phone_number' ? formatPhone(sent) : sent;
  const words = issue === undefined ? undefined : issueWords(issue);
  const edit = (event: { stopPropagation(): void }) => {
    if (onEdit === undefined) return;
    event.stopPropagation();
    onEdit();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard changes values in the row's own pane, opened by Enter
    <span className={styles.value} onDoubleClick={edit} title={words}>
      {issue?.severity === 'error' ? (
        <span className={styles.wrong}>{issue.before ?? (sent === '' ? fileValue(row, mapping, field) : sent)}</span>
      ) : issue?.severity === 'change' ? (
        <span className={styles.change}>
          <del className={styles.before}>{issue.before ?? fileValue(row, mapping, field)}</del>
          <span aria-hidden="true" className={styles.arrow}>
            →
          </span>
          <ins className={styles.after}>
            {shown !== '' ? shown : issue.code === 'state-looked-up' ? `${issue.after ?? ''}?` : 'empty'}
          </ins>
        </span>
      ) : (
        <span className={issue === undefined ? undefined : styles.doubtful}>{shown}</span>
      )}
    </span>
  );
}
