import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CoreHost } from '../../src-main/core/host.ts';
import { LeadIndex } from '../../src-main/lead-index/index.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { keepDesksApart } from '../support/apart-desks.ts';
import { ask, benchCore } from './import.ts';
import { kindsOf } from './inbox-questions.ts';
import { deskOf, ingestRate, NoIndex, SCRATCH } from './inbox-store.ts';

/** So often each kind of question is asked, after some that don't count. */
const TIMES = 200;
const BEFORE = 10;
const TARGET_MS = 16;
const LAUNCHES = 5;

const sortedNumbers = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const at = (values: readonly number[], share: number): number =>
  sortedNumbers(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const count = (value: number) => Math.round(value).toLocaleString('en-US');
const ms = (value: number) => value.toFixed(1).padStart(7);

/** p50 and p99 of each kind of question, through the bridge and back, with the slowest question's text. */
async function askAll(leads: number): Promise<Map<string, { p50: number; p99: number }>> {
  const host = await benchCore(deskOf(leads));
  try {
    return await askOf(host, leads);
  } finally {
    await host.close();
  }
}

async function askOf(host: CoreHost, leads: number): Promise<Map<string, { p50: number; p99: number }>> {
  const { upTo, count: held } = await ask(host, 'leads.open', { filter: {} });
  // A few have the same made-up phone and name, and are one person.
  if (held < leads * 0.99) throw new Error(`The desk holds ${held} leads, not ${leads}.`);
  const found = new Map<string, { p50: number; p99: number }>();
  for (const { name, ask: questions } of kindsOf(held, upTo)) {
    const random = seededRandom(leads + name.length);
    const took: number[] = [];
    let slowest = '';
    for (let turn = -BEFORE; turn < TIMES; turn++) {
      const all = questions(random, turn + BEFORE);
      const began = performance.now();
      for (const { command, input } of all) {
        const reply = await host.call(command, input);
        if (!reply.ok) throw new Error(`${command}: ${reply.error.message}`);
      }
      const one = performance.now() - began;
      if (turn < 0) continue;
      if (one > Math.max(0, ...took)) slowest = JSON.stringify(all[0]?.input);
      took.push(one);
    }
    const [p50, p99] = [at(took, 0.5), at(took, 0.99)];
    found.set(name, { p50, p99 });
    const over = p99 > TARGET_MS ? `  slowest ${Math.max(...took).toFixed(1)}: ${slowest.slice(0, 120)}` : '';
    console.log(`  ${name.padEnd(32)} p50 ${ms(p50)}  p99 ${ms(p99)} ms (${TARGET_MS})${over}`);
  }
  return found;
}

/** From the start of a process to the first page, ms. */
function launch(dataDir: string): Promise<number> {
  const script = fileURLToPath(new URL('./inbox-launch.ts', import.meta.url));
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    let took = Number.NaN;
    child.stdout.once('data', () => {
      took = performance.now() - began;
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 && took > 0 ? resolve(took) : reject(new Error(`The desk did not start: ${code}`)),
    );
  });
}

/**
 * Prints what the inbox's questions take at each size, beside the frame of 16 ms; the largest against the smallest; what search
 * and counts cost the ingest; and the launch against that of an empty desk.
 */
export async function benchInbox({ sizes, keep = false }: { sizes: readonly number[]; keep?: boolean }): Promise<void> {
  try {
    const results = [];
    for (const leads of sizes) {
      console.log(`inbox of ${count(leads)} leads, through the bridge and back, ${TIMES} questions of each kind`);
      results.push(await askAll(leads));
    }
    compare(sizes, results);
    benchIngest(Math.min(100_000, sizes[0] ?? 100_000));
    await benchLaunch(sizes[0] ?? 1_000_000);
  } finally {
    if (!keep) rmSync(SCRATCH, { recursive: true, force: true });
  }
}

function compare(sizes: readonly number[], results: readonly Map<string, { p50: number; p99: number }>[]): void {
  const [small, large] = [results[0], results.at(-1)];
  if (!small || !large) return;
  const worst = [...large.entries()].sort((a, b) => b[1].p99 - a[1].p99)[0];
  console.log(`  worst p99: ${worst?.[0]} ${worst?.[1].p99.toFixed(1)} ms (${TARGET_MS})`);
  if (small === large) return;
  const ratios = [...large].map(([name, { p99 }]) => ({ name, ratio: p99 / (small.get(name)?.p99 ?? p99) }));
  ratios.sort((a, b) => b.ratio - a.ratio);
  const said = ratios.slice(0, 4).map(({ name, ratio }) => `${name} ${ratio.toFixed(1)}`);
  console.log(
    `  p99 at ${count(sizes.at(-1) ?? 0)} against ${count(sizes[0] ?? 0)}, the highest of all: ${said.join(', ')} (3)`,
  );
}

function benchIngest(leads: number): void {
  const ratios: number[] = [];
  const wholes: { rate: number; later: number }[] = [];
  ingestRate(Math.min(leads, 10_000), LeadIndex);
  for (let run = 0; run < 3; run++) {
    const bare = ingestRate(leads, NoIndex).rate;
    const whole = ingestRate(leads, LeadIndex);
    ratios.push(whole.rate / bare);
    wholes.push(whole);
  }
  const median = (of: (one: (typeof wholes)[number]) => number) => count(at(wholes.map(of), 0.5));
  console.log(
    `ingest of ${count(leads)} leads with search and counts: ${median(({ rate }) => rate)} a second; against without ${at(ratios, 0.5).toFixed(2)} (0.82)`,
  );
  console.log(`  made findable in the idle moments after it: ${median(({ later }) => later)} a second`);
}

async function benchLaunch(leads: number): Promise<void> {
  const [full, empty] = [deskOf(leads), deskOf(0)];
  const took: { full: number; empty: number }[] = [];
  for (let run = 0; run < LAUNCHES; run++) took.push({ full: await launch(full), empty: await launch(empty) });
  const [large, small] = [
    at(
      took.map((one) => one.full),
      0.5,
    ),
    at(
      took.map((one) => one.empty),
      0.5,
    ),
  ];
  console.log(
    `launch to the first page of ${count(leads)} leads: ${large.toFixed(0)} ms; of an empty desk ${small.toFixed(0)} ms; ratio ${(large / small).toFixed(2)} (1.5)`,
  );
}

// `node test/bench/inbox.ts [leads …] [keep]`; keep leaves the desks for the next run.
if (import.meta.main) {
  keepDesksApart();
  const sizes = process.argv.slice(2).map(Number).filter(Number.isFinite);
  await benchInbox({ sizes: sizes.length > 0 ? sizes : [1_000_000, 5_000_000], keep: process.argv.includes('keep') });
}
