import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ReceiverField } from '../../src-preload/contract/index.ts';
import { ask, benchCore, importOnce } from './import.ts';
import { benchList, DIAL_LIST_COLUMNS } from './make-list.ts';

const run = promisify(execFile);
const bench = join(process.cwd(), '.bench');

/** A quarter of a minute each: the first round of posts is a small part of it. */
const CASES = [
  { posts: 1_200, atOnce: 8 },
  { posts: 4_800, atOnce: 32 },
] as const;
const SERVER_MS = 100;
const SENDING_TARGET = 0.9;
const CHECKING_TARGET = 0.6;
const FIELDS = 40;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const n = (value: number) => Math.round(value).toLocaleString('en-US');
const ratioOf = (ours: readonly number[], theirs: readonly number[]) => {
  const ratios = ours.map((value, at) => value / (theirs[at] ?? 1));
  return { ratio: median(ratios).toFixed(2), pairs: ratios.map((ratio) => ratio.toFixed(2)).join(' ') };
};

/** Prints posting by the whole desk, every fsync in place, beside a bare undici loop with a connection a post, pair by pair. */
async function benchPosting(runs: number): Promise<void> {
  for (const { posts, atOnce } of CASES) {
    const measure = async (who: 'desk' | 'bare') => {
      const args = [join(import.meta.dirname, 'posts-run.ts'), who, String(posts), String(atOnce), String(SERVER_MS)];
      const { stdout } = await run(process.execPath, args);
      return (JSON.parse(stdout) as { perSecond: number }).perSecond;
    };
    const bare: number[] = [];
    const desk: number[] = [];
    for (let at = 0; at < runs; at++) {
      bare.push(await measure('bare'));
      desk.push(await measure('desk'));
    }
    const { ratio, pairs } = ratioOf(desk, bare);
    console.log(
      `posts, ${atOnce} at once, server takes ${SERVER_MS} ms: desk ${n(median(desk))}/s; bare undici, a connection each ${n(median(bare))}/s; ratio ${ratio} (target ${SENDING_TARGET}; ${pairs})`,
    );
  }
}

/** The columns of the list and as many more that are the same in every lead, each with both expressions. */
export function benchFields(): { fields: ReceiverField[]; set: Record<string, string> } {
  const more = Array.from({ length: FIELDS - DIAL_LIST_COLUMNS.length }, (_, at) => `More${at}`);
  const fields = [...DIAL_LIST_COLUMNS, ...more].map((name) => ({
    ...{ name, required: false, type: 'text' as const, values: [], maxLength: 200, min: null, max: null },
    ...{ validation: String.raw`^[^\u0000-\u001f]{1,200}$`, invalidChars: String.raw`[<>{}\[\]\\\n]`, contact: false },
  }));
  return { fields, set: Object.fromEntries(more.map((name) => [name, `value of ${name}`])) };
}

export async function checkOnce(path: string, rows: number): Promise<number> {
  const dataDir = mkdtempSync(join(bench, 'desk-'));
  const host = await benchCore(dataDir);
  try {
    const { id: connectionId } = await ask(host, 'connections.save', {
      ...{ kind: 'receiver', name: 'Bench', url: 'http://127.0.0.1:9' },
      receiver: { vid: 18, lid: 1, aid: 23 },
    });
    const { fields, set } = benchFields();
    await ask(host, 'delivery.setFields', { connectionId, fields });
    const began = performance.now();
    const { check } = await ask(host, 'delivery.post', { connectionId, path, set, dryRun: true });
    if (check.rows !== rows || check.toPost < rows * 0.9) {
      throw new Error(`Of ${rows} rows ${check.rows} were read and ${check.toPost} found fit to be posted.`);
    }
    return (rows / (performance.now() - began)) * 1000;
  } finally {
    await host.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Prints reading, mapping and checking a file of leads against 40 fields beside the check of the same file as a dial list. */
async function benchChecking(rows: number, runs: number): Promise<void> {
  const path = await benchList(rows);
  const list: number[] = [];
  const ours: number[] = [];
  for (let at = 0; at < runs; at++) {
    list.push((await importOnce(path, rows)).rowsPerSecond);
    ours.push(await checkOnce(path, rows));
  }
  const { ratio, pairs } = ratioOf(ours, list);
  console.log(
    `posts, check of ${n(rows)} rows against ${FIELDS} fields with expressions: ${n(median(ours))} rows/s; the same file as a dial list ${n(median(list))} rows/s; ratio ${ratio} (target ${CHECKING_TARGET}; ${pairs})`,
  );
}

export async function benchPosts({ rows, runs }: { rows: number; runs: number }): Promise<void> {
  mkdirSync(bench, { recursive: true });
  await benchPosting(runs);
  await benchChecking(rows, runs);
}

if (import.meta.main) {
  await benchPosts({ rows: Number(process.argv[2] ?? 1_000_000), runs: Number(process.argv[3] ?? 1) });
}
