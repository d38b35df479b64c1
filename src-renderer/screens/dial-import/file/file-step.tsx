import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { CsvFormat, ImportDetail } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { EncodingQuestion } from '../../../features/list-file/encoding-question.tsx';
import { FormatPicker } from '../../../features/list-file/format-picker.tsx';
import { importAt } from '../../../state/addresses.ts';
import { navigate } from '../../../state/hash-location.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatBytes, formatCount, formatExact, formatNumber, formatWhen } from '../../../ui/format.ts';
import { useAction } from '../../../ui/keys.ts';
import { ErrorNote, Note } from '../../../ui/notes.tsx';
import { ImportPage } from '../wizard/import-page.tsx';
import { AsLastTime } from './as-last-time.tsx';
import { CellTable } from './cell-table.tsx';
import styles from './file-step.module.css';

interface StepProps {
  readonly detail: ImportDetail;
  readonly refresh: () => void;
}

const SAID: Readonly<Record<ImportDetail['state'], string>> = {
  draft: 'not started',
  checking: 'being checked',
  checked: 'checked, not started',
  starting: 'started',
  started: 'started',
  failed: 'failed',
};

/** The format of the file: detected, changeable, and shown by its first rows. */
export function FileStep({ detail, refresh }: StepProps) {
  const { inspection, sameFile } = detail;
  const last = sameFile.toSorted((a, b) => b.createdAt - a.createdAt)[0];
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const next = useAction({
    id: 'wizard.next',
    label: 'Continue to columns',
    keys: 'mod+Enter',
    group: 'Import',
    disabled: busy || inspection.encodings.length > 0 || inspection.estimatedRows === 0,
    run: () => navigate(importAt(detail.id, 'columns')),
  });
  const reformat = (format: Partial<CsvFormat>) => {
    setBusy(true);
    setError(null);
    call('imports.reformat', { id: detail.id, format })
      .then(refresh, (thrown: unknown) => setError(errorMessage(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <ImportPage
      detail={detail}
      step="file"
      actions={
        <ActionButton action={next} kind="main" icon={ArrowRight}>
          Columns
        </ActionButton>
      }
    >
      <div className={styles.step}>
        {last !== undefined && (
          <Note kind="warning" actions={<Link href={importAt(last.id)}>Show</Link>}>
            This file was opened before, <time title={formatExact(last.createdAt)}>{formatWhen(last.createdAt)}</time> (
            {SAID[last.state]}){sameFile.length > 1 && ` and ${formatCount(sameFile.length - 1, 'more time')}`}. Rows
            already loaded into the same list are left out unless you choose otherwise.
          </Note>
        )}
        {error !== null && <ErrorNote>{error} The file is still read with the previous settings.</ErrorNote>}
        <EncodingQuestion
          encodings={inspection.encodings}
          disabled={busy}
          onChoose={(encoding) => reformat({ encoding })}
        />
        <AsLastTime detail={detail} busy={busy || inspection.encodings.length > 0 || inspection.estimatedRows === 0} />
        {inspection.notes.length > 0 && (
          <Note>
            {inspection.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
          </Note>
        )}
        {inspection.estimatedRows === 0 && (
          <Note kind="warning">
            There are no rows below the column names. If the first line is a lead, choose “No header: all lines are
            leads”.
          </Note>
        )}
        <section className={styles.how} aria-label="File format">
          <FormatPicker inspection={inspection} disabled={busy} onChange={reformat} />
          <dl className={styles.facts}>
            <div>
              <dt>Size</dt>
              <dd>{formatBytes(detail.fileSize)}</dd>
            </div>
            <div>
              <dt>Rows, about</dt>
              <dd>{formatNumber(inspection.estimatedRows)}</dd>
            </div>
            <div>
              <dt>Columns</dt>
              <dd>{inspection.columns.length}</dd>
            </div>
          </dl>
        </section>
        {inspection.accented.length > 0 && (
          <section className={styles.block} aria-labelledby="accented-title">
            <h2 id="accented-title" className={styles.title}>
              Do the accented letters in these rows look right?
            </h2>
            <p className={styles.note}>If not, choose another encoding above.</p>
            <CellTable
              label="Rows with accented letters"
              columns={inspection.columns}
              rows={inspection.accented.slice(0, 8)}
              mark
            />
          </section>
        )}
        <section className={styles.block} aria-labelledby="sample-title">
          <h2 id="sample-title" className={styles.title}>
            The first {inspection.samples.length} rows
          </h2>
          <CellTable
            label="First rows of the file"
            columns={inspection.columns}
            rows={inspection.samples.map((cells, i) => ({ row: i + 1, cells }))}
          />
        </section>
      </div>
    </ImportPage>
  );
}
