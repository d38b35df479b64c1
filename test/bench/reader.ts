import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inferSchema, initParser, type Parser } from 'udsv';
import { createDecoder } from '../../src-main/dialing/read-csv/decode.ts';
import { createCsvReader } from '../../src-main/dialing/read-csv/reader.ts';
import { benchList } from './make-list.ts';

/** The chunk both readers get; each is at its fastest with it. */
const CHUNK_BYTES = 64 * 1024;
const LF = 10;

/** What `benchReader` measured; times are rows a second. */
export interface ReaderFigures {
  /** Ours against uDSV, median of the pairs. */
  readonly ratio: number;
  readonly floor: number;
  readonly udsv: number;
  readonly ours: number;
}

function eachChunk(path: string, use: (bytes: Buffer) => void): void {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) use(buffer.subarray(0, read));
  } finally {
    closeSync(file);
  }
}

function countLines(path: string): number {
  let lines = 0;
  eachChunk(path, (bytes) => {
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines++;
  });
  return lines;
}

/** Both readers get the same text of the same decoder, so that only reading is compared; both make an array a record. */
function readWithUdsv(path: string): { records: number; cells: number } {
  const decoder = createDecoder('utf-8');
  let parser: Parser | null = null;
  let records = 0;
  let cells = 0;
  const take = (row: string[]): boolean => {
    records++;
    cells += row.length;
    return true;
  };
  eachChunk(path, (bytes) => {
    const text = decoder.write(bytes);
    parser ??= initParser(inferSchema(text, { header: () => [] }));
    parser.chunk(text, parser.stringArrs, take);
  });
  // Assigned in the callback, which the compiler can't follow.
  (parser as Parser | null)?.end();
  return { records, cells };
}

function readWithOurs(path: string): { records: number; cells: number } {
  const decoder = createDecoder('utf-8');
  let records = 0;
  let cells = 0;
  const reader = createCsvReader({ delimiter: ',', quote: '"' }, (record) => {
    records++;
    cells += record.cells.length;
  });
  eachChunk(path, (bytes) => reader.push(decoder.write(bytes)));
  reader.push(decoder.end());
  reader.end();
  return { records, cells };
}

function timed<T>(work: () => T): { ms: number; result: T } {
  const started = performance.now();
  const result = work();
  return { ms: performance.now() - started, result };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Reads the same list alternately with uDSV and with our reader in this process and prints both beside the floor, a bare
 * count of line ends; the ratio is the median over the pairs, since absolute figures vary with the machine.
 */
export async function benchReader({ rows = 1_000_000, runs = 5 } = {}): Promise<ReaderFigures> {
  const path = await benchList(rows);
  const megabytes = (statSync(path).size / 1e6).toFixed(0);
  console.log(`CSV reader: ${rows.toLocaleString('en')} rows x 27 columns, ${megabytes} MB, ${runs} pairs`);
  const floors: number[] = [];
  const udsv: number[] = [];
  const ours: number[] = [];
  const ratios: number[] = [];
  const perSecond = (ms: number): number => (rows / ms) * 1000;
  for (let run = 0; run < runs; run++) {
    floors.push(perSecond(timed(() => countLines(path)).ms));
    // Each goes first every other time: who comes second may inherit a warm cache or the other's garbage.
    const first = timed(() => (run % 2 === 0 ? readWithUdsv(path) : readWithOurs(path)));
    const second = timed(() => (run % 2 === 0 ? readWithOurs(path) : readWithUdsv(path)));
    const [theirs, mine] = run % 2 === 0 ? [first, second] : [second, first];
    for (const { result } of [theirs, mine]) {
      if (result.records !== rows + 1 || result.cells !== (rows + 1) * 27) {
        throw new Error(
          `A reader found ${result.records} records and ${result.cells} cells in ${path}; ${rows + 1} records of 27 are there.`,
        );
      }
    }
    udsv.push(perSecond(theirs.ms));
    ours.push(perSecond(mine.ms));
    ratios.push(theirs.ms / mine.ms);
  }
  const figures = { ratio: median(ratios), floor: median(floors), udsv: median(udsv), ours: median(ours) };
  const thousand = (value: number): string => `${Math.round(value / 1000).toLocaleString('en')} k rows/s`;
  console.log(`  line ends counted (floor)  ${thousand(figures.floor)}`);
  console.log(`  uDSV 0.7.3                 ${thousand(figures.udsv)}`);
  console.log(`  Trunkline                  ${thousand(figures.ours)}`);
  const pairs = ratios.map((ratio) => ratio.toFixed(2)).join(', ');
  console.log(`  Trunkline / uDSV           ${figures.ratio.toFixed(2)} (pairs ${pairs}; wanted 0.95)`);
  return figures;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await benchReader({ rows: Number(process.argv[2] ?? 1_000_000) });
