import { hash } from 'node:crypto';
import type { RecordKind } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import { yieldWhenDue } from '../../platform/yielding.ts';
import { nameInFields } from './client-names.ts';
import { KINDS, type Place } from './kinds.ts';
import type { RecordLists } from './record-lists.ts';
import { idsAt, putRecord, recordRow, removeRecord, type StoredRecord } from './record-rows.ts';
import { type Members, membersOf, rowsOf, shownValues } from './shown-values.ts';

/** How many records are written in one transaction. */
const PORTION = 200;

/** A received record with its place. */
interface Came {
  readonly kind: RecordKind;
  readonly parent: number;
  readonly record: Members;
  /** Its index in its list, from 0. */
  readonly at: number;
}

export interface KeepPorts {
  readonly store: Store;
  readonly lists: RecordLists;
}

/** A hash that changes with the content of a record. */
export const revisionOf = (body: string): string => hash('sha256', body, 'base64url').slice(0, 22);

/** Records within another record are separate: methods in accounts, items in lists. */
function partsOf({ kind, parent, record, at }: Came): Came[] {
  if (kind === 'accounts') {
    const { DeliveryDetails: method, ...own } = record;
    const client = Number(record.ClientUID ?? 0) || parent;
    const account = { kind, parent: client, record: { ...own, ...(method ? { DeliveryDetails: method } : {}) }, at };
    const uid = membersOf(method).ClientDeliveryUID;
    return uid ? [account, { kind: 'methods', parent: client, record: membersOf(method), at: 0 }] : [account];
  }
  if (kind === 'lists') {
    const items = rowsOf(record.Items).map(
      (item, place): Came => ({
        kind: 'listItems',
        parent: Number(record.CustomListUID ?? 0),
        record: item,
        at: place,
      }),
    );
    return [{ kind, parent, record, at }, ...items];
  }
  return [{ kind, parent, record: asKept(kind, record), at }];
}

/** A received record in the stored form: members that are written under another name than they are read are renamed. */
export function asKept(kind: RecordKind, record: Members): Members {
  if (kind !== 'clients' || record.AutomationType === undefined) return record;
  return { ...record, DeliveryAccountAutomationType: record.AutomationType };
}

/** Members that are stored as separate records. */
const APART: Partial<Record<RecordKind, string>> = { accounts: 'DeliveryDetails', lists: 'Items' };

function rowOf({ kind, parent, record, at }: Came, readAt: Millis): StoredRecord | null {
  const member = KINDS[kind].id;
  const id = member === null ? at + 1 : Number(record[member] ?? Number.NaN);
  if (!Number.isSafeInteger(id) || id < 1) return null;
  const apart = APART[kind];
  const own = Object.fromEntries(Object.entries(record).filter(([name]) => name !== apart));
  const body = JSON.stringify(own);
  const shown = JSON.stringify(shownValues(kind, record));
  return { parent, id, readAt, shown, revision: revisionOf(body), body };
}

/**
 * Stores the received records of a place without secrets, and deletes those that the account no longer has if the answer was complete.
 *
 * @returns the number of records without an id, which could not be stored
 */
export async function keepRecords(
  { store, lists }: KeepPorts,
  place: Place,
  records: readonly Members[],
  { readAt, whole }: { readonly readAt: Millis; readonly whole: boolean },
  stopped: () => boolean,
): Promise<number> {
  const due = yieldWhenDue();
  const seen = new Map<string, Set<number>>();
  let unnumbered = 0;
  let written: { kind: RecordKind; row: StoredRecord }[] = [];
  const write = () => {
    store.write(() => {
      for (const { kind, row } of written) putRecord(store, place.connectionId, kind, row);
    });
    for (const kind of new Set(written.map((one) => one.kind))) {
      const rows = written.filter((one) => one.kind === kind).map(({ row }) => row);
      lists.put(place.connectionId, kind, rows);
    }
    written = [];
  };
  if (place.kind === 'lists')
    for (const { CustomListUID } of records) seen.set(`listItems ${CustomListUID}`, new Set());
  for (const [at, record] of records.entries()) {
    for (const part of partsOf({ kind: place.kind, parent: place.parent, record, at })) {
      const row = rowOf(part, readAt);
      if (row === null) unnumbered++;
      else {
        written.push({ kind: part.kind, row });
        const key = `${part.kind} ${part.parent}`;
        seen.set(key, (seen.get(key) ?? new Set()).add(row.id));
      }
    }
    if (written.length >= PORTION) write();
    await due();
    if (stopped()) return unnumbered;
  }
  write();
  if (whole && unnumbered === 0) removeGone({ store, lists }, place, seen, readAt);
  keepNames({ store, lists }, place, records, readAt);
  return unnumbered;
}

/** Methods are not deleted, because one that no account uses is in no answer. */
function removeGone(
  { store, lists }: KeepPorts,
  place: Place,
  seen: ReadonlyMap<string, ReadonlySet<number>>,
  readAt: Millis,
): void {
  const remove = (at: Place) => {
    const there = seen.get(`${at.kind} ${at.parent}`) ?? new Set();
    const gone = idsAt(store, at).filter((id) => !there.has(id));
    if (gone.length === 0) return;
    const removed = store.write(() => gone.filter((id) => removeRecord(store, at, id, readAt)));
    lists.remove(at.connectionId, at.kind, at.parent, removed);
    if (at.kind === 'lists') for (const id of removed) remove({ ...at, kind: 'listItems', parent: id });
  };
  remove(place);
  if (place.kind !== 'lists') return;
  for (const key of seen.keys()) {
    if (key.startsWith('listItems ')) remove({ ...place, kind: 'listItems', parent: Number(key.slice(10)) });
  }
}

function keepNames({ store, lists }: KeepPorts, place: Place, records: readonly Members[], readAt: Millis): void {
  const { connectionId, kind, parent: id } = place;
  if (kind === 'clientValues') {
    const shown = JSON.stringify({ Name: nameInFields(records) });
    const at = { connectionId, kind: 'names' as const, parent: 0 };
    if (recordRow(store, at, id)?.shown === shown) return;
    const row = { parent: 0, id, readAt, shown, revision: '', body: '{}' };
    store.write(() => putRecord(store, connectionId, 'names', row));
  } else if (kind !== 'clients' && kind !== 'activeClients') return;
  lists.namesChanged(connectionId);
}
