import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { readCsvFile } from '../../src-main/dialing/read-csv/read-file.ts';
import type { CsvFormat } from '../../src-preload/contract/index.ts';

/** Rows a transaction, the best of what was tried. */
const BATCH = 50_000;

/**
 * The floor of storing: the same rows, read beforehand, put into a table of 30 columns without any index by one prepared
 * statement, in large transactions, with the pragmas of the desk. @returns rows a second
 */
export async function rawInsert(csv: string, format: CsvFormat, file: string): Promise<number> {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 16384');
  const columns = Array.from({ length: 30 }, (_, at) => `c${at}`);
  db.exec(`CREATE TABLE rows (${columns.map((name) => `${name} TEXT`).join(', ')}) STRICT`);
  const insert = db.prepare(`INSERT INTO rows VALUES (${columns.map(() => '?').join(', ')})`);
  let waiting: string[][] = [];
  let rows = 0;
  let spent = 0;
  const flush = () => {
    const batch = waiting;
    waiting = [];
    const began = performance.now();
    db.exec('BEGIN IMMEDIATE');
    for (const cells of batch) insert.run(cells);
    db.exec('COMMIT');
    spent += performance.now() - began;
    rows += batch.length;
  };
  await readCsvFile(csv, format, ({ cells, number }) => {
    const row = [String(number), '1', 'ready', ...cells];
    while (row.length < columns.length) row.push('');
    row.length = columns.length;
    waiting.push(row);
    if (waiting.length === BATCH) flush();
  });
  flush();
  db.close();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  return (rows / spent) * 1000;
}
