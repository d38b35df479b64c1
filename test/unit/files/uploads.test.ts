import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openUploads, type UploadLimits } from '../../../src-main/shells/browser/uploads.ts';
import { afterwards, folder } from '../shells/support.ts';

async function receiving(limits: UploadLimits) {
  const dataDir = folder();
  const given: string[] = [];
  const handOver = (path: string) => {
    given.push(path);
    return path;
  };
  const uploads = await openUploads(dataDir, handOver, limits);
  const server = createServer((req, res) => void uploads.receive('list.csv', req, res)).listen(0, '127.0.0.1');
  afterwards(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const kept = () => readdirSync(join(dataDir, 'uploads'));
  return { url, kept, given };
}

/** A body whose length is not said beforehand. */
const streamed = (bytes: number) => new Blob(['x'.repeat(bytes)]).stream();

describe('uploads', () => {
  it.each([true, false])('end at the largest size, whether or not the length is declared (%s)', async (declared) => {
    const { url, kept, given } = await receiving({ largest: 1_000 });
    const send = (bytes: number) =>
      declared
        ? fetch(url, { method: 'POST', body: 'x'.repeat(bytes) })
        : fetch(url, { method: 'POST', body: streamed(bytes), duplex: 'half' } as RequestInit);
    expect((await send(1_000)).status).toBe(200);
    const answer = await send(1_001);
    expect([answer.status, await answer.json()]).toEqual([
      413,
      { ok: false, error: { code: 'file', message: expect.stringContaining('larger than 1000 bytes') } },
    ]);
    expect(kept()).toHaveLength(1);
    expect(given).toHaveLength(1);
  });

  it.each([true, false])('leave space on the disk for the queue (length declared: %s)', async (declared) => {
    const { url, kept } = await receiving({ free: async () => 256 * 1024 ** 2 + 500 });
    const answer = await (declared
      ? fetch(url, { method: 'POST', body: 'x'.repeat(501) })
      : fetch(url, { method: 'POST', body: streamed(501), duplex: 'half' } as RequestInit));
    expect([answer.status, await answer.json()]).toEqual([
      507,
      { ok: false, error: { code: 'file', message: expect.stringContaining('is full') } },
    ]);
    expect(kept()).toEqual([]);
  });
});
