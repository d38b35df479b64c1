import { type RecordKind, recordKind } from '../../src-preload/contract/index.ts';

/** The parts of a LeadExec account under their names on screen. */
export const SUBJECTS = [
  ...(['clients', 'accounts', 'methods', 'orders', 'lists', 'sources', 'lead-types'] as const),
  ...(['leads', 'delivery', 'validation'] as const),
] as const;
export type Subject = (typeof SUBJECTS)[number];

const PLACE = '/account';

/** The revenue of posted leads, for the team lead. */
export const MONEY_AT = `${PLACE}/money`;

/** The address of a part of the account: its records, or its requests; without one, the first. */
export function accountAt(subject?: Subject, part?: RecordKind | 'requests'): string {
  if (subject === undefined) return PLACE;
  return part === undefined ? `${PLACE}/${subject}` : `${PLACE}/${subject}/${part}`;
}

/** The records of a kind below one parent: the items of a distribution list. */
export const listWithin = (subject: Subject, kind: RecordKind, parent: number): string =>
  `${accountAt(subject, kind)}/${parent}`;

/** One record; `id` 0 is a new one. `parent` is the id of the record it belongs to, 0 for none. */
export const recordAt = (subject: Subject, kind: RecordKind, parent: number, id: number): string =>
  `${PLACE}/${subject}/${kind}/${parent}/${id}`;

/** A documented request of a subject, by the name of its function. */
export const requestAt = (subject: Subject, name: string): string => `${PLACE}/${subject}/requests/${name}`;

/** Where a delivery account is copied to other clients. */
export const copyAt = (client: number, account: number): string => `${PLACE}/accounts/copy/${client}/${account}`;

/** Where the items of a distribution list are changed by a file. */
export const assignAt = (list: number): string => `${PLACE}/lists/assign/${list}`;

/** Changes that were asked for together: how they are doing. */
export const batchAt = (subject: Subject, batch: number): string => `${PLACE}/${subject}/batch/${batch}`;

/** The latest copies or list changes, and how each is doing. */
export const batchesAt = (subject: Subject): string => `${PLACE}/${subject}/batches`;

/** What is done with many records at once. */
export type Bulk =
  | { readonly is: 'copy'; readonly client: number; readonly account: number }
  | { readonly is: 'assign'; readonly list: number }
  | { readonly is: 'batch'; readonly batch: number }
  | { readonly is: 'batches' };

/** The place in the account that an address leads to. */
export interface AccountPlace {
  readonly subject: Subject;
  readonly kind: RecordKind | null;
  /** The parent of the records to list; null for the one that was chosen in the list. */
  readonly within: number | null;
  readonly requests: boolean;
  /** The request that is open. */
  readonly request: string | null;
  readonly record: { readonly parent: number; readonly id: number } | null;
  readonly bulk: Bulk | null;
}

/** Kinds whose list can be narrowed to the records of one parent. */
const WITHIN: ReadonlySet<RecordKind> = new Set([
  'activeClients',
  'listItems',
  'campaigns',
  'leadFields',
  'categories',
]);
const NUMBER = /^\d{1,15}$/;

/** Parses an address; null if it isn't one within the account. */
export function readAccountPlace(path: string): AccountPlace | null {
  const [, place, first, part, parent, id, ...more] = path.split('/');
  const subject = SUBJECTS.find((one) => one === first);
  if (`/${place}` !== PLACE || subject === undefined || more.length > 0) return null;
  const nothing = { subject, kind: null, within: null, requests: false, request: null, record: null, bulk: null };
  if (part === undefined) return nothing;
  if (part === 'requests') return id === undefined ? { ...nothing, requests: true, request: parent ?? null } : null;
  const bulk = readBulk(part, parent, id);
  if (bulk !== null) return { ...nothing, bulk };
  const kind = recordKind.safeParse(part);
  if (!kind.success) return null;
  if (parent === undefined) return { ...nothing, kind: kind.data };
  if (!NUMBER.test(parent)) return null;
  if (id === undefined) return WITHIN.has(kind.data) ? { ...nothing, kind: kind.data, within: Number(parent) } : null;
  if (!NUMBER.test(id)) return null;
  return { ...nothing, kind: kind.data, record: { parent: Number(parent), id: Number(id) } };
}

function readBulk(part: string, first: string | undefined, second: string | undefined): Bulk | null {
  if (part === 'batches') return first === undefined ? { is: 'batches' } : null;
  if (first === undefined || !NUMBER.test(first)) return null;
  if (part === 'copy') {
    if (second === undefined || !NUMBER.test(second)) return null;
    return { is: 'copy', client: Number(first), account: Number(second) };
  }
  if (second !== undefined) return null;
  if (part === 'assign') return { is: 'assign', list: Number(first) };
  return part === 'batch' ? { is: 'batch', batch: Number(first) } : null;
}
