/** One step of the schema, in SQL; run in a transaction of its own. */
export interface Migration {
  /** The `user_version` the file has once this has run. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
