import { stat } from 'node:fs/promises';
import { CommandError, type DialSettings, type Mapping } from '../../src-preload/contract/index.ts';
import { getConnection } from '../connections/connections.ts';
import { type DiskPatience, untilKept } from '../db/disk-trouble.ts';
import type { Store } from '../db/store.ts';
import { yieldToCommands, yieldToEventLoop } from '../platform/yielding.ts';
import type { CheckedBatch, CheckOrder } from './check-file.ts';
import { getImport, listImports, rowCounts, type StoredImport, updateImport } from './import-table.ts';
import { type KnownPhones, knownPhones } from './known-phones.ts';
import { encodingAsked } from './read-csv/encoding-asked.ts';
import { explainFileError } from './read-csv/file-error.ts';
import { fileFingerprint } from './read-csv/inspect.ts';
import { yieldPhone } from './row-findings.ts';
import { fromRowId, rowId } from './row-id.ts';
import { editsOfImport, type RowEdit } from './rows/import-edits.ts';
import { deleteSomeRows } from './rows/import-rows.ts';
import { dropMarks, dropReasons, reasonRows } from './rows/reason-rows.ts';
import { dropVerdicts } from './rows/verdict-rows.ts';
import { storeBatch } from './store-batch.ts';
import { calledByName } from './unreadable.ts';

/** Reads and checks a file outside the core's thread. `store` is awaited for every batch. Resolves to the number of rows. */
export interface FileChecker {
  check(order: CheckOrder, store: (batch: CheckedBatch) => Promise<void>, signal: AbortSignal): Promise<number>;
}

export interface CheckPorts {
  readonly store: Store;
  readonly checker: FileChecker;
  readonly now: () => number;
  readonly disk: DiskPatience;
  /** An import has changed. */
  readonly changed: () => void;
  /** A check has finished, and the import should start automatically. */
  readonly startNow: (importId: number) => void;
}

/** The intended duration of one transaction of a check, ms: long enough to be worth its fsync, short enough that no command is delayed. */
const PORTION_MS = 12;
const LEAST_PORTION = 100;
const MOST_PORTION = 4_000;
/** The number of rows deleted at once, so that other commands can run in between. */
const WIPE_AT_ONCE = 5_000;

interface Running {
  readonly stop: AbortController;
  bytes: number;
  /** Whether it is stored how the file's dates are read. */
  datesKept: boolean;
}

/** The running checks. An interrupted check continues after the last stored row. */
export class ImportChecks {
  readonly #ports: CheckPorts;
  readonly #running = new Map<number, Running>();
  /** The number of rows in a transaction, adjusted to how long the last ones took. */
  #portion = 500;

  constructor(ports: CheckPorts) {
    this.#ports = ports;
  }

  /** Bytes of the file read so far in a running check. */
  bytesRead(importId: number): number {
    return this.#running.get(importId)?.bytes ?? 0;
  }

  /** Whether any check is under way. */
  get busy(): boolean {
    return this.#running.size > 0;
  }

  /**
   * Checks every row again. Returns when the check has started. Its progress and end are shown in the import's state.
   * @throws CommandError if something it needs has not been chosen, or if it is already started
   */
  begin(importId: number, thenStart: boolean): void {
    const { store } = this.#ports;
    const found = getImport(store, importId);
    if (found.state === 'checking' && thenStart) {
      updateImport(store, importId, { auto_start: 1 });
      return;
    }
    if (found.state === 'checking' || found.state === 'starting' || found.state === 'started') {
      throw new CommandError('conflict', `${found.fileName} is already ${found.state}.`);
    }
    const { traits } = needs(store, found);
    store.write(() => {
      forgetFindings(store, importId);
      updateImport(store, importId, {
        state: 'checking',
        auto_start: thenStart ? 1 : 0,
        checked_to: 0,
        traits: JSON.stringify(traits),
        dates: JSON.stringify({ today: localDay(this.#ports.now()) }),
        error: null,
        checked_at: null,
      });
    });
    void this.#run(importId);
  }

  /** Continues interrupted checks. */
  resumeAll(): void {
    for (const found of listImports(this.#ports.store)) if (found.state === 'checking') void this.#run(found.id);
  }

  /** Stops a running check. Its import is a draft again. */
  async stop(importId: number): Promise<void> {
    const running = this.#running.get(importId);
    if (!running) return;
    running.stop.abort(new Error('canceled'));
    this.#running.delete(importId);
    updateImport(this.#ports.store, importId, { state: 'draft', auto_start: 0 });
    await yieldToEventLoop();
  }

  /** Stops every check without storing that, so that the next start continues them. */
  close(): void {
    for (const { stop } of this.#running.values()) stop.abort(new Error('Trunkline is closing'));
    this.#running.clear();
  }

  async #run(importId: number): Promise<void> {
    const { store, checker, changed, disk } = this.#ports;
    const running: Running = { stop: new AbortController(), bytes: 0, datesKept: false };
    this.#running.set(importId, running);
    const { signal } = running.stop;
    try {
      const found = getImport(store, importId);
      const { connectionId, settings, mapping, traits } = needs(store, found);
      if (found.checkedTo === 0) await wipeRows(store, importId, signal);
      await assertSameFile(found);
      const words = editsOfImport(store, importId);
      const known = knownPhones(store, { importId, connectionId, listId: settings.list_id });
      const order: CheckOrder = {
        path: found.filePath,
        format: found.inspection.format,
        mapping,
        settings,
        traits: found.traits ?? traits,
        dates: found.dates ?? { today: localDay(this.#ports.now()), looked: false },
        edits: editsOf(words),
        leftOut: leftOutBy(words),
        doneTo: found.checkedTo,
        compareOthers: known.anyOnDoNotCall,
        reasons: readReasons(store, importId),
      };
      const rows = await checker.check(order, (batch) => this.#store(importId, batch, known, words, running), signal);
      signal.throwIfAborted();
      const stored = rowCounts(store, importId).total;
      if (stored !== rows) throw new Error(`The file has ${rows} rows but ${stored} were stored. Check it again.`);
      await untilKept(
        disk,
        () => updateImport(store, importId, { state: 'checked', checked_at: this.#ports.now() }),
        signal,
      );
      this.#running.delete(importId);
      if (getImport(store, importId).autoStart) this.#ports.startNow(importId);
    } catch (error) {
      if (signal.aborted) return;
      this.#running.delete(importId);
      const { filePath: path, fileName: name } = getImport(store, importId);
      const words = calledByName(error instanceof Error ? error.message : String(error), { path, name });
      await untilKept(disk, () => updateImport(store, importId, { state: 'failed', error: words }));
    } finally {
      changed();
    }
  }

  async #store(
    importId: number,
    batch: CheckedBatch,
    known: KnownPhones,
    words: ReadonlyMap<number, RowEdit>,
    running: Running,
  ): Promise<void> {
    if (batch.dates.looked && !running.datesKept) {
      const dates = JSON.stringify(batch.dates);
      await untilKept(
        this.#ports.disk,
        () => updateImport(this.#ports.store, importId, { dates }),
        running.stop.signal,
      );
      running.datesKept = true;
    }
    for (let from = 0; from < batch.records.length; ) {
      await yieldToCommands();
      if (running.stop.signal.aborted) return;
      const began = performance.now();
      const to = Math.min(batch.records.length, from + this.#portion);
      await untilKept(
        this.#ports.disk,
        () =>
          storeBatch(this.#ports.store, importId, batch, { from, to }, known, words, (earlier, row) =>
            yieldPhone(this.#ports.store, importId, earlier, row),
          ),
        running.stop.signal,
      );
      const ms = Math.max(0.1, performance.now() - began);
      const fitting = Math.round(((to - from) * PORTION_MS) / ms);
      this.#portion = Math.min(Math.max(LEAST_PORTION, (this.#portion + fitting) >> 1), MOST_PORTION);
      from = to;
    }
    running.bytes = batch.bytes;
    this.#ports.changed();
  }
}

function needs(
  store: Store,
  found: StoredImport,
): { connectionId: number; settings: DialSettings; mapping: Mapping; traits: StoredImport['traits'] & object } {
  const { connectionId, settings, mapping, inspection } = found;
  if (inspection.estimatedRows === 0) {
    throw new CommandError(
      'file',
      `${found.fileName} has column names but no rows. Nothing was checked or sent. If its first line is a lead, choose that there is no header (in the terminal: --header-row 0).`,
      'path',
    );
  }
  if (inspection.encodings.length > 0) {
    throw new CommandError('file', encodingAsked(found.fileName, inspection), 'encoding');
  }
  if (connectionId === null)
    throw new CommandError('invalid-input', 'Choose the dialer for this list.', 'connectionId');
  if (settings === null) throw new CommandError('invalid-input', 'Choose the list and campaign.', 'settings');
  if (mapping === null || mapping.targets.phone_number === undefined) {
    throw new CommandError('invalid-input', 'Map a column to Phone.', 'mapping');
  }
  return {
    connectionId,
    settings,
    mapping,
    traits: { profile: 'vicidial', ...getConnection(store, connectionId).traits },
  };
}

/** @throws Error with a message for the operator if the file has changed since it was inspected */
async function assertSameFile(found: StoredImport): Promise<void> {
  const { size } = await stat(found.filePath).catch((error: unknown) => {
    throw explainFileError(error, found.filePath);
  });
  const same =
    size === found.fileSize &&
    // If rows are already stored, they must be from the same file. A check from the start reads the whole file anyway.
    (found.checkedTo === 0 || (await fileFingerprint(found.filePath)).sha256 === found.fileHash);
  if (!same) {
    throw new Error(
      `${found.filePath} has changed since it was opened. Open it again so that the preview matches what is sent.`,
    );
  }
}

/** Deletes what a check has found. The operator's edits and decisions are kept. */
function forgetFindings(store: Store, importId: number): void {
  dropVerdicts(store, importId);
  dropReasons(store, importId);
}

/** Deletes an import's rows and marks in portions. */
export async function wipeRows(store: Store, importId: number, signal?: AbortSignal): Promise<void> {
  const rows = { after: rowId(importId, 0), below: rowId(importId + 1, 0) };
  const wipe = (step: () => number) => store.write(step);
  while (wipe(() => deleteSomeRows(store, rows, WIPE_AT_ONCE)) > 0) {
    await yieldToCommands();
    signal?.throwIfAborted();
  }
  while (wipe(() => dropMarks(store, importId, WIPE_AT_ONCE)) > 0) {
    await yieldToCommands();
    signal?.throwIfAborted();
  }
}

/** The entered values by row number, in the checker's form. */
function editsOf(words: ReadonlyMap<number, RowEdit>): Map<number, Readonly<Record<string, string>>> {
  const edits = new Map<number, Readonly<Record<string, string>>>();
  for (const [id, word] of words) if (word.edits) edits.set(fromRowId(id).row, word.edits);
  return edits;
}

function leftOutBy(words: ReadonlyMap<number, RowEdit>): Set<number> {
  const rows = new Set<number>();
  for (const [id, word] of words) if (word.decision === 'leave-out') rows.add(fromRowId(id).row);
  return rows;
}

function readReasons(store: Store, importId: number): Map<string, number> {
  return new Map(reasonRows(store, importId).map((row) => [`${row.code}|${row.field}|${row.severity}`, row.id]));
}

/** The current day at the desk as YYYY-MM-DD. */
function localDay(now: number): string {
  const at = new Date(now);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
