import { z } from 'zod';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';

const linesSchema = z.array(z.object({ at: z.string(), text: z.string() }));

/** A log of how an account scanned for a posted lead. */
export interface StoredScannerLog {
  readonly readAt: Millis;
  readonly lines: z.output<typeof linesSchema>;
}

/** The number of logs that are kept; the oldest are deleted. */
const LOGS_AT_MOST = 500;
/** The most characters of a log that are stored: some 5,000 lines. */
const CHARACTERS_AT_MOST = 500_000;

/** The log of a post that was read last; null if none is kept. */
export function scannerLogOf(store: Store, connectionId: number, postNo: number): StoredScannerLog | null {
  const row = store.get(
    sqlOf
      .selectFrom('leadexec_scanner_log')
      .select(['read_at', 'lines'])
      .where('connection_id', '=', connectionId)
      .where('post_id', '=', postNo),
  );
  return row === undefined ? null : { readAt: row.read_at, lines: linesSchema.parse(JSON.parse(row.lines)) };
}

/** Stores a log in place of an older one of the post, and deletes the oldest logs if there are too many. */
export function keepScannerLog(
  store: Store,
  connectionId: number,
  postNo: number,
  { readAt, lines }: StoredScannerLog,
): void {
  const log = { read_at: readAt, lines: JSON.stringify(shortened(lines)) };
  store.write(() => {
    store.run(
      sqlOf
        .insertInto('leadexec_scanner_log')
        .values({ connection_id: connectionId, post_id: postNo, ...log })
        .onConflict((conflict) => conflict.columns(['connection_id', 'post_id']).doUpdateSet(log)),
    );
    const oldest = store.all(
      sqlOf
        .selectFrom('leadexec_scanner_log')
        .select(['connection_id', 'post_id'])
        .orderBy('read_at', 'desc')
        .offset(LOGS_AT_MOST)
        .limit(LOGS_AT_MOST),
    );
    for (const { connection_id, post_id } of oldest) {
      store.run(
        sqlOf
          .deleteFrom('leadexec_scanner_log')
          .where('connection_id', '=', connection_id)
          .where('post_id', '=', post_id),
      );
    }
  });
}

/** Deletes the logs of posts. In the caller's write transaction. */
export const forgetScannerLogs = (store: Store, posts: readonly number[]): void =>
  void store.run(sqlOf.deleteFrom('leadexec_scanner_log').where('post_id', 'in', inList(posts)));

/** Deletes the logs of a removed connection. */
export const forgetScannerLogsOf = (store: Store, connectionId: number): void =>
  void store.run(sqlOf.deleteFrom('leadexec_scanner_log').where('connection_id', '=', connectionId));

/** The connections that have logs. */
export const connectionsWithScannerLogs = (store: Store): number[] =>
  store
    .all(sqlOf.selectFrom('leadexec_scanner_log').select('connection_id').distinct())
    .map(({ connection_id }) => connection_id);

/** The lines that fit, and a last one that says how many do not. */
function shortened(lines: StoredScannerLog['lines']): StoredScannerLog['lines'] {
  let characters = 0;
  const end = lines.findIndex(({ at, text }) => {
    characters += at.length + text.length;
    return characters > CHARACTERS_AT_MOST;
  });
  if (end === -1) return lines;
  const left = (lines.length - end).toLocaleString('en-US');
  return [...lines.slice(0, end), { at: '', text: `${left} more lines of this log are not kept.` }];
}
