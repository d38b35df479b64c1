import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { writeWhole } from '../../files/write-whole.ts';
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

/**
 * The copy of the schema beside the data file. It has the root page of each table, so that tables can be found even if the file's own list
 * can't be read.
 */
export const keptSchemaFile = (file: string): string => `${file.replace(/\.db$/, '')}.schema`;

/** The schema at the last time the file was opened without damage; null if there is no copy or it can't be read. */
export function readKeptSchema(file: string): KeptSchema | null {
  try {
    const parsed = keptSchema.safeParse(JSON.parse(readFileSync(keptSchemaFile(file), 'utf8')));
    return parsed.success && parsed.data.hash === hashOf(parsed.data.entries) ? parsed.data : null;
  } catch {
    // If the copy does not exist or is damaged, the schema in the data itself is used.
    return null;
  }
}

const hashOf = (entries: readonly SchemaEntry[]): string =>
  createHash('sha256').update(JSON.stringify(entries)).digest('hex');

/**
 * Stores the schema of an open database beside it. A different text with the same schema number is damage, because SQLite never changes it
 * without a new number.
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

/** Deletes the copy, because the file is about to be replaced. */
export function dropKeptSchema(file: string): void {
  rmSync(keptSchemaFile(file), { force: true });
}
