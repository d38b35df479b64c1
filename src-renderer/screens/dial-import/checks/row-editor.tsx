import { Undo2, UserX, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CheckedRow, Mapping } from '../../../../src-preload/contract/index.ts';
import { capital } from '../../../../src-preload/rules/capital.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { decideRow, editCell, rereadRows } from '../../../state/checked-rows.ts';
import { ActionButton, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { Badge } from '../../../ui/state-badge.tsx';
import { toastError } from '../../../ui/toaster.tsx';
import { fieldLabel, fileValue, issueOf, issueWords, mappedFields } from './issue-words.ts';
import styles from './row-editor.module.css';
import { VERDICT_LOOKS } from './verdict-look.ts';

interface RowEditorProps {
  readonly importId: number;
  readonly row: CheckedRow;
  readonly mapping: Mapping | null;
  readonly canChange: boolean;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** One row with every value, its issues, and the operator's decision on it. */
export function RowEditor({ importId, row, mapping, canChange, onChanged, onClose }: RowEditorProps) {
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first =
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]') ??
      form.current?.querySelector<HTMLElement>('input');
    first?.focus();
  }, []);
  const decide = (decision: 'send' | 'leave-out' | null) => {
    decideRow(importId, row.row, decision).then(onChanged, (thrown: unknown) => toastError(errorMessage(thrown)));
  };
  const takeBack = async () => {
    try {
      const edits = Object.fromEntries(mappedFields(mapping).map((f) => [f, null]));
      await call('imports.editRow', { id: importId, row: row.row, edits });
      await decideRow(importId, row.row, null);
      await rereadRows();
      onChanged();
    } catch (thrown) {
      toastError(errorMessage(thrown));
    }
  };
  const out = row.verdict !== 'send';
  const sendable = row.verdict !== 'error';
  const toggle = {
    id: 'row.toggle',
    label: out ? 'Send this row' : 'Leave this row out',
    keys: 'alt+o',
    group: 'This row',
    disabled: !canChange || (out && !sendable),
    run: () => decide(out ? 'send' : 'leave-out'),
  };
  const back = {
    id: 'row.back',
    label: 'Reset to file',
    keys: 'alt+u',
    group: 'This row',
    disabled: !canChange || !row.edited,
    run: () => void takeBack(),
  };
  useKeys([toggle, back]);
  const about = row.issues.filter((i) => i.field === '');
  return (
    <div className={styles.editor}>
      <header className={styles.head}>
        <h2 className={styles.title}>Row {formatNumber(row.row)}</h2>
        <Badge look={VERDICT_LOOKS[row.verdict]} />
        <span className={styles.gap} />
        <IconButton icon={X} label="Close" keys="Escape" onClick={onClose} />
      </header>
      {canChange && (
        <div className={styles.actions}>
          <ActionButton action={toggle} icon={UserX} size="small" />
          <ActionButton action={back} icon={Undo2} size="small" />
        </div>
      )}
      {about.map((issue) => (
        <p key={issue.code} className={styles.about}>
          {issueWords(issue)}
        </p>
      ))}
      <div ref={form} className={styles.fields}>
        {mappedFields(mapping).map((field) => (
          <OneField
            key={field}
            row={row}
            field={field}
            mapping={mapping}
            canChange={canChange}
            onEdit={(value) =>
              editCell(importId, row.row, field, value).then(onChanged, (thrown: unknown) =>
                toastError(errorMessage(thrown)),
              )
            }
          />
        ))}
      </div>
    </div>
  );
}

interface OneFieldProps {
  readonly row: CheckedRow;
  readonly field: string;
  readonly mapping: Mapping | null;
  readonly canChange: boolean;
  readonly onEdit: (value: string) => void;
}

function OneField({ row, field, mapping, canChange, onEdit }: OneFieldProps) {
  const issue = issueOf(row, field);
  const inFile = fileValue(row, mapping, field);
  const wrong = issue?.severity === 'error';
  const sent = wrong ? row.fields[field] || issue.before || inFile : (row.fields[field] ?? '');
  const [text, setText] = useState(sent);
  useEffect(() => setText(sent), [sent]);
  const words = issue === undefined ? undefined : withoutLabel(issueWords(issue), fieldLabel(field));
  const help = (
    <>
      {words}
      {words !== undefined && inFile !== sent && <br />}
      {inFile !== sent && <>File: {inFile === '' ? <em>empty</em> : inFile}</>}
    </>
  );
  const commit = () => text !== sent && onEdit(text);
  return (
    <Field
      label={fieldLabel(field)}
      help={words === undefined && inFile === sent ? undefined : help}
      error={wrong ? words : undefined}
    >
      <TextInput
        size="small"
        value={text}
        onChange={setText}
        readOnly={!canChange}
        onBlur={commit}
        onKeyDown={(e) => {
          if (e.key === 'Enter') commit();
          if (e.key === 'Escape' && text !== sent) {
            setText(sent);
            e.preventDefault();
            e.stopPropagation();
          }
        }}
      />
    </Field>
  );
}

/** The text of an issue below its own input, without the label, which is above. */
function withoutLabel(words: string, label: string): string {
  if (!words.startsWith(`${label}: `)) return words;
  return capital(words.slice(label.length + 2));
}
