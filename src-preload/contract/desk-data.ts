import { z } from 'zod';
import { defineCommands } from './define.ts';
import { readPath } from './paths.ts';

/** How many rows of each kind a desk holds, in the operator's words, such as `leads` or `notes`. */
const counts = z.array(z.object({ words: z.string(), rows: z.number() }));

/** A complete copy of the desk's data. */
export const backup = z.object({
  /** The name of its file in the backup folder, or the path of one elsewhere. */
  name: z.string(),
  /** ms since 1970. */
  at: z.number(),
  kind: z.enum(['daily', 'by-hand', 'before-update']),
  bytes: z.number(),
  /** It was read back completely after it was written. */
  checked: z.boolean(),
  encrypted: z.boolean(),
  counts,
});
export type Backup = z.infer<typeof backup>;

/** What is wrong with the desk's data, for its operator. */
export const damageReport = z.object({
  kind: z.enum([
    'missing',
    'empty',
    'cut-off',
    'not-a-database',
    'header',
    'schema',
    'tables',
    'log',
    'no-access',
    'disk',
  ]),
  /** What is wrong, in one sentence. */
  what: z.string(),
  /** Further sentences: what was lost, and what to check. */
  details: z.array(z.string()),
  file: z.string(),
  /** What can be read of each kind, and what can't. `missing` is the least number, as far as it is known. */
  tables: z.array(z.object({ words: z.string(), rows: z.number(), missing: z.number(), damaged: z.boolean() })),
  /** Whether a desk can be made from what is readable. */
  salvageable: z.boolean(),
  /** Whether a repair loses nothing. */
  losesNothing: z.boolean(),
  /** While the data is still being read, how much of it has been; nothing is known of what can be read before that ends. */
  reading: z.object({ done: z.number(), total: z.number() }).nullable(),
  backups: z.array(backup),
});
export type DamageReport = z.infer<typeof damageReport>;

/** How the index of leads compares with their rows. */
export const indexCheck = z.object({
  leads: z.number(),
  /** Filters' values that were not as the rows say, a chunk of 16,384 leads each. */
  chunks: z.number(),
  /** Leads that the search would not have found correctly. */
  texts: z.number(),
  /** Whether it is corrected now. */
  repaired: z.boolean(),
});
export type IndexCheck = z.infer<typeof indexCheck>;

/** The result of a restore, a salvage or starting with an empty desk. */
const replaced = z.object({
  /** What the operator should know, a sentence each. */
  words: z.array(z.string()),
  /** Where the replaced data is kept; null if there was none. */
  keptAt: z.string().nullable(),
});
export type Replaced = z.infer<typeof replaced>;

/** The result of the last full check of the data. */
export const dataCheck = z.object({
  at: z.number(),
  ms: z.number(),
  /** `sound`; `repairable`: only what can be rebuilt is damaged; `damaged`. */
  result: z.enum(['sound', 'repairable', 'damaged']),
  words: z.array(z.string()),
});
export type DataCheck = z.infer<typeof dataCheck>;

export const deskData = z.object({
  file: z.string(),
  bytes: z.number(),
  /** Null before the first full check. */
  check: dataCheck.nullable(),
  checking: z.boolean(),
  backupFolder: z.string(),
  backups: z.array(backup),
  backingUp: z.boolean(),
  /** Whether new backups are encrypted. */
  encrypts: z.boolean(),
  /** Why the last backup could not be made, in words; null if it could. */
  backupProblem: z.string().nullable(),
});
export type DeskData = z.infer<typeof deskData>;

const passphrase = z.string().max(1000);

export const dataCommands = defineCommands({
  /**
   * What is wrong with the desk's data; null if it opened. A desk that can't open also answers this. Unless `wait` is false it answers when
   * all of the data was read, which takes about a minute for a million leads.
   */
  'desk.damage': { input: z.object({ wait: z.boolean().default(true) }), output: damageReport.nullable() },
  /** The data file, its last check and its backups. */
  'desk.data': { input: z.object({}), output: deskData },
  /** Checks all of the data now. */
  'desk.check': { input: z.object({}), output: dataCheck },
  /** Compares the index of leads with their rows, and changes nothing. */
  'index.verify': { input: z.object({}), output: indexCheck },
  /** Rebuilds the index of leads from their rows. The desk can be used meanwhile. */
  'index.rebuild': { input: z.object({}), output: indexCheck },
  /** Writes a ZIP of logs, versions, row counts, schema and timings, without personal data, into the export folder. */
  'desk.saveDiagnostics': { input: z.object({}), output: z.object({ path: z.string(), bytes: z.number() }) },
  /** Logs an error of a part of the page. */
  'desk.pageFailed': {
    input: z.object({ where: z.string().max(60), name: z.string().max(60), stack: z.string().max(8_000) }),
    output: z.object({ id: z.string() }),
  },
  /** Makes a backup in the backup folder now. */
  'desk.backUpNow': { input: z.object({}), output: backup },
  /** Encrypts later backups with a passphrase that a restore requires; null ends that. */
  'desk.encryptBackups': { input: z.object({ passphrase: passphrase.min(8).nullable() }), output: z.object({}) },
  /** Replaces the data by a backup, given by its name in the backup folder. The data is moved aside. */
  'desk.restore': { input: z.object({ name: z.string(), passphrase: passphrase.optional() }), output: replaced },
  /** The same with any file, by its path. */
  'desk.restoreFile': { input: z.object({ path: readPath(), passphrase: passphrase.optional() }), output: replaced },
  /** Makes a new desk from everything that can be read of the data, which is moved aside. */
  'desk.salvage': { input: z.object({}), output: replaced },
  /** Starts with an empty desk. The data is moved aside. */
  'desk.startEmpty': { input: z.object({}), output: replaced },
  /** Opens the desk's data again: after the disk was repaired, or to examine damage that a check has found. */
  'desk.reopen': { input: z.object({}), output: z.object({}) },
});
