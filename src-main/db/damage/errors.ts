import Database from 'better-sqlite3';

/** Why a desk's data can't be used as it is. */
export type DamageKind =
  /** The data file is missing although the desk's other files exist. */
  | 'missing'
  | 'empty'
  | 'cut-off'
  /** The file is not a database of this program. */
  | 'not-a-database'
  | 'header'
  | 'schema'
  | 'tables'
  /** The write-ahead log with the latest changes is damaged. */
  | 'log'
  /** The system doesn't allow the program to read or write it. */
  | 'no-access'
  | 'disk';

/** The desk's data can't be used as it is. Nothing has been changed. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
  readonly kind: DamageKind;

  constructor(kind: DamageKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The damage of so many pages that differ from their checksums. */
export function changedPages(count: number): DamagedError {
  const pages = count === 1 ? 'A page' : `${count.toLocaleString('en-US')} pages`;
  const them = count === 1 ? 'it' : 'them';
  return new DamagedError('tables', `${pages} of the data file changed since Trunkline wrote ${them}.`);
}

/** Whether an error is SQLite's error for a file with invalid content. */
export function isDamage(error: unknown): error is InstanceType<typeof Database.SqliteError> {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

/** The damage because of which a start or a command failed; null if the error is something else. */
export function asDamage(error: unknown): DamagedError | null {
  if (error instanceof DamagedError) return error;
  if (isDamage(error)) {
    return error.code === 'SQLITE_NOTADB'
      ? new DamagedError('not-a-database', 'The data file is not a database.')
      : new DamagedError('tables', 'The data file is damaged.');
  }
  if (error instanceof Database.SqliteError) {
    if (/^SQLITE_(IOERR|FULL)/.test(error.code))
      return new DamagedError('disk', `The disk reports an error (${error.message}).`);
    if (/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)/.test(error.code))
      return new DamagedError('no-access', `The data file can’t be opened for writing (${error.message}).`);
    if (error.code === 'SQLITE_ERROR' && /no such (table|column)|malformed|syntax error/.test(error.message))
      return new DamagedError('schema', `The data file is damaged: ${error.message}.`);
    return null;
  }
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EISDIR')
    return new DamagedError('no-access', `The data can’t be opened (${(error as Error).message}).`);
  if (code === 'EIO') return new DamagedError('disk', `The disk can’t read the data (${(error as Error).message}).`);
  return null;
}
