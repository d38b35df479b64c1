import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { writeAll } from '../../files/write-all.ts';
import { DamagedError } from './errors.ts';

const entry = z.object({
  type: z.string(),
  name: z.string(),
  table: z.string(),
  root: z.number(),
  sql: z.string().nullable(),
});
export type SchemaEntry = z.infer<typeof entry>;
const keptSchema = z.object({
  version: z.number(),
  cookie: z.number(),
  hash: z.string(),
  entries: z.array(entry),
});
export type KeptSchema = z.infer<typeof keptSchema>;

/** Beside the data file: which tree each table has, so that they are found also when the file's own list can't be read. */
export const keptSchemaFile = (file: string): string => `${file.replace(/\.db$/, '')}.schema`;

/** The schema as it was when the file was last opened soundly; null where it is not kept or can't be read. */
export function readKeptSchema(file: string): KeptSchema | null {
  try {
    const parsed = keptSchema.safeParse(JSON.parse(readFileSync(keptSchemaFile(file), 'utf8')));
    return parsed.success && parsed.data.hash === hashOf(parsed.data.entries) ? parsed.data : null;
  } catch {
    // Not kept yet, or damaged: the schema of the data itself is used.
    return null;
  }
}

const hashOf = (entries: readonly SchemaEntry[]): string =>
  createHash('sha256').update(JSON.stringify(entries)).digest('hex');

/**
 * Keeps the schema of an open database beside it. The same schema number with another text is damage: nothing but a disk
 * changes it without a new number.
 *
 * @throws DamagedError `schema`
 */
export function keepSchema(db: Database.Database): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  const cookie = Number(db.pragma('schema_version', { simple: true }));
  const entries = db
    .prepare<[], SchemaEntry>(
      'SELECT type, name, tbl_name AS "table", coalesce(rootpage, 0) AS root, sql FROM sqlite_schema ORDER BY rowid',
    )
    .all();
  const hash = hashOf(entries);
  const kept = readKeptSchema(db.name);
  if (kept?.hash === hash && kept.version === version && kept.cookie === cookie) return;
  if (kept?.cookie === cookie && kept.version === version) {
    throw new DamagedError('schema', 'The list of tables in the data file is not as Trunkline wrote it.');
  }
  writeWhole(keptSchemaFile(db.name), JSON.stringify({ version, cookie, hash, entries } satisfies KeptSchema));
}

/** The file is about to be another one. */
export function dropKeptSchema(file: string): void {
  rmSync(keptSchemaFile(file), { force: true });
}

/** Writes a file for its owner alone, whole or not at all. */
export function writeWhole(path: string, text: string | Buffer): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    const fd = openSync(beside, 'w', 0o600);
    try {
      writeAll(fd, typeof text === 'string' ? Buffer.from(text) : text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
