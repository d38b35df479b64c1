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

/** One record; `id` 0 is a new one. `parent` is the id of the record it belongs to, 0 for none. */
export const recordAt = (subject: Subject, kind: RecordKind, parent: number, id: number): string =>
  `${PLACE}/${subject}/${kind}/${parent}/${id}`;

/** A documented request of a subject, by the name of its function. */
export const requestAt = (subject: Subject, name: string): string => `${PLACE}/${subject}/requests/${name}`;

/** The place in the account that an address leads to. */
export interface AccountPlace {
  readonly subject: Subject;
  readonly kind: RecordKind | null;
  readonly requests: boolean;
  /** The request that is open. */
  readonly request: string | null;
  readonly record: { readonly parent: number; readonly id: number } | null;
}

const NUMBER = /^\d{1,15}$/;

/** Parses an address; null if it isn't one within the account. */
export function readAccountPlace(path: string): AccountPlace | null {
  const [, place, first, part, parent, id, ...more] = path.split('/');
  const subject = SUBJECTS.find((one) => one === first);
  if (`/${place}` !== PLACE || subject === undefined || more.length > 0) return null;
  const nothing = { subject, kind: null, requests: false, request: null, record: null };
  if (part === undefined) return nothing;
  if (part === 'requests') return id === undefined ? { ...nothing, requests: true, request: parent ?? null } : null;
  const kind = recordKind.safeParse(part);
  if (!kind.success) return null;
  if (parent === undefined) return { ...nothing, kind: kind.data };
  if (id === undefined || !NUMBER.test(parent) || !NUMBER.test(id)) return null;
  return { ...nothing, kind: kind.data, record: { parent: Number(parent), id: Number(id) } };
}
