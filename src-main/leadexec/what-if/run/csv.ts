import type {
  CommandArguments,
  WhatIfAmounts,
  WhatIfBuyer,
  WhatIfResult,
} from '../../../../src-preload/contract/index.ts';

type Table = CommandArguments<'leadexec.exportWhatIf'>['table'];

const amounts = ({ sends, revenue }: WhatIfAmounts): string[] => [String(sends), revenue.toFixed(2)];
const HEADS = ['Sends before', 'Revenue before', 'Sends after', 'Revenue after'];

/** A table of a what-if as records, with its header first. */
export function recordsOf(result: WhatIfResult, table: Table): string[][] {
  switch (table) {
    case 'days':
      return [
        ['Day', ...HEADS],
        ...result.byDay.map(({ day, before, after }) => [day, ...amounts(before), ...amounts(after)]),
      ];
    case 'clients':
      return named('Client', result.byClient);
    case 'accounts':
      return named('Delivery account', result.byAccount);
    case 'campaigns':
      return named('Campaign', result.byCampaign);
    case 'refusals':
      return [
        ['Reason', 'Before', 'After'],
        ...result.refusals.map(({ reason, before, after }) => [reason, String(before), String(after)]),
      ];
    case 'intake':
      return [
        ['Post', 'Lead', 'Time (UTC)', 'Campaign', 'Why'],
        ...result.intake.leads.map(({ postNo, leadId, at, campaign, why }) => [
          ...[String(postNo), leadId ?? '', new Date(at).toISOString(), campaign, why],
        ]),
      ];
    case 'moves':
      return [
        ['Post', 'Lead', 'Time (UTC)', 'Campaign', 'Before', 'After', 'Why'],
        ...result.moves.map(({ postNo, leadId, at, campaign, before, after, why }) => [
          ...[String(postNo), leadId ?? '', new Date(at).toISOString(), campaign],
          ...[buyers(before), buyers(after), why.join(' ')],
        ]),
      ];
  }
}

const named = (what: string, rows: WhatIfResult['byClient']): string[][] => [
  ['Number', what, ...HEADS],
  ...rows.map(({ id, name, before, after }) => [String(id), name, ...amounts(before), ...amounts(after)]),
];

const buyers = (list: readonly WhatIfBuyer[]): string =>
  list.map(({ client, account, price }) => `${client}, ${account} ($${price.toFixed(2)})`).join('; ');
