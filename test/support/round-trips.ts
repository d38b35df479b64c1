import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';

let served: Promise<string> | null = null;

/** A server in this process that answers at once and doesn't keep the process alive. */
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
 * Waits as long as some requests over loopback take, on new connections, one after the other. Whatever parts of this process had sent to
 * each other is answered by then, however slow the machine is, so that a test can skip time without overtaking it.
 */
export async function roundTrips(n: number): Promise<void> {
  served ??= serve();
  const url = await served;
  for (let i = 0; i < n; i++) await once(url);
}
