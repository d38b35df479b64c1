import type { MoneyReport } from '../../../../src-preload/contract/index.ts';
import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import { BarLegend, type BarLook } from '../../../ui/bars.tsx';
import { formatNumber, formatShare } from '../../../ui/format.ts';
import type { Action } from '../../../ui/keys.ts';
import { acceptedShare, amountOf, fullWords, paceOf, validShare } from './money-words.ts';
import { partOf, SharesTable } from './shares-table.tsx';

const REVENUE: BarLook = { label: 'Share of the revenue', tone: 'busy', filling: 'solid' };
const OTHERS: BarLook = { label: 'Others', tone: 'calm', filling: 'hollow' };
const ACCEPTED: BarLook = { label: 'Accepted', tone: 'good', filling: 'solid' };
const REFUSED: BarLook = { label: 'Refused', tone: 'bad', filling: 'hatched' };
const USED: BarLook = { label: 'Used', tone: 'busy', filling: 'solid' };
const LEFT: BarLook = { label: 'Left', tone: 'calm', filling: 'hollow' };
const LEADS: BarLook = { label: 'Leads', tone: 'bad', filling: 'hatched' };

interface TableProps {
  readonly report: MoneyReport;
  readonly save: Action;
}

/** Revenue by client, and each client's share. */
export function ClientsTable({ report: { byClient, total }, save }: TableProps) {
  return (
    <SharesTable
      title="Clients"
      heads={['Client', 'Share of revenue', 'Share', 'Revenue', 'Bought', 'Refused', 'Accepted', 'Returned']}
      one="client"
      none="LeadExec named no buyers of these leads."
      save={save}
      rows={byClient.map((row) => ({
        ...{ key: row.key, name: row.name },
        bar: {
          parts: partOf(REVENUE, row.revenue, total.revenue, OTHERS),
          label: `${row.name}: ${formatShare(row.revenue, total.revenue)} of the revenue`,
        },
        cells: [
          formatShare(row.revenue, total.revenue),
          formatMoney(row.revenue),
          formatNumber(row.sends),
          formatNumber(row.declined),
          validShare(row),
          formatNumber(row.returned),
        ],
      }))}
    />
  );
}

/** Revenue and refusals by campaign. */
export function CampaignsTable({ report: { byCampaign }, save }: TableProps) {
  return (
    <SharesTable
      title="Campaigns"
      heads={[
        ...(['Campaign', 'Accepted and refused', 'Leads', 'Refused', 'Accepted', 'Revenue', 'Paid for leads'] as const),
        ...['Returned', 'In review', 'Rejected in review'],
      ]}
      one="campaign"
      none="Nothing was posted in these days."
      beside={<BarLegend looks={[ACCEPTED, REFUSED]} />}
      save={save}
      rows={byCampaign.map((row) => ({
        ...{ key: row.key, name: row.name },
        bar: {
          parts: [
            { look: ACCEPTED, value: row.leads },
            { look: REFUSED, value: row.refused },
          ],
          label: `${row.name}: ${acceptedShare(row)} of its leads were accepted`,
        },
        cells: [
          formatNumber(row.leads),
          formatNumber(row.refused),
          acceptedShare(row),
          formatMoney(row.revenue),
          formatMoney(row.paid),
          formatNumber(row.returned),
          formatNumber(row.reviewPending),
          formatNumber(row.reviewRejected),
        ],
      }))}
    />
  );
}

/** Maximums and orders, those that are full soonest first. */
export function FillTable({ report: { fill }, save, now }: TableProps & { readonly now: number }) {
  return (
    <SharesTable
      title="Running full"
      heads={['Maximum or order', 'Used', 'Whose', 'Full', 'Used', 'Of', 'A day', 'Full when']}
      texts={[2]}
      one="row"
      none="No maximum or order was used."
      save={save}
      rows={fill.map((row) => ({
        ...{ key: `${row.what} ${row.owner} ${row.unit} ${row.most}`, name: row.what },
        bar: {
          parts: partOf(USED, row.used, row.most, LEFT),
          label: `${row.what}, ${row.owner}: ${formatShare(row.used, row.most)} used`,
        },
        cells: [
          row.owner,
          row.most <= 0 ? '100%' : formatShare(row.used, row.most),
          amountOf(row, row.used),
          amountOf(row, row.most),
          row.perDay === null ? '–' : paceOf(row, row.perDay),
          fullWords(row, now),
        ],
      }))}
    />
  );
}

interface ReasonsTableProps {
  readonly title: string;
  readonly none: string;
  readonly reasons: MoneyReport['refusals'];
  readonly save: Action;
}

/** Reasons, the most frequent first. */
export function ReasonsTable({ title, none, reasons, save }: ReasonsTableProps) {
  const all = reasons.reduce((sum, { leads }) => sum + leads, 0);
  return (
    <SharesTable
      title={title}
      heads={['Reason', 'Share', 'Leads', 'Of all']}
      one="reason"
      none={none}
      save={save}
      rows={reasons.map(({ reason, leads }) => ({
        ...{ key: reason, name: reason },
        bar: {
          parts: partOf(LEADS, leads, all, OTHERS),
          label: `${reason}: ${formatShare(leads, all)}`,
        },
        cells: [formatNumber(leads), formatShare(leads, all)],
      }))}
    />
  );
}
