import type { DialerCampaign, DialerList } from '../../../src-preload/contract/dialer-choices.ts';
import type { FunctionAnswer } from './functions.ts';

/** One row of an answer by column name. Missing cells are empty. */
type Named = Readonly<Record<string, string>>;

/**
 * The rows of an answer with its header, by column. A name may contain the separator, so cells beyond the header belong to `free`, the only
 * column with text entered by people. An answer without the header proves nothing and gives no rows.
 */
function namedRows(answer: FunctionAnswer, key: string, free: string): Named[] {
  if (answer.is !== 'rows') return [];
  const headerAt = answer.rows.findIndex((row) => row.includes(key));
  const header = answer.rows[headerAt];
  if (header === undefined) return [];
  const freeAt = header.indexOf(free);
  return answer.rows.slice(headerAt + 1).flatMap((row) => {
    // Some answers end each line with a separator.
    const cells = row.length > header.length && row.at(-1) === '' ? row.slice(0, -1) : row;
    const beyond = Math.max(0, cells.length - header.length);
    const whole =
      freeAt < 0 || beyond === 0
        ? cells
        : [
            ...cells.slice(0, freeAt),
            cells.slice(freeAt, freeAt + beyond + 1).join('|'),
            ...cells.slice(freeAt + beyond + 1),
          ];
    const named = Object.fromEntries(header.map((name, at) => [name, whole[at] ?? '']));
    return (named[key] ?? '') === '' ? [] : [named];
  });
}

/**
 * The campaigns in an answer to `campaigns_list` with a header (NON-AGENT_API.txt, campaigns_list). Null if the dialer didn't report them.
 */
export function campaignsIn(answer: FunctionAnswer): DialerCampaign[] | null {
  if (answer.is === 'none') return [];
  const rows = namedRows(answer, 'campaign_id', 'campaign_name');
  if (rows.length === 0) return null;
  return rows.map((row) => {
    const campaignId = row.campaign_id ?? '';
    return { campaignId, name: row.campaign_name || campaignId, active: row.active !== 'N' };
  });
}

/**
 * The lists in an answer to `list_custom_fields` or `list_info` with a header (NON-AGENT_API.txt). Fields and counts are null if the answer
 * has no such column. Null if the dialer didn't report them; empty if it says that there are none.
 */
export function listsIn(answer: FunctionAnswer): DialerList[] | null {
  if (answer.is === 'none') return [];
  const rows = namedRows(answer, 'list_id', 'list_name').filter((row) => /^\d+$/.test(row.list_id ?? ''));
  if (rows.length === 0) return null;
  return rows.map((row) => {
    const leads = row.all_leads_count ?? '';
    // This is the column's name in the document. A server may use another with the same beginning.
    const fieldsAt = Object.keys(row).find((name) => name.startsWith('custom_fields'));
    return {
      listId: row.list_id ?? '',
      name: row.list_name ?? '',
      campaign: row.campaign_id ?? '',
      active: row.active !== 'N',
      leads: /^\d+$/.test(leads) ? Number(leads) : null,
      fields: fieldsAt === undefined ? null : (row[fieldsAt] ?? '').split(/[\s,]+/).filter((name) => name !== ''),
    };
  });
}
