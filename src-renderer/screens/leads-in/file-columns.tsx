import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { Redirect } from 'wouter';
import { ColumnLine, ColumnLines } from '../../features/list-file/column-line.tsx';
import { EncodingQuestion } from '../../features/list-file/encoding-question.tsx';
import { FormatPicker } from '../../features/list-file/format-picker.tsx';
import { leadsInAt } from '../../state/addresses.ts';
import { navigate, navigateFromHere } from '../../state/hash-location.ts';
import {
  columnsGap,
  fillField,
  importLeadFile,
  type LeadFileColumn,
  readLeadFileAs,
  useLeadFile,
} from '../../state/lead-file.ts';
import { ActionButton } from '../../ui/button.tsx';
import { formatCount, formatDuration, formatNumber } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { Select } from '../../ui/select.tsx';
import { useNow } from '../../ui/use-now.ts';
import { FilePage } from './file-page.tsx';
import { LEFT_OUT, leadFieldOptions, leadFieldWord } from './lead-field-words.ts';
import styles from './leads-in.module.css';

/** The field that each column of a file of leads fills; then its rows are imported. */
export function FileColumns() {
  const { file, fields, since, reading, error, result } = useLeadFile();
  const [tried, setTried] = useState(false);
  const gap = columnsGap(fields, leadFieldWord);
  const bring = async () => {
    setTried(true);
    // The operator may keep working elsewhere meanwhile, and isn't called back from there.
    const go = navigateFromHere();
    if (gap === null && (await importLeadFile())) go(leadsInAt('result'), { replace: true });
  };
  const next = {
    id: 'wizard.next',
    label: 'Import rows',
    keys: 'mod+Enter',
    group: 'Import',
    disabled: since !== null || reading || (file?.inspection.encodings.length ?? 0) > 0,
    run: () => void bring(),
  };
  const back = {
    id: 'wizard.back',
    label: 'Choose another file',
    keys: 'alt+ArrowLeft',
    group: 'Import',
    disabled: since !== null,
    run: () => navigate(leadsInAt('file')),
  };
  useKeys([next, back]);
  if (file === null) return <Redirect to={leadsInAt('file')} replace />;
  if (result !== null) return <Redirect to={leadsInAt('result')} replace />;
  const taken = fields.filter((f) => f !== null).length;
  return (
    <FilePage
      step="columns"
      actions={
        <>
          <ActionButton action={back}>Choose another file</ActionButton>
          <ActionButton action={next} kind="main" icon={ArrowRight}>
            {file.rows === null ? 'Import rows' : `Import about ${formatCount(file.rows, 'row')}`}
          </ActionButton>
        </>
      }
    >
      {since === null ? (
        <section className={styles.columns} aria-label="Columns">
          <div className={styles.said}>
            {error !== null && <ErrorNote>{error}</ErrorNote>}
            {tried && gap !== null && <ErrorNote>{gap}</ErrorNote>}
            <EncodingQuestion
              encodings={file.inspection.encodings}
              disabled={false}
              onChoose={(encoding) => void readLeadFileAs({ encoding })}
            />
            <FormatPicker
              inspection={file.inspection}
              disabled={false}
              onChange={(change) => void readLeadFileAs(change)}
            />
            {file.inspection.notes.map((note) => (
              <p key={note} className={styles.soft}>
                {note}
              </p>
            ))}
            <p className={styles.soft}>
              {taken} of {formatCount(file.columns.length, 'column')} mapped. Unmapped columns stay visible in each
              lead’s record.
            </p>
          </div>
          <ColumnLines>
            {file.columns.map((column, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
              <Column key={i} index={i} column={column} />
            ))}
          </ColumnLines>
        </section>
      ) : (
        <Coming since={since} rows={file.rows} />
      )}
    </FilePage>
  );
}

function Column({ index, column }: { readonly index: number; readonly column: LeadFileColumn }) {
  const { file, fields } = useLeadFile();
  const field = fields[index] ?? null;
  const otherOf = (wanted: string) => {
    const at = fields.findIndex((f, i) => f === wanted && i !== index);
    return at < 0 ? undefined : (file?.columns[at]?.name ?? `column ${at + 1}`);
  };
  const clash = field === null ? undefined : otherOf(field);
  const why =
    clash !== undefined
      ? `“${clash}” is also mapped to this`
      : field === null
        ? 'Not a lead field'
        : field === column.field
          ? 'Matched by its name or values'
          : 'Your choice';
  return (
    <ColumnLine
      header={column.name}
      samples={[...new Set(column.samples.filter((s) => s !== ''))].slice(0, 3)}
      leftOut={field === null}
      why={why}
      unsure={clash !== undefined}
    >
      <Select<string>
        aria-label={`${column.name === '' ? `Column ${index + 1}` : column.name} becomes`}
        size="small"
        value={field ?? LEFT_OUT}
        options={leadFieldOptions(otherOf)}
        onChange={(chosen) => fillField(index, chosen === LEFT_OUT ? null : chosen)}
      />
    </ColumnLine>
  );
}

/** Shown during the import: the time so far and the number of new leads, if known. */
function Coming({ since, rows }: { readonly since: number; readonly rows: number | null }) {
  const soFar = useLeadFile((s) => s.soFar);
  const now = useNow();
  return (
    <div className={styles.sheet} aria-live="polite">
      <h2 className={styles.title}>Importing rows{rows === null ? '' : `: about ${formatNumber(rows)}`}</h2>
      <p className={styles.soft}>
        {formatCount(soFar, 'new lead')} so far, {formatDuration(Math.max(0, now - since) / 1000)}. You can keep
        working; the import continues in the background.
      </p>
    </div>
  );
}
