import Database from 'better-sqlite3';
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { UnknownPage } from './ledger/compare.ts';
import type { Checkpoint, PageLedger } from './ledger/page-ledger.ts';
import { makeWritesSafe } from './pragmas.ts';
import type { Tables } from './tables.ts';

/** Builds typed SQL but never executes it. The store executes the compiled SQL synchronously. */
export const sqlOf = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** A query built with Kysely. */
export interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

/** A query without changing parameters, compiled once because it is executed often. */
export function compiled<Row>(query: Compilable<Row>): Compilable<Row> {
  const sql = query.compile();
  return { compile: () => sql };
}

/** A checkpoint, which takes up to 30 ms, follows a longer transaction in a later turn of the event loop, ms. */
const LONG_MS = 10;

/**
 * One connection to the desk's database: queries typed by Kysely and executed synchronously with cached prepared statements, and write
 * transactions that are always BEGIN IMMEDIATE.
 */
export class Store {
  readonly raw: Database.Database;
  /** Called before every write transaction. If it throws, the transaction does not begin. */
  beforeWrite: () => void = () => {};
  readonly #statements = new Map<string, Database.Statement>();
  readonly #ledger: PageLedger | null;
  /** The checkpoint that waits for a later turn. */
  #later: NodeJS.Immediate | null = null;

  /** @param ledger records what checkpoints write to the file; with it the connection makes no checkpoints itself */
  constructor(raw: Database.Database, ledger: PageLedger | null = null) {
    this.raw = raw;
    this.#ledger = ledger;
  }

  /** Whether nothing guarantees the file's content: it is new, or something else wrote to it since this program last did. */
  get isUnvouched(): boolean {
    return this.#ledger?.isNew ?? true;
  }

  /** A prepared statement, cached for the life of the store. */
  prepare<Params extends unknown[] = unknown[], Row = unknown>(sql: string): Database.Statement<Params, Row> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.raw.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement as Database.Statement<Params, Row>;
  }

  /** Every row of a query. */
  all<Row>(query: Compilable<Row>): Row[] {
    const { sql, parameters } = query.compile();
    return this.prepare<unknown[], Row>(sql).all(...parameters);
  }

  /** The first row of a query, if any. */
  get<Row>(query: Compilable<Row>): Row | undefined {
    const { sql, parameters } = query.compile();
    return this.prepare<unknown[], Row>(sql).get(...parameters);
  }

  /** Executes a change. @returns the number of changed rows and the last row id */
  run(query: Compilable<unknown>): { changes: number; lastId: number } {
    const { sql, parameters } = query.compile();
    const result = this.prepare(sql).run(...parameters);
    return { changes: result.changes, lastId: Number(result.lastInsertRowid) };
  }

  /** Reads in one transaction: every read sees the same data, and the file is locked once instead of for each statement. */
  read<T>(work: () => T): T {
    if (this.raw.inTransaction) return work();
    this.prepare('BEGIN').run();
    try {
      return work();
    } finally {
      this.prepare('COMMIT').run();
    }
  }

  /** One write transaction. Nested calls join the outer one. @throws whatever `work` or the commit throws, and then nothing is stored */
  write<T>(work: () => T): T {
    if (this.raw.inTransaction) return work();
    this.beforeWrite();
    const began = performance.now();
    this.prepare('BEGIN IMMEDIATE').run();
    let value: T;
    try {
      value = work();
      this.prepare('COMMIT').run();
    } catch (error) {
      if (this.raw.inTransaction) this.prepare('ROLLBACK').run();
      throw error;
    }
    this.#checkpointIfDue(performance.now() - began);
    return value;
  }

  /**
   * One write transaction of another connection, which is closed afterwards: for changes of the schema that need a connection of their own.
   * Outside of a transaction. @throws what `work` throws, and then nothing is stored
   *
   * @param opened called before the connection reads the schema, to give it modules
   */
  writeApart(opened: (db: Database.Database) => void, work: (db: Database.Database) => void): void {
    if (this.raw.inTransaction) throw new Error('Another connection writes outside of a transaction only.');
    this.beforeWrite();
    const began = performance.now();
    const isAlone = this.#ledger?.isAlone() ?? false;
    const db = new Database(this.raw.name);
    try {
      opened(db);
      makeWritesSafe(db);
      db.transaction(() => work(db)).immediate();
    } finally {
      db.close();
    }
    if (isAlone) this.#ledger?.trustOthers();
    this.#checkpointIfDue(performance.now() - began);
    // A statement that only a table's earlier name forbids is refused before the schema is read again.
    this.raw.prepare('SELECT 1 FROM sqlite_schema').get();
  }

  /**
   * Makes a checkpoint if one is due: after a long transaction in a later turn, so that commands are answered in between. If transactions
   * before that turn make the log twice as long, it does not wait.
   *
   * The commit is durable whatever happens to the checkpoint. If the disk refuses it, the next commit tries again.
   *
   * @param ms how long the transaction took
   */
  #checkpointIfDue(ms: number): void {
    if (this.#ledger === null) return;
    try {
      if (!this.#ledger.isDue(this.#later === null ? 1 : 2)) return;
      if (ms >= LONG_MS && this.#later === null) this.#later = setImmediate(() => this.#checkpointLater());
      else this.checkpoint('PASSIVE');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }

  #checkpointLater(): void {
    this.#later = null;
    this.#checkpointIfDue(0);
  }

  /**
   * Writes the log to the file: as much as is possible (`PASSIVE`), or all of it, which empties the log (`TRUNCATE`).
   *
   * @returns whether all of it was written and recorded
   */
  checkpoint(how: 'PASSIVE' | 'TRUNCATE'): boolean {
    this.#ledger?.note();
    if (how === 'TRUNCATE') this.#ledger?.logEnds();
    const [result] = this.raw.pragma(`wal_checkpoint(${how})`) as [Checkpoint];
    return this.#ledger?.checkpointed(result) ?? true;
  }

  /** Stores checksums that were unknown; see `PageLedger`. */
  fillLedger(found: readonly UnknownPage[]): void {
    this.#ledger?.fill(found);
  }

  close(): void {
    if (this.#later !== null) clearImmediate(this.#later);
    this.#later = null;
    this.#statements.clear();
    try {
      if (this.raw.open && this.#ledger !== null) this.#leave(this.#ledger);
    } catch (error) {
      // The disk is full, or there is another connection. The next start uses the log, or has its pages recorded again.
      if (!(error instanceof Error && 'code' in error)) throw error;
    } finally {
      this.raw.close();
      this.#ledger?.close();
    }
  }

  /** Leaves the file without a log, so that its header shows every later write of any program. */
  #leave(ledger: PageLedger): void {
    if (!this.checkpoint('PASSIVE')) return;
    ledger.logEnds();
    this.raw.pragma('busy_timeout = 0');
    if (this.raw.pragma('journal_mode = DELETE', { simple: true }) === 'delete') ledger.left();
  }
}
