import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'undici';
import { ask, benchCore } from './import.ts';

/**
 * One measurement in a process of its own: `desk` or `bare`, how many requests, how many at once, the ms that the server takes, and those
 * of a processor.
 */
const [, , who = 'bare', jobsText = '1000', atOnceText = '32', delay = '0', work = '0'] = process.argv;
const jobs = Number(jobsText);
const atOnce = Number(atOnceText);

const server = fork(join(import.meta.dirname, 'vendor-server.ts'), [delay, work], {
  env: { ...process.env, LD_PRELOAD: '' },
});
const port = await new Promise<number>((resolve) => server.once('message', (message) => resolve(Number(message))));
const origin = `http://127.0.0.1:${port}`;
let cpuMicros = 0;
const perSecond = who === 'bare' ? await bare() : await desk();
server.kill();
process.stdout.write(`${JSON.stringify({ perSecond, cpuMicros })}\n`);
process.exit(0);

/** Processor time a request, µs, all threads: it says more than the clock where others use the machine too. */
function perJob(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return Math.round((user + system) / jobs);
}

/** The floor: as many loops as there are requests at once, nothing kept, nothing checked. */
async function bare(): Promise<number> {
  const pool = new Pool(origin, { connections: atOnce });
  const body = (n: number) =>
    `user=bench&pass=bench&function=add_lead&list_id=101&source=Trunkline&campaing=BENCH&phone_number=${7_270_000_000 + n}&phone_code=1&first_name=Maria&last_name=Garcia&address1=12+Main+St&city=Tampa&state=FL&postal_code=33602`;
  let next = 0;
  const loop = async () => {
    while (next < jobs) {
      const response = await pool.request({
        path: '/API/lmapi.php',
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: body(next++),
      });
      await response.body.text();
    }
  };
  const cpu = process.cpuUsage();
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, loop));
  cpuMicros = perJob(cpu);
  return (jobs / (performance.now() - began)) * 1000;
}

/** The desk: a list of so many rows, checked and queued; measured from the first that may leave to the last that is settled. */
async function desk(): Promise<number> {
  const dataDir = mkdtempSync(join(process.cwd(), '.bench', 'send-'));
  const csv = join(dataDir, 'list.csv');
  const lines = ['Phone,First Name,Last Name,Address,City,State,ZIP'];
  for (let n = 0; n < jobs; n++) lines.push(`${7_272_000_000 + n},Maria,Garcia,12 Main St,Tampa,FL,33602`);
  writeFileSync(csv, `${lines.join('\n')}\n`);
  const host = await benchCore(dataDir);
  const { id: connectionId } = await ask(host, 'connections.save', {
    name: 'Bench',
    url: origin,
    user: 'bench',
    password: 'bench-password',
    concurrency: atOnce,
  });
  await ask(host, 'connections.pause', { id: connectionId });
  const { id, suggestion } = await ask(host, 'imports.open', { path: csv });
  await ask(host, 'imports.configure', {
    id,
    connectionId,
    mapping: suggestion.mapping,
    settings: { list_id: '101', campaign: 'BENCH' },
  });
  const until = (done: () => Promise<boolean>) =>
    new Promise<void>((resolve) => {
      const stop = host.subscribe(async () => {
        if (!(await done())) return;
        stop();
        resolve();
      });
    });
  const queued = until(async () => (await ask(host, 'jobs.counts', { connectionId })).held === jobs);
  await ask(host, 'imports.check', { id, thenStart: true });
  await queued;
  await new Promise((resolve) => setTimeout(resolve, 300));
  const settled = until(async () => (await ask(host, 'jobs.counts', { connectionId })).delivered === jobs);
  const cpu = process.cpuUsage();
  const began = performance.now();
  await ask(host, 'connections.resume', { id: connectionId });
  await settled;
  cpuMicros = perJob(cpu);
  const perSecond = (jobs / (performance.now() - began)) * 1000;
  await host.close();
  rmSync(dataDir, { recursive: true, force: true });
  return perSecond;
}
