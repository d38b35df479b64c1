import { isId, type Members } from '../records/shown-values.ts';

/** An item of a distribution list, in the form in which it is compared with a file. */
export interface ListItem {
  readonly id: number;
  readonly value: string;
  readonly description: string;
  readonly tag1: string;
  readonly tag2: string;
  readonly clients: readonly number[];
}

/** The clients that an item is assigned to. A single client is in a separate member, and may be in both. */
export function clientsOfItem({ AssignedClient, AssignedClients }: Members): number[] {
  const several = String(AssignedClients ?? '').split('|');
  return [...new Set([AssignedClient, ...several].map((one) => Number(one ?? 0)).filter(isId))];
}

/** Values are compared ignoring case, as the account does when it distributes a lead. */
export const sameValue = (value: string): string => value.trim().toLowerCase();

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

export const listItem = (id: number, record: Members): ListItem => ({
  id,
  value: text(record.Value),
  description: text(record.Description),
  tag1: text(record.Tag1),
  tag2: text(record.Tag2),
  clients: clientsOfItem(record),
});
