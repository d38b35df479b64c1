import { createServer } from 'node:net';

/** The port if it is free now; otherwise 0, which takes a free one. */
export function freeOr0(port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen({ host: '127.0.0.1', port }, () => probe.close(() => resolve(port)));
  });
}
