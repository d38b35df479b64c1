import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'undici';
import { ask, benchCore } from './import.ts';

/** One measurement in a process of its own: `desk` or `bare`, how many posts, how many at once, and the ms that the receiver takes. */
const [, , who = 'bare', postsText = '1000', atOnceText = '8', delay = '100'] = process.argv;
const posts = Number(postsText);
const atOnce = Number(atOnceText);

const server = fork(join(import.meta.dirname, 'receiver-server.ts'), [delay]);
const port = await new Promise<number>((resolve) => server.once('message', (message) => resolve(Number(message))));
const origin = `http://127.0.0.1:${port}`;
const perSecond = who === 'bare' ? await bare() : await desk();
server.kill();
process.stdout.write(`${JSON.stringify({ perSecond })}\n`);
process.exit(0);

/** The floor: as many loops as there are posts at once, each post over a connection of its own; nothing kept, nothing checked. */
async function bare(): Promise<number> {
  const body = (n: number) =>
    JSON.stringify({
      ...{ source: { vid: 18, lid: 1, aid: 23, password: 'bench' } },
      leads: [{ properties: { FirstName: 'Maria', LastName: 'Garcia', PrimaryPhone: String(7_272_000_000 + n) } }],
    });
  let next = 0;
  const loop = async () => {
    while (next < posts) {
      const client = new Client(origin);
      const response = await client.request({
        path: '/processor/insert/general/json',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body(next++),
        reset: true,
      });
      await response.body.text();
      await client.destroy();
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, loop));
  return (posts / (performance.now() - began)) * 1000;
}

/** The desk: a file of so many leads, checked and queued; measured from the first that may leave to the last that is settled. */
async function desk(): Promise<number> {
  const dataDir = mkdtempSync(join(process.cwd(), '.bench', 'post-'));
  const path = join(dataDir, 'leads.csv');
  const lines = ['PrimaryPhone,FirstName,LastName,Address,City,State,Zip'];
  for (let n = 0; n < posts; n++) lines.push(`${7_272_000_000 + n},Maria,Garcia,12 Main St,Tampa,FL,33602`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  const host = await benchCore(dataDir);
  const { id: connectionId } = await ask(host, 'connections.save', {
    ...{ kind: 'receiver', name: 'Bench', url: origin, concurrency: atOnce },
    receiver: { vid: 18, lid: 1, aid: 23, returnDays: 0 },
    secrets: { password: 'bench-password', token: '' },
  });
  await ask(host, 'connections.pause', { id: connectionId });
  const until = (done: () => Promise<boolean>) =>
    new Promise<void>((resolve) => {
      const stop = host.subscribe(async () => {
        if (!(await done())) return;
        stop();
        resolve();
      });
    });
  await ask(host, 'delivery.post', { connectionId, path });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const settled = until(async () => (await ask(host, 'jobs.counts', { connectionId })).delivered === posts);
  const began = performance.now();
  await ask(host, 'connections.resume', { id: connectionId });
  await settled;
  const rate = (posts / (performance.now() - began)) * 1000;
  await host.close();
  rmSync(dataDir, { recursive: true, force: true });
  return rate;
}
