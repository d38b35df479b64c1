import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useAccountConnections } from '../../../state/account-connection.ts';
import type { DaySpan } from '../../../state/day-span.ts';
import { cancelWhatIf, clearChanges, removeChange, runWhatIf, setSpan, useWhatIf } from '../../../state/what-if.ts';
import { ActionButton, Button } from '../../../ui/button.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { type Action, useKeys } from '../../../ui/keys.ts';
import { EmptyState, ErrorNote } from '../../../ui/notes.tsx';
import { Page } from '../../../ui/page.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { NoAccount } from '../no-account.tsx';
import { SpanChoice } from '../numbers/span-choice.tsx';
import { useRefreshCopies } from '../numbers/use-refresh-copies.ts';
import { AddChange } from './add-change.tsx';
import { ExplainDialog } from './explain-dialog.tsx';
import { Result } from './result.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import styles from './what-if.module.css';

/** What would have been sold to whom with other settings of an account. Without changes, how money and leads are distributed now. */
export function WhatIfScreen() {
  const connections = useAccountConnections();
  if (connections === null) return null;
  const { shown: account, all } = connections;
  if (account === null) return <NoAccount title="What if" icon={FlaskConical} />;
  return <WhatIf key={account.id} connectionId={account.id} name={all.length > 1 ? account.name : null} />;
}

function WhatIf({ connectionId, name }: { readonly connectionId: number; readonly name: string | null }) {
  const { span, changes, running, result, error } = useWhatIf();
  const [explained, setExplained] = useState<number | null>(null);
  const [showsRules, setShowsRules] = useState(false);
  const run: Action = {
    ...{ id: 'what-if.run', label: 'Run the what-if', keys: 'mod+Enter', group: 'What if' },
    disabled: running !== null,
    run: () => void runWhatIf(connectionId),
  };
  const { refresh, refreshText } = useRefreshCopies(connectionId, { id: 'what-if.refresh', group: 'What if' });
  const rules: Action = {
    ...{ id: 'what-if.rules', label: 'Set the account’s time zone and preference', keys: 'shift+a', group: 'What if' },
    run: () => setShowsRules(true),
  };
  useKeys([run, refresh, rules]);
  return (
    <Page
      title="What if"
      aside={name}
      actions={
        <>
          <ActionButton action={rules} kind="quiet">
            Account rules
          </ActionButton>
          <ActionButton action={refresh} kind="quiet">
            {refreshText}
          </ActionButton>
          <ActionButton action={run} kind="main">
            {changes.length === 0 ? 'Run without changes' : `Run with ${formatCount(changes.length, 'change')}`}
          </ActionButton>
        </>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.sheet}>
          <Setup connectionId={connectionId} span={span} />
          {running !== null && <Running {...running} />}
          {error !== null && running === null && (
            <ErrorNote actions={<Button onClick={refresh.run}>Refresh copies</Button>}>{error}</ErrorNote>
          )}
          {result === null && running === null && error === null && (
            <EmptyState icon={FlaskConical} title="Leads you posted, distributed again">
              Run it without changes to see revenue, reasons and what is nearly full; add changes to see what they would
              have earned. It runs on this computer, and nothing is sent.
            </EmptyState>
          )}
          {result !== null && <Result result={result.result} onExplain={setExplained} />}
        </div>
      </div>
      {showsRules && <RulesDialog connectionId={connectionId} onClose={() => setShowsRules(false)} />}
      {explained !== null && (
        <ExplainDialog connectionId={connectionId} postNo={explained} onClose={() => setExplained(null)} />
      )}
    </Page>
  );
}

function Setup({ connectionId, span }: { readonly connectionId: number; readonly span: DaySpan }) {
  const changes = useWhatIf((s) => s.changes);
  return (
    <section aria-label="Changes" className={styles.setup}>
      <div className={styles.span}>
        <SpanChoice label="Leads of" span={span} onChange={setSpan} />
        {changes.length > 0 && (
          <Button size="small" kind="quiet" onClick={clearChanges}>
            Remove all changes
          </Button>
        )}
      </div>
      {changes.length > 0 && (
        <ol className={styles.changes}>
          {changes.map(({ key, what, how }) => (
            <li key={key}>
              <span>
                <b>{what}</b> {how}
              </span>
              <Button
                size="small"
                kind="quiet"
                aria-label={`Remove: ${what}, ${how}`}
                onClick={() => removeChange(key)}
              >
                Remove
              </Button>
            </li>
          ))}
        </ol>
      )}
      <AddChange connectionId={connectionId} />
    </section>
  );
}

function Running({ read, leads }: { readonly read: number; readonly leads: number | null }) {
  const words = leads === null ? 'Reading the account …' : `${formatNumber(read)} of ${formatCount(leads, 'lead')}`;
  return (
    <div className={styles.running} role="status">
      <Progress share={leads === null || leads === 0 ? 0 : read / leads} label="What-if" />
      <span>{words}</span>
      <Button size="small" onClick={cancelWhatIf}>
        Cancel
      </Button>
    </div>
  );
}
