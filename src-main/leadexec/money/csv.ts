import type { MoneyReport, MoneyRow, MoneyTable } from '../../../src-preload/contract/index.ts';

const HEADS = [
  ...['Leads', 'Refused', 'Buyers reported', 'Sends', 'Refused by clients', 'Revenue', 'Paid for leads'],
  ...['Returned', 'In review', 'Rejected in review'],
];

/** A table of a report as records, with its header first. */
export function moneyRecords(report: MoneyReport, table: MoneyTable): string[][] {
  switch (table) {
    case 'days':
      return [['Day', ...HEADS], ...report.byDay.map((row) => [row.name, ...cells(row)])];
    case 'clients':
      return [['Number', 'Client', ...HEADS], ...report.byClient.map((row) => [row.key, row.name, ...cells(row)])];
    case 'campaigns':
      return [['Number', 'Campaign', ...HEADS], ...report.byCampaign.map((row) => [row.key, row.name, ...cells(row)])];
    case 'fill':
      return [
        ['What', 'Whose', 'Unit', 'Used', 'Of', 'Used a day', 'Full at (UTC)', 'Note'],
        ...report.fill.map(({ what, owner, unit, used, most, perDay, fullAt, note }) => [
          ...[what, owner, unit, String(used), String(most), perDay === null ? '' : String(perDay)],
          ...[fullAt === null ? '' : new Date(fullAt).toISOString(), note],
        ]),
      ];
    case 'refusals':
    case 'returns':
      return [['Reason', 'Leads'], ...report[table].map(({ reason, leads }) => [reason, String(leads)])];
  }
}

const cells = (row: MoneyRow): string[] => [
  ...[row.leads, row.refused, row.told, row.sends, row.declined].map(String),
  ...[row.revenue.toFixed(2), row.paid.toFixed(2)],
  ...[row.returned, row.reviewPending, row.reviewRejected].map(String),
];
