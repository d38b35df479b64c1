import { useEffect, useState } from 'react';
import type { CommandOutput } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { When } from '../../ui/when.tsx';
import styles from './reject-list.module.css';

type Reject = CommandOutput<'leads.rejects'>['rejects'][number];

const PAGE = 50;

interface RejectListProps {
  /** Limits the list to one source; without it, rejects of all sources and files are listed. */
  readonly connectionId?: number;
}

/** Records that could not be read as leads, newest first: the reason, the time, and the text as received. */
export function RejectList({ connectionId }: RejectListProps) {
  const question = connectionId === undefined ? { limit: PAGE } : { connectionId, limit: PAGE };
  const { value, error } = useCommandQuery('leads.rejects', question, ['sources', 'leads']);
  const [older, setOlder] = useState<readonly Reject[]>([]);
  const [failed, setFailed] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another source's list starts from its beginning
  useEffect(() => setOlder([]), [connectionId]);
  if (value === null) return error === null ? <Skeleton lines={6} /> : <ErrorNote>{error}</ErrorNote>;
  const seen = new Set(value.rejects.map((one) => one.id));
  const all = [...value.rejects, ...older.filter((one) => !seen.has(one.id))];
  const last = all.at(-1);
  const more = () => {
    if (last === undefined) return;
    setFailed(null);
    call('leads.rejects', { ...question, before: last.id }).then(
      (page) => setOlder((before) => [...before, ...page.rejects]),
      (thrown: unknown) => setFailed(errorMessage(thrown)),
    );
  };
  if (value.total === 0) return <EmptyState title="No rejected records" />;
  return (
    <section aria-label="Rejected records" className={styles.place}>
      <p>
        {formatCount(value.total, 'record')} could not be read as a lead. Nothing else was delayed by{' '}
        {value.total === 1 ? 'it' : 'them'}.
      </p>
      <Rejects rejects={all} withSource={connectionId === undefined} />
      {failed !== null && <ErrorNote>{failed}</ErrorNote>}
      {all.length < value.total && (
        <div>
          <Button size="small" onClick={more}>
            Show {formatNumber(Math.min(PAGE, value.total - all.length))} more
          </Button>
        </div>
      )}
    </section>
  );
}

/** The records. Whatever they contain is shown as plain text. */
export function Rejects({
  rejects,
  withSource = false,
}: {
  readonly rejects: readonly Reject[];
  readonly withSource?: boolean;
}) {
  return (
    <ul className={styles.list}>
      {rejects.map((one) => (
        <li key={one.id} className={styles.reject}>
          <p className={styles.line}>
            <strong className={styles.reason}>{one.reason}</strong>
            <span className={styles.when}>
              {withSource && `${one.source} · `}
              {one.externalId !== null && `id ${one.externalId} · `}
              <When at={one.at} />
            </span>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it */}
          <section className={styles.raw} tabIndex={0} aria-label={`Original record ${one.id}`}>
            <pre>{one.raw === '' ? '(empty)' : one.raw}</pre>
          </section>
        </li>
      ))}
    </ul>
  );
}
