import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const bench = join(process.cwd(), '.bench');

interface Case {
  readonly name: string;
  readonly jobs: number;
  readonly atOnce: number;
  /** Milliseconds that the server takes, and those of a processor. */
  readonly delay: number;
  readonly work?: number;
  readonly slowFsync: boolean;
  /** The share of a bare loop that the desk must reach. */
  readonly target: number;
}

/** Sets of circumstances, each with the share of a bare loop that the desk must reach. */
const CASES: readonly Case[] = [
  // Half a minute: a ramp of four rounds, 0.4 s, would be most of what is missing in ten seconds.
  { name: '16 at once, server takes 100 ms', jobs: 4_800, atOnce: 16, delay: 100, slowFsync: false, target: 0.97 },
  {
    name: '16 at once, server works 6 ms on the same processors',
    jobs: 1_500,
    atOnce: 16,
    delay: 0,
    work: 6,
    slowFsync: false,
    target: 0.9,
  },
  { name: '32 at once, server takes 20 ms', jobs: 12_000, atOnce: 32, delay: 20, slowFsync: false, target: 0.95 },
  {
    name: '32 at once, server takes 20 ms, each fsync 4 ms slower',
    jobs: 12_000,
    atOnce: 32,
    delay: 20,
    slowFsync: true,
    target: 0.88,
  },
  { name: '128 at once, server answers at once', jobs: 30_000, atOnce: 128, delay: 0, slowFsync: false, target: 0.8 },
];

function slowFsync(): string | null {
  const library = join(bench, 'slow-fsync.so');
  if (existsSync(library)) return library;
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, join(import.meta.dirname, 'slow-fsync.c'), '-ldl']);
    return library;
  } catch {
    return null;
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Prints sending by the whole desk, every fsync in place, beside a bare undici loop, pair by pair. */
export async function benchSending({ runs, only }: { runs: number; only?: number }): Promise<void> {
  mkdirSync(bench, { recursive: true });
  for (const [at, one] of CASES.entries()) {
    if (only !== undefined && only !== at) continue;
    const library = one.slowFsync ? slowFsync() : null;
    if (one.slowFsync && library === null) {
      console.log(`sending, ${one.name}: not measured, there is no C compiler for the slow fsync`);
      continue;
    }
    const env = library === null ? process.env : { ...process.env, LD_PRELOAD: library };
    const measure = async (who: 'desk' | 'bare') => {
      const args = [
        join(import.meta.dirname, 'sending-run.ts'),
        who,
        String(one.jobs),
        String(one.atOnce),
        String(one.delay),
        String(one.work ?? 0),
      ];
      const { stdout } = await run(process.execPath, args, { env });
      return (JSON.parse(stdout) as { perSecond: number }).perSecond;
    };
    const bare: number[] = [];
    const desk: number[] = [];
    for (let n = 0; n < runs; n++) {
      bare.push(await measure('bare'));
      desk.push(await measure('desk'));
    }
    const ratio = median(desk.map((value, n) => value / (bare[n] ?? 1)));
    const pairs = desk.map((value, n) => (value / (bare[n] ?? 1)).toFixed(2)).join(' ');
    console.log(
      `sending, ${one.name}: desk ${Math.round(median(desk)).toLocaleString('en-US')}/s; bare undici ${Math.round(median(bare)).toLocaleString('en-US')}/s; ratio ${ratio.toFixed(2)} (target ${one.target}; ${pairs})`,
    );
  }
}

if (import.meta.main) {
  const only = process.argv[3];
  await benchSending({ runs: Number(process.argv[2] ?? 1), ...(only === undefined ? {} : { only: Number(only) }) });
}
