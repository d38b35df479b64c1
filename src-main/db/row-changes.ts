import type { Store } from './store.ts';

/** Which rows of a table are watched. */
export interface ChangedRows {
  readonly table: string;
  /** The column whose value is passed to `note`. */
  readonly key: string;
  /** Only rows whose key is below this, if given. */
  readonly below?: number;
}

/**
 * Calls `note` with the key of every row that a statement of this connection adds, changes or deletes, inside the statement's transaction:
 * what is noted may still be rolled back. The triggers are temporary, so the file does not hold them.
 */
export function noteRowChanges(store: Store, { table, key, below }: ChangedRows, note: (key: number) => void): void {
  const name = `note_${table}`;
  store.raw.function(name, (value: unknown) => {
    note(Number(value));
    return null;
  });
  for (const [event, row] of [
    ['INSERT', 'new'],
    ['UPDATE', 'new'],
    ['DELETE', 'old'],
  ] as const) {
    const when = below === undefined ? '' : ` WHEN ${row}.${key} < ${below}`;
    store.raw.exec(
      `CREATE TEMP TRIGGER ${name}_${event} AFTER ${event} ON main.${table}${when} BEGIN SELECT ${name}(${row}.${key}); END`,
    );
  }
}
