import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as waitFor } from 'node:timers/promises';
import type { CoreHost } from '../../src-main/core/host.ts';
import { ask, benchCore } from './import.ts';
import type { ServerPace } from './pace-server.ts';

const bench = join(process.cwd(), '.bench');
const FIXED = [2, 4, 8, 16, 32] as const;
/** What the automatic pace has to reach of the best fixed number, and within which time after a change, ms. */
const TARGET = 0.9;
const WITHIN_MS = 10_000;
const MEASURED_MS = 3_000;
const FIXED_SETTLE_MS = 1_500;
const FIXED_MEASURED_MS = 1_500;
const ROWS = 20_000;

const FIRST: ServerPace = { ms: 100, workers: 0 };
const CHANGES: ReadonlyArray<{ readonly name: string; readonly to: ServerPace }> = [
  { name: 'answers 200 ms slower', to: { ms: 300, workers: 0 } },
  { name: '4 workers of 100 ms', to: { ms: 100, workers: 4 } },
  { name: 'as many workers as it needs again', to: FIRST },
];

/**
 * Prints what the automatic pace sends a second, ten seconds after each of three changes of a practice dialer, beside fixed numbers at
 * once. The whole desk sends, over loopback, every fsync in place.
 */
export async function benchPace(): Promise<void> {
  mkdirSync(bench, { recursive: true });
  const dataDir = mkdtempSync(join(bench, 'pace-'));
  const server = fork(join(import.meta.dirname, 'pace-server.ts'));
  try {
    const url = await new Promise<string>((resolve) => server.once('message', (message) => resolve(String(message))));
    const host = await benchCore(dataDir);
    const connectionId = await loaded(host, dataDir, new URL(url).origin);
    const automatic = await sendAutomatically(host, connectionId, server);
    for (const [at, { name, to }] of CHANGES.entries()) {
      server.send(to);
      const fixed: number[] = [];
      for (const concurrency of FIXED) {
        await setConcurrency(host, connectionId, new URL(url).origin, concurrency);
        await waitFor(FIXED_SETTLE_MS);
        fixed.push(await rate(host, connectionId, FIXED_MEASURED_MS));
      }
      const ours = automatic[at] ?? { perSecond: 0, limit: 0 };
      const ratio = ours.perSecond / Math.max(...fixed);
      const beside = FIXED.map((n, index) => `${n}: ${Math.round(fixed[index] ?? 0)}`).join(', ');
      console.log(
        `pace, ${name}: automatic ${Math.round(ours.perSecond)}/s (${ours.limit} at once); fixed ${beside}; of the best ${ratio.toFixed(2)} (target ${TARGET})`,
      );
    }
    await host.close();
  } finally {
    server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Goodput from ten seconds after each change. */
async function sendAutomatically(host: CoreHost, connectionId: number, server: ChildProcess) {
  server.send(FIRST);
  await ask(host, 'connections.resume', { id: connectionId });
  await waitFor(3_000);
  const found: { perSecond: number; limit: number }[] = [];
  for (const { to } of CHANGES) {
    server.send(to);
    await waitFor(WITHIN_MS);
    const perSecond = await rate(host, connectionId, MEASURED_MS);
    const connection = (await ask(host, 'connections.list', {})).find(({ id }) => id === connectionId);
    found.push({ perSecond, limit: connection?.pace ?? 0 });
  }
  return found;
}

/** Rows a second that are delivered meanwhile. */
async function rate(host: CoreHost, connectionId: number, ms: number): Promise<number> {
  const delivered = async () => (await ask(host, 'jobs.counts', { connectionId })).delivered;
  const before = await delivered();
  const began = performance.now();
  await waitFor(ms);
  const after = await delivered();
  const { ready } = await ask(host, 'jobs.counts', { connectionId });
  if (ready === 0) throw new Error(`The list of ${ROWS} rows was too short for the bench of the pace`);
  return ((after - before) / (performance.now() - began)) * 1000;
}

async function setConcurrency(host: CoreHost, id: number, url: string, concurrency: number): Promise<void> {
  await ask(host, 'connections.save', { id, name: 'Bench', url, user: 'practice', concurrency });
}

/** A connection without a number at once, and a list that waits to be sent over it. */
async function loaded(host: CoreHost, dataDir: string, url: string): Promise<number> {
  const csv = join(dataDir, 'list.csv');
  const lines = ['Phone,First Name,Last Name,Address,City,State,ZIP'];
  for (let n = 0; n < ROWS; n++) lines.push(`${7_272_000_000 + n},Maria,Garcia,12 Main St,Tampa,FL,33602`);
  writeFileSync(csv, `${lines.join('\n')}\n`);
  const { id: connectionId } = await ask(host, 'connections.save', {
    name: 'Bench',
    url,
    user: 'practice',
    password: 'practice',
  });
  await ask(host, 'connections.pause', { id: connectionId });
  const { id, suggestion } = await ask(host, 'imports.open', { path: csv });
  await ask(host, 'imports.configure', {
    id,
    connectionId,
    mapping: suggestion.mapping,
    settings: { list_id: '101', campaign: 'SALES' },
  });
  await ask(host, 'imports.check', { id, thenStart: true });
  while ((await ask(host, 'jobs.counts', { connectionId })).held < ROWS) await waitFor(100);
  return connectionId;
}

if (import.meta.main) await benchPace();
