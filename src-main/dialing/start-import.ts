import { CommandError } from '../../src-preload/contract/index.ts';
import { getDialer } from '../connections/connections.ts';
import { type DiskPatience, untilKept } from '../db/disk-trouble.ts';
import type { Store } from '../db/store.ts';
import { commandsExpected, yieldToCommands } from '../platform/yielding.ts';
import { enqueue } from '../queue/rows/add-jobs.ts';
import { createGroup } from '../queue/rows/groups.ts';
import { shownCounts } from '../queue/rows/shown-counts.ts';
import { getImport, listImports, rowCounts, type StoredImport, updateImport } from './import-table.ts';
import { knownPhones } from './known-phones.ts';
import { applyFindings } from './row-findings.ts';
import { rowId } from './row-id.ts';
import { rowsInRange } from './rows/import-rows.ts';

/** The number of rows added to the queue in one transaction. It is lower while a command is waiting for the end of the transaction. */
const ROWS_AT_ONCE = 2_000;
const ROWS_WHILE_ASKED = 400;

export interface StartPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly disk: DiskPatience;
  /** Called when there are new jobs. */
  readonly wake: () => void;
  readonly changed: () => void;
}

/**
 * Adds the rows of a checked import to the queue. Each transaction stores the jobs of some rows and the position reached, so that an
 * interruption loses and repeats nothing.
 */
export class ImportStarts {
  readonly #ports: StartPorts;
  readonly #running = new Map<number, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(ports: StartPorts) {
    this.#ports = ports;
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  /** Starts an import. Its progress is shown in the import's state. @throws CommandError if it is not checked, or its dialer was removed */
  begin(importId: number): void {
    const { store, now } = this.#ports;
    store.write(() => {
      const found = getImport(store, importId);
      if (found.state !== 'checked') {
        throw new CommandError('conflict', `${found.fileName} is ${found.state}; only a checked list can be started.`);
      }
      const { id: connectionId } = getDialer(store, connectionOf(found));
      const groupId = createGroup(store, {
        connectionId,
        kind: 'dial-list',
        label: found.fileName,
        now: now(),
      });
      updateImport(store, importId, { state: 'starting', group_id: groupId, started_at: now(), started_to: 0 });
    });
    this.#go(importId);
  }

  /** Resolves when all rows of the import are in the queue, so that a change applies to all of its jobs. */
  async settled(importId: number): Promise<void> {
    await this.#running.get(importId);
  }

  /** Continues interrupted starts. */
  resumeAll(): void {
    for (const found of listImports(this.#ports.store)) {
      if (found.state === 'starting') this.#go(found.id);
      else if (found.state === 'checked' && found.autoStart) this.#beginOrSay(found.id);
    }
  }

  /** A list that can't be started must not prevent the desk from starting. */
  #beginOrSay(importId: number): void {
    try {
      this.begin(importId);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      updateImport(this.#ports.store, importId, { auto_start: 0, error: error.message });
    }
  }

  close(): void {
    this.#closing.abort(new Error('Trunkline is closing'));
  }

  #go(importId: number): void {
    if (!this.#running.has(importId)) this.#running.set(importId, this.#run(importId));
  }

  async #run(importId: number): Promise<void> {
    const { store, changed, wake, now, disk } = this.#ports;
    const { signal } = this.#closing;
    try {
      for (;;) {
        await yieldToCommands();
        if (signal.aborted) return;
        const done = await untilKept(
          disk,
          () => store.write(() => this.#handOver(getImport(store, importId), now())),
          signal,
        );
        wake();
        changed();
        if (done) return;
      }
    } catch (error) {
      // What was added to the queue is kept, and the next start of the desk continues.
      if (signal.aborted) return;
      const words = error instanceof Error ? error.message : String(error);
      await untilKept(disk, () => updateImport(store, importId, { error: words }));
    } finally {
      this.#running.delete(importId);
      changed();
    }
  }

  /** Adds one portion; true if it was the last. */
  #handOver(found: StoredImport, now: number): boolean {
    const { store } = this.#ports;
    const { settings, groupId } = found;
    if (settings === null || groupId === null) throw new Error(`Import ${found.id} has lost its settings`);
    const range = { after: rowId(found.id, found.startedTo), below: rowId(found.id + 1, 0) };
    const rows = rowsInRange(store, range, commandsExpected() ? ROWS_WHILE_ASKED : ROWS_AT_ONCE);
    const last = rows.at(-1);
    if (!last) {
      const { send } = rowCounts(store, found.id);
      const { total } = shownCounts(store, { groupId });
      if (total !== send) throw new Error(`${send} rows were to be handed over, but ${total} are in the queue.`);
      updateImport(store, found.id, { state: 'started', error: null });
      return true;
    }
    const connectionId = connectionOf(found);
    // Since the check, another import may have loaded the same phones, or they may have been added to the do-not-call list.
    const known = knownPhones(store, { importId: found.id, connectionId, listId: settings.list_id });
    const sources: { source: number; lane: string }[] = [];
    for (const row of rows) {
      if (row.verdict !== 0 || row.phone === null) continue;
      const isKnown = known.onDoNotCall(row.phone) || known.loadedBefore(row.phone) !== null;
      if (isKnown && applyFindings(store, found, row.id, known) !== 0) continue;
      sources.push({ source: row.id, lane: row.phone });
    }
    enqueue(store, { id: groupId, connectionId }, sources, now);
    updateImport(store, found.id, { started_to: last.id - rowId(found.id, 0) });
    return false;
  }
}

function connectionOf(found: StoredImport): number {
  if (found.connectionId === null) throw new CommandError('invalid-input', 'Choose the dialer for this list.');
  return found.connectionId;
}
