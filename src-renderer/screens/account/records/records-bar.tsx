import { useState } from 'react';
import type { RecordKind, RecordValue } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import type { RecordRow } from '../../../state/account-records.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Select } from '../../../ui/select.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';
import styles from '../account.module.css';
import { choiceWords } from '../choice-words.ts';

interface RecordsBarProps {
  readonly connectionId: number;
  readonly kind: RecordKind;
  readonly ticked: ReadonlyMap<string, RecordRow>;
  readonly onDone: () => void;
}

/** Whether a client has a status already, by its name or by the name guessed from its number. */
const hasStatus = (shown: RecordValue | undefined, status: string): boolean =>
  shown === status || String(shown).startsWith(`${status}? (`);

/** The commands for several records at once: the status of clients. */
export function RecordsBar({ connectionId, kind, ticked, onDone }: RecordsBarProps) {
  const [status, setStatus] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { value: about } = useCommandQuery('leadexec.fields', kind === 'clients' && ticked.size > 0 ? { kind } : null);
  if (ticked.size === 0) return null;
  const choices = about?.fields.find(({ path }) => path === 'Status')?.choices ?? [];
  const rows = [...ticked.values()].filter(({ values }) => status !== null && !hasStatus(values.Status, status));
  const change = async () => {
    setBusy(true);
    let queued = 0;
    try {
      for (const { id } of rows) {
        const request = `PATCH /v1/clients/${id}/status`;
        await call('leadexec.request', { connectionId, request, body: JSON.stringify({ Status: status }) });
        queued++;
      }
      toast(`Status of ${formatCount(queued, 'client')} is being changed to ${choiceWords(status ?? '')}`);
      onDone();
    } catch (thrown) {
      toastError(`${formatCount(queued, 'client')} of ${rows.length} queued. ${errorMessage(thrown)}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.tools}>
      <strong>{`${formatCount(ticked.size, 'record')} selected`}</strong>
      {kind === 'clients' && (
        <>
          <Select<string>
            size="small"
            aria-label="New status"
            className={styles.parent}
            value={status}
            placeholder="New status"
            options={choices.map(({ name }) => ({ value: name, label: choiceWords(name) }))}
            onChange={setStatus}
          />
          <Button size="small" kind="main" disabled={busy || rows.length === 0} onClick={() => void change()}>
            {status === null
              ? 'Change status'
              : `Change ${formatCount(rows.length, 'client')} to ${choiceWords(status)}`}
          </Button>
        </>
      )}
      <Button size="small" kind="quiet" onClick={onDone}>
        Clear selection
      </Button>
    </div>
  );
}
