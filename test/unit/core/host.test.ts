import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { type CoreHost, type CoreHostOptions, startCoreHost } from '../../../src-main/core/host.ts';
import { eventually } from '../../support/eventually.ts';
import { memorySecrets, PASSWORD, testDialer, USER } from '../../support/fault-desk.ts';
import { testFolder } from '../../support/fault-list.ts';
import { until } from '../../support/fault-until.ts';

/** A core in its thread, the threads it was started in so far, and what the operator was told. */
async function start(options: Partial<CoreHostOptions> = {}): Promise<{
  host: CoreHost;
  workers: Worker[];
  troubles: string[];
  dataDir: string;
}> {
  const workers: Worker[] = [];
  const note = (worker: Worker) => workers.push(worker);
  process.on('worker', note);
  onTestFinished(() => {
    process.off('worker', note);
  });
  const troubles: string[] = [];
  const dataDir = options.dataDir ?? testFolder('host');
  const host = await startCoreHost({
    dataDir,
    secrets: memorySecrets(),
    onTrouble: (sentence) => troubles.push(sentence),
    ...options,
  });
  onTestFinished(() => host.close());
  return { host, workers, troubles, dataDir };
}

/** A vendor that takes every request and answers none; `asked` when the first is there. */
async function silentVendor(): Promise<{ url: string; asked: Promise<void> }> {
  let arrived = () => {};
  const asked = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const server = createServer(() => arrived());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** How long a core's start may take where much else runs, ms: each reads and compiles all of the desk in a thread of its own. */
const START_MS = 60_000;

const status = (host: CoreHost) => host.call('desk.status', {});

describe('the core in its thread', { timeout: 8 * START_MS }, () => {
  test('answers commands, tells events, and lets go of the folder when it is closed', async () => {
    const { host, dataDir } = await start();
    const events: unknown[] = [];
    host.subscribe((event) => events.push(event));
    expect(await status(host)).toMatchObject({ ok: true, value: { dataDir, idle: true } });
    const dialer = await testDialer();
    const saved = await host.call('connections.save', { name: 'D', url: dialer.url, user: USER, password: PASSWORD });
    expect(saved).toMatchObject({ ok: true, value: { hasPassword: true, runState: 'running' } });
    await eventually(() => expect(events).toContainEqual({ topic: 'connections' }));
    await host.close();
    expect(await status(host)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    const again = await start({ dataDir });
    expect(await status(again.host)).toMatchObject({ ok: true });
  });

  test('a second one on the same folder is refused with a sentence, and the first goes on', async () => {
    const { host, dataDir } = await start();
    await expect(startCoreHost({ dataDir, secrets: memorySecrets() })).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining(`Another Trunkline already works on ${dataDir}.`),
    });
    expect(await status(host)).toMatchObject({ ok: true });
  });

  test('when it dies every pending call is refused at once, it is started again, and listeners ask anew', async () => {
    const { host, workers, troubles } = await start();
    const events: unknown[] = [];
    host.subscribe((event) => events.push(event));
    const vendor = await silentVendor();
    const source = { kind: 'liondesk', name: 'L', url: vendor.url, password: PASSWORD, source: { kind: 'liondesk' } };
    const saved = await host.call('connections.save', source);
    const { id } = z.object({ ok: z.literal(true), value: z.object({ id: z.number() }) }).parse(saved).value;
    // The vendor never answers: none of them is answered before the core dies.
    const pending = Array.from({ length: 20 }, () => host.call('sources.sync', { id, wait: true }));
    await vendor.asked;
    await workers[0]?.terminate();
    const unavailable = { code: 'unavailable', message: expect.stringContaining('restarted') };
    for (const reply of await Promise.all(pending)) expect(reply).toMatchObject({ ok: false, error: unavailable });
    // A new one takes longer to start than the refusals take to arrive.
    expect(await status(host)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    await until(async () => (await status(host)).ok, 'it works again', START_MS);
    expect(workers).toHaveLength(2);
    expect(troubles).toEqual([expect.stringMatching(/^Trunkline’s core stopped and is being restarted: /)]);
    await eventually(() => expect(events).toContain(null));
  });

  test('an exception that nothing caught is such a death', async () => {
    const { host, workers, troubles } = await start();
    // A message of no kind: the worker's listener throws.
    workers[0]?.postMessage(null);
    await until(() => workers.length === 2, 'a second thread', START_MS);
    await until(async () => (await status(host)).ok, 'it works again', START_MS);
    expect(troubles).toHaveLength(1);
  });

  test('a core that dies again and again stays down, and says so', async () => {
    // However long six starts take here, the deaths stand within one minute.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { host, workers, troubles } = await start();
    for (let death = 1; death <= 6; death++) {
      await until(async () => (await status(host)).ok, 'it works', START_MS);
      const worker = workers.at(-1);
      const ended = worker && once(worker, 'exit');
      await worker?.terminate();
      await ended;
    }
    await until(() => troubles.length === 6, 'six deaths');
    expect(troubles[5]).toMatch(
      /stopped 6 times within a minute and was not restarted: .* Nothing is lost; start Trunkline again\.$/,
    );
    expect(workers).toHaveLength(6);
    expect(await status(host)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });

  test('where there is no safe place for a password, the command is refused with that sentence', async () => {
    const refuse = async () => {
      throw new Error('This machine has no key store.');
    };
    const { host } = await start({ secrets: { ...memorySecrets(), set: refuse } });
    const saved = await host.call('connections.save', {
      name: 'D',
      url: 'http://127.0.0.1:1',
      user: USER,
      password: PASSWORD,
    });
    expect(saved).toMatchObject({ ok: false, error: { message: 'This machine has no key store.' } });
    expect(await host.call('connections.list', {})).toEqual({ ok: true, value: [] });
  });
});
