import cluster from 'node:cluster';
import { createServer } from 'node:http';

/**
 * A dialer that does nothing but answer: after `delay` ms, with the documented line. Run as a process of its own. Where a request costs
 * `work` ms of a processor besides, several processes share them, as a real dialer's do.
 */
const delay = Number(process.argv[2] ?? 0);
const work = Number(process.argv[3] ?? 0);
const PROCESSES = 4;
let lead = 193_715;

function labour(): void {
  const since = process.cpuUsage();
  for (let used = 0; used < work * 1000; ) {
    const { user, system } = process.cpuUsage(since);
    used = user + system;
  }
}

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('latin1');
  request.on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    const at = body.indexOf('phone_number=');
    const end = body.indexOf('&', at);
    const phone = body.slice(at + 13, end < 0 ? undefined : end);
    const answer = `SUCCESS: add_lead LEAD HAS BEEN ADDED - ${phone}|101|${lead++}|-5|bench\n`;
    const reply = () => {
      if (work > 0) labour();
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': answer.length });
      response.end(answer);
    };
    if (delay > 0) setTimeout(reply, delay);
    else reply();
  });
});

if (work > 0 && cluster.isPrimary) {
  cluster.settings.args = process.argv.slice(2);
  const ports = new Set<number>();
  for (let n = 0; n < PROCESSES; n++) cluster.fork();
  let listening = 0;
  cluster.on('listening', (_, { port }) => {
    ports.add(port);
    if (++listening === PROCESSES) process.send?.([...ports][0]);
  });
  process.on('SIGTERM', () => {
    for (const one of Object.values(cluster.workers ?? {})) one?.kill();
    process.exit(0);
  });
} else {
  server.on('listening', () => {
    const address = server.address();
    if (!cluster.isWorker) process.send?.(typeof address === 'object' && address ? address.port : 0);
  });
  server.listen(0, '127.0.0.1', 1024);
}
