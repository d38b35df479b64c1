import type { Connection } from '../../../src-preload/contract/index.ts';
import { listInWords, useTold } from '../../state/dialer-choices.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format.ts';
import { When } from '../../ui/when.tsx';
import styles from './connection-pane.module.css';

/** The lists and campaigns that a dialer told, since when, and the way to ask again. */
export function ToldLists({ connection }: { readonly connection: Connection }) {
  const { name, hasPassword, runState } = connection;
  const { choices, asking, error, refresh } = useTold(connection.id, false);
  const button = (
    <Button
      size="small"
      disabled={asking || !hasPassword || runState === 'stopped'}
      hint="Asks the dialer for its lists, campaigns and custom fields. Nothing is changed there."
      onClick={refresh}
    >
      {asking ? 'Asking …' : 'Refresh lists'}
    </Button>
  );
  const lists = choices?.lists ?? [];
  const campaigns = choices?.campaigns ?? [];
  return (
    <>
      <div className={styles.acts}>
        {button}
        <p className={styles.soft}>
          {error !== null ? (
            error
          ) : choices === null ? (
            'Its lists and campaigns are not known yet.'
          ) : choices.lists === null && choices.campaigns === null ? (
            `${name} doesn’t tell its lists and campaigns: they are typed.`
          ) : (
            <>
              {choices.lists === null ? 'Lists are typed' : formatCount(lists.length, 'list')},{' '}
              {choices.campaigns === null ? 'campaigns are typed' : formatCount(campaigns.length, 'campaign')}, told{' '}
              <When at={choices.at} />.
            </>
          )}
        </p>
      </div>
      {lists.length + campaigns.length > 0 && (
        <details>
          <summary className={styles.soft}>Show them</summary>
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
