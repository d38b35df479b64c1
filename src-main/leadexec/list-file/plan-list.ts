import { hash } from 'node:crypto';
import { type CommandArguments, CommandError, type CommandOutput } from '../../../src-preload/contract/index.ts';
import { encodingAsked } from '../../dialing/read-csv/encoding-asked.ts';
import type { NewChange } from '../make-request.ts';
import type { EditingPorts } from '../records/editing.ts';
import { recordRow, recordsOf } from '../records/record-rows.ts';
import { flagOf, type Members, membersOf, rowsOf } from '../records/shown-values.ts';
import { listItem, sameValue } from './item.ts';
import { itemRequest } from './item-requests.ts';
import { openAdds } from './open-adds.ts';
import { type ItemPlan, planItems } from './plan-items.ts';
import { type ItemFile, readItemFile } from './read-file.ts';
import { ClientFinder } from './resolve-clients.ts';

export interface ListPorts extends EditingPorts {
  readonly uploadsDir: string;
  readonly clientName: (connectionId: number, client: number) => string;
}
export type ListInput = Omit<CommandArguments<'leadexec.planList'>, 'from' | 'count' | 'show'>;

/** What a file would change in a list, with the requests for that. */
export interface ListPlan {
  readonly listName: string;
  readonly fieldName: string;
  readonly file: ItemFile;
  readonly plan: ItemPlan;
  readonly changes: () => readonly NewChange[];
  readonly warnings: readonly string[];
  readonly revision: string;
}

/**
 * Compares a file with a list, which is read again first. Offline this desk's copy is used, with a warning.
 *
 * @param checkAccount throws if the account can't be used
 * @throws CommandError `file`, `invalid-input`, `not-found`
 */
export async function planList(ports: ListPorts, input: ListInput, checkAccount: () => void): Promise<ListPlan> {
  const { store, refresher } = ports;
  const { connectionId, list: parent } = input;
  // This comes first, so that an unreadable file is refused before anything else happens.
  const file = await readItemFile(input, ports.uploadsDir);
  checkAccount();
  const lists = { connectionId, kind: 'lists' as const, parent: 0 };
  // Looked up before the list is read: what is added in between is in the list.
  const adding = openAdds(store, { connectionId, list: parent });
  const error = await refresher.refresh(lists, { fresh: true });
  const row = recordRow(store, lists, parent);
  if (row === undefined) {
    throw new CommandError('not-found', error ?? 'This distribution list no longer exists in LeadExec.');
  }
  const list = membersOf(JSON.parse(row.body));
  const records = new Map(
    recordsOf(store, { connectionId, kind: 'listItems', parent }).map(({ id, body }) => [
      id,
      membersOf(JSON.parse(body)),
    ]),
  );
  const items = [...records].map(([id, record]) => listItem(id, record));
  const nameOf = (client: number) => ports.clientName(connectionId, client);
  const finder = new ClientFinder(store, connectionId, nameOf);
  const plan = await planItems({
    ...{ items, adding, rows: file.rows, finder, nameOf },
    allowed: await allowedValues(ports, connectionId, list),
    assigns: file.columns.clients !== null,
    removeUnlisted: input.removeUnlisted,
    // A file without rows would remove everything.
    removeMissing: input.removeMissing && file.rows.length > 0,
  });
  const warnings = [
    ...(error === null ? [] : [`The list may be outdated. ${error}`]),
    ...(finder.count === 0 && file.columns.clients !== null
      ? ['No clients are on this desk yet. Open the list of clients once, then try again.']
      : []),
    ...(file.inspection.encodings.length > 0
      ? [encodingAsked(input.name ?? 'the file', file.inspection), 'Choose the encoding to continue.']
      : []),
  ];
  const recordOf = (id: number): Members => {
    const record = records.get(id);
    if (record === undefined) throw new Error(`Item ${id} was not read`);
    return record;
  };
  const changes = () =>
    plan.changes.map((change) => itemRequest({ connectionId, list: parent }, change, recordOf, ports.now()));
  return {
    ...{ listName: String(list.Description ?? parent), fieldName: String(list.FieldName ?? '') },
    ...{ file, plan, changes, warnings },
    revision: hash('sha256', JSON.stringify([file.sha256, plan.changes]), 'base64url').slice(0, 22),
  };
}

/** The values that a list's field allows, in lower case; null if any value is allowed, or if that is unknown. */
async function allowedValues(
  { store, refresher }: ListPorts,
  connectionId: number,
  { LeadTypeUID, LeadFieldUID }: Members,
): Promise<ReadonlySet<string> | null> {
  const place = { connectionId, kind: 'leadFields' as const, parent: Number(LeadTypeUID ?? 0) };
  if (place.parent === 0) return null;
  const id = Number(LeadFieldUID ?? 0);
  // Offline any value is accepted, because the account decides.
  if (recordRow(store, place, id) === undefined) await refresher.refresh(place);
  const row = recordRow(store, place, id);
  if (row === undefined) return null;
  const { Enumerated, FieldEnums } = membersOf(JSON.parse(row.body));
  const values = rowsOf(FieldEnums).map(({ Descriptor }) => sameValue(String(Descriptor ?? '')));
  return flagOf(Enumerated) === true && values.length > 0 ? new Set(values) : null;
}

/** A page of a plan for the operator. */
export function shownPlan(
  { listName, fieldName, file, plan, warnings, revision }: ListPlan,
  { show, from, count }: Pick<CommandArguments<'leadexec.planList'>, 'show' | 'from' | 'count'>,
): CommandOutput<'leadexec.planList'> {
  const { items, unlisted, missingAssignments, before, after } = plan;
  const counts = { added: 0, changed: 0, same: 0, missing: 0, invalid: 0 };
  for (const { outcome } of items) counts[outcome]++;
  const shown = show === undefined ? items : items.filter(({ outcome }) => outcome === show);
  return {
    ...{ listName, fieldName, inspection: file.inspection, columns: file.columns, rows: file.rows.length },
    ...{ counts, unlisted, missingAssignments, before, after, requests: plan.changes.length },
    ...{ total: shown.length, items: shown.slice(from, from + count), warnings: [...warnings], revision },
  };
}
