import { CircleDollarSign, FileUp } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { revenueWords } from '../../features/receiver/receiver-words.ts';
import { deliveriesAt, postsAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './posts.module.css';

type By = 'file' | 'day' | 'campaign' | 'client';

const BY: readonly { readonly value: By; readonly label: string }[] = [
  { value: 'file', label: 'File' },
  { value: 'day', label: 'Day' },
  { value: 'campaign', label: 'Campaign' },
  { value: 'client', label: 'Client' },
];

/** The revenue of posted leads as reported so far: by file, day, campaign or client. */
export function RevenueScreen() {
  const [by, setBy] = useState<By>('file');
  const { value: rows, error } = useCommandQuery('delivery.revenue', { by }, ['jobs']);
  const sum = (of: 'posts' | 'delivered' | 'returned' | 'sends' | 'revenue' | 'unpriced') =>
    rows?.reduce((all, row) => all + row[of], 0) ?? 0;
  return (
    <Page title="Revenue" above={[{ href: postsAt(), label: 'Posts' }]}>
      <div className={styles.scroll}>
        <div className={styles.sheet}>
          <Segmented<By> aria-label="Revenue by" value={by} options={BY} onChange={setBy} />
          {error !== null && <ErrorNote>{error}</ErrorNote>}
          {rows === null && error === null && <Skeleton lines={6} />}
          {rows?.length === 0 && (
            <EmptyState
              icon={CircleDollarSign}
              title="No revenue yet"
              action={
                <Button kind="main" icon={FileUp} onClick={() => navigate(postsAt('file'))}>
                  Post a file
                </Button>
              }
            >
              The leads you post will appear here with what each file, day, campaign and client brought.
            </EmptyState>
          )}
          {rows !== null && rows.length > 0 && (
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{BY.find(({ value }) => value === by)?.label}</th>
                  {['Posted', 'Accepted', 'Returned', 'Sends', 'Revenue'].map((title) => (
                    <th key={title} scope="col" className={styles.number}>
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.name}>
                    <th scope="row">
                      <Name by={by} name={row.name} />
                    </th>
                    {[row.posts, row.delivered, row.returned, row.sends].map((n, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                      <td key={at} className={styles.number}>
                        {formatNumber(n)}
                      </td>
                    ))}
                    <td className={styles.number}>{revenueWords(row)}</td>
                  </tr>
                ))}
              </tbody>
              {by !== 'client' && (
                <tfoot>
                  <tr>
                    <th scope="row">All</th>
                    {(['posts', 'delivered', 'returned', 'sends'] as const).map((of) => (
                      <td key={of} className={styles.number}>
                        {formatNumber(sum(of))}
                      </td>
                    ))}
                    <td className={styles.number}>
                      {revenueWords({ revenue: sum('revenue'), unpriced: sum('unpriced') })}
                    </td>
                  </tr>
                </tfoot>
              )}
            </table>
          )}
          <p className={styles.soft} hidden={rows?.length === 0}>
            As reported by LeadExec so far; prices may change in review. Leads that were returned or rejected in review
            earn nothing.
            {sum('unpriced') > 0 &&
              ` The price of ${formatCount(sum('unpriced'), 'accepted lead')} is not in the answer, and not counted: an automatic redirect is answered without one.`}
          </p>
        </div>
      </div>
    </Page>
  );
}

/** What a row is about, as a link to its leads. */
function Name({ by, name }: { readonly by: By; readonly name: string }) {
  const file = by === 'file' ? /^(.*) \((\d+)\)$/s.exec(name) : null;
  if (file !== null) return <Link href={postsAt(Number(file[2]))}>{file[1]}</Link>;
  if (by === 'client') return <Link href={deliveriesAt({ client: name })}>{name === '' ? 'No name' : name}</Link>;
  if (by === 'campaign')
    return /^\d+$/.test(name) ? <Link href={deliveriesAt({ campaign: Number(name) })}>{name}</Link> : <>Not reported</>;
  return <>{name}</>;
}
