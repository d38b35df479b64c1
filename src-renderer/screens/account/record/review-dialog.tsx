import { useEffect, useState } from 'react';
import type { RecordField } from '../../../../src-preload/contract/index.ts';
import {
  type Draft,
  type Members,
  type Preview,
  previewEdit,
  type RecordPlace,
  saveEdit,
  type TypeField,
} from '../../../state/account-record.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatCount } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Note, Skeleton } from '../../../ui/notes.tsx';
import { choiceWords } from '../choice-words.ts';
import type { Criterion } from '../criteria/criterion.ts';
import { criteriaText } from '../criteria/sentence.ts';
import type { DeliveryDay } from '../week/schedule.ts';
import { scheduleText } from '../week/schedule-text.ts';
import { rowsAt } from './edited.ts';
import styles from './record.module.css';
import { dateWords } from './record-date.ts';

interface ReviewDialogProps {
  /** The fields of the kind. */
  readonly fields: readonly RecordField[];
  readonly place: RecordPlace;
  readonly revision: string;
  /** The edits in the form in which they are sent. */
  readonly draft: Draft;
  /** The fields of the record’s lead type, for describing criteria. */
  readonly typeFields: readonly TypeField[];
  readonly onClose: () => void;
  /** Called with fields whose current value is kept, because somebody else changed it. */
  readonly onTheirs: (field: string) => void;
  readonly onSaved: (jobId: number) => void;
}

/** Shows what an edit will change, field by field, compared with the current record, and saves it. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { place, revision, draft, fields, typeFields, onClose, onTheirs, onSaved } = props;
  const [preview, setPreview] = useState<Preview | string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is the same as long as the dialog is open
  useEffect(() => {
    let closed = false;
    setPreview(null);
    void previewEdit(place, revision, draft).then((came) => !closed && setPreview(came));
    return () => {
      closed = true;
    };
  }, [revision, draft]);
  const read = preview === null || typeof preview === 'string' ? null : preview;
  const count = Object.keys(draft).length;
  const canSave = read !== null && read.problems.length === 0 && count > 0 && !busy;
  const save = async () => {
    if (read === null || !canSave) return;
    setBusy(true);
    const saved = await saveEdit(place, read.now, draft);
    setBusy(false);
    if (typeof saved === 'string') setError(saved);
    else onSaved(saved);
  };
  const isNew = place.id === 0;
  return (
    <Dialog
      open
      size="large"
      title={isNew ? 'Review the new record' : 'Review changes'}
      lead={isNew ? 'This is what will be created.' : 'The record was read again. This is what will change.'}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep editing</Button>
          <SaveButton
            disabled={!canSave}
            onSave={() => void save()}
            label={isNew ? 'Create' : `Save ${formatCount(count, 'change')}`}
          />
        </>
      }
    >
      {preview === null && <Skeleton lines={6} />}
      {typeof preview === 'string' && <ErrorNote>{preview}</ErrorNote>}
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {read !== null && (
        <Changes preview={read} changes={inWords(read, draft, typeFields)} {...{ fields, onTheirs, isNew }} />
      )}
    </Dialog>
  );
}

function SaveButton({
  disabled,
  label,
  onSave,
}: {
  readonly disabled: boolean;
  readonly label: string;
  readonly onSave: () => void;
}) {
  useKeys([{ id: 'record.save', label: 'Save', keys: 'mod+Enter', group: 'Record', disabled, run: onSave }]);
  return (
    <Button kind="main" keys="mod+Enter" disabled={disabled} onClick={onSave}>
      {label}
    </Button>
  );
}

interface ChangesProps {
  readonly preview: Preview;
  readonly fields: readonly RecordField[];
  readonly changes: Preview['changes'];
  readonly onTheirs: (field: string) => void;
  readonly isNew: boolean;
}

function Changes({ preview, changes, fields, onTheirs, isNew }: ChangesProps) {
  const shownText = (text: string, path: string) => valueText(fields, text, path);
  const { conflicts, changedByOthers, problems, warnings } = preview;
  return (
    <div className={styles.review}>
      {problems.map(({ field, problem }) => (
        <ErrorNote key={`${field} ${problem}`}>{problemText(fields, field, problem)}</ErrorNote>
      ))}
      {conflicts.map(({ field, label, before, now, after }) => (
        <Note
          key={`${field} ${label}`}
          kind="warning"
          actions={
            <Button size="small" onClick={() => onTheirs(field)}>
              Keep theirs
            </Button>
          }
        >
          {`${label} was changed by somebody else meanwhile: it was ${shownText(before, field)}, is now ${shownText(now, field)}, and your change makes it ${shownText(after, field)}.`}
        </Note>
      ))}
      {warnings.map((warning) => (
        <Note key={warning} kind="warning">
          {warning}
        </Note>
      ))}
      {changes.length === 0 ? (
        <p>Nothing would change: LeadExec already has these values.</p>
      ) : (
        <table className={styles.changes}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              {!isNew && <th scope="col">Now</th>}
              <th scope="col">{isNew ? 'Value' : 'After'}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, label, before, after }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a field with rows has several changes of one name
              <tr key={`${field} ${at}`}>
                <th scope="row">{label}</th>
                {!isNew && <td className={styles.before}>{shownText(before, field)}</td>}
                <td className={styles.after}>{shownText(after, field)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {changedByOthers.length > 0 && (
        <p className={styles.hint}>
          {`Somebody else changed ${changedByOthers.map(({ label }) => label).join(', ')} in the meantime. Those changes are kept.`}
        </p>
      )}
    </div>
  );
}

/** A field's label and why its value can't be sent. */
function problemText(fields: readonly RecordField[], path: string, problem: string): string {
  const label = fields.find((one) => one.path === path)?.label ?? path;
  if (path === '') return problem;
  return problem.startsWith(path) ? `${label}${problem.slice(path.length)}` : `${label}: ${problem}`;
}

/** A maximum of -1 is shown as none, however LeadExec writes it. */
function valueText(fields: readonly RecordField[], text: string, path: string): string {
  if (text === '') return 'empty';
  if (text === '-1' && path.endsWith('Max')) return 'no maximum';
  const field = fields.find((one) => one.path === path);
  return field?.type === 'choice' ? choiceWords(text) : field?.type === 'date' ? dateWords(field, text) : text;
}

/** Criteria and hours are described in the words of their editors, not row by row. */
function inWords({ changes, record }: Preview, draft: Draft, fields: readonly TypeField[]): Preview['changes'] {
  const before = JSON.parse(record) as Members;
  const listed = (path: string, words: (rows: readonly Members[]) => string) => ({
    ...{ field: path, before: words(rowsAt(before[path])), after: words(rowsAt(draft[path])) },
  });
  const criteria = (rows: readonly Members[]) => criteriaText(rows as unknown as readonly Criterion[], fields);
  const hours = (rows: readonly Members[]) => scheduleText(rows as unknown as readonly DeliveryDay[]);
  const has = (path: string) => changes.some(({ field }) => field === path);
  return [
    ...changes.filter(({ field }) => field !== 'Criteria' && field !== 'DeliveryDays'),
    ...(has('Criteria') ? [{ label: 'Criteria', ...listed('Criteria', criteria) }] : []),
    ...(has('DeliveryDays') ? [{ label: 'Days and hours', ...listed('DeliveryDays', hours) }] : []),
  ];
}
