import type { DeliverySend } from '../../../../src-preload/contract/index.ts';
import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import styles from './posts.module.css';

/** The clients that LeadExec sent the lead to, the price, and whether the send was valid. */
export function Sends({ sends }: { readonly sends: readonly DeliverySend[] }) {
  if (sends.length === 0) return null;
  return (
    <table className={styles.sends}>
      <caption>Sent on to</caption>
      <thead>
        <tr>
          <th scope="col">Client</th>
          <th scope="col">Price</th>
          <th scope="col">Valid</th>
        </tr>
      </thead>
      <tbody>
        {sends.map(({ clientUid, client, price, valid }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a client may be reported twice; a send is identified by its place
          <tr key={at}>
            <th scope="row">{client === '' ? clientUid : client}</th>
            <td>{price === null ? 'not reported' : formatMoney(price)}</td>
            <td>{valid === null ? 'not reported' : valid ? 'Bought' : 'Refused'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
