import { useState } from 'react';
import type { ScannerLog } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatCount, formatExact, formatNumber, formatWhen } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Scrolling } from '../../../ui/scrolling.tsx';
import { toastError } from '../../../ui/toaster.tsx';
import numbers from '../numbers/numbers.module.css';
import styles from './what-if.module.css';

interface ExplainDialogProps {
  readonly connectionId: number;
  readonly postNo: number;
  readonly onClose: () => void;
}

/** Why each account did or did not get a lead under its current settings, compared with what the receiver reported. */
export function ExplainDialog({ connectionId, postNo, onClose }: ExplainDialogProps) {
  const { value, error } = useCommandQuery('leadexec.explain', { connectionId, postNo });
  const { value: log, refresh } = useCommandQuery('leadexec.scannerLog', { connectionId, postNo });
  const [asking, setAsking] = useState(false);
  const ask = () => {
    setAsking(true);
    call('leadexec.scannerLog', { connectionId, postNo, ask: true })
      .then(refresh, (thrown: unknown) => toastError(errorMessage(thrown)))
      .finally(() => setAsking(false));
  };
  const logged = new Map(log?.accounts.map((one) => [one.clientAccountUid, one]));
  const buyers = value?.told.map(({ client, valid, price }) =>
    valid === false ? `${client} refused it` : `${client}${price === null ? '' : ` for ${formatMoney(price)}`}`,
  );
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={`Why, and why not: ${value?.leadId == null ? `post ${postNo}` : `lead ${value.leadId}`}`}
      lead={
        value === null
          ? undefined
          : `${value.campaign}, ${formatExact(value.at)}. Based on the account’s current settings.`
      }
    >
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {value === null && error === null && <Skeleton lines={8} />}
      {value !== null && (
        <>
          <p>
            {buyers === undefined || buyers.length === 0
              ? 'LeadExec didn’t report who it sent this lead to.'
              : `LeadExec reports it was sent to: ${buyers.join(', ')}.`}
          </p>
          {value.notes.map((note) => (
            <p key={note} className={styles.soft}>
              {note}
            </p>
          ))}
          <p className={styles.span}>
            <Button size="small" disabled={asking || value.leadId === null} onClick={ask}>
              {asking ? 'Asking LeadExec …' : log === null ? 'Ask LeadExec for its log' : 'Ask again'}
            </Button>
            {log !== null && <span className={styles.soft}>{logWords(log)}</span>}
          </p>
          <Scrolling label="Delivery accounts in the order they were considered" className={styles.explained}>
            <table className={numbers.table}>
              <caption className="visually-hidden">Delivery accounts in the order they were considered</caption>
              <thead>
                <tr>
                  {[...HEADS, ...(log === null ? [] : ['LeadExec’s log'])].map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {value.accounts.map((one) => (
                  <tr key={one.clientAccountUid} data-outcome={one.outcome}>
                    <th scope="row">
                      {one.client}, {one.account} ({one.clientAccountUid})
                    </th>
                    <td className={numbers.number}>{formatMoney(one.price)}</td>
                    <td>{one.why}</td>
                    <td>{one.needed}</td>
                    {log !== null && <LoggedCell logged={logged.get(one.clientAccountUid)} />}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolling>
          {log !== null && log.others.length > 0 && (
            <section aria-label="Other lines of LeadExec’s log">
              <h3>Other lines of LeadExec’s log</h3>
              <ul className={styles.notes}>
                {log.others.map(({ at, text }, line) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
                  <li key={line} title={at}>
                    {text}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </Dialog>
  );
}

const HEADS = ['Delivery account', 'Price', 'Why', 'What it would have needed'];

/** When LeadExec's log was read, and in how many accounts it says something else. */
function logWords({ readAt, accounts }: ScannerLog): string {
  const differ = accounts.filter(({ agrees }) => agrees === false).length;
  const compared = accounts.filter(({ agrees }) => agrees !== null).length;
  const words = differ === 0 ? 'agrees' : `differs in ${formatNumber(differ)}`;
  return `LeadExec’s log, read ${formatWhen(readAt)}: ${compared === 0 ? 'it names none of these accounts in words that can be compared' : differ === 0 ? `${words} in all ${formatCount(compared, 'account')} that can be compared` : `${words} of ${formatCount(compared, 'account')} that can be compared`}.`;
}

function LoggedCell({ logged }: { readonly logged: ScannerLog['accounts'][number] | undefined }) {
  if (logged === undefined) return <td className={styles.soft}>Not in the log</td>;
  const { agrees, lines } = logged;
  return (
    <td>
      <b>{agrees === null ? 'Not compared' : agrees ? 'Agrees' : 'Differs'}</b> {lines.join(' · ')}
    </td>
  );
}
