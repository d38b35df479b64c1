import type { PlannedItem } from '../../../src-preload/contract/index.ts';
import { yieldWhenDue } from '../../platform/yielding.ts';
import { type ListItem, sameValue } from './item.ts';
import type { FileRow } from './read-file.ts';
import type { ClientFinder } from './resolve-clients.ts';

/** A request to the account for one item. */
export type ItemChange =
  | { readonly is: 'add'; readonly item: Omit<ListItem, 'id'> }
  /** The item after the change. It is sent in one request, because more than its assignments change. */
  | { readonly is: 'change'; readonly before: ListItem; readonly item: ListItem }
  | { readonly is: 'assign' | 'remove'; readonly item: ListItem; readonly client: number };

/** What a file would change in a list. */
export interface ItemPlan {
  readonly items: readonly PlannedItem[];
  readonly changes: readonly ItemChange[];
  /** Assignments that would be removed from items in the file, and from the others. */
  readonly unlisted: number;
  readonly missingAssignments: number;
  readonly before: Assigned;
  readonly after: Assigned;
}
export interface Assigned {
  readonly items: number;
  readonly assigned: number;
  readonly unassigned: number;
}

export interface PlanOptions {
  readonly items: readonly ListItem[];
  readonly rows: readonly FileRow[];
  /** Whether the file has a column of clients. */
  readonly assigns: boolean;
  readonly removeUnlisted: boolean;
  readonly removeMissing: boolean;
  readonly finder: ClientFinder;
  readonly nameOf: (client: number) => string;
  /** The values that the list's field allows, in lower case; null if any value is allowed. */
  readonly allowed: ReadonlySet<string> | null;
  /** The jobs that will add an item, or may have added it, by its value. */
  readonly adding: ReadonlyMap<string, number>;
}

/** An item of the file: its first line, and the clients of all its lines. */
interface Entry {
  readonly line: number;
  readonly value: string;
  readonly description: string;
  readonly tag1: string;
  readonly tag2: string;
  readonly clients: number[];
}

const assignedOf = (items: readonly { readonly clients: readonly number[] }[]): Assigned => {
  const assigned = items.filter(({ clients }) => clients.length > 0).length;
  return { items: items.length, assigned, unassigned: items.length - assigned };
};

/** Compares a file with the items of a list. Nothing is removed unless requested; invalid rows are named by their line. */
export async function planItems(options: PlanOptions): Promise<ItemPlan> {
  const due = yieldWhenDue();
  const { entries, invalid } = await entriesOf(options, due);
  const byValue = new Map<string, ListItem>();
  for (const item of options.items) if (!byValue.has(sameValue(item.value))) byValue.set(sameValue(item.value), item);
  const planned: PlannedItem[] = [...invalid];
  const changes: ItemChange[] = [];
  const after: { clients: readonly number[] }[] = [];
  let unlisted = 0;
  for (const [key, entry] of entries) {
    const made = planEntry(options, byValue.get(key), entry);
    planned.push(made.planned);
    changes.push(...made.changes);
    after.push({ clients: made.clients });
    unlisted += made.unlisted;
    await due();
  }
  let missingAssignments = 0;
  const leftOut = new Set(invalid.map(({ value }) => sameValue(value)));
  for (const item of options.items) {
    const key = sameValue(item.value);
    if (entries.has(key) && byValue.get(key) === item) continue;
    if (entries.has(key) || leftOut.has(key)) {
      // Of several items with one value the file means the first. An item that only invalid rows name is not changed.
      after.push({ clients: item.clients });
      continue;
    }
    missingAssignments += item.clients.length;
    const clients = options.removeMissing ? [] : item.clients;
    after.push({ clients });
    if (options.removeMissing) for (const client of item.clients) changes.push({ is: 'remove', item, client });
    const text = (some: readonly number[]) => clientsText(options, some) || 'unassigned';
    planned.push({
      ...{ line: 0, value: item.value, outcome: 'missing', before: text(item.clients), after: text(clients) },
      note: item.clients.length === 0 || options.removeMissing ? '' : 'Its assignments stay.',
    });
    await due();
  }
  const order = (one: PlannedItem) => (one.line === 0 ? Number.MAX_SAFE_INTEGER : one.line);
  return {
    items: planned.sort((a, b) => order(a) - order(b)),
    ...{ changes, unlisted, missingAssignments, before: assignedOf(options.items), after: assignedOf(after) },
  };
}

/** The items of a file: rows with the same value are one item, assigned to the clients of all of them. */
async function entriesOf(
  { rows, finder, allowed }: PlanOptions,
  due: () => Promise<void> | void,
): Promise<{ readonly entries: ReadonlyMap<string, Entry>; readonly invalid: readonly PlannedItem[] }> {
  const entries = new Map<string, Entry>();
  const invalid: PlannedItem[] = [];
  for (const row of rows) {
    await due();
    const { line, value } = row;
    const refuse = (note: string) => invalid.push({ line, value, outcome: 'invalid', before: '', after: '', note });
    if (row.problem !== '') {
      refuse(row.problem);
      continue;
    }
    if (value === '') {
      refuse('It has no value.');
      continue;
    }
    if (allowed !== null && !allowed.has(sameValue(value))) {
      refuse('The field of this list doesn’t have this value.');
      continue;
    }
    const found = finder.of(row.clients);
    if ('problem' in found) {
      refuse(found.problem);
      continue;
    }
    const known = entries.get(sameValue(value));
    if (known === undefined) {
      const { description, tag1, tag2 } = row;
      entries.set(sameValue(value), { line, value, description, tag1, tag2, clients: [...found.clients] });
      continue;
    }
    const other = (['description', 'tag1', 'tag2'] as const).find(
      (name) => row[name] !== '' && row[name] !== known[name],
    );
    if (other !== undefined) {
      refuse(`Line ${known.line} has the same value with another ${other === 'description' ? 'name' : 'tag'}.`);
      continue;
    }
    for (const client of found.clients) if (!known.clients.includes(client)) known.clients.push(client);
  }
  return { entries, invalid };
}

interface PlannedEntry {
  readonly planned: PlannedItem;
  readonly changes: readonly ItemChange[];
  /** The clients after the change. */
  readonly clients: readonly number[];
  readonly unlisted: number;
}

function planEntry(options: PlanOptions, before: ListItem | undefined, entry: Entry): PlannedEntry {
  const { line, value } = entry;
  if (before === undefined) {
    const { tag1, tag2, clients } = entry;
    const item = { value, description: entry.description || value, tag1, tag2, clients };
    const job = options.adding.get(sameValue(value));
    if (job !== undefined) {
      const note = `An item with this value is being added already (job ${job}).`;
      const planned = { line, value, outcome: 'invalid' as const, before: '', after: '', note };
      return { planned, changes: [], clients, unlisted: 0 };
    }
    const planned = { line, value, outcome: 'added' as const, before: '', after: itemText(options, item), note: '' };
    return { planned, changes: [{ is: 'add', item }], clients, unlisted: 0 };
  }
  const added = entry.clients.filter((client) => !before.clients.includes(client));
  const unlisted = options.assigns ? before.clients.filter((client) => !entry.clients.includes(client)) : [];
  const removed = options.removeUnlisted ? unlisted : [];
  const after: ListItem = {
    ...before,
    description: entry.description || before.description,
    tag1: entry.tag1 || before.tag1,
    tag2: entry.tag2 || before.tag2,
    clients: [...before.clients.filter((client) => !removed.includes(client)), ...added],
  };
  const isText = after.description !== before.description || after.tag1 !== before.tag1 || after.tag2 !== before.tag2;
  const changes: ItemChange[] = isText
    ? [{ is: 'change', before, item: after }]
    : [
        ...added.map((client): ItemChange => ({ is: 'assign', item: before, client })),
        ...removed.map((client): ItemChange => ({ is: 'remove', item: before, client })),
      ];
  const stays = options.removeUnlisted ? 0 : unlisted.length;
  const planned: PlannedItem = {
    ...{ line, value, outcome: changes.length > 0 ? 'changed' : 'same' },
    before: itemText(options, before, after),
    // Added clients come first, so that they are visible if the text is truncated.
    after: itemText(
      options,
      { ...after, clients: [...added, ...after.clients.filter((one) => !added.includes(one))] },
      before,
    ),
    note: stays === 0 ? '' : `Stays assigned to ${clientsText(options, unlisted)}, not in the file.`,
  };
  return { planned, changes, clients: after.clients, unlisted: unlisted.length };
}

const clientsText = ({ nameOf }: PlanOptions, clients: readonly number[]): string =>
  clients.map((client) => nameOf(client) || String(client)).join(', ');

/** An item in words: its clients, and other members if they differ from those of another item. */
function itemText(options: PlanOptions, item: Omit<ListItem, 'id'>, other?: Omit<ListItem, 'id'>): string {
  const named = [
    ['Name', item.description, other?.description ?? item.value],
    ['Tag 1', item.tag1, other?.tag1 ?? ''],
    ['Tag 2', item.tag2, other?.tag2 ?? ''],
  ] as const;
  const texts = named.flatMap(([label, text, same]) => (text === same ? [] : [`${label}: ${text || 'none'}`]));
  return [clientsText(options, item.clients) || 'unassigned', ...texts].join('; ');
}
