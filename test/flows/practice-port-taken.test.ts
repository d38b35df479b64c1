import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startCore } from '../../src-main/core/start-core.ts';
import { startDesk } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';

test('a practice vendor whose port another program has taken gets another, and its connections go there; all of them run', async () => {
  const dataDir = testFolder();
  const first = await startDesk({ dataDir, start: startCore });
  await first.call('practice.start', {});
  const urlsOf = async (desk: typeof first) =>
    Object.fromEntries((await desk.call('practice.faults', {})).vendors.map(({ vendor, url }) => [vendor, url ?? '']));
  const before = await urlsOf(first);
  await first.close();

  // Where the system has given the port to somebody else meanwhile, that one is the other program.
  const other = createServer((socket) => socket.destroy());
  const port = Number(new URL(before.dialer ?? '').port);
  await new Promise<void>((resolve) => {
    other.once('error', () => resolve());
    other.listen({ host: '127.0.0.1', port }, resolve);
  });
  onTestFinished(() => new Promise((resolve) => other.close(() => resolve())));

  const again = await startDesk({ dataDir, start: startCore });
  const after = await urlsOf(again);
  expect(after.dialer).not.toBe(before.dialer);
  const { connections } = await again.status();
  const originOf = (name: string) => new URL(connections.find((one) => one.name === name)?.url ?? '').origin;
  expect(originOf('Practice dialer')).toBe(new URL(after.dialer ?? '').origin);
  expect(originOf('Practice job board')).toBe(new URL(after.board ?? '').origin);
  expect(originOf('Practice LionDesk')).toBe(new URL(after.desk ?? '').origin);
  const dialer = connections.find(({ name }) => name === 'Practice dialer');
  expect((await again.call('connections.test', { id: dialer?.id ?? 0 })).verdict).toBe('ok');
  await again.call('practice.start', {});
  await again.close();
});
