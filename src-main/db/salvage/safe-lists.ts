import Database from 'better-sqlite3';

/** The salt of the hashes of erased people; see `leads/forgotten.ts`. */
const SALT = 'forgotten-salt';

/**
 * Adds what must not be lost to a desk that lost rows: do-not-call numbers, from a backup and from calls that were logged as "do not call",
 * and the hashes of erased people from the backup. In the caller's transaction.
 *
 * @returns the number of do-not-call numbers added
 */
export function addSafeLists(db: Database.Database, backup: string | null, now: number): number {
  let added = db
    .prepare(
      `INSERT OR IGNORE INTO do_not_call (phone, source, added_at)
       SELECT c.phone, 'Logged as do not call', ? FROM lead_call c JOIN disposition d ON d.name = c.outcome
       WHERE d.step = 'do-not-call' AND c.phone <> ''`,
    )
    .run(now).changes;
  if (backup === null) return added;
  const other = new Database(backup, { readonly: true });
  try {
    added += copySafeLists(other, db);
  } finally {
    other.close();
  }
  return added;
}

/** Adds the do-not-call numbers and erased people of one desk to another. @returns how many numbers were added */
export function copySafeLists(from: Database.Database, to: Database.Database): number {
  const put = to.prepare('INSERT OR IGNORE INTO do_not_call (phone, source, added_at) VALUES (?, ?, ?)');
  let added = 0;
  for (const row of from.prepare('SELECT phone, source, added_at FROM do_not_call').raw().iterate())
    added += put.run(...(row as unknown[])).changes;
  const meta = (db: Database.Database) => db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(SALT);
  const salt = meta(from);
  if (salt === undefined) return added;
  const own = meta(to);
  if (own === undefined) to.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run(SALT, salt);
  // Hashes with another salt match nobody here.
  if (own !== undefined && own !== salt) return added;
  const keep = to.prepare('INSERT OR IGNORE INTO forgotten (hash) VALUES (?)');
  for (const hash of from.prepare('SELECT hash FROM forgotten').pluck().iterate()) keep.run(hash);
  return added;
}
