import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatExact } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Scrolling } from '../../../ui/scrolling.tsx';
import numbers from '../numbers/numbers.module.css';
import styles from './what-if.module.css';

interface ExplainDialogProps {
  readonly connectionId: number;
  readonly postNo: number;
  readonly onClose: () => void;
}

/** Why each account did or did not get a lead, as the account is set now; beside what the receiver said. */
export function ExplainDialog({ connectionId, postNo, onClose }: ExplainDialogProps) {
  const { value, error } = useCommandQuery('leadexec.explain', { connectionId, postNo });
  const told = value?.told.map(({ client, valid, price }) =>
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
          : `${value.campaign}, ${formatExact(value.at)}. The account as it is set now, unchanged.`
      }
    >
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {value === null && error === null && <Skeleton lines={8} />}
      {value !== null && (
        <>
          <p>
            {told === undefined || told.length === 0
              ? 'LeadExec did not say whom it sent this lead to.'
              : `LeadExec said it was sent to: ${told.join(', ')}.`}
          </p>
          {value.notes.map((note) => (
            <p key={note} className={styles.soft}>
              {note}
            </p>
          ))}
          <Scrolling label="Delivery accounts in the order they were looked at" className={styles.explained}>
            <table className={numbers.table}>
              <caption className="visually-hidden">Delivery accounts in the order they were looked at</caption>
              <thead>
                <tr>
                  {['Delivery account', 'Price', 'Why', 'What it would have needed'].map((head) => (
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
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolling>
        </>
      )}
    </Dialog>
  );
}
