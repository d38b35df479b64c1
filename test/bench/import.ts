import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type CoreHost, startCoreHost } from '../../src-main/core/host.ts';
import { inspectFile } from '../../src-main/dialing/read-csv/inspect.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../src-preload/contract/index.ts';
import { benchList } from './make-list.ts';
import { rawInsert } from './raw-insert.ts';

/** What one import did. */
interface ImportRun {
  readonly rowsPerSecond: number;
  readonly loopP99: number;
  readonly loopMax: number;
  readonly answerMax: number;
  readonly answerP99: number;
  readonly memoryMb: number;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Calls a command of a core. @throws Error with the refusal */
export async function ask<N extends CommandName>(
  host: CoreHost,
  command: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>> {
  const reply = await host.call(command, input);
  if (!reply.ok) throw new Error(`${command}: ${reply.error.message}`);
  return reply.value as CommandOutput<N>;
}

/** A core on a folder of its own, with secrets in memory. */
export async function benchCore(dataDir: string): Promise<CoreHost> {
  const secrets = new Map<string, string>();
  return startCoreHost({
    dataDir,
    secrets: {
      get: async (ref) => secrets.get(ref) ?? null,
      set: async (ref, value) => void secrets.set(ref, value),
      delete: async (ref) => void secrets.delete(ref),
    },
  });
}

/** Reads, checks, dedupes and stores a list through the whole core, and watches the shell's loop and the core's answers. */
export async function importOnce(csv: string, rows: number): Promise<ImportRun> {
  const dataDir = mkdtempSync(join(process.cwd(), '.bench', 'desk-'));
  const host = await benchCore(dataDir);
  try {
    const { id: connectionId } = await ask(host, 'connections.save', {
      name: 'Bench',
      url: 'http://127.0.0.1:9',
      user: 'u',
      password: 'p-bench',
    });
    const { id, suggestion } = await ask(host, 'imports.open', { path: csv });
    await ask(host, 'imports.configure', {
      id,
      connectionId,
      mapping: suggestion.mapping,
      settings: { list_id: '101', campaign: 'BENCH' },
    });
    global.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const idle = process.memoryUsage.rss();
    let peak = idle;
    const loop = monitorEventLoopDelay({ resolution: 1 });
    const answers: number[] = [];
    loop.enable();
    const began = performance.now();
    let over = false;
    const done = new Promise<void>((resolve, reject) => {
      const stop = host.subscribe(async () => {
        const now = await ask(host, 'imports.list', {});
        if (now[0]?.state === 'checked') {
          stop();
          resolve();
        } else if (now[0]?.state === 'failed') reject(new Error(now[0].error ?? 'failed'));
      });
    });
    await ask(host, 'imports.check', { id });
    const asking = (async () => {
      while (!over) {
        const asked = performance.now();
        await ask(host, 'connections.list', {});
        answers.push(performance.now() - asked);
        peak = Math.max(peak, process.memoryUsage.rss());
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    })();
    await done;
    const seconds = (performance.now() - began) / 1000;
    over = true;
    await asking;
    loop.disable();
    answers.sort((a, b) => a - b);
    return {
      rowsPerSecond: rows / seconds,
      loopP99: loop.percentile(99) / 1e6,
      loopMax: loop.max / 1e6,
      answerMax: answers.at(-1) ?? 0,
      answerP99: answers[Math.floor(answers.length * 0.99)] ?? 0,
      memoryMb: (peak - idle) / 1024 / 1024,
    };
  } finally {
    await host.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Prints read + check + dedupe + store beside the raw insert of the same rows, at 200,000 and at `rows`. */
export async function benchImport({ rows, runs }: { rows: number; runs: number }): Promise<void> {
  const csv = await benchList(rows);
  const small = await benchList(Math.min(200_000, rows));
  const { format } = await inspectFile(csv);
  const file = join(process.cwd(), '.bench', 'raw.db');
  const floors: number[] = [];
  const big: ImportRun[] = [];
  const little: ImportRun[] = [];
  for (let run = 0; run < runs; run++) {
    floors.push(await rawInsert(csv, format, file));
    big.push(await importOnce(csv, rows));
    little.push(await importOnce(small, Math.min(200_000, rows)));
  }
  const rate = (list: readonly ImportRun[]) => median(list.map(({ rowsPerSecond }) => rowsPerSecond));
  const floor = median(floors);
  const ratios = big.map((one, at) => one.rowsPerSecond / (floors[at] ?? floor));
  const n = (value: number) => Math.round(value).toLocaleString('en-US');
  console.log(
    `import ${n(rows)} rows: ${n(rate(big))} rows/s; floor (raw insert, 30 columns, no index) ${n(floor)} rows/s; ratio ${median(ratios).toFixed(2)} (target 0.50)`,
  );
  console.log(
    `  at 200,000 rows: ${n(rate(little))} rows/s; ${n(rows)} against 200,000: ${(rate(big) / rate(little)).toFixed(2)} (target 0.75)`,
  );
  console.log(
    `  shell loop p99 ${median(big.map((r) => r.loopP99)).toFixed(1)} ms (8), max ${median(big.map((r) => r.loopMax)).toFixed(1)} ms (50); core answers p99 ${median(big.map((r) => r.answerP99)).toFixed(1)} ms, max ${median(big.map((r) => r.answerMax)).toFixed(1)} ms (50); memory above idle ${n(median(big.map((r) => r.memoryMb)))} MB (400)`,
  );
}

if (import.meta.main)
  await benchImport({ rows: Number(process.argv[2] ?? 1_000_000), runs: Number(process.argv[3] ?? 1) });
