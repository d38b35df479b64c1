import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startWireThread } from '../../../src-main/core/wire-thread.ts';
import { systemClock } from '../../../src-main/platform/clock.ts';
import { Runner } from '../../../src-main/queue/runner.ts';
import { until } from '../../support/fault-until.ts';
import { plainExecutor, queueStore } from './support.ts';

/** A vendor that takes `ms` for the n-th request, and tells the most that it had at once since it was last asked. */
async function vendor(ms: (n: number) => number) {
  let answered = 0;
  let came = 0;
  let inside = 0;
  let most = 0;
  const server = createServer((request, response) => {
    request.resume();
    most = Math.max(most, ++inside);
    setTimeout(() => {
      inside--;
      answered++;
      response.end('delivered');
    }, ms(++came));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const mostAtOnce = () => {
    const was = most;
    most = 0;
    return was;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, answered: () => answered, mostAtOnce };
}

test('over real sockets a vendor that becomes slower by a fixed time is sent no less at once', {
  timeout: 60_000,
}, async () => {
  const quick = 300;
  const rows = 1_700;
  const { url, answered, mostAtOnce } = await vendor((n) => (n < quick ? 2 : 102));
  const { store } = queueStore(rows);
  const transport = startWireThread();
  const target = { url, headers: {}, timeoutMs: 30_000, fresh: false };
  const executor = plainExecutor({
    prepare: (jobs) => jobs.map(() => ({ request: { target, body: 'row', shown: 'row' } })),
  });
  const runner = new Runner({
    store,
    transport,
    executorFor: () => executor,
    clock: systemClock,
    random: Math.random,
    tag: 'test',
    onChange: () => {},
    onProblem: () => {},
  });
  onTestFinished(async () => {
    await runner.stop(0);
    await transport.close();
  });
  runner.start();
  await until(() => answered() > rows - 300, 'the vendor has been slow for a while', 50_000);
  mostAtOnce();
  await until(() => answered() > rows - 100, 'it is sent more', 50_000);
  const most = mostAtOnce();
  expect(most).toBeGreaterThanOrEqual(16);
  expect(most).toBeLessThanOrEqual(32);
  await until(() => runner.isIdle(), 'all rows are settled', 50_000);
  expect(answered()).toBe(rows);
});
