import type { Store } from './store.ts';

/** Which rows of a table are watched. */
export interface ChangedRows {
  readonly table: string;
  /** The column whose value is passed to `note`. */
  readonly key: string;
  /** Only rows whose key is below this, if given. */
  readonly below?: number;
  /** Of changed rows only those of which one of these columns differs, if given. */
  readonly columns?: readonly string[];
  /** Needed by all but one of those who watch a table. */
  readonly watcher?: string;
}

/**
 * Calls `note` with the key of every row that a statement of this connection adds, changes or deletes, inside the statement's transaction:
 * what is noted may still be rolled back. The triggers are temporary, so the file does not hold them.
 */
export function noteRowChanges(
  store: Store,
  { table, key, below, columns, watcher }: ChangedRows,
  note: (key: number) => void,
): void {
  const name = watcher === undefined ? `note_${table}` : `note_${table}_${watcher}`;
  store.raw.function(name, (value: unknown) => {
    note(Number(value));
    return null;
  });
  for (const [event, row] of [
    ['INSERT', 'new'],
    ['UPDATE', 'new'],
    ['DELETE', 'old'],
  ] as const) {
    const conditions = [
      ...(below === undefined ? [] : [`${row}.${key} < ${below}`]),
      ...(columns === undefined || event !== 'UPDATE'
        ? []
        : [`(${columns.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ')})`]),
    ];
    const when = conditions.length === 0 ? '' : ` WHEN ${conditions.join(' AND ')}`;
    store.raw.exec(
      `CREATE TEMP TRIGGER ${name}_${event} AFTER ${event} ON main.${table}${when} BEGIN SELECT ${name}(${row}.${key}); END`,
    );
  }
}
