import { Eye, Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { ImportDetail, StartSummary, Verdict } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { importAt } from '../../../state/addresses.ts';
import { navigate, navigateFromHere } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount, formatDuration, formatNumber, formatRate } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Note, Skeleton } from '../../../ui/notes.tsx';
import { duplicatesInWords } from '../settings/duplicate-picker.tsx';
import { ImportPage } from '../wizard/import-page.tsx';
import { DryRun } from './dry-run.tsx';
import styles from './start-step.module.css';

const LEFT_OUT: Readonly<Record<Exclude<Verdict, 'send'>, string>> = {
  error: 'they have errors',
  'duplicate-in-file': 'their phone appears earlier in this file',
  'duplicate-earlier': 'their phone was already loaded into this list',
  'do-not-call': 'their phone is on your do-not-call list, or the file says not to call',
  'left-out-by-operator': 'you left them out',
};

/** What starting will do, in sentences; then a dry run, or the start. */
export function StartStep({ detail }: { readonly detail: ImportDetail }) {
  const { id } = detail;
  const { value: summary, error } = useCommandQuery('imports.summary', { id }, ['imports', 'connections']);
  const [dry, setDry] = useState(false);
  const [starting, setStarting] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const nothing = summary === null || summary.rowsToSend === 0;
  const start = async () => {
    const go = navigateFromHere();
    setStarting(true);
    setFailed(null);
    try {
      await call('imports.start', { id });
      go(importAt(id, 'result'));
    } catch (thrown) {
      setFailed(`Not started: ${errorMessage(thrown)}`);
      setStarting(false);
    }
  };
  const send = {
    id: 'wizard.next',
    label: nothing ? 'Send' : `Send ${formatCount(summary.rowsToSend, 'row')}`,
    keys: 'mod+Enter',
    group: 'Import',
    disabled: nothing || starting,
    run: () => void start(),
  };
  const dryRun = {
    id: 'wizard.dry',
    label: 'Dry run: preview what would be sent',
    keys: 'd',
    group: 'Import',
    disabled: nothing,
    run: () => setDry(true),
  };
  const back = {
    id: 'wizard.back',
    label: 'Back to checks',
    keys: 'alt+ArrowLeft',
    group: 'Import',
    run: () => navigate(importAt(id, 'checks')),
  };
  useKeys([back, dryRun, send]);
  return (
    <ImportPage
      detail={detail}
      step="start"
      actions={
        <>
          <ActionButton action={back}>Back</ActionButton>
          <ActionButton action={dryRun} icon={Eye}>
            Dry run
          </ActionButton>
          <ActionButton action={send} kind="main" icon={Send} />
        </>
      }
    >
      <div className={styles.step}>
        {failed !== null && <ErrorNote>{failed}</ErrorNote>}
        {error !== null && <ErrorNote>{error}</ErrorNote>}
        {summary === null ? error === null && <Skeleton lines={6} /> : <Sentences detail={detail} summary={summary} />}
        {dry && <DryRun detail={detail} />}
      </div>
    </ImportPage>
  );
}

function Sentences({ detail, summary }: { readonly detail: ImportDetail; readonly summary: StartSummary }) {
  const { settings, id } = detail;
  const out = (Object.keys(LEFT_OUT) as Exclude<Verdict, 'send'>[]).filter((v) => summary.rows[v] > 0);
  return (
    <>
      <h2 className={styles.title}>{summary.rowsToSend === 0 ? 'Nothing would be sent' : 'Ready to start'}</h2>
      {summary.warnings.map((w) => (
        <Note key={w} kind="warning">
          {w}
        </Note>
      ))}
      <ul className={styles.list}>
        <Line number={summary.rowsToSend}>
          {summary.rowsToSend === 1 ? 'row goes' : 'rows go'} to <strong>{summary.connection}</strong>, list{' '}
          <strong>{summary.listId}</strong>, campaign <strong>{summary.campaign}</strong>.
        </Line>
        <Line number={summary.leftOut}>
          {summary.leftOut === 1 ? 'row is' : 'rows are'} left out and can be downloaded to fix.
          {out.length > 0 && (
            <ul className={styles.inner}>
              {out.map((v) => (
                <li key={v}>
                  <span className={styles.innerNumber}>{formatNumber(summary.rows[v])}</span> because {LEFT_OUT[v]}.{' '}
                  <Link href={`${importAt(id, 'checks')}?verdict=${v}`}>Show</Link>
                </li>
              ))}
            </ul>
          )}
        </Line>
        <Line number={summary.rows.total}>rows in the file in total.</Line>
      </ul>
      {settings !== null && (
        <dl className={styles.facts}>
          <Fact name="Time">
            {summary.perSecond === null || summary.seconds === null
              ? 'Shown once sending starts: this dialer’s speed isn’t known yet'
              : `About ${formatDuration(summary.seconds)}, at ${formatRate(summary.perSecond)}`}
          </Fact>
          <Fact name="Do not call">
            {summary.rows['do-not-call'] === 0
              ? 'No rows left out'
              : `${formatCount(summary.rows['do-not-call'], 'row')} left out`}
          </Fact>
          <Fact name="Duplicates">{duplicatesInWords(settings.duplicate_check)}</Fact>
          <Fact name="Hopper">
            {settings.add_to_hopper === 'Y'
              ? `Each lead is added with priority ${settings.hopper_priority}; calls may start right away`
              : 'Not used'}
          </Fact>
          {settings.callback === 'Y' && (
            <Fact name="Callbacks">{`One for each lead, ${settings.callback_datetime ?? ''}`}</Fact>
          )}
          <Fact name="After starting">
            You can pause, resume or cancel unsent rows at any time. Rows already sent can’t be removed from the dialer.
          </Fact>
        </dl>
      )}
    </>
  );
}

function Line({ number, children }: { readonly number: number; readonly children: ReactNode }) {
  return (
    <li className={styles.line}>
      <span className={styles.number}>{formatNumber(number)}</span>
      <div>{children}</div>
    </li>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
