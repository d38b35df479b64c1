import { FileUp, Inbox } from 'lucide-react';
import { Link, Redirect } from 'wouter';
import { Rejects } from '../../features/rejects/reject-list.tsx';
import { leadAt, leadsInAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { closeLeadFile, useLeadFile } from '../../state/lead-file.ts';
import { ActionButton } from '../../ui/button.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { StackBar } from '../../ui/stack-bar.tsx';
import { FilePage } from './file-page.tsx';
import styles from './leads-in.module.css';

/** The result of every row of the file; the numbers add up. */
export function FileResult() {
  const { file, result } = useLeadFile();
  const inbox = {
    id: 'wizard.next',
    label: 'Go to the inbox',
    keys: 'mod+Enter',
    group: 'Import',
    run: () => navigate(leadAt()),
  };
  const another = {
    id: 'wizard.another',
    label: 'Import another file',
    keys: 'n',
    group: 'Import',
    run: () => {
      closeLeadFile();
      navigate(leadsInAt('file'));
    },
  };
  useKeys([inbox, another]);
  if (file === null || result === null) return <Redirect to={leadsInAt('file')} replace />;
  const { counts, rejects } = result;
  const total = counts.added + counts.joined + counts.unchanged + counts.rejected;
  const parts = [
    { key: 'added', label: 'New', value: counts.added, tone: 'good', meaning: 'People not in the inbox before.' },
    {
      key: 'joined',
      label: 'Merged',
      value: counts.joined,
      tone: 'same',
      meaning: 'Same phone or email as an existing lead: the row was added to it.',
    },
    {
      key: 'unchanged',
      label: 'Already imported',
      value: counts.unchanged,
      tone: 'calm',
      meaning: 'The same row was imported before.',
    },
    {
      key: 'rejected',
      label: 'Left out',
      value: counts.rejected,
      tone: 'bad',
      meaning: 'Could not be read, or the person was erased earlier.',
    },
  ] as const;
  return (
    <FilePage
      step="result"
      actions={
        <>
          <ActionButton action={another} icon={FileUp} />
          <ActionButton action={inbox} kind="main" icon={Inbox} />
        </>
      }
    >
      <div className={styles.sheet}>
        <h2 className={styles.title}>
          {counts.added + counts.joined === 0
            ? `No new leads in ${formatCount(total, 'row')}`
            : `${formatCount(counts.added + counts.joined, 'row')} of ${formatNumber(total)} imported`}
        </h2>
        <StackBar size="large" parts={parts} total={total} label={file.name} />
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Results</th>
              <th scope="col">Rows</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part.key}>
                <th scope="row">{part.label}</th>
                <td>{formatNumber(part.value)}</td>
                <td>{part.meaning}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Rows in the file</th>
              <td>{formatNumber(total)}</td>
              <td />
            </tr>
          </tfoot>
        </table>
        {counts.rejected > 0 && (
          <section aria-labelledby="left-out" className={styles.rejects}>
            <h3 id="left-out">Left out</h3>
            {rejects.length < counts.rejected && (
              <p className={styles.soft}>
                {formatNumber(rejects.length)} of {formatNumber(counts.rejected)} are shown.{' '}
                <Link href={leadsInAt('rejects')}>Show all rejected records</Link>
              </p>
            )}
            <Rejects rejects={rejects} />
          </section>
        )}
      </div>
    </FilePage>
  );
}
