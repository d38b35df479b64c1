import type { DialerCampaign, DialerList } from '../../../src-preload/contract/dialer-choices.ts';
import type { Told } from './functions.ts';

/** One row of an answer by its column's name; empty text where the row is short. */
type Named = Readonly<Record<string, string>>;

/**
 * The rows of an answer under its header, by column. A name may hold the separator: cells beyond the header belong to `free`, the
 * only column that people write. An answer without the header proves nothing: no rows.
 */
function namedRows(told: Told, key: string, free: string): Named[] {
  if (told.is !== 'rows') return [];
  const headerAt = told.rows.findIndex((row) => row.includes(key));
  const header = told.rows[headerAt];
  if (header === undefined) return [];
  const freeAt = header.indexOf(free);
  return told.rows.slice(headerAt + 1).flatMap((row) => {
    // Some of the answers end each line in a separator.
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
 * The campaigns of an answer to `campaigns_list` with a header (NON-AGENT_API.txt, campaigns_list). Null where the dialer didn't tell.
 */
export function toldCampaigns(told: Told): DialerCampaign[] | null {
  if (told.is === 'none') return [];
  const rows = namedRows(told, 'campaign_id', 'campaign_name');
  if (rows.length === 0) return null;
  return rows.map((row) => {
    const campaignId = row.campaign_id ?? '';
    return { campaignId, name: row.campaign_name || campaignId, active: row.active !== 'N' };
  });
}

/**
 * The lists of an answer to `list_custom_fields` or `list_info` with a header (NON-AGENT_API.txt). Fields and counts are null where the
 * answer has no such column. Null where the dialer didn't tell; empty where it says that there is none.
 */
export function toldLists(told: Told): DialerList[] | null {
  if (told.is === 'none') return [];
  const rows = namedRows(told, 'list_id', 'list_name').filter((row) => /^\d+$/.test(row.list_id ?? ''));
  if (rows.length === 0) return null;
  return rows.map((row) => {
    const leads = row.all_leads_count ?? '';
    // The document calls the column so; a server may name it otherwise as long as it begins alike.
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
