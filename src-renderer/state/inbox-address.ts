import { type LeadFilter, type LeadSort, leadFilter, leadSort } from '../../src-preload/contract/index.ts';
import { brief } from './inbox-filter.ts';

/** The content of the inbox's address: the tab, the changes made in it, and the open lead. */
export interface InboxAddress {
  /** The id of a custom list; "all" is the first. */
  readonly tab: string;
  /** Null means that of the tab. Its text is the search. */
  readonly filter: LeadFilter | null;
  readonly sort: LeadSort | null;
  readonly lead: number | null;
}

export const INBOX: InboxAddress = { tab: 'all', filter: null, sort: null, lead: null };

function parsed(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The address was typed by hand and is invalid, and the caller opens the inbox unfiltered.
    return undefined;
  }
}

/** Parses an address's query. Invalid parts count as missing. */
export function readInboxAddress(query: string): InboxAddress {
  const given = new URLSearchParams(query);
  const filter = leadFilter.safeParse(parsed(given.get('filter')));
  const [by, direction] = (given.get('sort') ?? '').split(' ');
  const sort = leadSort.safeParse({ by, direction });
  const tab = given.get('tab') ?? 'all';
  const lead = given.get('lead');
  return {
    tab: /^[a-z0-9-]{1,20}$/.test(tab) ? tab : 'all',
    filter: filter.success ? filter.data : null,
    sort: sort.success ? sort.data : null,
    lead: lead !== null && /^\d{1,15}$/.test(lead) ? Number(lead) : null,
  };
}

/** The address that `readInboxAddress` reads back. */
export function writeInboxAddress({ tab, filter, sort, lead }: InboxAddress): string {
  const query = new URLSearchParams();
  if (tab !== 'all') query.set('tab', tab);
  if (filter !== null) query.set('filter', JSON.stringify(brief(filter)));
  if (sort !== null) query.set('sort', `${sort.by} ${sort.direction}`);
  if (lead !== null) query.set('lead', String(lead));
  const text = query.toString();
  return text === '' ? '/inbox' : `/inbox?${text}`;
}
