import type { DistributionList } from '../account/delivery-model.ts';
import type { Account } from '../account/model.ts';

/** The active lists of a lead's type that apply to it. */
export function applyingLists(
  { lists }: Account,
  leadTypeUid: number,
  values: ReadonlyMap<number, string>,
): DistributionList[] {
  return lists.filter(
    (one) =>
      one.status === 1 &&
      one.leadTypeUid === leadTypeUid &&
      (one.dependField === 0 || same(values.get(one.dependField) ?? '', one.value)),
  );
}

/** Why a list excludes a client from a lead; undefined if it doesn't. Clients that are not in the list are not affected. */
export function listRefusal(
  list: DistributionList,
  clientUid: number,
  values: ReadonlyMap<number, string>,
): string | undefined {
  const isIn = list.defaultClient === clientUid || list.items.some(({ clients }) => clients.includes(clientUid));
  if (!isIn) return undefined;
  const given = values.get(list.leadFieldUid) ?? '';
  const assigned = list.items.filter((one) => one.clients.length > 0 && same(one.value, given));
  if (assigned.some(({ clients }) => clients.includes(clientUid))) return undefined;
  if (list.defaultClient === clientUid && assigned.length === 0) return undefined;
  return `distribution list "${list.description}" does not assign "${given}" to the client`;
}

const same = (left: string, right: string) => left.trim().toLowerCase() === right.trim().toLowerCase();
