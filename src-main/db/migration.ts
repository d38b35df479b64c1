import type Database from 'better-sqlite3';

/** One step of the schema in SQL, run in its own transaction. */
export interface Migration {
  /** The `user_version` of the file after this step. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** Fills new tables and columns from the existing data in the same transaction, if SQL alone can't do that. */
  readonly fill?: (db: Database.Database) => void;
}
