import type { Connection } from '../../../src-preload/contract/index.ts';
import { listInWords, useKnownChoices } from '../../state/dialer-choices.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format.ts';
import { When } from '../../ui/when.tsx';
import styles from './connection-pane.module.css';

/** The lists and campaigns that a dialer reported, when they were read, and a button to read them again. */
export function DialerLists({ connection }: { readonly connection: Connection }) {
  const { name, hasPassword, runState } = connection;
  const { choices, asking, error, refresh } = useKnownChoices(connection.id, false);
  const button = (
    <Button
      size="small"
      disabled={asking || !hasPassword || runState === 'stopped'}
      hint="Reads lists, campaigns and custom fields from the dialer. Changes nothing there."
      onClick={refresh}
    >
      {asking ? 'Refreshing …' : 'Refresh lists'}
    </Button>
  );
  const lists = choices?.lists ?? [];
  const campaigns = choices?.campaigns ?? [];
  return (
    <>
      <div className={styles.actions}>
        {button}
        <p className={styles.soft}>
          {error !== null ? (
            error
          ) : choices === null ? (
            'Lists and campaigns have not been read yet.'
          ) : choices.lists === null && choices.campaigns === null ? (
            `${name} doesn’t report its lists and campaigns; type them in imports.`
          ) : (
            <>
              {choices.lists === null ? 'Lists must be typed' : formatCount(lists.length, 'list')},{' '}
              {choices.campaigns === null ? 'campaigns must be typed' : formatCount(campaigns.length, 'campaign')},
              updated <When at={choices.at} />.
            </>
          )}
        </p>
      </div>
      {lists.length + campaigns.length > 0 && (
        <details>
          <summary className={styles.soft}>Show</summary>
          <ul aria-label="Lists and campaigns">
            {lists.map((list) => (
              <li key={`list ${list.listId}`} className={styles.soft}>
                List {list.listId} {list.name}: {listInWords(list)}
                {list.fields !== null && list.fields.length > 0 && ` · custom fields ${list.fields.join(', ')}`}
              </li>
            ))}
            {campaigns.map(({ campaignId, name: called, active }) => (
              <li key={`campaign ${campaignId}`} className={styles.soft}>
                Campaign {campaignId} {called === campaignId ? '' : called}: {active ? 'active' : 'inactive'}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
