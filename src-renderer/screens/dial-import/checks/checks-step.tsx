import { ArrowRight } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSearch } from 'wouter';
import { type ImportDetail, verdict as verdictSchema } from '../../../../src-preload/contract/index.ts';
import { importAt } from '../../../state/addresses.ts';
import { moreRows, rereadRows, showRows, useCheckedRows } from '../../../state/checked-rows.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { SplitPane } from '../../../ui/split-pane.tsx';
import { ImportPage } from '../wizard/import-page.tsx';
import { Checking } from './checking.tsx';
import styles from './checks-step.module.css';
import { GoToRow } from './go-to-row.tsx';
import { ReasonActions } from './reason-actions.tsx';
import { ReasonList } from './reason-list.tsx';
import { RowEditor } from './row-editor.tsx';
import { RowTable } from './row-table.tsx';

interface StepProps {
  readonly detail: ImportDetail;
  readonly refresh: () => void;
}

/** Every row of the file after the check: why rows are left out, what is changed, and the commands for them. */
export function ChecksStep({ detail, refresh }: StepProps) {
  if (detail.state === 'checking') {
    return (
      <ImportPage detail={detail} step="checks">
        <Checking detail={detail} refresh={refresh} />
      </ImportPage>
    );
  }
  return <Checked detail={detail} refresh={refresh} />;
}

function Checked({ detail, refresh }: StepProps) {
  const { id } = detail;
  const search = new URLSearchParams(useSearch());
  const reasonId = search.has('reason') ? Number(search.get('reason')) : null;
  const from = Math.max(1, Math.floor(Number(search.get('from') ?? 1)) || 1);
  const verdict = verdictSchema.safeParse(search.get('verdict')).data ?? null;
  const { value: reasons, refresh: refreshReasons } = useCommandQuery('imports.reasons', { id });
  const { rows, error } = useCheckedRows();
  const [cursor, setCursor] = useState<number | null>(null);
  const [editing, setEditing] = useState(false);
  const [width, setWidth] = useState(560);
  const canChange = detail.state === 'checked';

  useEffect(() => {
    void showRows({ importId: id, reasonId, verdict, from });
    setCursor(null);
    setEditing(false);
  }, [id, reasonId, verdict, from]);

  const changed = useCallback(() => {
    refresh();
    void refreshReasons();
  }, [refresh, refreshReasons]);
  const manyChanged = useCallback(() => {
    changed();
    void rereadRows();
  }, [changed]);

  const next = {
    id: 'wizard.next',
    label: 'Continue to Start',
    keys: 'mod+Enter',
    group: 'Import',
    disabled: !canChange,
    run: () => navigate(importAt(id, 'start')),
  };
  const back = {
    id: 'wizard.back',
    label: 'Back to columns',
    keys: 'alt+ArrowLeft',
    group: 'Import',
    disabled: !canChange,
    run: () => navigate(importAt(id, 'columns')),
  };
  useKeys([next, back]);

  const goToRow = (row: number) => {
    const query = new URLSearchParams(verdict === null ? {} : { verdict });
    if (row > 1) query.set('from', String(row));
    navigate(`${importAt(id, 'checks')}?${query}`, { replace: true });
  };

  const reason = reasons?.find((r) => r.id === reasonId) ?? null;
  const row = cursor === null ? null : (rows.find((r) => r.row === cursor) ?? null);
  const total = reason?.rows ?? (verdict === null ? detail.rows.total : detail.rows[verdict]);
  const { mapping } = detail;
  const first = reason?.field ?? null;
  const open = useCallback(() => setEditing(true), []);
  const closeEditor = useCallback(() => setEditing(false), []);
  const list = useMemo(
    () => (
      <RowTable
        importId={id}
        mapping={mapping}
        rows={rows}
        total={total}
        first={first}
        cursor={cursor}
        canChange={canChange}
        onCursor={setCursor}
        onOpen={open}
        onEnd={moreRows}
        onChanged={changed}
      />
    ),
    [id, mapping, rows, total, first, cursor, canChange, open, changed],
  );

  return (
    <ImportPage
      detail={detail}
      step="checks"
      actions={
        canChange && (
          <>
            <ActionButton action={back}>Back</ActionButton>
            <ActionButton action={next} kind="main" icon={ArrowRight}>
              Start: {formatCount(detail.rows.send, 'row')}
            </ActionButton>
          </>
        )
      }
    >
      <div className={styles.step}>
        <ReasonList detail={detail} reasons={reasons} reasonId={reasonId} verdict={verdict} />
        <div className={styles.rows}>
          {error !== null && <ErrorNote>{error}</ErrorNote>}
          {reason !== null ? (
            <ReasonActions
              importId={id}
              mapping={mapping}
              reason={reason}
              canChange={canChange}
              onChanged={manyChanged}
            />
          ) : (
            <div className={styles.hint}>
              <p>
                Values changed before sending are shown as before → after.
                {canChange && ' Double-click to edit a value, Enter to open the row.'}
              </p>
              <GoToRow from={from} last={detail.rows.total} onGo={goToRow} />
            </div>
          )}
          <SplitPane
            list={list}
            detail={
              editing && row !== null ? (
                <RowEditor
                  key={row.row}
                  importId={id}
                  row={row}
                  mapping={mapping}
                  canChange={canChange}
                  onChanged={changed}
                  onClose={closeEditor}
                />
              ) : null
            }
            detailLabel="The row"
            onClose={closeEditor}
            width={width}
            onWidth={setWidth}
            min={300}
          />
        </div>
      </div>
    </ImportPage>
  );
}
