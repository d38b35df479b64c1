import { CALLS } from '../../vendors/leadexec/registry.ts';
import type { NewChange } from '../make-request.ts';
import { written } from '../records/bodies.ts';
import { emptyRecord } from '../records/empty-record.ts';
import { expectation } from '../records/expectation.ts';
import type { Members } from '../records/shown-values.ts';
import type { ListItem } from './item.ts';
import type { ItemChange } from './plan-items.ts';

interface Place {
  readonly connectionId: number;
  readonly list: number;
}

function definitionOf(name: string) {
  const definition = CALLS.get(name);
  if (definition === undefined) throw new Error(`There is no call ${name}`);
  return definition;
}

/** The members of an item. A single client has a separate member, which is 0 if there are several. */
const membersOfItem = ({ value, description, tag1, tag2, clients }: Omit<ListItem, 'id'>): Members => ({
  ...{ Value: value, Description: description, Tag1: tag1, Tag2: tag2 },
  AssignedClient: clients.length === 1 ? clients[0] : 0,
  AssignedClients: clients.join('|'),
});

/**
 * The request for a change. Assignments are sent client by client, so that no colleague's edit is lost. An item with changed texts is sent
 * completely, and only if it is still as it was read.
 *
 * @param recordOf returns an item as it was read
 */
export function itemRequest(
  { connectionId, list }: Place,
  change: ItemChange,
  recordOf: (id: number) => Members,
  now: number,
): NewChange {
  if (change.is === 'assign' || change.is === 'remove') {
    const isAssign = change.is === 'assign';
    const name = isAssign ? 'assignListItemToClient' : 'removeDistributionListItem';
    const item = isAssign ? 'DistributionListItemUID' : 'DistributionItemUID';
    const path = { ClientUID: change.client, DistributionListUID: list, [item]: change.item.id };
    return { connectionId, name, definition: definitionOf(name), whole: { path, body: undefined }, kept: false };
  }
  const base = change.is === 'change' ? recordOf(change.item.id) : null;
  const record = { ...(base ?? emptyRecord('listItems', list, now)), ...membersOfItem(change.item) };
  const made = written('listItems', list, base, record);
  if (made === null) throw new Error('No call writes list items');
  const { call, path, body } = made;
  const request = { connectionId, name: call, definition: definitionOf(call), whole: { path: { ...path }, body } };
  if (change.is === 'add' || base === null) return { ...request, kept: true };
  const expects = expectation('listItems', base, made);
  const save = { kind: 'listItems' as const, parent: list, recordId: change.item.id, expects, before: [] };
  return { ...request, kept: true, save };
}
