import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';

let served: Promise<string> | null = null;

/** A server that answers at once, in this process; it keeps no process alive. */
function serve(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer((_, res) => res.end('ok')).listen(0, '127.0.0.1', () => {
      server.unref();
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    });
  });
}

const once = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, (res) => res.resume().on('end', resolve)).on('error', reject);
  });

/**
 * Waits for as long as some requests over loopback take, on new connections, one after the other. What was on its way between parts of this
 * process is then answered, however slow the machine is: so a test can jump ahead in time without overtaking it.
 */
export async function roundTrips(n: number): Promise<void> {
  served ??= serve();
  const url = await served;
  for (let i = 0; i < n; i++) await once(url);
}
