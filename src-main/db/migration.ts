import type Database from 'better-sqlite3';

/** One step of the schema, in SQL; run in a transaction of its own. */
export interface Migration {
  /** The `user_version` the file has once this has run. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** Fills what the SQL made from what stands there, in the same transaction; where SQL alone can't read it. */
  readonly fill?: (db: Database.Database) => void;
}
