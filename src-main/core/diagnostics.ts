import { createWriteStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import packageJson from '../../package.json' with { type: 'json' };
import type { Handlers } from '../commands/handlers.ts';
import { metaOf } from '../db/meta.ts';
import { databaseFile } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { LOGS, logError, logWord } from '../platform/log/log.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';

/** In a table with more rows the rows are not counted, and the highest row number is written instead. */
const COUNTED_AT_MOST = 200_000;

interface DiagnosticsPorts {
  readonly store: Store;
  readonly dataDir: string;
  readonly exportsDir: string;
  readonly now: () => number;
}

/**
 * Writes a ZIP file that helps to find out what is wrong with a desk: its logs, versions, row counts, schema and some timings. It contains
 * no personal data: no rows, names, addresses or paths of the person's own.
 *
 * @returns the path of the file and its length
 */
export async function saveDiagnostics(ports: DiagnosticsPorts): Promise<{ path: string; bytes: number }> {
  const { store, dataDir, exportsDir, now } = ports;
  const zip = new ZipFile();
  const add = (name: string, content: unknown) =>
    zip.addBuffer(Buffer.from(`${JSON.stringify(content, null, 2)}\n`), name);
  add('versions.json', versions(store));
  add('rows.json', await rowsOf(store));
  add('schema.json', schemaOf(store));
  add('timings.json', await timings(store));
  add('files.json', sizesOf(dataDir));
  for (const name of logsIn(dataDir)) zip.addBuffer(readFileSync(join(dataDir, LOGS, name)), `${LOGS}/${name}`);
  zip.end();
  const stamp = new Date(now()).toISOString().slice(0, 19).replaceAll(':', '-');
  const path = join(exportsDir, `diagnostics ${stamp}.zip`);
  await pipeline(zip.outputStream, createWriteStream(path, { mode: 0o600 }));
  return { path, bytes: statSync(path).size };
}

const versions = (store: Store) => ({
  trunkline: packageJson.version,
  node: process.versions.node,
  electron: process.versions.electron ?? null,
  sqlite: store.prepare('SELECT sqlite_version()').pluck().get(),
  schema: store.raw.pragma('user_version', { simple: true }),
  system: `${platform()} ${release()} ${arch()}`,
  processors: cpus().length,
  memoryMiB: Math.round(totalmem() / 2 ** 20),
  upSeconds: Math.round(process.uptime()),
  residentMiB: Math.round(process.memoryUsage().rss / 2 ** 20),
});

const schemaOf = (store: Store) =>
  store.prepare<[], { name: string; sql: string | null }>('SELECT name, sql FROM sqlite_schema ORDER BY name').all();

/** The number of rows of each table. */
async function rowsOf(store: Store): Promise<Record<string, number | string>> {
  const tables = store
    .prepare<[], { name: string; wr: number }>(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all();
  const found: Record<string, number | string> = {};
  const exists = store.prepare<[string]>(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`);
  for (const { name, wr } of tables) {
    await yieldToEventLoop();
    // A table that was set aside may be gone by now.
    if (exists.get(name) === undefined) continue;
    const highest =
      wr === 1 ? null : store.raw.prepare<[], number | null>(`SELECT max(rowid) FROM "${name}"`).pluck().get();
    if (highest !== null && highest !== undefined && highest > COUNTED_AT_MOST) found[name] = `up to ${highest}`;
    else found[name] = store.raw.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0;
  }
  return found;
}

/** How long a commit and a turn of the core's event loop take on this machine, ms. */
async function timings(store: Store): Promise<Record<string, number>> {
  const measured = async (what: () => void | Promise<void>) => {
    const began = performance.now();
    await what();
    return Math.round((performance.now() - began) * 100) / 100;
  };
  return {
    commit: await measured(() =>
      store.write(() => {
        metaOf(store).set('diagnostics', '1');
      }),
    ),
    turn: await measured(yieldToEventLoop),
  };
}

function sizesOf(dataDir: string): Record<string, number> {
  const file = databaseFile(dataDir);
  const names = { data: file, log: `${file}-wal`, checksums: file.replace(/\.db$/, '.sums') };
  return Object.fromEntries(
    Object.entries(names).map(([name, path]) => [name, statSync(path, { throwIfNoEntry: false })?.size ?? 0]),
  );
}

function logsIn(dataDir: string): string[] {
  try {
    return readdirSync(join(dataDir, LOGS)).filter((name) => name.endsWith('.log'));
  } catch {
    // Nothing has been logged yet.
    return [];
  }
}

/** Registers the commands for diagnostics: saving the ZIP file, and logging errors of the page. */
export function registerDiagnostics(handlers: Handlers, ports: DiagnosticsPorts): void {
  handlers.on('desk.saveDiagnostics', () => saveDiagnostics(ports));
  handlers.on('desk.pageFailed', ({ where, name, stack }) => ({
    id: logError('a part of the page failed', Object.assign(new Error(), { name, stack }), { where: logWord(where) }),
  }));
}
