import { CommandError, type CommandOutput } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { jobOf, jobOfSource, type StoredJob } from '../../queue/rows/find-jobs.ts';
import { differences, visibleDifferences } from '../alike.ts';
import { requestRow } from '../request-rows.ts';
import { createdId, keepAsSent } from './created.ts';
import { type EditingPorts, saveEdit } from './editing.ts';
import { hasOrder } from './edits.ts';
import { asKept } from './keep-records.ts';
import type { Place } from './kinds.ts';
import type { RecordLists } from './record-lists.ts';
import { noteAfter, type StoredSave, saveRow, savesToCompare } from './save-rows.ts';
import { type Members, membersOf } from './shown-values.ts';

const isDone = ({ state }: StoredJob): boolean => state === 'delivered' || state === 'duplicate';

function saveOfJob(store: Store, jobId: number): { job: StoredJob; save: StoredSave } | null {
  const job = jobOf(store, jobId);
  const request = job === undefined ? null : requestRow(store, job.source);
  if (job === undefined || request === null || request.connectionId !== job.connectionId) return null;
  const save = saveRow(store, job.source);
  return save === null ? null : { job, save };
}

/** The id of a saved record, 0 where the answer to its creation had none. */
function idIn({ vendorRef }: StoredJob, { recordId }: StoredSave): number {
  const made = Number(vendorRef ?? 0);
  return recordId !== 0 ? recordId : Number.isSafeInteger(made) ? made : 0;
}

/** The result of a save; see the contract. */
export function savedOutput(store: Store, jobId: number): CommandOutput<'leadexec.saved'> {
  const found = saveOfJob(store, jobId);
  if (found === null) return null;
  const { job, save } = found;
  const { kind, parent } = save;
  const id = save.after?.id ?? idIn(job, save);
  const canUndo = isDone(job) && save.after !== null && save.before.length > 0;
  const { differs = null, reordered = [] } = save.after ?? {};
  return { kind, parent, id, differs: differs === null ? null : [...differs], reordered: [...reordered], canUndo };
}

/** Undoes a save. @throws CommandError if that isn't possible */
export async function undoSave(ports: EditingPorts, jobId: number): Promise<number> {
  const found = saveOfJob(ports.store, jobId);
  if (found === null) throw new CommandError('not-found', 'This job isn’t an edit of a LeadExec record.');
  const { job, save } = found;
  if (!isDone(job)) throw new CommandError('conflict', 'This change wasn’t made, so there’s nothing to undo.');
  if (save.recordId === 0) throw new CommandError('conflict', 'LeadExec’s API can’t delete it.');
  if (save.after === null) {
    throw new CommandError('conflict', 'This change isn’t confirmed yet. Try again in a moment.');
  }
  if (save.before.length === 0) throw new CommandError('conflict', 'A password can’t be restored.');
  const place: Place = { connectionId: job.connectionId, kind: save.kind, parent: save.parent };
  const edit = [...save.before];
  // The record was read with these values.
  return saveEdit(ports, place, { ...place, id: save.recordId, revision: save.after.revision, edit }, true);
}

/** Reads saved records again, one after the other, and stores what differs from what was sent. */
export class SaveComparer {
  readonly #ports: EditingPorts & { readonly lists: RecordLists };
  #running = false;
  #again = false;
  #closed = false;

  constructor(ports: EditingPorts & { readonly lists: RecordLists }) {
    this.#ports = ports;
  }

  close(): void {
    this.#closed = true;
  }

  /** Called when some jobs have changed. */
  async look(): Promise<void> {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#again && !this.#closed) {
        this.#again = false;
        for (const id of savesToCompare(this.#ports.store)) {
          if (!this.#closed) await this.#compare(id);
        }
      }
    } finally {
      this.#running = false;
    }
  }

  async #compare(requestId: number): Promise<void> {
    const { store, accounts, refresher, whole } = this.#ports;
    const request = requestRow(store, requestId);
    const save = saveRow(store, requestId);
    if (request === null || save === null || !accounts.ids().includes(request.connectionId)) return;
    const job = jobOfSource(store, { connectionId: request.connectionId, source: requestId });
    if (job?.state === 'cancelled' || job?.state === 'rejected') return;
    if (job === undefined || !isDone(job)) return;
    const place: Place = { connectionId: request.connectionId, kind: save.kind, parent: save.parent };
    const id = idIn(job, save);
    const data = membersOf(request.body).FieldData !== undefined;
    const errors = [await refresher.refresh(place, id > 0 ? { id, fresh: true } : { fresh: true })];
    if (data && id > 0) {
      errors.push(await refresher.refresh({ ...place, kind: 'clientValues', parent: id }, { fresh: true }));
    }
    if (this.#closed || errors.some((error) => error !== null)) return;
    if (id > 0 && save.recordId === 0) keepAsSent(this.#ports, place, id, request.body);
    const found = id > 0 ? id : createdId(store, place, request.body);
    const now = found > 0 ? whole.of(place, found) : null;
    const read = now === null ? null : membersOf(JSON.parse(now.text));
    const differs = read === null ? [] : notAsSent(save, request.body, read);
    const reordered = read === null ? [] : inOtherOrder(save, request.body, read, differs);
    store.write(() => noteAfter(store, requestId, { revision: now?.revision ?? '', differs, reordered, id: found }));
  }
}

/** The members of a record that differ from what was sent. */
function notAsSent({ kind, recordId }: StoredSave, body: unknown, record: Members): string[] {
  const there = asKept(kind, record);
  const as = recordId === 0 ? 'new' : 'changed';
  if (kind !== 'clients') return visibleDifferences(kind, body, there, as);
  const { Info, FieldData } = membersOf(body);
  const values = membersOf(there.FieldData);
  const fields = Array.isArray(FieldData) ? (FieldData as unknown[]).map(membersOf) : [];
  return [
    ...visibleDifferences(kind, Info, there, as),
    ...fields
      .filter(({ ClientFieldUID, Value }) => (values[String(ClientFieldUID)] ?? '') !== (Value ?? ''))
      .map(({ ClientFieldUID }) => `FieldData.${ClientFieldUID}`),
  ];
}

/** The lists of an edit whose rows are as sent, but in another order: LeadExec may keep an order of its own. */
function inOtherOrder({ kind, before }: StoredSave, body: unknown, record: Members, differs: readonly string[]) {
  const edited = before.map(({ field }) => field).filter(hasOrder);
  const inOrder = differences(kind, body, asKept(kind, record), 'changed', 'as-sent');
  return inOrder.filter((name) => edited.includes(name) && !differs.includes(name));
}
