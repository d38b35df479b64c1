import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startPracticeDialer } from '../../../src-main/practice/dialer/start-practice-dialer.ts';
import { startPracticeBoard } from '../../../src-main/practice/locumjobs/start-practice-board.ts';
import { afterwards } from '../shells/support.ts';

const statusAt = (url: string, host: string) =>
  new Promise<number>((resolve, reject) => {
    const req = request(url, { headers: { host } }, (res) => {
      res.resume();
      resolve(res.statusCode ?? 0);
    });
    req.on('error', reject);
    req.end();
  });

test('a name that a website rebinds to 127.0.0.1 gets nothing of a practice vendor', async () => {
  const dialer = await startPracticeDialer();
  afterwards(() => dialer.close());
  const board = await startPracticeBoard({ user: 'practice', password: 'calls-nobody' });
  afterwards(() => board.close());
  for (const [url, port] of [
    [dialer.url, dialer.port],
    [`${dialer.adminUrl}/requests`, dialer.port],
    [`${board.url}/practice/faults`, board.port],
    [board.url, board.port],
  ] as const) {
    for (const host of ['evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`]) {
      expect([url, host, await statusAt(url, host)]).toEqual([url, host, 403]);
    }
    expect(await statusAt(url, `localhost:${port}`)).not.toBe(403);
  }
});
