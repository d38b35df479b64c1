import { useState } from 'react';
import type { CommandInput, WhatIfResult } from '../../../../src-preload/contract/index.ts';
import { revealFile } from '../../../bridge/files.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import { Button } from '../../../ui/button.tsx';
import { Figure, Figures } from '../../../ui/figures.tsx';
import { formatCount, formatNumber, formatShare, formatWhen } from '../../../ui/format.ts';
import { type Action, useKeys } from '../../../ui/keys.ts';
import { Scrolling } from '../../../ui/scrolling.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';
import { NumbersTable } from '../numbers/numbers-table.tsx';
import { ClientsPlot, DaysPlot } from './plots.tsx';
import { AmountsTable, against, IntakeTable, MovesTable, signed } from './tables.tsx';
import styles from './what-if.module.css';

type Table = CommandInput<'leadexec.exportWhatIf'>['table'];
type Part = Table | 'full' | 'unknown';

const EXPORTED: ReadonlySet<Part> = new Set([
  'days',
  'clients',
  'accounts',
  'campaigns',
  'moves',
  'refusals',
  'intake',
]);

/** The result of a run: the most important numbers, the plots, and the tables as tabs. */
export function Result({
  result,
  onExplain,
}: {
  readonly result: WhatIfResult;
  readonly onExplain: (postNo: number) => void;
}) {
  const [chosen, setPart] = useState<Part>('days');
  // The last run may have refused leads, and this one none.
  const part = chosen === 'intake' && result.intake.refused === 0 ? 'days' : chosen;
  const save: Action = {
    ...{ id: 'what-if.export', label: 'Export the table as CSV', keys: 'e', group: 'What if' },
    disabled: !EXPORTED.has(part),
    run: () => {
      call('leadexec.exportWhatIf', { runId: result.runId, table: part as Table }).then(
        async ({ path, rows }) => {
          toast(`${formatCount(rows, 'row')} written to ${path}`);
          await revealFile(path);
        },
        (thrown: unknown) => toastError(`Not exported: ${errorMessage(thrown)}`),
      );
    },
  };
  useKeys([save]);
  return (
    <section aria-label="Result" className={styles.result}>
      <Headline result={result} />
      {result.leads === 0 ? (
        <p className={styles.soft}>No lead that this account accepted was posted on these days.</p>
      ) : (
        <div className={styles.plots}>
          <DaysPlot result={result} />
          <ClientsPlot result={result} />
        </div>
      )}
      <div className={styles.tableHead}>
        <Segmented<Part>
          aria-label="Table"
          value={part}
          onChange={setPart}
          options={[
            { value: 'days', label: 'Days' },
            { value: 'clients', label: 'Clients' },
            { value: 'accounts', label: 'Delivery accounts' },
            { value: 'campaigns', label: 'Campaigns' },
            { value: 'moves', label: 'Moved leads', count: formatNumber(result.moved) },
            { value: 'refusals', label: 'Reasons' },
            ...(result.intake.refused === 0
              ? []
              : [
                  {
                    value: 'intake' as const,
                    label: 'Refused when posted',
                    count: formatNumber(result.intake.refused),
                  },
                ]),
            { value: 'full', label: 'Running full', count: formatNumber(result.full.length) },
            { value: 'unknown', label: 'Undetermined', count: formatNumber(result.cantTell.leads) },
          ]}
        />
        {EXPORTED.has(part) && (
          <Button size="small" kind="quiet" keys="e" onClick={save.run}>
            Export CSV
          </Button>
        )}
      </div>
      <Scrolling label="Numbers" className={styles.sideways}>
        <PartTable part={part} result={result} onExplain={onExplain} />
      </Scrolling>
      <Notes result={result} />
    </section>
  );
}

function Headline({
  result: { leads, before, after, moved, reproduced, cantTell },
}: {
  readonly result: WhatIfResult;
}) {
  return (
    <Figures label="At a glance">
      <Figure name="Revenue" value={formatMoney(after.revenue)}>
        {against(before.revenue, after.revenue, formatMoney)}
      </Figure>
      <Figure name="Sends" value={formatNumber(after.sends)}>
        {against(before.sends, after.sends, formatNumber)}
      </Figure>
      <Figure name="Leads that move" value={formatNumber(moved)}>
        of {formatCount(leads, 'lead')}
      </Figure>
      {reproduced.told === 0 ? (
        <Figure name="Reproduced" value="–">
          no sends reported
        </Figure>
      ) : (
        <Figure name="Reproduced" value={formatShare(reproduced.same, reproduced.told)}>
          {formatNumber(reproduced.same)} of {formatCount(reproduced.told, 'reported send')}
        </Figure>
      )}
      <Figure name="Undetermined" value={formatNumber(cantTell.leads)}>
        {cantTell.leads === 1 ? 'lead' : 'leads'}
      </Figure>
    </Figures>
  );
}

function PartTable({
  part,
  result,
  onExplain,
}: {
  readonly part: Part;
  readonly result: WhatIfResult;
  readonly onExplain: (postNo: number) => void;
}) {
  const named = (rows: WhatIfResult['byClient']) => rows.map((row) => ({ key: String(row.id), ...row }));
  switch (part) {
    case 'days':
      return <AmountsTable what="Day" rows={result.byDay.map((row) => ({ key: row.day, name: row.day, ...row }))} />;
    case 'clients':
      return <AmountsTable what="Client" rows={named(result.byClient)} />;
    case 'accounts':
      return <AmountsTable what="Delivery account" rows={named(result.byAccount)} />;
    case 'campaigns':
      return <AmountsTable what="Campaign" rows={named(result.byCampaign)} />;
    case 'moves':
      return <MovesTable result={result} onExplain={onExplain} />;
    case 'refusals':
      return (
        <NumbersTable
          caption="Results of leads at the delivery accounts, by reason"
          heads={['Reason', 'Before', 'After', 'Difference']}
          rows={result.refusals.map(({ reason, before, after }) => ({
            key: reason,
            cells: [reason, formatNumber(before), formatNumber(after), signed(after - before, formatNumber)],
          }))}
        />
      );
    case 'intake':
      return <IntakeTable result={result} onExplain={onExplain} />;
    case 'full':
      return result.full.length === 0 ? (
        <p className={styles.soft}>No maximum and no order is 80% full or more.</p>
      ) : (
        <NumbersTable
          caption="Maxima and orders that are nearly full"
          heads={['What', 'Client', 'Used', 'Of', 'Full', 'Leads kept away']}
          texts={[1]}
          rows={result.full.map(({ what, owner, used, most, refused }) => ({
            key: `${what} ${owner}`,
            cells: [
              what,
              owner,
              formatNumber(used),
              formatNumber(most),
              formatShare(used, most),
              formatNumber(refused),
            ],
          }))}
        />
      );
    case 'unknown':
      return result.cantTell.criteria.length === 0 ? (
        <p className={styles.soft}>Every criterion can be read.</p>
      ) : (
        <NumbersTable
          caption="Criteria that can’t be evaluated"
          heads={['Delivery account', 'Leads', 'Why']}
          texts={[2]}
          rows={result.cantTell.criteria.map(({ account, leads, why }) => ({
            key: `${account} ${why}`,
            cells: [account, formatNumber(leads), why],
          }))}
        />
      );
  }
}

function Notes({ result: { notes, readAt, leads, ms, reproduced, intake } }: { readonly result: WhatIfResult }) {
  const all = [
    `${formatCount(leads, 'lead')} in ${formatNumber(Math.max(1, Math.round(ms / 100)) / 10)} s, on copies of the account${readAt === null ? '' : ` read ${formatWhen(readAt)}`}. Nothing was sent.`,
    ...(reproduced.leadsNotTold === 0
      ? []
      : [
          `For ${formatCount(reproduced.leadsNotTold, 'lead')} LeadExec did not say who bought them; they are distributed by the rules alone.`,
        ]),
    ...(intake.acceptedAgainst === 0
      ? []
      : [
          `${formatCount(intake.acceptedAgainst, 'lead')} would be refused by the account as it is set too, and ${intake.acceptedAgainst === 1 ? 'was' : 'were'} accepted: counted as accepted.`,
        ]),
    ...notes,
  ];
  return (
    <ul className={styles.notes}>
      {all.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
