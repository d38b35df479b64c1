import { CircleDollarSign } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useSearch } from 'wouter';
import type { MoneyReport, MoneyTable } from '../../../../src-preload/contract/index.ts';
import { revealFile } from '../../../bridge/files.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { PostsBeingRead } from '../../../features/receiver/posts-being-read.tsx';
import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import { accountAt, MONEY_AT } from '../../../state/account-address.ts';
import { type DaySpan, readSpan, writeSpan } from '../../../state/day-span.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton, Button } from '../../../ui/button.tsx';
import { Figure, Figures } from '../../../ui/figures.tsx';
import { formatCount, formatNumber, formatWhen } from '../../../ui/format.ts';
import { type Action, useKeys } from '../../../ui/keys.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Page } from '../../../ui/page.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';
import { useNow } from '../../../ui/use-now.ts';
import account from '../account.module.css';
import { SpanChoice } from '../numbers/span-choice.tsx';
import { useRefreshCopies } from '../numbers/use-refresh-copies.ts';
import { AccountChoice, SUBJECT_KEYS, SubjectsNav } from '../subjects-nav.tsx';
import { DaysPlot } from './days-plot.tsx';
import styles from './money.module.css';
import { CampaignsTable, ClientsTable, FillTable, ReasonsTable } from './money-tables.tsx';
import { acceptedShare, validShare } from './money-words.ts';

/** How often the numbers are calculated again while the page is open, ms. */
const AGAIN_MS = 30_000;

/** For the team lead: the revenue of posted leads, who buys them, what is refused, and what is nearly full. */
export function MoneyPage({ connectionId }: { readonly connectionId: number }) {
  const query = useSearch();
  const span = useMemo(() => readSpan(query), [query]);
  const { value: report, error, refresh } = useCommandQuery('leadexec.money', { connectionId, span }, ['account']);
  useEffect(() => {
    const again = setInterval(() => void refresh(), AGAIN_MS);
    return () => clearInterval(again);
  }, [refresh]);
  const { refresh: readAgain, refreshText } = useRefreshCopies(connectionId, { id: 'money.refresh', group: 'Money' });
  const saves = savesOf(connectionId, span, report === null);
  useKeys([...SUBJECT_KEYS, readAgain, ...Object.values(saves)]);
  return (
    <Page
      title="Money and fairness"
      above={[{ href: accountAt(), label: 'Account' }]}
      aside={<AccountChoice />}
      actions={
        <ActionButton action={readAgain} kind="quiet">
          {refreshText}
        </ActionButton>
      }
    >
      <div className={account.whole}>
        <SubjectsNav current="money" />
        <div className={account.part}>
          <section aria-label="Days" className={styles.choices}>
            <SpanChoice
              label="Days"
              span={span}
              onChange={(to) => navigate(`${MONEY_AT}?${writeSpan(to)}`, { replace: true })}
            />
          </section>
          <div className={styles.room}>
            {error !== null && (
              <ErrorNote
                actions={
                  <>
                    <Button onClick={() => void refresh()}>Retry</Button>
                    <Button onClick={readAgain.run}>Refresh copies</Button>
                  </>
                }
              >
                {error}
              </ErrorNote>
            )}
            {report === null && error === null && <AddingUp />}
            {report !== null && <Report report={report} saves={saves} />}
          </div>
        </div>
      </div>
    </Page>
  );
}

/** Shown until the first report is there. After the desk's start that takes as long as the posts are being read. */
function AddingUp() {
  return (
    <>
      <PostsBeingRead />
      <div role="status" aria-label="Adding up the posted leads">
        <Skeleton height={56} />
        <Skeleton height={200} lines={3} />
      </div>
    </>
  );
}

type Saves = Readonly<Record<MoneyTable, Action>>;

const TABLES: readonly { readonly table: MoneyTable; readonly words: string; readonly keys: string }[] = [
  { table: 'days', words: 'the days', keys: 'e d' },
  { table: 'clients', words: 'the clients', keys: 'e c' },
  { table: 'campaigns', words: 'the campaigns', keys: 'e a' },
  { table: 'fill', words: 'what is nearly full', keys: 'e f' },
  { table: 'refusals', words: 'the refusals', keys: 'e r' },
  { table: 'returns', words: 'returns and reviews', keys: 'e v' },
];

const savesOf = (connectionId: number, span: DaySpan, disabled: boolean): Saves =>
  Object.fromEntries(
    TABLES.map(({ table, words, keys }): [MoneyTable, Action] => [
      table,
      {
        ...{ id: `money.export-${table}`, label: `Export ${words} as CSV`, keys, group: 'Money', disabled },
        run: () => {
          call('leadexec.exportMoney', { connectionId, span, table }).then(
            async ({ path, rows }) => {
              toast(`${formatCount(rows, 'row')} written to ${path}`);
              await revealFile(path);
            },
            (thrown: unknown) => toastError(`Not exported: ${errorMessage(thrown)}`),
          );
        },
      },
    ]),
  ) as Saves;

function Report({ report, saves }: { readonly report: MoneyReport; readonly saves: Saves }) {
  const now = useNow();
  const { total, fill } = report;
  const nothing = total.leads + total.refused === 0;
  return (
    <>
      {nothing ? (
        <EmptyState icon={CircleDollarSign} title="Nothing was posted in these days">
          Leads that this desk posts to a receiver of this account are added up here. Choose other days to see earlier
          ones.
        </EmptyState>
      ) : (
        <>
          <Headline report={report} />
          <DaysPlot report={report} save={saves.days} />
          <ClientsTable report={report} save={saves.clients} />
          <CampaignsTable report={report} save={saves.campaigns} />
        </>
      )}
      {(!nothing || fill.length > 0) && <FillTable report={report} save={saves.fill} now={now} />}
      {!nothing && (
        <>
          <ReasonsTable
            title="Why posts were refused"
            none="No post was refused."
            reasons={report.refusals}
            save={saves.refusals}
          />
          <ReasonsTable
            title="Returned, or rejected in review"
            none="No lead was returned or rejected in review."
            reasons={report.returns}
            save={saves.returns}
          />
        </>
      )}
      <ul className={styles.notes}>
        {notesOf(report, now).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}

function Headline({ report: { total } }: { readonly report: MoneyReport }) {
  const back = total.returned + total.reviewRejected;
  return (
    <Figures label="At a glance">
      <Figure name="Revenue" value={formatMoney(total.revenue)}>
        from {formatCount(total.sends, 'sale')}
      </Figure>
      <Figure name="Paid for leads" value={formatMoney(total.paid)}>
        as the receiver says
      </Figure>
      <Figure name="Accepted" value={acceptedShare(total)}>
        {formatNumber(total.leads)} of {formatCount(total.leads + total.refused, 'post')}
      </Figure>
      <Figure name="Accepted by clients" value={validShare(total)}>
        {formatNumber(total.declined)} refused
      </Figure>
      <Figure name="Returned or rejected" value={formatNumber(back)}>
        {formatNumber(total.reviewPending)} in review
      </Figure>
    </Figures>
  );
}

function notesOf({ readAt, newestAt, notes, timeZone }: MoneyReport, now: number): readonly string[] {
  return [
    `Leads that this desk posted${newestAt === null ? '' : `, the newest ${formatWhen(newestAt, now)}`}. Days are those of ${timeZone}.`,
    `Names, maxima and orders are from copies of the account${readAt === null ? '' : ` read ${formatWhen(readAt, now)}`}.`,
    'Revenue is what clients pay for leads that were neither returned nor rejected in review.',
    ...notes,
  ];
}
