import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { noteAsFound } from '../support/kept/as-found.ts';
import { keepDesks } from '../support/kept/kept-desks.ts';

/** The processes that have written a desk's log, of a shell or core. */
const writers = (dataDir: string, thread: string): unknown[] =>
  readFileSync(join(dataDir, 'logs', `${thread}.log`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).pid as unknown);

const idOf = (dataDir: string) => readFileSync(join(dataDir, 'desk.id'), 'utf8');

test('desks of one process, one after the other, have nothing in common; one whose process is killed is reported', async () => {
  const kept = keepDesks();
  onTestFinished(() => kept.end());
  const first = await kept.start();
  const [firstAddress, firstId] = [new URL(await first.address()), idOf(first.dataDir)];
  expect((await fetch(firstAddress)).status).toBe(200);
  const [pid] = writers(first.dataDir, 'core');
  expect(pid).not.toBe(process.pid);
  await first.end();
  await expect(fetch(firstAddress)).rejects.toThrow();
  await expect(first.address()).rejects.toThrow('no desk of a browser runs');

  const second = await kept.start();
  expect(idOf(second.dataDir)).not.toBe(firstId);
  expect(writers(second.dataDir, 'core')).toContain(pid);
  expect(existsSync(first.dataDir)).toBe(false);
  // It runs while another one does, in a process of its own.
  const third = await kept.start();
  expect(writers(third.dataDir, 'core')).not.toContain(pid);
  await third.end();

  process.kill(Number(pid), 'SIGKILL');
  await expect(second.end()).rejects.toThrow('stop of a desk: its process has ended (SIGKILL)');
});

test('what a desk leaves open when it has closed is named; its timers and listeners are ended as by the end of a process', async () => {
  const restored = noteAsFound(20);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const fired: string[] = [];
  setTimeout(() => fired.push('timer'), 1);
  setInterval(() => fired.push('interval'), 1).unref();
  const onWarning = () => {};
  process.on('warning', onWarning);
  expect(await restored()).toEqual(['TCPServerWrap']);
  expect(process.listeners('warning')).not.toContain(onWarning);
  expect(fired).toEqual([]);
});
