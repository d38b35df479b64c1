import { ArrowRight } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { ImportDetail } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { importAt } from '../../../state/addresses.ts';
import { useDesk } from '../../../state/desk.ts';
import { draftGap, openDraft, saveDraft, settingErrors, useDraft } from '../../../state/draft.ts';
import { navigate, navigateFromHere } from '../../../state/hash-location.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { SettingsForm } from '../settings/settings-form.tsx';
import { ImportPage } from '../wizard/import-page.tsx';
import { targetOf } from './change-mapping.ts';
import { ColumnTable } from './column-table.tsx';
import styles from './columns-step.module.css';
import { RememberedColumns } from './remembered-columns.tsx';
import { isToBeSeen } from './to-be-seen.ts';
import { UnreadableValues } from './unreadable-values.tsx';

/** The field of each column, and the dialer, list and settings of the import. */
export function ColumnsStep({ detail }: { readonly detail: ImportDetail }) {
  const all = useDesk((s) => s.status?.connections);
  const connections = useMemo(() => all?.filter((one) => one.kind === 'crocodial'), [all]);
  const draft = useDraft();
  const [error, setError] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [looking, setLooking] = useState(false);
  const onlyConnection = connections?.length === 1 ? (connections[0]?.id ?? null) : null;
  useEffect(() => {
    if (connections !== undefined)
      openDraft(detail, onlyConnection, (id) => connections.find((one) => one.id === id)?.defaults ?? null);
  }, [detail, connections, onlyConnection]);

  const check = async () => {
    setError(null);
    const checkedAlready = detail.state === 'checked' && !useDraft.getState().changed;
    const go = navigateFromHere();
    if (!(await saveDraft())) return focusFirstWrong();
    setAsking(true);
    try {
      if (!checkedAlready) await call('imports.check', { id: detail.id });
      go(importAt(detail.id, 'checks'));
    } catch (thrown) {
      setError(errorMessage(thrown));
    } finally {
      setAsking(false);
    }
  };
  const next = {
    id: 'wizard.next',
    label: 'Check every row',
    keys: 'mod+Enter',
    group: 'Import',
    // Until this import's draft is open, the one of another import would be saved.
    disabled: draft.id !== detail.id || draft.saving || asking,
    run: () => void check(),
  };
  const back = {
    id: 'wizard.back',
    label: 'Back to file',
    keys: 'alt+ArrowLeft',
    group: 'Import',
    run: () => navigate(importAt(detail.id, 'file')),
  };
  useKeys([next, back]);

  if (draft.id !== detail.id) {
    return (
      <ImportPage detail={detail} step="columns">
        {null}
      </ImportPage>
    );
  }
  const { columns, estimatedRows } = detail.inspection;
  const sent = columns.filter((_, i) => targetOf(draft.mapping, i).target !== '(none)').length;
  const gap = draftGap(draft);
  const wrong = Object.keys(settingErrors(draft.settings)).length;
  const remembered = detail.mapping === null && detail.suggestion.remembered;
  const folded = !looking && remembered && !isToBeSeen(detail) && (!draft.tried || gap === null);
  const shownError = error ?? draft.error ?? detail.error;
  return (
    <ImportPage
      detail={detail}
      step="columns"
      actions={
        <>
          <ActionButton action={back}>Back</ActionButton>
          <ActionButton action={next} kind="main" icon={ArrowRight}>
            Check about {formatNumber(estimatedRows)} rows
          </ActionButton>
        </>
      }
    >
      <div className={styles.step}>
        <section className={styles.columns} aria-label="Columns">
          <div className={styles.shownError}>
            {shownError !== null && <ErrorNote>{shownError}</ErrorNote>}
            {draft.tried && gap !== null && <ErrorNote>{gap}</ErrorNote>}
            {draft.tried && wrong > 0 && (
              <ErrorNote>{formatCount(wrong, 'setting needs', 'settings need')} attention.</ErrorNote>
            )}
            {!folded && (
              <p className={styles.count}>
                {sent} of {formatCount(columns.length, 'column')} mapped. To join two columns, choose the same field for
                both.
              </p>
            )}
          </div>
          {folded ? (
            <RememberedColumns mapping={draft.mapping} onOpen={() => setLooking(true)} />
          ) : (
            <>
              <UnreadableValues mapping={draft.mapping} />
              <ColumnTable detail={detail} mapping={draft.mapping} />
            </>
          )}
        </section>
        <SettingsForm detail={detail} connections={connections ?? []} />
      </div>
    </ImportPage>
  );
}

/** Focuses the first input with an error, once the screen shows it. */
function focusFirstWrong(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid=true]')?.focus());
}
